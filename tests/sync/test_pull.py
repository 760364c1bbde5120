"""What a tablet is told: everything at first, afterwards only what changed."""

import datetime as dt
import uuid

import orjson
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from schemas.sync import BODIES
from service.domain.demo_cast import DEMO_CAMPAIGN
from service.usecases.inspections import store_window
from service.usecases.tell_tablets import of_campaign
from tests.builders import CALLED, a_flag, a_visit, an_establishment, answers
from tests.pictures import a_photo, sent_whole, sha256_of
from tests.sync.conftest import NOW
from tests.sync.tablet import Tablet

REMEDY = {"value": "fail", "remedy": "Khai báo đủ khách", "remedy_by": "2026-12-01"}
INSPECTION = {"name": "Kiểm tra quý IV", "kind": "planned", "from": "2026-10-01",
              "to": "2026-12-31", "decision_no": "12/QĐ-SVHTTDL"}  # fmt: skip


def to_remedy(hotel, **changes):
    return a_visit(hotel["id"], answers=answers(CG_03=REMEDY), **changes)


def sent(person, visit):
    path = f"/visits/{uuid.uuid4()}"
    answer = person.put(path, visit)
    assert answer.status_code == 201, answer.json
    return path


def amended(person, path, visit):
    body = {"id": str(uuid.uuid4()), "reason": "Ghi thiếu", "submission": visit}
    answer = person.post(f"{path}/amendments", body)
    assert answer.status_code == 201, answer.json


def test_first_everything_then_nothing_then_only_what_changed(tablet, inspector, hotel):
    tablet.pull()
    assert set(tablet.digests()) == {"area", "catalogue", "checklist", "establishment", "unit"}
    assert tablet.news() == []
    path = f"/establishments/{hotel['id']}"
    assert inspector.patch(path, {"rooms": 30}, headers={"If-Match": '"1"'}).status_code == 200
    (change,) = tablet.news()
    assert (change["kind"], change["id"]) == ("establishment", hotel["id"])
    assert (change["body"]["rooms"], change["body"]["version"]) == (30, 2)


