"""The invented province, stored by the same use cases as anything real, as of the days it tells."""

import datetime as dt
import heapq
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from service.domain.demo_cast import DEMO_CAMPAIGN, DEMO_CAST
from service.domain.demo_follow_up import FollowUp, follow_up_of
from service.domain.demo_later import Later, later_of
from service.domain.demo_places import Place, local_moment
from service.domain.demo_visits import Visit
from service.domain.demo_world import World, demo_world
from service.domain.errors import Conflict
from service.domain.fingerprint import fingerprint
from service.domain.periods import LOCAL
from service.domain.rights import acting
from service.usecases.campaigns import make_campaign
from service.usecases.corrections import amend_visit, withdraw_visit
from service.usecases.demo_cases import work_case
from service.usecases.demo_plans import load_plans
from service.usecases.demo_reports import load_reports
from service.usecases.findings import confirm_remedy
from service.usecases.inspections import make_inspection
from service.usecases.number_visits import number_visits
from service.usecases.register import change_establishment, register_establishment
from service.usecases.sanctions import record_sanction, record_transfer
from service.usecases.tell_tablets import of_campaign
from service.usecases.visits import Prepared, prepare, store
from service.usecases.who import public_account
from service.usecases.windows import store_window

MARKER = "demo"
AT_ONCE = 50  # visits in one insert
WRITERS = 8  # at once, as each waits for the disk; no place depends on another
REGISTRAR, INSPECTOR = "admin", "inspector"
NO_CAST = "Chưa có tài khoản minh họa. Xin đặt ANTRU_DEMO=1 rồi chạy lại."
OTHER_SIZE = "Đã có dữ liệu minh họa với quy mô khác. Xin dùng một DATA_DIR mới."

# How each kind of entry is made, and by which right.
ENTERED = {
    "remedies": ("confirm_remedy", confirm_remedy),
    "sanctions": ("record_sanction", record_sanction),
    "transfers": ("record_transfer", record_transfer),
}

Progress = Callable[[int, int], None]


def load_demo(
    repos: Any, *, establishments: int = 320, years: int = 3, seed: int = 138, now: dt.datetime,
    progress: Progress,
) -> dict[str, int]:  # fmt: skip
    """Store the province as it stands on the day of ``now``; answers how many there are of each.

    ``progress(done, total)`` is told often. What was interrupted is completed, for the day on which
    it began; what is whole stays as it is. Raises :class:`Conflict` without the demo's accounts, or
    where a province of another size or seed was loaded.
    """
    size = {"establishments": establishments, "years": years, "seed": seed}
    marker = _begun(repos, size, now)
    if marker["counts"]:
        progress(1, 1)
        return dict(marker["counts"])
    day = marker["at"].astimezone(LOCAL).date()
    world = demo_world(
        **size,
        day=day,
        areas=repos.areas.all(),
        holds=repos.country.holds,
        catalogue=repos.catalogue,
    )
    counts = _Loading(repos, world, progress).all()
    _marks(repos).update_one({"_id": MARKER}, {"$set": {"counts": counts, "finished_at": now}})
    return counts


def is_demo_whole(repos: Any) -> bool:
    """Whether the province was loaded to its end."""
    return _marks(repos).find_one({"_id": MARKER, "counts": {"$ne": None}}) is not None


def _begun(repos: Any, size: dict[str, int], now: dt.datetime) -> dict[str, Any]:
    if not all(repos.accounts.get(member["username"]) for member in DEMO_CAST):
        raise Conflict(NO_CAST, code="no-demo-accounts")
    fresh = {**size, "at": now, "counts": None, "finished_at": None}
    _marks(repos).update_one({"_id": MARKER}, {"$setOnInsert": fresh}, upsert=True)
    marker: dict[str, Any] = _marks(repos).find_one({"_id": MARKER})
    if any(marker[name] != wanted for name, wanted in size.items()):
        raise Conflict(OTHER_SIZE, code="other-demo")
    return marker


def _marks(repos: Any) -> Any:
    return repos.database["meta"]


