"""Unique words, planted by the API in every confidential slot and in open ones beside them."""

import datetime as dt
import secrets
import string
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.domain.periods import local_day
from tests.builders import (
    CALLED,
    RETURN,
    a_flag,
    a_referral,
    a_visit,
    an_establishment,
    plan_bodies,
)
from tests.people import Person
from tests.pictures import a_photo, sent_whole, sha256_of

LETTERS = string.ascii_lowercase + string.digits
PIECES, PIECE = 3, 8
FLAGGED = {("reviewer", "/api/v1/cases/<uuid:case_id>")}
LISTED = {("reviewer", "/api/v1/cases/<uuid:case_id>/referrals")}
FILE = "/api/v1/visits/<uuid:visit_id>/attachments/<string:sha256>"
PHOTO = {("reviewer", FILE), ("inspector", FILE)}  # who sent it sees it, no colleague does


@dataclass
class Planted:
    """``hidden`` words by slot with the ``(role, rule)`` pairs that may read each; ``open`` words;
    what inspectors and the others were ``answered``; real ``ids`` for the places of paths."""

    hidden: dict[str, str] = field(default_factory=dict)
    readers: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    answered: list[tuple[str, bytes]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def hide(self, slot: str, readers: set[tuple[str, str]] | None = None) -> str:
        self.hidden[slot] = a_word()
        self.readers[slot] = readers or set()
        return self.hidden[slot]

    def show(self, slot: str) -> str:
        self.open[slot] = a_word()
        return self.open[slot]

    def send(self, what: str, status: int, call: Callable[[], Any]) -> Any:
        answer = call()
        assert answer.status_code == status, (what, answer.json)
        self.answered.append((what, answer.get_data()))
        return answer.json

    def a_flag(self, slot: str, readers: Any = None, **changes: Any) -> dict[str, Any]:
        label = self.hide(f"{slot}: person", readers)
        return a_flag(
            place=self.hide(f"{slot}: place", readers),
            description=self.hide(f"{slot}: description", readers),
            person={"label": label, "under_18": True},
            **changes,
        )


def a_word() -> str:
    """Letters without a pattern, which compression has little to do with."""
    return "".join(secrets.choice(LETTERS) for _ in range(PIECES * PIECE))


def is_in(content: bytes, word: str) -> bool:
    """Whether any piece of the word is: compression takes a word apart where four letters of it
    were seen before, and a leak may be cut short."""
    return any(
        word[start : start + PIECE].encode() in content for start in range(0, len(word), PIECE)
    )


def plant(people: dict[str, Person]) -> Planted:
    """Send everything that can hold something confidential, accepted and refused."""
    it, inspector = Planted(), people["inspector"]
    named = an_establishment(name=f"Nhà nghỉ {it.show('register: name')}")
    place = it.send("register", 201, lambda: inspector.put_new("/establishments", named))
    _visits(it, inspector, place["id"])
    _refused(it, inspector, place["id"])
    _case(it, people)
    _referral(it, people)
    _two_people(it, people)
    _plans(it, people["reporter"], place["id"])
    it.ids |= {
        "establishment_id": place["id"],
        "key": place["id"],
        "username": "inspector",
        "version": "1",
        "filename": "",
    }
    return it


def _visits(it: Planted, inspector: Person, place: str) -> None:
    path, it.ids["visit_id"] = _fresh_visit()
    call = {"not_called_because": it.hide("flagged visit: not_called_because", FLAGGED)}
    photo = a_photo(comment=it.hide("sealed photo: comment", PHOTO).encode())
    it.ids["sha256"] = sha256_of(photo)
    flag = it.a_flag("flagged visit", FLAGGED, attachments=[sha256_of(photo)])
    visit = a_visit(place, remarks=it.show("visit: remarks"), emergency_call=call, flags=[flag])
    it.send("flagged visit", 201, lambda: inspector.put(path, visit))
    sent_whole(inspector, it.ids["visit_id"], photo, part="sealed")
    it.send("flagged visit again", 200, lambda: inspector.put(path, visit))
    called = {**CALLED, "body": it.hide("amendment: body", FLAGGED)}
    flags = [*visit["flags"], it.a_flag("amendment", FLAGGED, indicator="REG-02")]
    amended = {**visit, "emergency_call": called, "flags": flags}
    body = {"id": str(uuid.uuid4()), "reason": it.show("amendment: reason"), "submission": amended}
    it.send("amendment", 201, lambda: inspector.post(f"{path}/amendments", body))
    other = {**visit, "remarks": it.show("refused copy: remarks"),
             "flags": [it.a_flag("refused copy")]}  # fmt: skip
    it.send("refused copy", 409, lambda: inspector.put(path, other))
    alone, _ = _fresh_visit()
    reason = {"not_called_because": it.hide("call without flags: not_called_because")}
    it.send("call without flags", 201,
            lambda: inspector.put(alone, a_visit(place, emergency_call=reason)))  # fmt: skip
    items = [
        {"id": str(uuid.uuid4()), **a_visit(place, emergency_call=CALLED,
                                            flags=[it.a_flag("batch item", FLAGGED)])},
        {"id": str(uuid.uuid4()), **a_visit(place, flags=[it.a_flag("refused batch item")])},
        {"id": str(uuid.uuid4()), **a_visit(place, remarks=it.show("batch: remarks"))},
    ]  # fmt: skip
    verdicts = it.send("batch", 200, lambda: inspector.post("/visits/batch", {"items": items}))
    assert [item["status"] for item in verdicts["items"]] == [201, 422, 201]


def _refused(it: Planted, inspector: Person, place: str) -> None:
    def refused(slot: str, **changes: Any) -> None:
        flags = [{**it.a_flag(slot), **changes.pop("flag", {})}]
        visit = a_visit(place, **{"flags": flags, "emergency_call": CALLED, **changes})
        it.send(slot, 422, lambda: inspector.put_new("/visits", visit))
        body = {"id": str(uuid.uuid4()), "reason": "Bổ sung", "submission": visit}
        path = f"/visits/{it.ids['visit_id']}/amendments"
        it.send(f"{slot} as amendment", 422, lambda: inspector.post(path, body))

    refused("red without a call", emergency_call=None)
    refused("unknown indicator", flag={"indicator": it.hide("indicator that is none")[:20]})
    refused("unknown field", flag={"no_such_field": it.hide("value of a field")})
    refused("wrong time", flag={"seen_at": it.hide("time that is none")})
    refused("wrong digest", flag={"attachments": [it.hide("digest that is none")]})
    refused("wrong answer to a question", flag={"person": it.hide("person as a text")})
    refused("half a call", emergency_call={"body": it.hide("half a call: body")})
    refused("broken open part", finished_at=it.hide("end that is none"))
    cut = f'{{"flags": [{{"place": "{it.hide("broken JSON")}"'.encode()
    twice = f'{{"flags": [], "flags": "{it.hide("key twice")}"}}'.encode()
    for what, text in (("broken JSON", cut), ("key twice", twice)):
        path, _ = _fresh_visit()
        it.send(what, 400, lambda path=path, text=text: inspector.call(
            "PUT", path, data=text, headers={"Content-Type": "application/json"}))  # fmt: skip


def _case(it: Planted, people: dict[str, Person]) -> None:
    reviewer = people["reviewer"]
    (case,) = reviewer.get("/cases").json["items"]
    it.ids["case_id"] = case["id"]
    path = f"/cases/{case['id']}"
    assert reviewer.post(f"{path}/claim").status_code == 200
    reason = it.hide("decision: reason", FLAGGED)
    body = {"decision": "monitoring", "reason": reason}
    assert reviewer.post(f"{path}/decision", body).status_code == 200
    note = {"id": str(uuid.uuid4()), "text": it.hide("note: text", FLAGGED)}
    assert reviewer.post(f"{path}/notes", note).status_code == 201
    wrong = {"decision": it.hide("decision that is none"), "reason": it.hide("refused: reason")}
    it.send("refused decision", 422, lambda: reviewer.post(f"{path}/decision", wrong))


def _referral(it: Planted, people: dict[str, Person]) -> None:
    """A tin báo that went the whole way; its identities are read by nobody under any GET."""
    reviewer = people["reviewer"]

    def told(slot: str) -> str:
        return it.hide(f"referral: {slot}", LISTED)

    key, path = str(uuid.uuid4()), f"/cases/{it.ids['case_id']}/referrals"
    person = {name: it.hide(f"person at risk: {name}")
              for name in ("label", "name", "born", "papers", "contact", "note")}  # fmt: skip
    photo = {"visit": it.ids["visit_id"], "sha256": it.ids["sha256"]}
    texts = {name: told(name) for name in ("officer", "summary", "text")}
    draft = a_referral(it.ids["visit_id"], id=key, **texts, attachments=[photo], people=[person])
    wrong = {**draft, "summary": it.hide("refused referral: summary"), "recipient": "nobody"}
    it.send("refused referral", 422, lambda: reviewer.post(path, wrong))
    assert reviewer.post(path, draft).status_code == 201
    now = dt.datetime.now(dt.UTC).isoformat()
    steps = (
        ("return", {"reason": told("return reason")}),
        ("approval", {"version": 1}),
        ("sending", {"sent_at": now, "document_no": told("document_no")}),
        ("acknowledgement", {"acknowledged_at": now, "number": told("number"),
                             "officer": told("their officer")}),
        ("result", {"result": "verifying", "result_on": local_day(dt.datetime.now(dt.UTC)),
                    "note": told("note")}),
    )  # fmt: skip
    for name, fields in steps:
        who = people["second reviewer"] if name == "approval" else reviewer
        answer = who.post(f"{path}/{key}/{name}", {"id": str(uuid.uuid4()), **fields})
        assert answer.status_code == 200, (name, answer.json)
    it.ids["referral_id"] = key


def _plans(it: Planted, reporter: Person, place: str) -> None:
    """Plans hold nothing confidential: only the ids of what can be read."""
    bodies = plan_bodies(place)
    for name in ("inspection", "campaign", "document"):
        answer = reporter.post(f"/{name}s", bodies[f"POST /{name}s"])
        it.ids[f"{name}_id"] = answer.json["id"]
    for name, plural in (("activity", "activities"), ("institution", "institutions")):
        answer = reporter.post(f"/{plural}", bodies[f"POST /{plural}"])
        it.ids[f"{name}_id"] = answer.json["id"]
    own = {"unit": "SVHTTDL-QLDL", "period": "2026-Q4"}
    it.ids |= own
    told = reporter.put("/returns/{unit}/{period}".format(**own), bodies[f"PUT {RETURN}"])
    assert told.status_code == 201, told.json
    it.ids["summary_id"] = reporter.post("/summaries", {"period": "2026-Q4"}).json["id"]
    path = f"/inspections/{it.ids['inspection_id']}/establishments"
    assert reporter.post(path, {"establishments": [place]}).status_code == 200


def _two_people(it: Planted, people: dict[str, Person]) -> None:
    """Reasons of holds and approvals may speak of a case."""
    holds = {("reviewer", "/api/v1/legal-holds")}
    hold = {"of": "case", "key": it.ids["case_id"], "reason": it.hide("hold: reason", holds)}
    assert people["reviewer"].post("/legal-holds", hold).status_code == 201
    asked = {("administrator", "/api/v1/approvals")}
    body = {"id": str(uuid.uuid4()), "act": "purge", "subject": "2026-11-24",
            "reason": it.hide("approval: reason", asked)}  # fmt: skip
    assert people["administrator"].post("/approvals", body).status_code == 201


def _fresh_visit() -> tuple[str, str]:
    key = str(uuid.uuid4())
    return f"/visits/{key}", key
