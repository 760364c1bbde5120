"""The cells of a list made into values; what cannot be read raises ``Unclear`` with its words."""

import datetime as dt
import functools
import re

from service.documents.register_headers import words
from service.domain.names import folded

ROOMS_AT_MOST = 5000
COUNTRY_LATITUDES = (6.0, 24.0)  # with the archipelagos
COUNTRY_LONGITUDES = (101.0, 118.0)
EXCEL_DAYS = (20_000, 80_000)  # 1954 to 2119, as whole numbers of days
EXCEL_EPOCH = dt.date(1899, 12, 30)


class Unclear(ValueError):
    """A cell that says something, but not what its column asks for; the text is Vietnamese."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def stars(text: str) -> int | None:
    """1 to 5, None for the unranked: "3 sao", "***", "Hạng 2", "ĐĐK"."""
    marks = len(re.findall(r"[*★⭐]", text))
    said = folded(text)
    if not marks and (not said or said in _unranked()):
        return None
    number = re.search(r"\b(\d+)\b", said)
    if not marks and number is None:
        return _spelt(said)
    rank = marks or int(number[1] if number else 0)
    if not 1 <= rank <= 5:
        raise Unclear(
            "stars_unclear", f"Hạng “{text}” không rõ: ghi từ 1 sao đến 5 sao hoặc để trống."
        )
    return rank


def rooms(text: str) -> int | None:
    """The first number: "24", "24 phòng", "24 / 48 khách", "1.200"."""
    number = re.search(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+", text)
    if not text.strip() or text.strip() in "-–":
        return None
    count = int(re.sub(r"\D", "", number[0])) if number else -1
    if not 0 <= count <= ROOMS_AT_MOST or text.strip().startswith("-"):
        raise Unclear(
            "rooms_unclear", f"Số phòng “{text}” không rõ: ghi một số từ 0 đến {ROOMS_AT_MOST}."
        )
    return count


def phones(text: str) -> list[str]:
    """Every number of the cell, digits with the leading zero; ``Unclear`` when a piece is none."""
    read = _read_phones(text)
    wrong = [piece.strip() for piece, number in read if number is None]
    if wrong:
        raise Unclear(
            "phone_unclear",
            f"Số điện thoại “{'; '.join(wrong)}” không đủ số: ghi cả mã vùng, ví dụ 02053871868.",
        )
    return clear_phones(text)


def clear_phones(text: str) -> list[str]:
    """The same, passing over the pieces that are no number."""
    return list(dict.fromkeys(number for _, number in _read_phones(text) if number))


def _read_phones(text: str) -> list[tuple[str, str | None]]:
    return [(piece, _phone(re.sub(r"\D", "", piece))) for piece in _phone_pieces(text)]


def _phone_pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in re.split(r"[/;,|\n]|\s[-–]\s|\bhoặc\b|\bvà\b", text):
        digits = re.sub(r"\D", "", piece)
        if pieces and len(re.sub(r"\D", "", pieces[-1])) <= 4:
            pieces[-1] += piece  # "0205 - 3871868": an area code and its number
        elif len(digits) > 12:
            pieces += re.findall(r"(?:\+84|0)\d(?:[ .\-]?\d){7,9}(?!\d)", piece) or [piece]
        elif digits:
            pieces.append(piece)
    return pieces


def _phone(digits: str) -> str | None:
    """A Vietnamese number: mobile 0 and nine digits, fixed 02 and nine, service 1800 and 1900."""
    if re.fullmatch(r"1[89]00\d{4,6}", digits):
        return digits
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = digits[2:]
    if not digits.startswith("0"):
        digits = "0" + digits
    return digits if re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits) else None


def email(text: str) -> str:
    """The first address of the cell, in small letters."""
    found = re.search(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,120}\.[^@\s,;<>.]{2,60}", text)
    if found is None:
        raise Unclear("email_unclear", f"Thư điện tử “{text}” chưa đúng, ví dụ ten@mien.vn.")
    return found[0].lower()


def day(text: str) -> str:
    """``YYYY-MM-DD`` of the first date of the cell, day before month."""
    found = _day_in(text)
    if found is None:
        raise Unclear(
            "date_unclear", f"Ngày “{text}” không rõ: ghi ngày/tháng/năm, ví dụ 31/12/2026."
        )
    return found.isoformat()


def decision(text: str) -> tuple[str, str | None]:
    """A decision's number and the date behind it, if any: "159/QĐ-SDL ngày 12/5/2022"."""
    number = re.split(r"\bngày\b|\(|,", text, maxsplit=1)[0]
    number = re.sub(
        r"^(?:quyết định|qđ|số)\s*(?:số)?\s*:?\s+", "", number.strip(), flags=re.IGNORECASE
    )
    rest = text[len(number) :] if "ngày" in text.lower() or "(" in text or "," in text else ""
    issued = _day_in(rest) if rest else None
    return number.strip()[:100], issued.isoformat() if issued else None


