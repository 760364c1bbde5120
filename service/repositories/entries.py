"""What is entered after a visit: inserted, never changed but for the entry that corrects it."""

from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document

OF_VISIT = [("visit", ASCENDING), ("at", ASCENDING), ("_id", ASCENDING)]
HOLDS = {"corrected_by": None, "void": False}


class Entries(Collection):
    """``_id`` is the sender's UUID, so an entry sent twice is stored once."""

    INDEXES = [IndexModel(OF_VISIT, name="by_visit")]

    def of_visits(self, visits: list[UUID]) -> dict[UUID, list[Document]]:
        """All entries of each visit in the order they came in, corrected ones too."""
        found: dict[UUID, list[Document]] = {visit: [] for visit in visits}
        for row in self.rows.find({"visit": {"$in": visits}}).sort(OF_VISIT):
            found[row["visit"]].append(row)
        return found

    def holding(self, visit: UUID, session: ClientSession) -> list[Document]:
        """The entries of a visit that no other took the place of."""
        return list(self.rows.find({"visit": visit, **HOLDS}, session=session).sort(OF_VISIT))

    def correct(self, key: UUID, visit: UUID, by: UUID, session: ClientSession) -> bool:
        """Let an entry of the visit be corrected by another; ``False`` when it does not hold."""
        own = {"_id": key, "visit": visit, **HOLDS}
        done = self.rows.update_one(own, {"$set": {"corrected_by": by}}, session=session)
        return done.matched_count == 1


class Remedies(Entries):
    """That findings were remedied, and how it was confirmed."""

    NAME = "remedies"

    def days_of(self, visit: UUID, session: ClientSession) -> dict[UUID, str]:
        """The day on which each finding of the visit was remedied, where it was."""
        return {row["finding"]: row["remedied_on"] for row in self.holding(visit, session)}
