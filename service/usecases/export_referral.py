"""Exporting a referral: its paper, or paper and photos in a sealed archive; each export is kept."""

import datetime as dt
import uuid
from typing import Any

from service.documents.referral_archive import (
    Enclosed,
    enclosed,
    pieces_of,
    sealed_archive,
)
from service.domain.approvals import NEEDS_ANOTHER
from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, TooLarge
from service.domain.fingerprint import fingerprint
from service.domain.periods import local_day
from service.domain.referral_paper import EXTENSIONS, Beside, referral_values
from service.domain.referrals import OTHER_CONTENT, check_writer
from service.usecases.approvals import take_up
from service.usecases.cases import case_in_scope
from service.usecases.papers import DOCX, print_paper
from service.usecases.referrals import referral_of

ARCHIVE = "archive"
MAY_LEAVE = ("approved", "sent", "acknowledged", "result")
LAW = "L53-2024-D22"
TRIES_MOST = 5
NOT_APPROVED = "Chỉ xuất được tin đã có người khác duyệt. Xin nhờ duyệt trước."
NO_KEY = "Nơi nhận này chưa trao khóa age. Xin đặt mật khẩu cho hồ sơ."
ONE_LOCK = "Hồ sơ mã hóa cần mật khẩu, hoặc khóa của nơi nhận; chỉ chọn một."
NO_PHOTO = "Ảnh chưa về tới máy chủ. Xin đợi, hoặc bỏ ảnh đó khỏi tin."
TOO_MUCH = (
    "Ảnh quá nhiều cho một hồ sơ bằng mật khẩu. Xin chọn bớt ảnh, hoặc dùng khóa của nơi nhận."
)

Document = dict[str, Any]


def export_referral(
    repos: Any, who: Document, case_id: uuid.UUID, key: uuid.UUID, asked: Document, now: dt.datetime
) -> Document:
    """``{form, number, length, pieces}`` of what was asked, after it was written down.

    Asked again under its id it is made again, under the number it has; one with identities is not,
    as what two people allowed is done once.
    """
    case = case_in_scope(repos, who, case_id)
    check_writer(case, who["username"], must_hold=False)
    lock = {name: asked.pop(name) for name in ("passphrase", "for_recipient")}
    sent = fingerprint({**asked, "referral": key}, repos.keys.content)
    for _ in range(TRIES_MOST):
        referral = referral_of(repos, case_id, key)
        if referral["state"] not in MAY_LEAVE:
            raise Conflict(NOT_APPROVED)
        export = _known(referral, asked, who, sent) or {
            "id": asked["id"],
            "number": len(referral["exports"]) + 1,
            "form": asked["form"],
            "with_people": asked["approval"] is not None,
            "by": who["username"],
            "at": now,
            "sent": sent,
        }
        made = _made(repos, who, case, referral, export, lock)
        if export in referral["exports"] or _kept(repos, who, referral, export, asked, now):
            return made
    raise Conflict


def _known(referral: Document, asked: Document, who: Document, sent: str) -> Document | None:
    known: Document | None = next(
        (each for each in referral["exports"] if each["id"] == asked["id"]), None
    )
    if known and (known["by"], known["sent"]) != (who["username"], sent):
        raise Conflict(OTHER_CONTENT)
    if known and known["with_people"]:
        raise NotAllowed(NEEDS_ANOTHER, code="second-person-required")
    return known


def _kept(
    repos: Any, who: Document, referral: Document, export: Document, asked: Document,
    now: dt.datetime,
) -> bool:  # fmt: skip
    """Write the export down, with what two people allowed; ``False`` when another was faster."""

    def work(session: Any) -> bool:
        if export["with_people"]:
            subject = str(referral["_id"])
            take_up(
                repos, asked["approval"], "reveal_identity", subject, who["username"], now, session
            )
        kept: bool = repos.referrals.add_export(referral, export, session)
        if not kept:
            raise _Overtaken
        return kept

    try:
        return repos.in_transaction(work)  # type: ignore[no-any-return]
    except _Overtaken:
        return False


class _Overtaken(Exception):
    """Another export has this number; leaves the transaction without a trace."""


