"""Visits: the open record, and nothing that could tell a flagged one from another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.client_session import ClientSession
from pymongo.errors import BulkWriteError

from service.domain.rights import Scope
from service.repositories.collection import DUPLICATE_KEY, Collection, Document, after
from service.repositories.figures import VISIT_INDEXES
from service.repositories.mapped import TO_MAP, WAITING, Mapped
from service.repositories.tagged_visits import TAG_INDEXES

HAS_FINDINGS = {"findings._id": {"$exists": True}}
UNDATED = "9999-12-31"  # After every term, where no term was set.
BY_TERM = [("due", ASCENDING), ("findings._id", ASCENDING)]
NEWEST = [("facts.at", DESCENDING), ("_id", DESCENDING)]


class Visits(Mapped, Collection):
    """``_id`` is the tablet's id, so a visit sent twice is stored once."""

    NAME = "visits"
    SCOPED = {
        "areas": "facts.area",
        "unit": "submitter.unit",
        "username": "submitter.username",
    }
    INDEXES = [
        IndexModel(NEWEST, name="newest"),
        IndexModel([("submitter.unit", ASCENDING), *NEWEST], name="by_unit"),
        IndexModel([("facts.establishment", ASCENDING), *NEWEST], name="by_establishment"),
        IndexModel([("facts.area", ASCENDING), *NEWEST], name="by_area"),
        IndexModel("people_purged_at", name="people_purged", sparse=True),
        IndexModel(
            "to_tell", name="to_tell", partialFilterExpression={"to_tell": {"$exists": True}}
        ),
        IndexModel("findings._id", name="findings", partialFilterExpression=HAS_FINDINGS),
        IndexModel(
            [
                ("state", ASCENDING),
                ("findings.remedied_on", ASCENDING),
                ("findings.remedy_by", ASCENDING),
            ],
            name="findings_by_state",
            partialFilterExpression=HAS_FINDINGS,
        ),
        WAITING,
        *VISIT_INDEXES,
        *TAG_INDEXES,
    ]

    def insert_all(self, documents: list[Document]) -> set[UUID]:
        """Insert what is new, all in one go; answers the ids that were taken already."""
        if not documents:
            return set()
        try:
            self.rows.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            failures = error.details["writeErrors"]
            if any(failure["code"] != DUPLICATE_KEY for failure in failures):
                raise
            return {documents[failure["index"]]["_id"] for failure in failures}
        return set()

    def replace(
        self, document: Document, version: int, session: ClientSession | None = None
    ) -> bool:
        """Store the next version; ``False`` when the stored one is no longer ``version``."""
        key = {"_id": document["_id"], "version": version, "state": "standing"}
        return self.rows.replace_one(key, document, session=session).matched_count == 1

    def withdraw(self, visit_id: UUID, withdrawal: Document, session: ClientSession) -> bool:
        """Take a standing visit out of the figures; ``False`` when it no longer stands."""
        done = self.rows.update_one(
            {"_id": visit_id, "state": "standing"},
            {
                "$set": {"state": "withdrawn", "withdrawal": withdrawal, "to_tell": True, **TO_MAP},
                "$inc": {"version": 1},
            },
            session=session,
        )
        return done.matched_count == 1

    def of_places(self, places: Sequence[UUID]) -> Sequence[Document]:
        """When each standing visit of some places was, and its findings."""
        query = {"facts.establishment": {"$in": list(places)}, "state": "standing"}
        wanted = {"facts.establishment": 1, "facts.at": 1, "facts.day": 1, "findings": 1}
        return list(self.rows.find(query, wanted).hint("by_establishment"))

    def waiting_to_tell(self, limit: int) -> list[Document]:
        """Visits, with their place alone, that tell tablets something not yet numbered."""
        found = self.rows.find({"to_tell": True}, {"facts.establishment": 1}).hint("to_tell")
        return list(found.limit(limit))

    def to_tell(self, ids: list[UUID], session: ClientSession) -> list[Document]:
        return list(self.rows.find({"_id": {"$in": ids}, "to_tell": True}, session=session))

    def told(self, ids: list[UUID], session: ClientSession) -> int:
        done = self.rows.update_many(
            {"_id": {"$in": ids}}, {"$unset": {"to_tell": ""}}, session=session
        )
        return done.modified_count

    def tell_again(self, visit_id: UUID) -> None:
        """A file that a corrected visit was missing has come."""
        changed = {"_id": visit_id, "version": {"$gt": 1}}
        self.rows.update_one(changed, {"$set": {"to_tell": True}})

    def mark_all_to_tell(self) -> None:
        """Mark every visit that may have something to tell; walks over all of them."""
        query = {"$or": [HAS_FINDINGS, {"version": {"$gt": 1}}]}
        self.rows.update_many(query, {"$set": {"to_tell": True}}, hint="_id_")

    def of_finding(self, finding_id: UUID, scope: Scope) -> Document | None:
        """The visit that found it, if that lies within the scope."""
        own = {"findings._id": finding_id, **self.within(scope)}
        return self.rows.find_one(own, hint="findings")

    def is_followed(self, visit_id: UUID, session: ClientSession) -> bool:
        """Write down that an entry follows it; ``False`` when it no longer stands. Whoever
        withdraws it in the meantime starts again."""
        key = {"_id": visit_id, "state": "standing"}
        counted = {"$inc": {"entries": 1}}
        return self.rows.update_one(key, counted, session=session).matched_count == 1

    def put_findings(
        self, visit_id: UUID, findings: Sequence[Document], due: str, session: ClientSession
    ) -> None:
        """Findings as they are now, for the figures and for tablets as well."""
        self.rows.update_one(
            {"_id": visit_id},
            {"$set": {"findings": findings, "facts.due": due, "to_tell": True, **TO_MAP}},
            session=session,
        )

    def findings(self, query: dict[str, Any], limit: int, key: Any) -> Sequence[Document]:
        """A page of visits, one for each of its ``findings``, with its term as ``due``; the first
        term first, undated ones last. ``key`` is the last row's ``[due, findings._id]``."""
        wanted = _wanted(query, key)
        visits: Document = {"state": "standing", **HAS_FINDINGS, **self.within(query["scope"])}
        asked = {"facts.establishment": query["establishment"], "facts.area": query["area"]}
        own = {name: value for name, value in asked.items() if value}
        some = {"findings": {"$elemMatch": wanted}} if wanted else {}
        stages: Sequence[Document] = [
            {"$match": {"$and": [visits, own, some]}},
            {"$project": {"findings": 1, "facts": 1, "content.checklist": 1, "submitter.unit": 1}},
            {"$unwind": "$findings"},
            {"$match": {f"findings.{name}": value for name, value in wanted.items()}},
            {"$set": {"due": {"$ifNull": ["$findings.remedy_by", UNDATED]}}},
            {"$match": after(BY_TERM, key) if key else {}},
            {"$sort": dict(BY_TERM)},
            {"$limit": limit + 1},
        ]
        index = "by_establishment" if query["establishment"] else "findings_by_state"
        return list(self.rows.aggregate(stages, hint=index))

    def standing_within(
        self, query: dict[str, Any], places: Sequence[UUID] | None, scope: Scope, limit: int,
        key: Any,
    ) -> Sequence[Document]:  # fmt: skip
        """A page of standing visits by day and id, of some ``places`` or of any; ``key`` is
        ``[day, _id]`` of the last row."""
        order = [("facts.day", ASCENDING), ("_id", ASCENDING)]
        parts: Sequence[Document] = [
            {"state": "standing"},
            self.within(scope),
            {"facts.establishment": {"$in": list(places)}} if places is not None else {},
            {"facts.kind": query["kind"]} if query["kind"] else {},
            {"facts.area": query["area"]} if query["area"] else {},
            _between(query["datetime"]),
            after(order, key) if key else {},
        ]
        wanted = {"facts": 1, "findings": 1}
        found = self.rows.find({"$and": [part for part in parts if part]}, wanted)
        return list(found.hint("figures").sort(order).limit(limit + 1))

    def list(self, query: dict[str, Any], limit: int, key: Any) -> list[Document]:
        """A page, newest first; ``key`` is the last row's ``[facts.at, _id]``."""
        parts: list[Document] = [within] if (within := self.within(query["scope"])) else []
        if query["establishment"]:
            parts.append({"facts.establishment": query["establishment"]})
        if query["area"]:
            parts.append({"facts.area": query["area"]})
        if query["from"]:
            parts.append({"facts.at": {"$gte": query["from"]}})
        if query["to"]:
            parts.append({"facts.at": {"$lt": query["to"]}})
        if key:
            parts.append(after(NEWEST, key))
        return self.page({"$and": parts} if parts else {}, NEWEST, limit)


