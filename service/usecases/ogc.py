"""The features of each collection, a page at a time, as far as an account may see them."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from service.domain.areas import key_asked
from service.domain.cursors import cursor_of, key_of
from service.domain.errors import NotFound
from service.domain.ogc import feature_of_area, feature_of_mark, feature_of_visit
from service.domain.periods import local_day
from service.domain.rights import acting, may
from service.usecases.map_marks import features_of
from service.usecases.marks import bring_up_to_date

ITEMS_MOST = 1000
PLACES_MOST = 50_000

Document = dict[str, Any]
Page = tuple[list[Document], str | None, int | None]


def items_of(repos: Any, who: Document, name: str, query: Document, now: dt.datetime) -> Page:
    """Features, the cursor of the next page and, where it is cheap to tell, how many match."""
    of: dict[str, Callable[..., Page]] = {
        "establishments": _establishments, "visits": _visits, "areas": _areas,
    }  # fmt: skip
    if name not in of:
        raise NotFound
    bring_up_to_date(repos)
    asked = {**query, "limit": min(query["limit"], ITEMS_MOST), "area": key_asked(query["area"])}
    return of[name](repos, who, asked, local_day(now))


def item_of(repos: Any, who: Document, name: str, key: str, now: dt.datetime) -> Document:
    """One feature; absent and outside one's scope are the same."""
    bring_up_to_date(repos)
    if name == "areas":
        area = repos.areas.get(key)
        if area is None or area["scheme"] != "2025":
            raise NotFound
        return feature_of_area(area)
    try:
        found = uuid.UUID(key)
    except ValueError:
        raise NotFound from None
    if name == "establishments":
        mark = repos.marks.get_within(found, who["scope"])
        if not mark or not mark.get("shown"):
            raise NotFound
        return feature_of_mark(features_of(repos, [mark], local_day(now))[0])
    if name == "visits" and may(who, "map_visits"):
        visit = repos.visits.get_within(found, acting(who, "map_visits")["scope"])
        if visit and visit["state"] == "standing":
            return feature_of_visit(visit, repos.marks.get(visit["facts"]["establishment"]))
    raise NotFound


def _establishments(repos: Any, who: Document, query: Document, today: str) -> Page:
    limit = query["limit"]
    asked = {**query, "visited": query["datetime"], "today": today}
    key = key_of(query["cursor"], uuid.UUID) if query["cursor"] else None
    rows = repos.marks.page_of(asked, who["scope"], limit, key)
    told = features_of(repos, rows[:limit], today)
    following = cursor_of(rows[limit - 1]["_id"]) if rows[limit:] else None
    return [feature_of_mark(each) for each in told], following, repos.marks.count(
        asked, who["scope"]
    )  # fmt: skip


def _visits(repos: Any, who: Document, query: Document, _today: str) -> Page:
    """None for whoever may not read visits."""
    if not may(who, "map_visits"):
        return [], None, 0
    limit, scope = query["limit"], acting(who, "map_visits")["scope"]
    places = repos.marks.places_in(query["bbox"], PLACES_MOST) if query["bbox"] else None
    key = key_of(query["cursor"], str, uuid.UUID) if query["cursor"] else None
    rows = repos.visits.standing_within(query, places, scope, limit, key)
    shown = rows[:limit]
    marks = repos.marks.several([row["facts"]["establishment"] for row in shown])
    told = [feature_of_visit(row, marks.get(row["facts"]["establishment"])) for row in shown]
    last = shown[-1] if rows[limit:] else None
    return told, cursor_of(last["facts"]["day"], last["_id"]) if last else None, None


def _areas(repos: Any, _who: Document, query: Document, _today: str) -> Page:
    limit = query["limit"]
    found = [area for area in repos.areas.listed("2025", "commune") if _lies(area, query["bbox"])]
    first = key_of(query["cursor"], int)[0] if query["cursor"] else 0
    told = [feature_of_area(area) for area in found[first : first + limit]]
    more = len(found) > first + limit
    return told, cursor_of(first + limit) if more else None, len(found)


def _lies(area: Document, box: list[float] | None) -> bool:
    """Whether its centre, or the box of its boundary, meets the box that is asked for."""
    if box is None:
        return True
    west, south, east, north = area.get("bounds") or [*(area.get("centre") or [0, 0])] * 2
    return bool(west <= box[2] and east >= box[0] and south <= box[3] and north >= box[1])
