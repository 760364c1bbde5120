"""What every collection has: a name, its indexes, and reading by id."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.collection import Collection as MongoCollection
from pymongo.errors import DuplicateKeyError, OperationFailure

from service.domain.rights import Scope
from service.repositories.connection import Documents

Document = dict[str, Any]

DUPLICATE_KEY = 11000
INDEX_CONFLICTS = (85, 86)  # IndexOptionsConflict, IndexKeySpecsConflict


class Collection:
    """One MongoDB collection; a session, where given, is the transaction a call belongs to."""

    NAME: ClassVar[str]
    INDEXES: ClassVar[list[IndexModel]] = []
    # Where a document says to whose scope it belongs; a limit that it does not know is an error.
    SCOPED: ClassVar[dict[str, str]] = {}

    def __init__(self, database: Documents) -> None:
        self.rows: MongoCollection[Document] = database[self.NAME]

    def ensure_indexes(self) -> None:
        """Create what is missing; an index of an earlier version under a name is built anew."""
        for index in self.INDEXES:
            try:
                self.rows.create_indexes([index])
            except OperationFailure as error:
                if error.code not in INDEX_CONFLICTS:
                    raise
                self.rows.drop_index(index.document["name"])
                self.rows.create_indexes([index])

    def opened(self, document: Document) -> Document:
        """What whoever reads by id is handed of a stored document; the sealed sides open it."""
        return document

    def get(self, key: Any, session: ClientSession | None = None) -> Document | None:
        found = self.rows.find_one({"_id": key}, session=session)
        return self.opened(found) if found else None

    def stands(self, key: Any) -> bool:
        """Whether there is a document of that id."""
        return self.rows.find_one({"_id": key}, {"_id": 1}) is not None

    def within(self, scope: Scope) -> Document:
        """The condition that keeps a query inside the scope."""
        condition: Document = {}
        if scope.areas is not None:
            condition[self.SCOPED["areas"]] = {"$in": list(scope.areas)}
        if scope.unit is not None:
            condition[self.SCOPED["unit"]] = scope.unit
        if scope.username is not None:
            condition[self.SCOPED["username"]] = scope.username
        return condition

    def get_within(self, key: Any, scope: Scope) -> Document | None:
        """The document, unless it lies outside the scope."""
        found = self.rows.find_one({"_id": key, **self.within(scope)})
        return self.opened(found) if found else None

    def several_within(self, keys: list[Any], scope: Scope) -> dict[Any, Document]:
        """Those of the ids that lie within the scope, by id."""
        found = self.rows.find({"_id": {"$in": keys}, **self.within(scope)}) if keys else ()
        return {document["_id"]: self.opened(document) for document in found}

    def several(self, keys: list[Any]) -> dict[Any, Document]:
        """Those of the ids that are there, by id."""
        found = self.rows.find({"_id": {"$in": keys}}) if keys else ()
        return {document["_id"]: self.opened(document) for document in found}

    def insert(self, document: Document, session: ClientSession | None = None) -> bool:
        """Insert; ``False`` when a document of that id stands already."""
        try:
            self.rows.insert_one(document, session=session)
        except DuplicateKeyError as error:
            if "_id" not in (error.details or {}).get("keyPattern", {"_id": 1}):
                raise
            return False
        return True

    def page(
        self,
        query: Mapping[str, Any],
        order: list[tuple[str, int]],
        limit: int,
        projection: Any = None,
    ) -> list[Document]:
        """Up to ``limit`` + 1 documents: one more than asked tells that there is a next page."""
        found = self.rows.find(query, projection).sort(order).limit(limit + 1)
        return list(found)


def after(order: list[tuple[str, int]], key: Iterable[Any]) -> Document:
    """The condition for what comes after ``key`` in ``order``; the keyset form of paging."""
    values = list(key)
    branches = []
    for position, (name, direction) in enumerate(order):
        same = {earlier: value for (earlier, _), value in zip(order, values, strict=False)}
        kept = dict(list(same.items())[:position])
        comparison = "$gt" if direction > 0 else "$lt"
        branches.append({**kept, name: {comparison: values[position]}})
    return {"$or": branches}
