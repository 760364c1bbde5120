"""A list of establishments laid over the register, row by row, each with its verdict."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from service.documents.error_file import error_file
from service.documents.register_sheet import SheetRow, read_register
from service.domain.areas import area_key
from service.domain.errors import Fault
from service.domain.establishments import changed_establishment, new_establishment
from service.domain.register_import import (
    VERDICTS,
    Verdict,
    described,
    refused,
    register_fields,
    verdict_of,
)
from service.domain.rights import holds
from service.usecases.register import store_all

AT_ONCE = 200  # rows stored by one transaction

Document = dict[str, Any]
Resolve = Callable[[str, str, str], Any]


def import_register(
    repos: Any, who: Document, data: bytes, filename: str, dry_run: bool, now: dt.datetime,
    resolve: Resolve,
) -> Document:  # fmt: skip
    """Read the list and store what is clear; a dry run gives the same verdicts and stores nothing.

    ``resolve(address, commune, district_old)`` gives an ``addresses.Resolution``. Answers
    ``{dry_run, counts, rows, warnings, error_file}``; ``error_file`` is bytes or None.
    """
    sheet = read_register(data, filename)
    run = _Run(repos, who, dry_run, now, resolve)
    chunks = [sheet.rows[start : start + AT_ONCE] for start in range(0, len(sheet.rows), AT_ONCE)]
    rows = [told for chunk in chunks for told in run.told(chunk)]
    counts = Counter(row["verdict"] for row in rows)
    return {
        "dry_run": dry_run,
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "rows": rows,
        "warnings": sheet.warnings,
        "error_file": error_file(sheet, rows),
    }


class _Run:
    """One import: what it knows of each commune, and the lines whose establishments it has seen.

    Rows are judged a chunk at a time and stored by one transaction. Where somebody else was faster,
    the chunk is judged anew, each row stored by itself, so that only the row concerned is refused.
    """

    def __init__(
        self, repos: Any, who: Document, dry_run: bool, now: dt.datetime, resolve: Resolve
    ) -> None:
        self._repos, self._who, self._now, self._resolve = repos, who, now, resolve
        self._dry_run = dry_run
        self._by_area: dict[str, dict[UUID, Document]] = {}
        self._by_phone: dict[str, dict[UUID, Document]] = {}
        self._lines: dict[UUID, int] = {}
        self._together = True
        self._entering: list[Document] = []
        self._changing: list[tuple[Document, Document]] = []

    def told(self, chunk: list[SheetRow]) -> list[Document]:
        """The verdicts on a chunk of rows, carried out unless the run is dry."""
        lines = dict(self._lines)
        rows = [_told(row, *self._judged(row)) for row in chunk]
        if self._stored():
            return rows
        self._by_area, self._by_phone, self._lines = {}, {}, lines
        self._together = False
        rows = [_told(row, *self._judged(row)) for row in chunk]
        self._together = True
        return rows

    def _stored(self) -> bool:
        """Store what waits, all or none."""
        entering, changing = self._entering, self._changing
        self._entering, self._changing = [], []
        if self._dry_run or not (entering or changing):
            return True
        return store_all(self._repos, entering, changing, self._now)

    def _judged(self, row: SheetRow) -> tuple[Verdict, list[Fault]]:
        """The verdict on a row and what is told beside it; what it enters or changes waits."""
        found = self._resolve(
            row.fields["address"], row.fields["commune"], row.fields["district_old"]
        )
        faults = [*row.faults, *([found.fault] if found.fault else [])]
        notices = [*row.notices, *([found.notice] if found.notice else [])]
        if faults:
            return refused(*faults), notices
        fault = self._outside(found.area, row)
        if fault:
            return refused(fault), notices
        fields = register_fields(row.fields, found.area)
        verdict = self._carried_out(
            verdict_of(fields, self._known(row, fields), self._lines), fields
        )
        if verdict.verdict in ("created", "updated", "unchanged"):
            self._lines[verdict.establishment_id] = row.line
        return verdict, notices

    def _outside(self, area: Document, row: SheetRow) -> Fault | None:
        if not holds(self._who["scope"], area_key(area)):
            words = "Cơ sở này nằm ngoài địa bàn của đơn vị. Xin gửi cho đơn vị phụ trách địa bàn."
            return Fault("area", "outside_areas", words)
        point = row.fields["point"]
        if point and not self._repos.country.holds(*point):
            words = "Vị trí nằm ngoài lãnh thổ Việt Nam. Xin kiểm tra lại tọa độ."
            return Fault("point", "outside_country", words)
        return None

    def _known(self, row: SheetRow, fields: Document) -> list[Document]:
        """The establishments of the commune and of the row's telephones, this list's included."""
        key = area_key(fields["area"])
        found = dict(self._here(key))
        for phone in row.fields["phones"]:
            if phone not in self._by_phone:
                stored = self._repos.establishments.with_phone(phone, self._who["scope"])
                self._by_phone[phone] = {document["_id"]: document for document in stored}
            found = {**self._by_phone[phone], **found}
        return list(found.values())

    def _here(self, key: str) -> dict[UUID, Document]:
        if key not in self._by_area:
            stored = self._repos.establishments.in_area(key)
            self._by_area[key] = {document["_id"]: document for document in stored}
        return self._by_area[key]

    def _carried_out(self, verdict: Verdict, fields: Document) -> Verdict:
        if verdict.verdict == "created":
            return self._created(verdict, fields)
        if verdict.verdict == "updated":
            return self._updated(verdict, fields)
        return verdict

    def _created(self, verdict: Verdict, fields: Document) -> Verdict:
        complete = {**fields, "status": fields["status"] or "active"}
        document = new_establishment(verdict.establishment_id, complete, self._who, self._now)
        self._entering.append(document)
        if not self._together and not self._stored():
            return self._taken(verdict, fields)
        self._remember(document)
        return verdict

    def _taken(self, verdict: Verdict, fields: Document) -> Verdict:
        """The id is taken: by the same place, which a list beside this one has just stored, or by
        one that has since got another name or area."""
        stored = self._repos.establishments.get(verdict.establishment_id)
        again = verdict_of(fields, [stored], self._lines)
        if again.verdict in ("updated", "unchanged"):
            self._remember(stored)
            return self._carried_out(again, fields)
        words = "Cơ sở này đã có trong danh bạ dưới tên hoặc địa bàn khác. Xin đối chiếu rồi sửa."
        fault = Fault("name", "already_there", words)
        return replace(verdict, verdict="duplicate", faults=(fault,))

    def _updated(self, verdict: Verdict, fields: Document) -> Verdict:
        stored = self._here(area_key(fields["area"]))[verdict.establishment_id]
        document = changed_establishment(stored, verdict.changes, self._who, self._now)
        self._changing.append((stored, document))
        if not self._together and not self._stored():
            words = "Cơ sở vừa được người khác sửa. Xin gửi lại danh sách."
            return refused(Fault("name", "moved_meanwhile", words))
        self._remember(document)
        return verdict

    def _remember(self, document: Document) -> None:
        """Later rows of this list meet what this row stored, by commune and by telephone."""
        self._here(area_key(document["area"]))[document["_id"]] = document
        for phone in document["owner"]["phone"].split(" / "):
            self._by_phone.setdefault(phone, {})[document["_id"]] = document


def _told(row: SheetRow, verdict: Verdict, notices: list[Fault]) -> Document:
    told = [*verdict.faults, *notices]
    return {
        "line": row.line,
        "verdict": verdict.verdict,
        "name": row.fields["name"] or None,
        "establishment_id": verdict.establishment_id,
        "changes": described(verdict.changes),
        "faults": [{"code": fault.code, "words": fault.words} for fault in told],
        "candidates": [
            {"id": c.id, "name": c.name, "likeness": c.likeness, "distance_m": c.distance_m}
            for c in verdict.candidates
        ],
    }