class _Loading:
    """One run over a world; each step finds what an interrupted one left and goes on from there."""

    def __init__(self, repos: Any, world: World, progress: Progress) -> None:
        self.repos, self.world, self.progress = repos, world, progress
        self.known = _Known(repos)
        self.total = len(world.places) + len(world.inspections) + len(world.planned)
        self.done = 0
        self.accounts: dict[str, dict[str, Any]] = {}
        self.counts = {
            "establishments": len(world.places),
            "inspections": len(world.inspections) + 1,  # One is ahead.
            "visits": len(world.planned),
            "flagged": 0,
            "amendments": 0,
            "withdrawals": 0,
            "remedies": 0,
            "sanctions": 0,
            "transfers": 0,
        }
        self.followed: list[list[FollowUp]] = []

    def all(self) -> dict[str, int]:
        self.progress(0, self.total)
        self._campaigns()
        with ThreadPoolExecutor(WRITERS) as writers:
            self._each(writers.map(self._register, self.world.places))
            self._each(writers.map(self._inspect, self.world.inspections))
        self._visits()
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(self._follow_up, self.followed))
        load_plans(self.repos, self._who, self.world)
        load_reports(self.repos, self._who, self.world)
        number_visits(self.repos, self.world.end)
        for entries in self.followed:
            for entry in entries:
                self.counts[entry.kind] += 1
        return self.counts

    def _each(self, done: Iterator[None]) -> None:
        for _ in done:
            self._step()

    def _inspect(self, inspection: dict[str, Any]) -> None:
        made = _first_moment(inspection)
        make_inspection(self.repos, self._who(INSPECTOR, "make_plan"), inspection, made)

    def _step(self, steps: int = 1) -> None:
        self.done += steps
        self.progress(self.done, self.total)

    def _who(self, username: str, act: str) -> dict[str, Any]:
        if username not in self.accounts:
            account = self.repos.accounts.get(username)
            self.accounts[username] = public_account(self.repos, account)
        return acting(self.accounts[username], act)

    def _campaigns(self) -> None:
        known = {**DEMO_CAMPAIGN, "created_at": self.world.end}
        store_window(self.repos, self.repos.campaigns, of_campaign, known, self.world.end)
        for campaign in self.world.campaigns:
            if campaign["id"] != DEMO_CAMPAIGN["_id"]:
                made = _first_moment(campaign)
                make_campaign(self.repos, self._who(REGISTRAR, "make_plan"), campaign, made)

    def _register(self, place: Place) -> None:
        who = self._who(REGISTRAR, "change_establishment")
        stored, _ = register_establishment(
            self.repos, who, place.id, place.fields, place.registered_at
        )
        for version, (since, changes) in enumerate(place.changes, 1):
            if stored["version"] == version:
                stored = change_establishment(self.repos, who, place.id, version, changes, since)

    def _visits(self) -> None:
        """Visits in their order, each correction and case when its day has come."""
        pending: list[tuple[dt.datetime, int, Later]] = []
        for visits in _chunks(self.world.visits()):
            self._store(visits)
            for visit in visits:
                following = list(later_of(self.world, visit))
                if not any(later.kind == "withdrawal" for later in following):
                    self.followed.append(list(follow_up_of(self.world, visit)))
                for later in following:
                    heapq.heappush(pending, (later.at, visit.number, later))
            while pending and pending[0][0] <= visits[-1].received_at:
                self._follow(heapq.heappop(pending)[2])
            self._step(len(visits))
        while pending:
            self._follow(heapq.heappop(pending)[2])

    def _store(self, visits: list[Visit]) -> None:
        """What has no confidential part goes in by one insert of many, as a tablet's batch does."""
        prepared = [self._prepared(visit) for visit in visits]
        self.repos.visits.insert_all([each.visit for each in prepared if not each.is_sealed])
        for each in prepared:
            if each.is_sealed:
                self.counts["flagged"] += 1
                store(self.repos, each)

    def _prepared(self, visit: Visit) -> Prepared:
        sent = fingerprint(visit.submission, self.repos.keys.content)
        who, at = self._who(visit.by, "submit_visit"), visit.received_at
        return prepare(self.known, who, visit.id, visit.submission, sent, at, None)

    def _follow(self, later: Later) -> None:
        if later.kind == "amendment":
            self.counts["amendments"] += 1
            who = self._who(later.by, "amend_visit")
            amend_visit(self.repos, who, later.visit, later.content, later.at)
        elif later.kind == "withdrawal":
            self.counts["withdrawals"] += 1
            who = self._who(later.by, "withdraw_visit")
            withdraw_visit(self.repos, who, later.visit, later.content["reason"], later.at)
        else:
            work_case(self.repos, self._who, later)

    def _follow_up(self, entries: list[FollowUp]) -> None:
        """What followed one visit, in its order; nothing of another visit depends on it."""
        for entry in entries:
            act, enter = ENTERED[entry.kind]
            enter(self.repos, self._who(entry.by, act), entry.of, entry.content, entry.at)


class _Known:
    """The repositories, remembering what visits refer to: nobody else changes it meanwhile."""

    def __init__(self, repos: Any) -> None:
        self.keys, self.catalogue, self.country = repos.keys, repos.catalogue, repos.country
        self.establishments = _Remembered(repos.establishments)
        self.inspections = _Remembered(repos.inspections)
        self.campaigns = _Remembered(repos.campaigns)


class _Remembered:
    """A collection that is asked only once for each id."""

    def __init__(self, collection: Any) -> None:
        self.get = cache(collection.get)

    def several(self, keys: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
        found = {key: self.get(key) for key in keys}
        return {key: document for key, document in found.items() if document}

    def several_within(self, keys: list[uuid.UUID], _everywhere: Any) -> dict[uuid.UUID, Any]:
        """The cast inspects the whole province."""
        return self.several(keys)


def _first_moment(window: dict[str, Any]) -> dt.datetime:
    return local_moment(dt.date.fromisoformat(window["from_"]))


def _chunks(visits: Iterator[Visit]) -> Iterator[list[Visit]]:
    chunk: list[Visit] = []
    for visit in visits:
        chunk.append(visit)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
