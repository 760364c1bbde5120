"""Limits of a tablet: the shape of ``limits.yaml``."""

from dataclasses import dataclass

from checklists.model import Entry


@dataclass(frozen=True, slots=True)
class Limits(Entry):
    """When a tablet wipes or locks itself, and how long it keeps what the server acknowledged."""

    version: int
    days_without_contact: int
    wrong_pins: int
    days_kept_after_receipt: int
    idle_minutes: int
    sheet_idle_minutes: int
