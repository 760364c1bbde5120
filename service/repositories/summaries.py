"""Summaries of a period, and the records that were behind their figures when they were counted."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession

from service.repositories.collection import Collection, Document, after
from service.repositories.directing_documents import Versioned

NEWEST = [("created_at", DESCENDING), ("_id", DESCENDING)]
IN_WORK = {"in_work": True}
WITHOUT = {"figures": 0, "tables": 0, "sections": 0}
ROWS_A_PAGE = 500


class Summaries(Versioned):
    """``in_work`` is there while it is neither issued nor discarded: one a period and basis."""

    NAME = "summaries"
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("period", ASCENDING), *NEWEST], name="by_period"),
        IndexModel([("state", ASCENDING), *NEWEST], name="by_state"),
        IndexModel(
            [("period", ASCENDING), ("basis", ASCENDING)],
            name="one_in_work",
            unique=True,
            partialFilterExpression=IN_WORK,
        ),
        IndexModel(
            [("period", ASCENDING), ("basis", ASCENDING), ("issued_at", DESCENDING)],
            name="issued",
            partialFilterExpression={"state": "issued"},
        ),
    ]

    def listed(self, query: Document, limit: int, key: Any) -> list[Document]:
        """A page without figures and words, the last drafted first."""
        parts = [{name: query[name]} for name in ("period", "state") if query[name]]
        parts += [after(NEWEST, key)] if key else []
        return self.page({"$and": parts} if parts else {}, NEWEST, limit, WITHOUT)

    def in_work(self, period: str, basis: str) -> bool:
        """Whether one of the period is drafted or approved."""
        query = {"period": period, "basis": basis, **IN_WORK}
        return self.rows.find_one(query, {"_id": 1}, hint="one_in_work") is not None

    def last_issued(
        self, period: str, basis: str, session: ClientSession | None = None
    ) -> Document | None:
        """The newest paper of a period that went out, corrections included."""
        query = {"period": period, "basis": basis, "state": "issued"}
        order = [("issued_at", DESCENDING)]
        return self.rows.find_one(query, sort=order, hint="issued", session=session)


class SummaryRecords(Collection):
    """Rows behind a figure, a page a document: ``{summary, code, page}`` is the key."""

    NAME = "summary_records"
    INDEXES = [
        IndexModel(
            [("count", ASCENDING), ("code", ASCENDING), ("page", ASCENDING)],
            name="page", unique=True,
        ),
    ]  # fmt: skip

    def put(self, count: UUID, code: str, rows: Iterable[Document]) -> None:
        """Keep the rows of a figure as they were when it was counted."""
        kept = list(rows)
        pages = [
            {"count": count, "code": code, "page": number, "rows": kept[at : at + ROWS_A_PAGE]}
            for number, at in enumerate(range(0, len(kept), ROWS_A_PAGE))
        ]
        if pages:
            self.rows.insert_many(pages)

    def read(self, count: UUID, code: str, first: int, number: int) -> list[Document]:
        """Up to ``number`` rows from the place ``first`` on."""
        pages = range(first // ROWS_A_PAGE, (first + number) // ROWS_A_PAGE + 1)
        query = {"count": count, "code": code, "page": {"$in": list(pages)}}
        found: Iterator[Document] = self.rows.find(query).sort("page", ASCENDING)
        rows = [row for page in found for row in page["rows"]]
        start = first - pages[0] * ROWS_A_PAGE
        return rows[start : start + number]

    def forget(self, count: UUID) -> None:
        self.rows.delete_many({"count": count})
