"""Campaigns, to which visits are tagged; the window counts, the tag serves progress."""

from pymongo import IndexModel

from service.repositories.windows import NEWEST, Windows


class Campaigns(Windows):
    """High-point windows with their targets."""

    NAME = "campaigns"
    INDEXES = [IndexModel(NEWEST, name="newest")]
