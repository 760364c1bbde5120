"""What has run out of its time, found by index, and how little of it stays."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from pymongo import ASCENDING
from pymongo.client_session import ClientSession

from service.domain.retention import closed_since, without_people
from service.repositories.collection import Collection, Document
from service.repositories.connection import Documents


class Purges(Collection):
    """One for each approved purge, which goes on where it stopped; ``_id`` is the approval's."""

    NAME = "purges"

    def finish(self, key: Any, counts: dict[str, int], now: dt.datetime) -> None:
        self.rows.update_one({"_id": key}, {"$set": {"finished_at": now, "counts": counts}})


class Retention:
    """By the code of each kind of data: what is due before a cutoff, and its purge.

    ``due`` answers rows of ``_id`` and ``keys``, the ids under which a legal hold may lie. Purging
    again what was purged changes nothing.
    """

    def __init__(self, database: Documents) -> None:
        self.database = database
        self._due: dict[str, Callable[[dt.datetime], Iterator[Document]]] = {
            "closed_cases": self._closed_cases,
            "refused_copies": self._refused_copies,
            "owner_contacts": self._owner_contacts,
            "visit_people": self._visit_people,
            "approvals": self._approvals,
        }

    def due(self, code: str, cutoff: dt.datetime) -> Iterator[Document]:
        return self._due[code](cutoff)

    def still_due(self, code: str, row: Document, session: ClientSession) -> bool:
        """Whether what was due a moment ago is; a case may have been reopened."""
        settled = {"_id": row["_id"], "open": False}
        cases = self.database["cases"]
        return code != "closed_cases" or cases.find_one(settled, session=session) is not None

    def purge_case(self, row: Document, now: dt.datetime, session: ClientSession) -> None:
        """What is counted stays: level, state, place, days, and what became of referrals. The
        caller shreds the data key."""
        gone = {"flags": [], "emergency_call": None, "earlier": [], "rules": [], "purged_at": now}
        self.database["flag_sheets"].update_many(
            {"_id": {"$in": row["visits"]}, "case": row["_id"]}, {"$set": gone}, session=session
        )
        unsaid = dict.fromkeys(("content", "people", "document_no", "acknowledgement", "feedback"))
        self.database["referrals"].update_many(
            {"case": row["_id"]},
            {"$set": {**unsaid, "moves": [], "exports": [], "purged_at": now}},
            session=session,
        )
        self.database["cases"].update_one(
            {"_id": row["_id"]},
            {
                "$set": {
                    "moves": [],
                    "glass": [],
                    "notes": [],
                    "visits.$[].rules": [],
                    "purged_at": now,
                }
            },
            session=session,
        )

    def purge_refused_copy(self, row: Document, session: ClientSession) -> None:
        for name in ("refused_copies", "sealed_refused_copies"):
            self.database[name].delete_one({"_id": row["_id"]}, session=session)

    def purge_people(self, row: Document, now: dt.datetime, session: ClientSession) -> None:
        """In the visit as it stands and in what it said before; a call that opened no case goes."""
        visits, amendments = self.database["visits"], self.database["amendments"]
        visit = visits.find_one({"_id": row["_id"]}, session=session)
        changed = {"content": without_people(visit["content"]), "people_purged_at": now}
        visits.update_one({"_id": row["_id"]}, {"$set": changed}, session=session)
        gone = {"emergency_call": None, "earlier": [], "rules": [], "purged_at": now}
        self.database["flag_sheets"].update_one(
            {"_id": row["_id"], "case": None}, {"$set": gone}, session=session
        )
        for past in amendments.find({"visit": row["_id"]}, session=session):
            before = {"before": without_people(past["before"])}
            amendments.update_one({"_id": past["_id"]}, {"$set": before}, session=session)

    def purge_approval(self, row: Document, session: ClientSession) -> None:
        self.database["approvals"].delete_one({"_id": row["_id"]}, session=session)

    def purged(self, at: dt.datetime) -> Iterator[tuple[str, Document]]:
        """Code and row of each case and visit that the purge begun at this moment emptied."""
        for case in self.database["cases"].find({"purged_at": at}, {"visits.visit": 1}):
            visits = [entry["visit"] for entry in case["visits"]]
            yield "closed_cases", {"_id": case["_id"], "visits": visits}
        for visit in self.database["visits"].find({"people_purged_at": at}, {"_id": 1}):
            yield "visit_people", visit

    def _closed_cases(self, cutoff: dt.datetime) -> Iterator[Document]:
        """A case was last flagged before it was closed, which the index then narrows by."""
        found = self.database["cases"].find(
            {"open": False, "last_flagged_at": {"$lt": cutoff}, "purged_at": None},
            {"establishment_id": 1, "visits.visit": 1, "moves": {"$slice": -1}},
        )
        for case in found.sort("last_flagged_at", ASCENDING):
            if case["moves"][-1]["at"] < cutoff:
                visits = [entry["visit"] for entry in case["visits"]]
                keys = [case["_id"], case["establishment_id"], *visits]
                yield {"_id": case["_id"], "visits": visits, "keys": keys}

    def _refused_copies(self, cutoff: dt.datetime) -> Iterator[Document]:
        found = self.database["refused_copies"].find(
            {"at": {"$lt": cutoff}}, {"visit": 1, "content.establishment_id": 1}
        )
        for copy in found.sort("at", ASCENDING):
            keys = [copy["visit"], copy["content"]["establishment_id"]]
            yield {"_id": copy["_id"], "visit": copy["visit"], "keys": keys}

    def _owner_contacts(self, cutoff: dt.datetime) -> Iterator[Document]:
        known = [{f"owner.{name}": {"$gt": ""}} for name in ("name", "phone", "email")]
        found = self.database["establishments"].find({"status": "closed", "$or": known})
        for row in found.sort("sort_name", ASCENDING):
            since = closed_since(row)
            if since and since < cutoff:
                yield {"_id": row["_id"], "document": row, "keys": [row["_id"]]}

    def _visit_people(self, cutoff: dt.datetime) -> Iterator[Document]:
        found = self.database["visits"].find(
            {"facts.at": {"$lt": cutoff}, "people_purged_at": None}, {"facts.establishment": 1}
        )
        for visit in found.sort("facts.at", ASCENDING):
            yield {"_id": visit["_id"], "keys": [visit["_id"], visit["facts"]["establishment"]]}

    def _approvals(self, cutoff: dt.datetime) -> Iterator[Document]:
        found = self.database["approvals"].find({"asked_at": {"$lt": cutoff}}, {"_id": 1})
        for row in found.sort("asked_at", ASCENDING):
            yield {"_id": row["_id"], "keys": []}
