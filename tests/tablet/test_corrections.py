"""A visit that was sent is amended, a refused one mended, copied or let go, with its photos."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office, until_sent

pytestmark = pytest.mark.xdist_group(__name__)

NO_CAMPAIGN = "01890a5d-ac96-774b-bcce-b302099a8057"
RECORD = """
  const draft = await core.begin(given.place, {campaign: given.campaign ?? null});
  core.answerAll(draft);
  await draft.addPhoto({item: 'CL-01'}, await core.picture(500, 400));
  draft.addFlag({indicator: 'ROO-03', description: 'Phòng khóa.'});
  await draft.addPhoto({flag: 0}, await core.picture(400, 300));
  await draft.finish();
  return draft.id;
"""
AMEND = """
  const draft = await core.drafts.amend(given, 'ghi nhầm ghi chú');
  draft.answer('CL-05', {note: 'đã sửa'});
  await draft.addPhoto({item: 'CL-05'}, await core.picture(300, 200));
  await draft.finish();
  return draft.id;
"""
ROW = "return (await core.drafts.open(given)).row;"
# What lies on the disk under the id: drafts, things to send, photos.
TRACES = """
  const {nameOf, names} = core.store;
  const under = async (store, id) => (await names(store)).includes(await nameOf(store, id));
  const {id, hashes} = given;
  const photos = await Promise.all(hashes.map((hash) => under('photos', `${id} ${hash}`)));
  return [await under('drafts', id), await under('outbox', `visit ${id}`), ...photos];
