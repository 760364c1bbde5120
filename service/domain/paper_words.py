"""How papers write numbers, days and kinds: Nghị định 30/2020/NĐ-CP, Phụ lục I, and our habits."""

import datetime as dt
from typing import Any

from service.domain.periods import LOCAL

KINDS = {
    "hotel": "Khách sạn", "guesthouse": "Nhà nghỉ", "homestay": "Homestay",
    "villa": "Biệt thự du lịch", "apartment": "Căn hộ du lịch", "boat": "Tàu thủy lưu trú",
    "campsite": "Bãi cắm trại", "tour_operator": "Lữ hành",
    "transport": "Vận tải khách du lịch", "karaoke": "Karaoke", "dance_hall": "Vũ trường",
    "massage": "Xoa bóp", "bar": "Quán bar", "restaurant": "Nhà hàng", "shopping": "Mua sắm",
    "sport": "Thể thao", "other": "Dịch vụ khác",
}  # fmt: skip


HEAD_CHARACTERS = 26  # capitals that stand in one line of a paper's head
JOINT, COMMA = 12, 5


def head_lines(name: str) -> str:
    """The name of a body as it stands in the head of its paper: a long one in lines of like length,
    broken as a clerk would where it can be."""
    words = name.split()
    if len(name) <= HEAD_CHARACTERS or len(words) < 2:
        return name
    at = min(range(1, len(words)), key=lambda place: _cost(words, place))
    return f"{head_lines(' '.join(words[:at]))}\n{head_lines(' '.join(words[at:]))}"


def _cost(words: list[str], place: int) -> int:
    """How far the two lines are from the same length; a break at a joint of the name is worth so
    many characters."""
    before, after = (len(" ".join(part)) for part in (words[:place], words[place:]))
    worth = JOINT if words[place] == "và" or words[place].startswith("(") else 0
    return abs(before - after) - max(worth, COMMA if words[place - 1].endswith(",") else 0)


def two_digits(number: int) -> str:
    """Numbers of papers and days under 10 get a leading zero."""
    return f"{number:02}"


def month(number: int) -> str:
    """Of the months 1 and 2 alone get one."""
    return f"{number:02}" if number < 3 else str(number)


def clock(moment: dt.datetime) -> dict[str, str]:
    """``hour``, ``minute``, ``day``, ``month`` and ``year`` of a moment, local."""
    local = moment.astimezone(LOCAL)
    return {
        "hour": two_digits(local.hour),
        "minute": two_digits(local.minute),
        "day": two_digits(local.day),
        "month": month(local.month),
        "year": str(local.year),
    }


def day(value: dt.datetime | str) -> str:
    """``03/11/2026``, of a moment or of an ISO date."""
    if isinstance(value, str):
        return "/".join(reversed(value.split("-")))
    return value.astimezone(LOCAL).strftime("%d/%m/%Y")


def figure(value: Any) -> str:
    """``1.234,5``; words stay as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def unsaid(area: str, address: str) -> str:
    """The area, unless the address ends in it already."""
    return "" if area.casefold() in address.casefold() else area
