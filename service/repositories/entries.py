"""What is entered after a visit: inserted, never changed but for the entry that corrects it."""

from uuid import UUID

from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document
from service.repositories.figure_windows import SANCTION_INDEX, TRANSFER_INDEX

OF_VISIT = [("visit", ASCENDING), ("at", ASCENDING), ("_id", ASCENDING)]
HOLDS = {"corrected_by": None, "void": False}


class Entries(Collection):
    """``_id`` is the sender's UUID, so an entry sent twice is stored once; ``counts`` says whether
    the figures count it."""

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
        corrected = {"$set": {"corrected_by": by, "counts": False}}
        return self.rows.update_one(own, corrected, session=session).matched_count == 1

    def stop_counting(self, visit: UUID, session: ClientSession) -> None:
        """The visit was withdrawn: what followed stays readable, and out of the figures."""
        self.rows.update_many({"visit": visit}, {"$set": {"counts": False}}, session=session)


class Remedies(Entries):
    """That findings were remedied, and how it was confirmed."""

    NAME = "remedies"

    def days_of(self, visit: UUID, session: ClientSession) -> dict[UUID, str]:
        """The day on which each finding of the visit was remedied, where it was."""
        return {row["finding"]: row["remedied_on"] for row in self.holding(visit, session)}


class Sanctions(Entries):
    """Decisions on violations, with the place and area of their visit."""

    NAME = "sanctions"
    INDEXES = [*Entries.INDEXES, SANCTION_INDEX]


class Transfers(Entries):
    """Violations that another body deals with, with the place and area of their visit."""

    NAME = "transfers"
    INDEXES = [*Entries.INDEXES, TRANSFER_INDEX]