def _between(days: tuple[str, str] | None) -> Document:
    first, last = days or ("", "")
    told = {"$gte": first} if first else {}
    told |= {"$lte": last} if last else {}
    return {"facts.day": told} if told else {}


def _wanted(query: dict[str, Any], key: Any) -> Document:
    """What is asked of a single finding."""
    wanted: Document = {}
    if query["state"]:
        wanted["remedied_on"] = {"$gt": ""} if query["state"] == "met" else None
    before = [day for day in (query["due_before"], query["overdue_on"]) if day]
    terms: Document = {"$lt": min(before)} if before else {}
    if key:
        terms["$not"] = {"$lt": key[0]}
    return wanted | ({"remedy_by": terms} if terms else {})


class Amendments(Collection):
    """What a visit said before each correction; ``_id`` is the sender's UUID."""

    NAME = "amendments"
    INDEXES = [IndexModel([("visit", ASCENDING), ("number", ASCENDING)], name="by_visit")]

    def of_visit(self, visit_id: UUID) -> list[Document]:
        return list(self.rows.find({"visit": visit_id}).sort("number", ASCENDING))


class RefusedCopies(Collection):
    """Other content that came under an id that was taken: the open part, kept apart."""

    NAME = "refused_copies"
    INDEXES = [IndexModel("at", name="by_arrival")]
