"""Names as people type them: with or without accents, in either tone spelling, kind and all."""

import functools
import re
import unicodedata

from rapidfuzz import fuzz

REMEMBERED = 16_384  # names: a list is compared with its whole commune, name by name
WORDS_AT_MOST = 64  # entries of one document in a multikey index

# What a list writes before (or, in English, after) a name, folded; the longest is tried first.
KIND_PHRASES = {
    "hotel": (
        "khach san nghi duong", "khach san du lich", "khach san", "khu nghi duong", "hotel",
        "resort",
    ),
    "villa": ("khach san biet thu", "biet thu du lich", "biet thu", "villa"),
    "guesthouse": (
        "nha nghi du lich", "nha nghi binh dan", "nha nghi", "n nghi", "nha khach",
        "nha tro du lich", "guesthouse", "guest house", "motel", "hostel",
    ),
    "homestay": (
        "nha o co phong cho khach du lich thue", "nha o co phong cho khach thue",
        "nha co phong cho khach du lich thue", "nha co phong cho khach thue", "homestay",
        "home stay",
    ),
    "apartment": ("can ho du lich", "can ho", "apartment"),
    "boat": (
        "tau thuy luu tru du lich", "tau thuy luu tru", "tau thuy du lich", "tau thuy",
        "tau luu tru", "tau du lich",
    ),
    "campsite": ("bai cam trai du lich", "bai cam trai", "khu cam trai", "camping", "campsite"),
    "tour_operator": (
        "cong ty lu hanh", "cong ty du lich", "kinh doanh lu hanh", "dich vu lu hanh", "lu hanh",
        "dai ly du lich",
    ),
    "transport": ("van tai khach du lich", "van tai du lich", "van chuyen khach du lich", "nha xe"),
    "karaoke": ("dich vu karaoke", "quan karaoke", "karaoke"),
    "dance_hall": ("vu truong",),
    "massage": ("massage", "mat xa", "xoa bop", "tam quat"),
    "bar": ("quan bar", "bar", "pub"),
    "restaurant": ("nha hang", "quan an", "dich vu an uong", "restaurant"),
    "shopping": ("cua hang mua sam", "diem mua sam", "mua sam", "sieu thi", "trung tam thuong mai"),
    "sport": ("co so the thao", "the thao", "san golf", "be boi"),
    "other": ("dich vu khac", "loai khac", "khac"),
}  # fmt: skip
# Two letters are a kind only as the first word of a name.
KIND_ABBREVIATIONS = {"ks": "hotel", "nn": "guesthouse", "hs": "homestay", "nh": "restaurant"}
# English words stand after the name as often as before it.
KIND_ENDINGS = (
    "hotel", "resort", "villa", "guesthouse", "guest house", "motel", "hostel", "homestay",
    "home stay", "apartment", "karaoke", "massage", "restaurant",
)  # fmt: skip

OTHER_NUMBER_AT_MOST = 0.8  # "Hoa Sen 1" and "Hoa Sen 2" are two places
OTHER_ACCENTS_AT_MOST = 0.95  # "Hoa" and "Hòa" may be two places

_KIND_OF_PHRASE = {phrase: kind for kind, phrases in KIND_PHRASES.items() for phrase in phrases}
_PHRASE_FIRST = re.compile(
    r"^(?:co so )?("
    + "|".join(sorted([*_KIND_OF_PHRASE, *KIND_ABBREVIATIONS], key=len, reverse=True))
    + r")\b"
)
_PHRASE_LAST = re.compile(rf"\b({'|'.join(KIND_ENDINGS)})$")


def folded(text: str) -> str:
    """``text`` without accents, case and punctuation: "KS. Hoà-Bình" and "ks hòa bình" meet."""
    return " ".join("".join(c if c.isalnum() else " " for c in _unmarked(text)).split())


def words_of(*texts: str | None) -> list[str]:
    """Distinct folded words in order of appearance, at most ``WORDS_AT_MOST``."""
    words = dict.fromkeys(word for text in texts if text for word in folded(text).split())
    return list(words)[:WORDS_AT_MOST]


def kind_in_name(name: str) -> str | None:
    """The kind (``schemas.vocabulary.KINDS``) that a name or a cell begins or ends with, if any."""
    match = _PHRASE_FIRST.search(folded(name)) or _PHRASE_LAST.search(folded(name))
    if match is None:
        return None
    phrase = match[1]
    return _KIND_OF_PHRASE.get(phrase) or KIND_ABBREVIATIONS[phrase]


@functools.lru_cache(REMEMBERED)
def bare_name(name: str) -> str:
    """The folded name without its words of kind, or whole when nothing else is in it."""
    whole = folded(name)
    bare = _PHRASE_LAST.sub("", _PHRASE_FIRST.sub("", whole)).strip()
    return bare or whole


def likeness(a: str, b: str) -> float:
    """How alike two names of establishments are, 0 to 1; kind and order of words do not count."""
    bare_a, bare_b = bare_name(a), bare_name(b)
    if not bare_a or not bare_b:
        return 0.0
    alike = max(fuzz.ratio(bare_a, bare_b), fuzz.token_sort_ratio(bare_a, bare_b)) / 100
    if alike <= OTHER_NUMBER_AT_MOST:
        return alike
    if _numbers(bare_a) != _numbers(bare_b):
        return min(alike, OTHER_NUMBER_AT_MOST)
    if not accents_agree(a, b):
        return min(alike, OTHER_ACCENTS_AT_MOST)
    return alike


def accents_agree(a: str, b: str) -> bool:
    """False when a shared word is accented differently; a text typed without accents agrees."""
    marks_a, marks_b = _marks_by_word(a), _marks_by_word(b)
    if not (any(marks_a.values()) and any(marks_b.values())):
        return True
    return all(marks_a[word] == marks_b[word] for word in marks_a.keys() & marks_b.keys())


def _unmarked(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    return "".join(c for c in letters if not unicodedata.combining(c))


def _numbers(bare: str) -> set[str]:
    return {word for word in bare.split() if word.isdigit()}


@functools.lru_cache(REMEMBERED)
def _marks_by_word(text: str) -> dict[str, str]:
    """Each folded word with its accents in one order, wherever the tone mark stands."""
    marks: dict[str, str] = {}
    for word in re.findall(r"\w+", unicodedata.normalize("NFC", text)):
        letters = unicodedata.normalize("NFKD", word).casefold()
        marks[folded(word)] = "".join(
            sorted(c for c in letters if unicodedata.combining(c) or c == "đ")
        )
    return marks
