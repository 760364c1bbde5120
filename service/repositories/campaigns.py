"""Campaigns, to which visits are tagged; the window counts, the tag serves progress."""

from pymongo import IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Document
from service.repositories.windows import NEWEST, Windows


class Campaigns(Windows):
    """High-point windows with their targets."""

    NAME = "campaigns"
    INDEXES = [IndexModel(NEWEST, name="newest")]

    def of_window(
        self, first: str, last: str, session: ClientSession | None = None
    ) -> Document | None:
        """The campaign of exactly those days, if there is one."""
        return self.rows.find_one({"from": first, "to": last}, session=session)