@pytest.mark.parametrize("limit", [1, 7, 5000])
def test_pages_of_any_size_lead_to_the_same(repos, tablet, inspector, hotel, limit):
    inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Mai"))
    whole = Tablet(inspector).pull()
    assert tablet.pull(limit).held == whole.held
    assert tablet.pages == (-(-len(whole.held) // limit) if limit < 5000 else 1)


def test_what_changes_between_two_pages_comes_on_a_later_one(tablet, inspector, hotel):
    tablet.take(tablet.ask(1).json)
    inspector.patch(f"/establishments/{hotel['id']}", {"rooms": 3}, headers={"If-Match": '"1"'})
    new = inspector.put_new("/establishments", an_establishment(name="Nhà nghỉ Mai")).json
    places = tablet.pull(1).of("establishment")
    assert places.keys() == {hotel["id"], new["id"]}
    assert places[hotel["id"]]["rooms"] == 3


def test_a_write_that_was_refused_is_not_told(tablet, inspector, hotel):
    tablet.pull()
    path = f"/establishments/{hotel['id']}"
    assert inspector.patch(path, {"rooms": 30}, headers={"If-Match": '"9"'}).status_code == 412
    assert inspector.put(path, an_establishment(rooms=9)).status_code == 409
    assert inspector.put(path, an_establishment()).status_code == 200
    assert tablet.news() == []


def test_a_colleague_learns_what_is_to_be_rechecked(tablet, inspector, inspector2, hotel):
    tablet.pull()
    path = sent(inspector2, to_remedy(hotel))
    (change,) = tablet.news()
    (finding,) = inspector.get(path).json["findings"]
    assert change["body"] == {
        "id": finding["id"], "visit": path[-36:], "establishment_id": hotel["id"],
        "item": "CG-03", "remedy": "Khai báo đủ khách", "remedy_by": "2026-12-01",
    }  # fmt: skip
    amended(inspector2, path, a_visit(hotel["id"]))
    (gone,) = tablet.news()
    assert (gone["id"], gone["gone"]) == (finding["id"], True)


def test_findings_of_a_withdrawn_visit_go(tablet, inspector2, hotel):
    path = sent(inspector2, to_remedy(hotel))
    assert len(tablet.pull().of("finding")) == 1
    assert inspector2.post(f"{path}/withdrawal", {"reason": "Nhầm cơ sở"}).status_code == 200
    assert [change["gone"] for change in tablet.news()] == [True]
    assert tablet.of("finding") == {}


def test_ones_own_visit_is_told_of_once_it_is_no_longer_what_was_sent(
    repos, tablet, inspector, inspector2, hotel
):
    colleague = Tablet(inspector2).pull()
    path = sent(inspector, a_visit(hotel["id"]))
    tablet.pull()
    assert tablet.of("visit") == {}
    amended(inspector, path, a_visit(hotel["id"], remarks="Đã xem lại sổ"))
    (change,) = tablet.news()
    assert change["body"]["state"] == "amended"
    assert inspector.post(f"{path}/withdrawal", {"reason": "Nhầm cơ sở"}).status_code == 200
    (change,) = tablet.news()
    body = change["body"]
    assert (body["state"], body["version"], body["reason"]) == ("withdrawn", 3, "Nhầm cơ sở")
    assert colleague.news() == []


def test_what_a_corrected_visit_misses_is_told_again_when_it_has_come(tablet, inspector, hotel):
    path, photo = sent(inspector, a_visit(hotel["id"])), a_photo()
    named = answers(CL_01={"value": "pass", "attachments": [sha256_of(photo)]})
    amended(inspector, path, a_visit(hotel["id"], answers=named))
    tablet.pull()
    (body,) = tablet.of("visit").values()
    assert body["missing_attachments"] == [sha256_of(photo)]
    sent_whole(inspector, path[-36:], photo)
    (change,) = tablet.news()
    assert change["body"]["missing_attachments"] == []


@pytest.mark.parametrize("more", [{}, {"flags": [a_flag("REG-02")]},
                                  {"flags": [a_flag()], "emergency_call": CALLED}])  # fmt: skip
def test_sending_a_visit_takes_no_counter(repos, inspector, hotel, more):
    counters = list(repos.scopes.rows.find())
    sent(inspector, to_remedy(hotel, **more))
    batch = [{"id": str(uuid.uuid4()), **to_remedy(hotel, **more)} for _ in range(3)]
    verdicts = inspector.post("/visits/batch", {"items": batch}).json["items"]
    assert [verdict["status"] for verdict in verdicts] == [201] * 3
    assert list(repos.scopes.rows.find()) == counters


def test_inspections_of_ones_unit_and_of_those_above_it(tablet, reporter, commune):
    below = Tablet(commune("inspector-below", ["05977"], parent="SVHTTDL-QLDL")).pull()
    tablet.pull()
    for unit, told in (("SVHTTDL", 1), ("SVHTTDL-QLDL", 1), ("XA-INSPECTOR-BELOW", 0)):
        made = reporter.post("/inspections", {**INSPECTION, "unit": unit})
        assert made.status_code == 201, made.json
        assert [change["id"] for change in tablet.news()] == [made.json["id"]] * told
        (change,) = below.news()
        assert change["body"] == {name: made.json[name] for name in change["body"]}


def test_a_campaign_is_told_to_everybody(repos, tablet):
    tablet.pull()
    document = {**DEMO_CAMPAIGN, "created_at": NOW}
    assert store_window(repos, repos.campaigns, of_campaign, document, NOW)
    assert not store_window(repos, repos.campaigns, of_campaign, document, NOW)
    (change,) = tablet.news()
    assert change["body"] == {"id": str(DEMO_CAMPAIGN["_id"]), "name": DEMO_CAMPAIGN["name"],
                              "from": "2026-07-01", "to": "2026-09-30"}  # fmt: skip


def test_catalogues_say_what_the_server_itself_goes_by(repos, tablet, inspector, hotel):
    told = tablet.pull().of("catalogue")
    assert told.keys() == {"indicators", "triage", "do_no_harm", "numbers", "legal_bases",
                           "receipt_keys", "limits"}  # fmt: skip
    assert told["indicators"]["items"] == inspector.get("/indicators").json["items"]
    assert len(told["indicators"]["items"]) == len(repos.catalogue.indicators)
    rules = repos.catalogue.triage_rules
    assert told["triage"]["rules"] == [rule.as_dict() for rule in rules.rules]
    assert told["triage"]["minor"] == rules.minor.as_dict()
    assert told["triage"]["levels"] == ["white", "yellow", "orange", "red"]
    assert {"113", "111", "115"} <= {each["number"] for each in told["numbers"]["items"]}
    assert told["limits"]["attachments"] == repos.catalogue.attachments.as_dict()
    assert told["limits"]["wrong_pins"] == repos.catalogue.limits.wrong_pins


def test_every_published_version_of_a_checklist_is_told(repos, tablet, inspector):
    told = tablet.pull().of("checklist")
    assert told.keys() == {f"{code}:{version}" for code, version in repos.catalogue.checklists}
    for body in told.values():
        path = f"/checklists/{body['code']}/versions/{body['version']}"
        whole = inspector.get(path).json
        assert body == {name: whole[name] for name in whole if name != "legal_bases"}


def test_a_receipt_is_checked_with_the_keys_that_were_told(tablet, inspector, hotel):
    receipt = inspector.put_new("/visits", a_visit(hotel["id"])).json["receipt"]
    keys = tablet.pull().of("catalogue")["receipt_keys"]["keys"]
    assert all("d" not in key for key in keys)
    (key,) = [
        key for key in keys if key["kid"] == jws.extract_compact(receipt.encode()).headers()["kid"]
    ]
    read = jws.deserialize_compact(receipt, OKPKey.import_key(key), algorithms=["Ed25519"])
    assert orjson.loads(read.payload)["missing_attachments"] == []


def test_a_body_is_what_its_schema_writes(repos, tablet, inspector, inspector2, reporter, hotel):
    """Bodies are picked by hand; whatever is stored must come out as the schema would write it."""
    path = sent(inspector, to_remedy(hotel))
    amended(inspector, path, to_remedy(hotel, remarks="Đã xem lại"))
    reporter.post("/inspections", {**INSPECTION, "unit": "SVHTTDL"})
    team = [{"name": "Trưởng đoàn", "account": "inspector", "lead": True}]
    own = f"/inspections/{inspector.post('/inspections', {**INSPECTION, 'team': team}).json['id']}"
    places = {"establishments": [hotel["id"]]}
    inspector.post(f"{own}/establishments", places)
    inspector.post(f"{own}/establishments/assignment", {**places, "account": "inspector"})
    reporter.post("/campaigns", {"name": "Đợt", "from": "2026-07-01", "to": "2026-09-30"})
    licences = [{"kind": "Hạng sao", "number": "12", "issued_on": "2026-01-02", "valid_to": None}]
    inspector.put_new("/establishments", an_establishment(licences=licences, point=None))
    tablet.pull()
    stored = {
        "establishment": repos.establishments, "inspection": repos.inspections,
        "campaign": repos.campaigns, "unit": repos.units, "area": repos.areas,
    }  # fmt: skip
    for kind, collection in stored.items():
        documents = {str(row["_id"]): row for row in collection.rows.find()}
        assert tablet.of(kind).keys() == documents.keys()
        for key, body in tablet.of(kind).items():
            assert body == orjson.loads(orjson.dumps(BODIES[kind].dump(documents[key])))
    for kind in ("finding", "visit", "checklist", "assignment"):
        for body in tablet.of(kind).values():
            assert body == orjson.loads(orjson.dumps(BODIES[kind].dump(with_moments(body))))
    for body in tablet.of("catalogue").values():
        assert body.keys() <= BODIES["catalogue"].dump_fields.keys()
    assert set(tablet.digests()) == set(BODIES)


def with_moments(body):
    return {**body, "at": dt.datetime.fromisoformat(body["at"])} if "at" in body else body
