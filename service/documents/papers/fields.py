"""What a field of a paper can be: all that a template may read is declared in these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SAMPLE_TEXT = "Nội dung mẫu"
SAMPLE_ROWS = 2
# A PNG of one white pixel, in place of a picture while a template is tried.
SAMPLE_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001"
    "010100b138f6140000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, perhaps empty, perhaps of several lines."""

    words: str


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no: asked by ``{% if %}``, never printed."""

    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a PNG or JPEG, or None; printed so many millimetres high."""

    words: str
    height_mm: int


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of one thing, read as ``part.field``."""

    words: str
    fields: "Fields"


@dataclass(frozen=True, slots=True)
class Many:
    """Things of the same fields, gone through by ``{% for one in many %}``."""

    words: str
    fields: "Fields"


Field = Text | Truth | Picture | Part | Many
Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper: its code, what it is called, and all that its template may say."""

    code: str
    title: str
    fields: Fields


def told(fields: Fields, above: str = "") -> Iterator[tuple[str, Field]]:
    """Each field with its whole name (``team.name``), as an office reads them."""
    for name, field in fields.items():
        yield f"{above}{name}", field
        if isinstance(field, Part | Many):
            yield from told(field.fields, f"{above}{name}.")


def sample(fields: Fields, *, full: bool) -> dict[str, Any]:
    """Values of every field, all there or all empty."""
    return {name: _sample(field, full) for name, field in fields.items()}


def _sample(field: Field, full: bool) -> Any:
    match field:
        case Text():
            return SAMPLE_TEXT if full else ""
        case Truth():
            return full
        case Picture():
            return SAMPLE_PICTURE if full else None
        case Part(fields=fields):
            return sample(fields, full=full)
        case Many(fields=fields):
            return [sample(fields, full=full) for _ in range(SAMPLE_ROWS if full else 0)]
