"""What units owe, hand in and declare, counted again: by months laid side by side."""

from datetime import date, timedelta
from itertools import combinations

SPANS = {"": (1, 12), "-Q1": (1, 3), "-Q2": (4, 6), "-Q3": (7, 9), "-Q4": (10, 12),
         "-H1": (1, 6), "-9M": (1, 9)}  # fmt: skip
DUE_DAYS = 5
CAMPAIGN_DUE = "10-01"


def owed(recount, periods):
    """A2a, A2b, A3a, A3b of the ``periods`` (code to its window) whose returns a window holds."""
    returns = {(each["unit"], each["period"]): each for each in recount.world.returns}
    rows = [
        (unit["_id"], code, window)
        for code, window in periods.items()
        for unit in recount.world.units
        if unit["parent"]
        and unit["valid_from"] <= window[1]
        and (unit["valid_to"] or "9999") >= window[0]
        and recount.sees_unit(unit["_id"])
    ]
    busy = {visit["facts"]["unit"] for visit in recount.standing if day_in(recount, visit)}
    busy |= {
        each["unit"]
        for each in recount.world.activities
        if each["state"] == "standing" and recount.inside(each["held_on"])
    }
    busy |= {
        unit for (unit, code), each in returns.items()
        if code in periods and each["state"] == "accepted"
    }  # fmt: skip
    in_time = [
        (1, {"unit": unit})
        for unit, code, window in rows
        if (unit, code) in returns and is_in_time(returns[unit, code], code, window)
    ]
    owing = {unit for unit, _, _ in rows}
    return {
        "A2a": (len(owing & busy), {}),
        "A2b": (len(owing), {}),
        "A3a": recount.summed("A3a", in_time),
        "A3b": recount.summed("A3b", [(1, {"unit": unit}) for unit, _, _ in rows]),
    }


def day_in(recount, visit):
    return recount.inside(visit["facts"]["day"])


def is_in_time(handed_in, code, window):
    day = handed_in["first_submitted_on"]
    return day is not None and day <= due(code, window)


def due(code, window):
    """By the statutory window, whatever windows the figures are counted by."""
    if code.startswith("campaign:"):
        return f"{window[1][:4]}-{CAMPAIGN_DUE}"
    end = date(int(code[:4]), SPANS[code[4:]][1], 14)
    return (end + timedelta(days=DUE_DAYS)).isoformat()


def declared(recount, code, figure):
    """The number that units declared for a period: of each the accepted returns that cover most of
    its months without overlapping, and the fewest that do."""
    total = 0
    for unit in recount.world.units:
        if not recount.sees_unit(unit["_id"]):
            continue
        its = [
            each
            for each in recount.world.returns
            if each["unit"] == unit["_id"] and each["state"] == "accepted"
        ]
        for each in best(code, its):
            total += each["declared"].get(figure, {"value": 0})["value"]
    return total


def best(code, returns):
    if code.startswith("campaign:"):
        return [each for each in returns if each["period"] == code]
    inside = [
        each
        for each in returns
        if not each["period"].startswith("campaign:") and months(each["period"]) <= months(code)
    ]
    ways = [
        way
        for size in range(len(inside) + 1)
        for way in combinations(inside, size)
        if sum(len(months(each["period"])) for each in way)
        == len(set().union(*(months(each["period"]) for each in way)))
    ]
    return max(ways, key=lambda way: (covered(way), -len(way)), default=())


def covered(way):
    return sum(len(months(each["period"])) for each in way)


def months(code):
    first, last = SPANS[code[4:]]
    return {f"{code[:4]}-{month:02}" for month in range(first, last + 1)}
