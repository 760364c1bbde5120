"""Areas by scheme and code, and where the country is."""

from typing import Any

from pymongo import ASCENDING, GEOSPHERE, IndexModel, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.errors import WriteError

from service.domain.country import Country
from service.repositories.collection import Collection, Document

WITHOUT_WHOLE = {"whole": 0}  # which only the server looks into


class Areas(Collection):
    """``_id`` is ``2025:05977``; codes were reused, so the scheme is part of the key."""

    NAME = "areas"
    INDEXES = [
        IndexModel(
            [("scheme", ASCENDING), ("level", ASCENDING), ("code", ASCENDING)], name="scheme"
        ),
        IndexModel([("whole", GEOSPHERE)], name="by_boundary"),
        IndexModel("bounds", name="bounded", sparse=True),
    ]

    def put_all(self, areas: list[Document]) -> None:
        writes = [
            UpdateOne({"_id": f"{area['scheme']}:{area['code']}"}, {"$set": area}, upsert=True)
            for area in areas
        ]
        self.rows.bulk_write(writes, ordered=False)

    def put_boundary(
        self, key: str, whole: Document, boundary: Document, bounds: list[float]
    ) -> bool:  # fmt: skip
        """Store the ``whole`` boundary and the one for the web; ``False`` where the server finds
        that it is no valid polygon on the sphere."""
        told = {"whole": whole, "boundary": boundary, "bounds": bounds}
        try:
            self.rows.update_one({"_id": key}, {"$set": told})
        except WriteError:
            return False
        return True

    def at(self, longitude: float, latitude: float, metres: int) -> str | None:
        """The area a point lies in, or the nearest within so many metres."""
        near = {
            "near": {"type": "Point", "coordinates": [longitude, latitude]},
            "key": "whole",
            "distanceField": "metres",
            "maxDistance": metres,
        }
        stages = [{"$geoNear": near}, {"$limit": 1}, {"$project": {"_id": 1}}]
        return next((str(row["_id"]) for row in self.rows.aggregate(stages)), None)

    def has_boundaries(self) -> bool:
        return self.rows.find_one({"bounds": {"$exists": True}}, {"_id": 1}) is not None

    def of_province(self, code: str) -> Document | None:
        """The province itself, when its areas were loaded."""
        return self.rows.find_one({"level": "province", "code": code, "scheme": "2025"})

    def all(self, session: ClientSession | None = None) -> list[Document]:
        found = self.rows.find({}, WITHOUT_WHOLE, session=session).sort("_id", ASCENDING)
        return list(found.limit(20_000))

    def listed(self, scheme: str | None, level: str | None) -> list[Document]:
        query = {name: value for name, value in (("scheme", scheme), ("level", level)) if value}
        found = self.rows.find(query, WITHOUT_WHOLE)
        return list(found.sort([("scheme", 1), ("level", 1), ("code", 1)]))


class CountryCentres(Collection):
    """One document with the centre and size of every commune, from which the country is told."""

    NAME = "country"

    def __init__(self, database: Any) -> None:
        super().__init__(database)
        self._country: Country | None = None

    def put(self, centres: list[tuple[float, float, float]]) -> None:
        document = {"_id": "centres", "centres": [list(centre) for centre in centres]}
        self.rows.replace_one({"_id": "centres"}, document, upsert=True)
        self._country = None

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the country; read once, the communes do not move."""
        if self._country is None:
            kept = self.get("centres")
            self._country = Country([tuple(centre) for centre in kept["centres"]] if kept else [])
        return self._country.holds(longitude, latitude)