"""


@pytest.fixture(scope="module")
def network(office: Office) -> Iterator[Network]:
    between = Network(office.server.port)
    yield between
    between.close()


@pytest.fixture(scope="module")
def tablet(
    playwright: Playwright, network: Network, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tablet]:
    """One for all tests here: each has a place of its own."""
    folder: Path = tmp_path_factory.mktemp("corrections")
    enrolled = Tablet(playwright, folder, network.port).open().enrol(device="Máy đính chính")
    yield enrolled
    assert enrolled.complaints == []
    enrolled.close()


@pytest.fixture
def place(office: Office, tablet: Tablet) -> str:
    new = office.new_place()
    tablet.run("await core.sync.pull();")
    return new


@pytest.fixture
def sent(tablet: Tablet, place: str) -> str:
    """A visit with an open and a sealed photo, acknowledged."""
    visit: str = tablet.run(RECORD, {"place": place})
    until_sent(tablet)
    return visit


@pytest.fixture
def refused(tablet: Tablet, place: str) -> str:
    """One that names a campaign nobody knows."""
    visit: str = tablet.run(RECORD, {"place": place, "campaign": NO_CAMPAIGN})
    assert [item["code"] for item in tablet.send()] == ["refused"]
    return visit


def test_an_amendment_whose_answer_was_lost_is_one_amendment(
    office: Office, network: Network, tablet: Tablet, sent: str
) -> None:
    network.lose_answer(b"POST /api/v1/visits/")
    amendment = tablet.run(AMEND, sent)
    until_sent(tablet)
    assert network.happened.pop() == "lost"
    stored = office.visit(sent)
    assert len(stored["amendments"]) == 1
    notes = {answer["item"]: answer["note"] for answer in stored["answers"]}
    assert notes["CL-05"] == "đã sửa"
    photos = tablet.photos(amendment)
    assert len(photos) == 3
    assert office.missing(sent) == []
    for digest, data in photos.items():
        assert office.file(sent, digest) == data
    assert tablet.run(ROW, sent)["state"] == tablet.run(ROW, amendment)["state"] == "sent"


def test_an_amendment_waits_for_what_it_amends_however_that_fares(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    network.down = True
    visit = tablet.run(RECORD, {"place": place})
    tablet.run("await core.outbox.sendNow();")
    first = tablet.run(AMEND, visit)
    second = tablet.run(AMEND, first)
    network.down = False
    assert tablet.context
    alone = f"**/api/v1/visits/{visit}"
    tablet.context.route(alone, lambda route: route.abort())
    tablet.run("await core.outbox.sendNow();")
    tablet.context.unroute(alone)
    states = [tablet.run(ROW, each)["state"] for each in (visit, first, second)]
    assert states == ["ready"] * 3
    until_sent(tablet)
    assert [each["id"] for each in office.visit(visit)["amendments"]] == [first, second]


@pytest.mark.parametrize("how", ["withdrawn", "flagged"])
def test_an_amendment_that_came_second_is_kept_for_the_person_to_look_at(
    office: Office, tablet: Tablet, sent: str, how: str
) -> None:
    tablet.run("core.outbox.stop();")
    amendment = tablet.run(AMEND.replace("await draft.finish();", "await draft.saved();"), sent)
    meanwhile(office, tablet, sent, how)
    tablet.run("await (await core.drafts.open(given)).finish();", amendment)
    assert [item["code"] for item in tablet.send()] == ["refused"]
    row = tablet.run(ROW, amendment)
    assert (row["state"], row["trouble"]["status"]) == (
        "attention",
        409 if how == "withdrawn" else 422,
    )
    assert row["trouble"]["detail"] or row["trouble"]["errors"]
    assert len(tablet.photos(amendment)) == 3
    assert [item["code"] for item in tablet.send()] == ["refused"]
    assert tablet.run(ROW, sent)["state"] == "sent"
    if how == "flagged":
        mend = """
          const draft = await core.drafts.reopen(given);
          draft.addFlag({indicator: 'REG-01'});
          await draft.finish();
        """
        tablet.run(mend, amendment)
        until_sent(tablet)
        assert len(office.visit(sent)["amendments"]) == 2
    else:
        tablet.run("await core.drafts.discard(given);", amendment)
        assert tablet.send() == []


def test_no_sign_that_was_sent_is_taken_away_by_an_amendment(tablet: Tablet, sent: str) -> None:
    amendment = tablet.run(AMEND, sent)
    body = """
      const draft = await core.drafts.amend(given, 'lần nữa');
      draft.addFlag({indicator: 'REG-01'});
      const stays = await core.failing(async () => draft.removeFlag(0));
      draft.removeFlag(1);
      await core.drafts.discard(draft.id);
      return stays.code;
    """
    assert tablet.run(body, amendment) == "flag-stays"
    until_sent(tablet)


def test_a_refused_visit_waits_for_a_person_and_is_mended_under_its_own_id(
    office: Office, tablet: Tablet, place: str, refused: str
) -> None:
    tries = [item["tries"] for item in tablet.send()]
    assert tries == [item["tries"] for item in tablet.send()] == [1]
    photos = tablet.photos(refused)
    mend = """
      const draft = await core.drafts.reopen(given);
      const before = draft.row.state;
      draft.tag({campaign_id: null});
      await draft.finish();
      return [before, draft.id];
    """
    assert tablet.run(mend, refused) == ["draft", refused]
    until_sent(tablet)
    assert [row["id"] for row in office.visits_at(place)] == [refused]
    for digest, data in photos.items():
        assert office.file(refused, digest) == data


def test_as_a_visit_of_its_own_it_has_all_but_the_id_and_the_old_one_is_gone(
    office: Office, tablet: Tablet, place: str, refused: str
) -> None:
    photos = tablet.photos(refused)
    body = """
      const before = (await core.drafts.open(given)).row;
      const draft = await core.drafts.asNew(given);
      const {row} = draft;
      draft.tag({campaign_id: null});
      await draft.finish();
      return {before, row};
    """
    told = tablet.run(body, refused)
    new = told["row"]["id"]
    assert new != refused
    for part in ("content", "photos", "place", "checklist"):
        assert told["row"][part] == told["before"][part]
    hashes = {"hashes": list(photos)}
    assert tablet.run(TRACES, {"id": refused, **hashes}) == [False] * 4
    assert tablet.run(TRACES, {"id": new, **hashes}) == [True] * 4
    until_sent(tablet)
    assert [row["id"] for row in office.visits_at(place)] == [new]
    for digest, data in photos.items():
        assert office.file(new, digest) == data


def test_a_discarded_one_leaves_no_trace_and_no_late_touch_brings_it_back(
    office: Office, tablet: Tablet, place: str, refused: str
) -> None:
    hashes = list(tablet.photos(refused))
    body = """
      const draft = await core.drafts.open(given);
      await core.drafts.discard(given);
      return core.failing(() => draft.move({state: 'draft'}));
    """
    assert tablet.run(body, refused)["code"] == "no-draft"
    assert tablet.run(TRACES, {"id": refused, "hashes": hashes}) == [False] * 4
    assert tablet.send() == []
    assert office.visits_at(place) == []


@pytest.mark.parametrize("act", ["discard", "asNew", "reopen"])
def test_what_was_sent_or_waits_to_be_sent_is_neither_let_go_nor_doubled(
    tablet: Tablet, sent: str, act: str
) -> None:
    body = "return core.failing(() => core.drafts[given.act](given.id));"
    assert tablet.run(body, {"act": act, "id": sent})["code"] == "not-a-draft"
    assert tablet.run(ROW, sent)["state"] == "sent"
    assert len(tablet.photos(sent)) == 2


def meanwhile(office: Office, tablet: Tablet, visit: str, how: str) -> None:
    """The same inspector at another device."""
    body: dict[str, Any] = {"reason": "nhầm cơ sở"}
    path = "withdrawal"
    if how == "flagged":
        told = tablet.run("return (await core.store.get('outbox', `visit ${given}`)).body;", visit)
        submission = json.loads(told)
        submission["flags"].append({"indicator": "REG-01"})
        path, body = "amendments", {**body, "id": str(uuid.uuid4()), "submission": submission}
    status, _ = office.server.call("POST", f"/api/v1/visits/{visit}/{path}", body, office.token)
    assert status in (200, 201)
