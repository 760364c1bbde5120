"""The figures counted again, slowly and on their own: by reading every document of a world."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from tests.figures.recount_returns import owed
from tests.figures.world import AREAS, AUDIENCES, MINORS_ITEM, World

HEIRS = {
    "legacy:05977": "2025:05977",
    "legacy:06222": "2025:06220",
    "legacy:06199": "2025:06220",
}
NUMBERS = {
    "C3a": "rooms_checked",
    "C3b": "guests_checked",
    "C3c": "staff_checked",
    "C6a": "guests_not_notified",
    "C6b": "foreigners_not_declared",
    "D2": "staff_trained",
    "F1": "minors_at_work",
}
PLACES = {
    "C2b": lambda visit: visit is not None,
    "C4": lambda visit: visit["facts"]["guided"],
    "C5a": lambda visit: len(visit["failed_items"]) > 0,
}
MADE = {
    "B3a": "news_items", "B3b": "broadcasts", "B3c": "broadcast_minutes", "B4a": "posts",
    "B4b": "reach", "B5": "banners", "B6": "panels", "B7": "leaflets", "B8": "mobile_rounds",
}  # fmt: skip
MEETINGS = ["session", "conference", "training", "rally"]
SPLITS = {
    "A1": "unit", "A2a": "", "A2b": "", "A3a": "unit", "A3b": "unit",
    "B1": "form area unit", "B2": "audience area unit", "B3a": "unit", "B3b": "unit",
    "B3c": "unit", "B4a": "unit", "B4b": "unit", "B5": "area unit", "B6": "area unit",
    "B7": "area unit", "B8": "unit", "B9a": "area unit", "B9b": "area unit", "B10": "area",
    "C1": "kind unit", "C2a": "kind area unit", "C2b": "kind area unit",
    "C3a": "area", "C3b": "area", "C3c": "area", "C4": "kind area", "C5a": "kind area",
    "C5b": "item kind area", "C6a": "area", "C6b": "area", "C7a": "basis area",
    "C7b": "basis area", "C7c": "basis area", "C8": "kind area", "C9": "body",
    "C10a": "area", "C10b": "area",
    "D1a": "kind area", "D1b": "kind area", "D2": "kind area", "D3": "kind area",
    "E1a": "", "E1b": "", "E1c": "", "F1": "",
    "E2": "body type", "E3a": "body", "E3b": "body", "E3c": "", "E4": "",
}  # fmt: skip
LEVELS = {"E1a": "red", "E1b": "orange", "E1c": "yellow"}


def recount(
    world: World, window: tuple[str, str], today: str, scope: set[str] | None, shown_on: str,
    periods: dict[str, tuple[str, str]],
) -> dict[str, tuple[Any, dict]]:  # fmt: skip
    """Value and splits of every code; ``scope`` holds the areas of today, None the province,
    ``periods`` the windows of those whose returns are owed in it."""
    by = _Recount(world, window, today, scope, shown_on)
    return by.everything() | owed(by, periods)


def counting(*given: Any) -> Any:
    """Who counts, for the counting of returns."""
    return _Recount(*given)


def local_date(moment):
    return (moment + timedelta(hours=7)).date()


def days_taken(referral):
    end = date.fromisoformat(referral["result_on"])
    return (end - local_date(referral["sent_at"])).days


def middle(numbers):
    """The one in the middle, or half of the sum of the two."""
    if not numbers:
        return None
    low = sorted(numbers)[(len(numbers) - 1) // 2]
    high = sorted(numbers)[len(numbers) // 2]
    return (low + high) / 2


class _Recount:
    def __init__(self, world, window, today, scope, shown_on):
        self.world, self.window, self.scope = world, window, scope
        self.last_day = min(window[1], today)
        self.new_scheme = shown_on >= "2025-07-01"
        self.standing = [visit for visit in world.visits if visit["state"] == "standing"]
        self.all_visits = [v for v in self.standing if self.inside(v["facts"]["day"])]
        self.visits = [v for v in self.all_visits if self.seen(v["facts"]["area"])]

    def inside(self, day):
        return day is not None and self.window[0] <= day <= self.window[1]

    def seen(self, area):
        return self.scope is None or area in self.scope or HEIRS.get(area) in self.scope

    def shown(self, area):
        return HEIRS.get(area, area) if self.new_scheme else area

    def groups(self, visit, **more):
        facts = visit["facts"]
        own = {"kind": facts["kind"], "unit": facts["unit"], "area": self.shown(facts["area"])}
        return {**own, **more}

    def everything(self):
        found = {code: self.summed(code, self.numbers(name)) for code, name in NUMBERS.items()}
        for code, asked in PLACES.items():
            found[code] = self.different(code, self.places(asked))
        found["C1"] = self.different("C1", self.inspections())
        found["C2a"] = self.summed("C2a", [(1, self.groups(visit)) for visit in self.visits])
        found["C5b"] = self.summed("C5b", self.failures())
        found["C7a"] = self.summed("C7a", self.violations())
        decided = list(self.entries(self.world.sanctions, "decided_on"))
        found["C7b"] = self.summed("C7b", [(1, groups) for _, groups in decided])
        found["C7c"] = self.summed("C7c", [(one["fine_vnd"], groups) for one, groups in decided])
        hard = [pair for pair in decided if pair[0]["measure"] != "none"]
        found["C8"] = self.different("C8", [(one["establishment"], by) for one, by in hard])
        passed = self.entries(self.world.transfers, "transferred_on")
        found["C9"] = self.summed("C9", [(1, groups) for _, groups in passed])
        found["C10b"] = self.summed("C10b", [row for row, _ in self.findings()])
        found["C10a"] = self.summed("C10a", [row for row, met in self.findings() if met])
        found["D3"] = self.different("D3", self.posted())
        found["D1b"] = self.share()
        for code, level in LEVELS.items():
            found[code] = (self.of_level(level), {})
        found["A1"] = self.summed("A1", list(self.directing()))
        found |= self.informed()
        sent = [each for each in self.world.referrals if self.was_told(each)]
        answered = [each for each in sent if each["result"] not in (None, "no_answer")]
        founded = [each for each in answered if each["result"] == "founded"]
        for code, counted in (("E2", sent), ("E3a", answered), ("E3b", founded)):
            found[code] = self.summed(code, [(1, self.told_to(each)) for each in counted])
        found["E3c"] = (middle([days_taken(each) for each in answered]), {})
        received = [
            each["people_received"] or 0
            for each in self.world.referrals
            if self.inside(each["result_on"])
        ]
        found["E4"] = (sum(received), {})
        return found

    def sees_unit(self, code):
        """Of areas it is told what a unit did that has one of them, and only one."""
        areas = next(unit["areas"] for unit in self.world.units if unit["_id"] == code)
        return self.scope is None or (len(areas or []) == 1 and self.seen(areas[0]))

    def informed(self):
        """What was done to inform people, and where visits add to it."""
        held = [
            each
            for each in self.world.activities
            if each["state"] == "standing" and self.inside(each["held_on"])
        ]
        here = [(each, self.place_of(each)) for each in held if self.seen(each["area_key"])]
        meetings = [pair for pair in here if pair[0]["form"] in MEETINGS]
        shows = [pair for pair in here if pair[0]["form"] == "integrated"]
        found = {
            code: self.summed(code, [(each["numbers"][name], by) for each, by in here])
            for code, name in MADE.items()
            if code != "B7"
        }
        leaflets = [(each["numbers"]["leaflets"], by) for each, by in here]
        found["B7"] = self.summed("B7", leaflets + self.numbers("leaflets"))
        for code, pairs in (("B1", meetings), ("B9a", shows)):
            found[code] = self.summed(code, [(each["times"], by) for each, by in pairs])
        for code, pairs in (("B2", meetings), ("B9b", shows)):
            found[code] = self.summed(code, self.people(pairs))
        took_part = [one for each in held for one in each["institutions"] if self.seen(one["area"])]
        found["B10"] = self.different(
            "B10", [(one["id"], {"area": self.shown(one["area"])}) for one in took_part]
        )
        signed = [one for each in held for one in each["signed"] if self.seen(one["area"])]
        there = [
            (one["id"], {"kind": one["kind"], "area": self.shown(one["area"])}) for one in signed
        ]
        visited = self.places(lambda visit: visit["facts"]["committed"])
        found["D1a"] = self.different("D1a", visited + there)
        return found

    def place_of(self, activity):
        by = {"form": activity["form"], "unit": activity["unit"]}
        return {**by, "area": self.shown(activity["area_key"])}

    def people(self, pairs):
        return [
            (each["attendance"][who], {**by, "audience": who})
            for each, by in pairs
            for who in AUDIENCES
        ]

    def directing(self):
        for document in self.world.documents:
            counts = document["kind"] in ("plan", "directive") and self.sees_unit(document["unit"])
            if counts and self.inside(document["issued_on"]):
                yield 1, {"unit": document["unit"]}

    def was_told(self, referral):
        kinds = ("tip_off", "prosecution_request")
        sent = referral["sent_at"] and local_date(referral["sent_at"]).isoformat()
        return referral["type"] in kinds and self.inside(sent)

    def told_to(self, referral):
        return {"body": referral["recipient"]["code"], "type": referral["type"]}

    def numbers(self, name):
        return [(visit["facts"][name], self.groups(visit)) for visit in self.visits]

    def places(self, asked):
        return [(v["facts"]["establishment"], self.groups(v)) for v in self.visits if asked(v)]

    def inspections(self):
        known = {inspection["_id"]: inspection for inspection in self.world.inspections}
        for visit in self.visits:
            if visit["facts"]["inspection"]:
                one = known[visit["facts"]["inspection"]]
                yield one["_id"], {"kind": one["kind"], "unit": one["unit"]}

    def failures(self):
        for visit in self.visits:
            for item in visit["failed_items"]:
                if item != MINORS_ITEM:
                    yield 1, self.groups(visit, item=item)
                elif self.scope is None:
                    yield 1, {**self.groups(visit, item=item), "area": None}

    def violations(self):
        for visit in self.visits:
            for violation in visit["content"]["violations"]:
                if violation["record_no"]:
                    yield 1, self.groups(visit, basis=violation["basis"])

    def findings(self):
        for visit in self.standing:
            if self.seen(visit["facts"]["area"]):
                for finding in visit["findings"]:
                    if self.inside(finding["remedy_by"]):
                        remedied = finding["remedied_on"]
                        yield (1, self.groups(visit)), remedied and remedied <= self.window[1]

    def entries(self, rows, day):
        """What was neither corrected nor taken back, of visits that stand."""
        standing = {visit["_id"]: visit for visit in self.standing}
        for row in rows:
            visit = standing.get(row["visit"])
            holds = visit and row["corrected_by"] is None and not row["void"]
            if holds and self.inside(row[day]) and self.seen(visit["facts"]["area"]):
                basis = row.get("violation", {}).get("basis")
                yield row, self.groups(visit, basis=basis, body=row["body"])

    def posted(self):
        for establishment in self.world.establishments:
            its = [
                v for v in self.all_visits if v["facts"]["establishment"] == establishment["_id"]
            ]
            if its:
                last = max(its, key=lambda visit: (visit["facts"]["at"], visit["_id"].int))
                if last["facts"]["hotline_posted"] and self.seen(last["facts"]["area"]):
                    yield establishment["_id"], self.groups(last)

    def of_level(self, level):
        return sum(
            1
            for sheet in self.world.flag_sheets
            if sheet["state"] == "standing"
            and sheet["level"] == level
            and self.inside(sheet["day"])
        )

    def share(self):
        signed = {
            visit["facts"]["establishment"]
            for visit in self.standing
            if visit["facts"]["committed"] and visit["facts"]["day"] <= self.last_day
        } | {
            one["id"]
            for each in self.world.activities
            if each["state"] == "standing" and each["held_on"] <= self.last_day
            for one in each["signed"]
        }
        active = defaultdict(list)
        for establishment in self.world.establishments:
            state = self.state_of(establishment)
            area = "{scheme}:{code}".format(**state["area"])
            if state["status"] == "active" and self.seen(area):
                has = establishment["_id"] in signed
                for group in (("all", ""), ("kind", state["kind"]), ("area", self.shown(area))):
                    active[group].append(has)
        by = {"kind": {}, "area": {}}
        for (split, group), them in active.items():
            if split != "all":
                by[split][group] = _percent(them)
        return (_percent(active["all", ""]) if active["all", ""] else None), by

    def state_of(self, establishment):
        found = establishment["history"][0]
        for state in establishment["history"][1:]:
            local = state["from"] + timedelta(hours=7)
            if local.strftime("%Y-%m-%d") <= self.last_day:
                found = state
        return found

    def summed(self, code, rows):
        total, by = 0, {split: defaultdict(int) for split in SPLITS[code].split()}
        for amount, groups in rows:
            total += amount
            for split, table in by.items():
                if groups.get(split) is not None:
                    table[groups[split]] += amount
        kept = {s: {g: n for g, n in table.items() if n} for s, table in by.items()}
        return total, kept

    def different(self, code, rows):
        ids, by = set(), {split: defaultdict(set) for split in SPLITS[code].split()}
        for one, groups in rows:
            ids.add(one)
            for split, table in by.items():
                table[groups[split]].add(one)
        return len(ids), {s: {g: len(them) for g, them in t.items()} for s, t in by.items()}


def _percent(them):
    tenths = (2000 * sum(them) + len(them)) // (2 * len(them))
    return tenths / 10


assert set(HEIRS) < set(AREAS)