def _made(
    repos: Any, who: Document, case: Document, referral: Document, export: Document, lock: Document
) -> Document:
    by = f"{who['name']} ({who['username']})"
    photos = _photos(repos, referral)
    beside = _beside(repos, who, case, referral, export, photos)
    values = referral_values(referral, beside, export, by)
    day = local_day(referral["sent_at"] or export["at"])
    form = export["form"]
    content = print_paper(repos, "referral", values, day, DOCX if form == ARCHIVE else form)
    told = {"form": form, "number": export["number"]}
    if form != ARCHIVE:
        return {**told, "length": len(content), "pieces": [content]}
    facts = {
        "referral": str(referral["_id"]),
        "recipient": referral["recipient"]["name"]["vi"],
        "export": export["number"],
        "exported_by": by,
        "exported_at": values["export"]["at"],
    }
    paper = enclosed("tin.docx", "Văn bản", content)
    key = _lock(repos, referral, photos, lock)
    file = sealed_archive([paper, *photos], facts, passphrase=lock["passphrase"], key=key)
    length = file.seek(0, 2)
    file.seek(0)
    return {**told, "length": length, "pieces": pieces_of(file)}


def _lock(repos: Any, referral: Document, photos: list[Enclosed], lock: Document) -> str | None:
    """The public key of the recipient, or ``None`` where there is a passphrase."""
    if bool(lock["passphrase"]) == lock["for_recipient"]:
        raise Invalid([Fault("passphrase", "one_lock", ONE_LOCK)])
    if not lock["for_recipient"]:
        if sum(photo.length for photo in photos) > repos.catalogue.attachments.archive_bytes_most:
            raise TooLarge(TOO_MUCH, code="archive-too-large")
        return None
    code = referral["recipient"]["code"]
    key: str | None = next(
        (one.age_key for one in known_recipients(repos) if one.code == code), None
    )
    if key is None:
        raise Invalid([Fault("for_recipient", "no_key", NO_KEY)])
    return key


def known_recipients(repos: Any) -> Any:
    """All recipients, whatever their dates: a key is the body's own."""
    return repos.catalogue.recipients


def _photos(repos: Any, referral: Document) -> list[Enclosed]:
    """The originals of the confidential photos that are attached, in their order."""
    store, found = repos.attachments["sealed"], []
    for number, cited in enumerate(referral["content"]["attachments"], 1):
        visit = repos.visits.get(cited["visit"])
        head = store.of(cited["visit"], visit["submitter"]["username"], cited["sha256"])
        if head is None or head["state"] != "whole":
            raise Conflict(NO_PHOTO, code="photo-missing")
        name = f"anh-{number:02}.{EXTENSIONS[head['type']]}"
        pieces = store.read(head, "original", head["length"])
        found.append(Enclosed(name, f"Ảnh {number}", cited["sha256"], head["length"], pieces))
    return found


def _beside(
    repos: Any, who: Document, case: Document, referral: Document, export: Document,
    photos: list[Enclosed],
) -> Beside:  # fmt: skip
    unit = repos.units.get(who["unit"])
    parent = unit["parent"] and repos.units.get(unit["parent"])
    area = repos.areas.get(case["area_key"])
    province = repos.areas.get(f"{area['scheme']}:{area['parent']}")
    day = dt.date.fromisoformat(local_day(export["at"]))
    cited = {each["visit"] for each in referral["content"]["indicators"]}
    bases = repos.catalogue.legal_bases_on([LAW], day)
    return Beside(
        unit=unit,
        superior=unit.get("superior") or (parent["name"] if parent else ""),
        place=province["name"] if province else "",
        establishment=repos.establishments.get(case["establishment_id"]),
        area=area["full_name"],
        sheets=repos.flag_sheets.of_visits(list(cited)),
        indicators=repos.catalogue.indicators,
        grounds=[f"{basis.title.vi} (số {basis.number})" for basis in bases],
        photos=[{"name": photo.name, "sha256": photo.sha256} for photo in photos],
        people=repos.referrals.people(referral) if export["with_people"] else None,
        hours=repos.catalogue.oversight.on(day).acknowledgement_hours,
    )
