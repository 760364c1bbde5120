"""OGC API - Features, part 1 core (OGC 17-069r4): its documents, and features as GeoJSON."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

Document = dict[str, Any]

DEFINITIONS = "http://www.opengis.net/def"
CRS84 = f"{DEFINITIONS}/crs/OGC/1.3/CRS84"
GREGORIAN = f"{DEFINITIONS}/uom/ISO-8601/0/Gregorian"
CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)
JSON, GEOJSON, OPENAPI = (
    "application/json", "application/geo+json", "application/vnd.oai.openapi+json;version=3.0",
)  # fmt: skip
# The box of the country, wide enough for its sea.
EXTENT = [101.0, 6.0, 118.0, 24.0]
COLLECTIONS: Mapping[str, tuple[str, str]] = {
    "establishments": (
        "Establishments",
        "Registered places with their last visit, compliance and what is next due.",
    ),
    "visits": ("Visits", "The open part of inspection visits."),
    "areas": ("Areas", "Communes of today, as boundaries where they were imported, else centres."),
}
FILTERS: Mapping[str, tuple[str, ...]] = {
    "establishments": ("kind", "status", "area", "compliance"),
    "visits": ("kind", "area"),
    "areas": (),
}


def link(href: str, rel: str, kind: str, title: str = "") -> Document:
    return {"href": href, "rel": rel, "type": kind, **({"title": title} if title else {})}


def landing(base: str) -> Document:
    """The landing page (section 7.2)."""
    return {
        "title": "An Trú",
        "description": "Inspected establishments of tourism, their visits and their areas.",
        "links": [
            link(f"{base}/", "self", JSON),
            link(f"{base}/api", "service-desc", OPENAPI),
            link(f"{base}/conformance", "conformance", JSON),
            link(f"{base}/collections", "data", JSON),
        ],
    }


def collection(base: str, name: str) -> Document:
    """What is said of a collection (section 7.14)."""
    title, description = COLLECTIONS[name]
    path = f"{base}/collections/{name}"
    return {
        "id": name,
        "title": title,
        "description": description,
        "extent": {
            "spatial": {"bbox": [EXTENT], "crs": CRS84},
            "temporal": {"interval": [[None, None]], "trs": GREGORIAN},
        },
        "itemType": "feature",
        "crs": [CRS84],
        "links": [link(path, "self", JSON), link(f"{path}/items", "items", GEOJSON, title)],
    }


def collections(base: str) -> Document:
    """All of them (section 7.13)."""
    return {
        "links": [link(f"{base}/collections", "self", JSON)],
        "collections": [collection(base, name) for name in COLLECTIONS],
    }


def feature_collection(
    features: Iterable[Document], links: list[Document], matched: int | None, now: dt.datetime
) -> Document:
    """A page of features (section 7.16)."""
    told = list(features)
    return {
        "type": "FeatureCollection",
        "features": told,
        "links": links,
        "timeStamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberReturned": len(told),
        **({"numberMatched": matched} if matched is not None else {}),
    }


def feature_of_mark(mark: Mapping[str, Any]) -> Document:
    """An establishment: no name of a person, no level."""
    names = ("name", "kind", "status", "stars", "rooms", "address", "visits", "last_visit",
             "compliance", "open_findings", "next_due")  # fmt: skip
    return {
        "type": "Feature",
        "id": str(mark["_id"]),
        "geometry": mark["point"],
        "properties": {name: mark[name] for name in names}
        | {"area": mark["area_key"], "point_is_guess": mark["guessed"]},
    }


def feature_of_visit(visit: Mapping[str, Any], mark: Mapping[str, Any] | None) -> Document:
    """The open part of a visit that a map needs."""
    facts = visit["facts"]
    return {
        "type": "Feature",
        "id": str(visit["_id"]),
        "geometry": mark["point"] if mark and mark.get("shown") else None,
        "properties": {
            "establishment": str(facts["establishment"]),
            "name": mark["name"] if mark and mark.get("shown") else None,
            "day": facts["day"],
            "kind": facts["kind"],
            "area": facts["area"],
            "unit": facts["unit"],
            "failed": facts["failed"],
            "open_findings": sum(not each["remedied_on"] for each in visit["findings"]),
        },
    }


def feature_of_area(area: Mapping[str, Any]) -> Document:
    """A commune: its boundary, or its centre."""
    centre = area.get("centre")
    point = {"type": "Point", "coordinates": centre} if centre else None
    return {
        "type": "Feature",
        "id": area["_id"],
        "geometry": area.get("boundary") or point,
        "properties": {
            "code": area["code"],
            "name": area["name"],
            "full_name": area["full_name"],
            "level": area["level"],
            "scheme": area["scheme"],
        },
    }


def api_description(base: str) -> Document:
    """The OpenAPI 3.0 document (conformance class oas30)."""
    problem = {"description": "A problem (RFC 9457)",
               "content": {"application/problem+json": {"schema": {"type": "object"}}}}  # fmt: skip

    def get(summary: str, kind: str, parameters: list[Document], **more: Any) -> Document:
        content = {kind: {"schema": {"type": "object"}}}
        answers = {"200": {"description": summary, "content": content}}
        answers |= dict.fromkeys(("400", "401", "404"), problem)
        told = {"summary": summary, "parameters": parameters, "responses": answers, **more}
        return {"get": told}

    paths: Document = {
        "/": get("Landing page", JSON, [], operationId="getLandingPage"),
        "/conformance": get("Conformance", JSON, [], operationId="getConformance"),
        "/collections": get("Collections", JSON, [], operationId="getCollections"),
    }
    for name in COLLECTIONS:
        path = f"/collections/{name}"
        asked = [_argument(each) for each in ("limit", "bbox", "datetime", *FILTERS[name])]
        one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[path] = get(f"Collection {name}", JSON, [])
        paths[f"{path}/items"] = get(f"Features of {name}", GEOJSON, asked)
        paths[f"{path}/items/{{id}}"] = get(f"One of {name}", GEOJSON, [one])
    return {
        "openapi": "3.0.3",
        "info": {"title": "An Trú, OGC API - Features", "version": "1"},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "key": {"type": "http", "scheme": "basic"},
        }},
        "security": [{"bearer": []}, {"key": []}],
    }  # fmt: skip


def _argument(name: str) -> Document:
    schemas: Mapping[str, Document] = {
        "limit": {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 100},
        "bbox": {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
    }
    form = {"style": "form", "explode": False} if name in ("limit", "bbox", "datetime") else {}
    schema = schemas.get(name, {"type": "string"})
    return {"name": name, "in": "query", "required": False, "schema": schema, **form}
