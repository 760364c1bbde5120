"""How much of photos and signatures is taken: the shape of ``attachments.yaml``."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from checklists.model import Entry, OneOf
from schemas.vocabulary import ATTACHMENT_KINDS, IMAGE_TYPES


@dataclass(frozen=True, slots=True)
class AttachmentKind(Entry):
    """What a photo or a signature may be; ``pixels_most`` is asked before anything is decoded."""

    code: Annotated[str, OneOf(ATTACHMENT_KINDS)]
    types: tuple[Annotated[str, OneOf(IMAGE_TYPES)], ...]
    bytes_most: int
    pixels_most: int


@dataclass(frozen=True, slots=True)
class AttachmentLimits(Entry):
    """How much a client may send, how long what nobody finished or named is kept, and how much an
    archive under a passphrase holds: such a one is sealed in memory."""

    version: int
    valid_from: date
    kinds: tuple[AttachmentKind, ...]
    body_bytes_most: int
    pieces_most: int
    files_of_visit_most: int
    files_a_day_most: int
    bytes_a_day_most: int
    unfinished_days: int
    unnamed_days: int
    preview_side: int
    archive_bytes_most: int

    def kind(self, code: str) -> AttachmentKind:
        return next(kind for kind in self.kinds if kind.code == code)