def status(text: str) -> str:
    """One of ``ESTABLISHMENT_STATUSES``."""
    known = _statuses().get(folded(text))
    if known is None:
        raise Unclear(
            "status_unclear",
            f"Trạng thái “{text}” không rõ: ghi đang hoạt động, tạm dừng, ngừng hoạt động "
            "hoặc chưa đăng ký.",
        )
    return known


def position(text: str) -> list[float]:
    """``[lon, lat]`` of "21.85, 106.76", "21,85; 106,76" or in degrees, in either order."""
    numbers = _sexagesimal(text) or _decimals(text)
    if len(numbers) != 2:
        raise _no_position(text)
    return point_of(numbers[0], numbers[1], text)


def coordinate(text: str) -> float:
    """One number of a column of latitudes or longitudes."""
    numbers = _sexagesimal(text) or [
        float(n.replace(",", ".")) for n in re.findall(r"-?\d+[.,]?\d*", text)
    ]
    if len(numbers) != 1:
        raise _no_position(text)
    return numbers[0]


def point_of(latitude: float, longitude: float, text: str) -> list[float]:
    """``[lon, lat]``; the two stand the other way round where only that lies in the country."""
    for lat, lon in ((latitude, longitude), (longitude, latitude)):
        if _within(lat, COUNTRY_LATITUDES) and _within(lon, COUNTRY_LONGITUDES):
            return [round(lon, 7), round(lat, 7)]
    raise _no_position(text)


def _no_position(text: str) -> Unclear:
    return Unclear(
        "position_unclear",
        f"Tọa độ “{text}” không rõ hoặc ngoài lãnh thổ: ghi vĩ độ, kinh độ, như 21.85, 106.76.",
    )


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _decimals(text: str) -> list[float]:
    """With decimal points the comma divides; with decimal commas something else must."""
    if "." in text:
        return [float(n) for n in re.findall(r"-?\d+\.?\d*", text)]
    parts = (
        [p for p in re.split(r"[;\s/]+", text) if p]
        if re.search(r"[;\s/]", text)
        else text.split(",")
    )
    found = [re.search(r"-?\d+(?:,\d+)?", part) for part in parts]
    return [float(match[0].replace(",", ".")) for match in found if match]


def _sexagesimal(text: str) -> list[float]:
    part = r"(\d{1,2}(?:[.,]\d+)?)"
    pattern = rf"(\d{{1,3}})\s*[°ºo]\s*(?:{part}\s*['’′])?\s*(?:{part}\s*(?:[\"”″]|''))?"
    return [
        sum(float((part or "0").replace(",", ".")) / 60**power for power, part in enumerate(parts))
        for parts in re.findall(pattern, text)
    ]


def _day_in(text: str) -> dt.date | None:
    plain = text.strip()
    if plain.isdecimal() and EXCEL_DAYS[0] <= int(plain) <= EXCEL_DAYS[1]:
        return EXCEL_EPOCH + dt.timedelta(days=int(plain))
    for pattern, order in (
        (r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", (0, 1, 2)),
        (r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\b", (2, 1, 0)),
        (r"\b(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b", (2, 1, 0)),
    ):
        found = re.search(pattern, text)
        if found:
            parts = [int(part) for part in found.groups()]
            return _date(*(parts[position] for position in order))
    return None


def _date(year: int, month: int, day_: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day_)
    except ValueError:
        return None
    return found if 1900 <= year <= 2200 else None


def _spelt(said: str) -> int | None:
    """A number in words; a rank of another kind ("nhà nghỉ du lịch") is no star."""
    found = re.search(r"\b(mot|hai|ba|bon|nam) sao\b", said)
    return ["mot", "hai", "ba", "bon", "nam"].index(found[1]) + 1 if found else None


@functools.cache
def _unranked() -> frozenset[str]:
    return frozenset(map(folded, words()["unranked"]))


@functools.cache
def _statuses() -> dict[str, str]:
    return {
        folded(said): state for state, all_said in words()["statuses"].items() for said in all_said
    }
