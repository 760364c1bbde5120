"""A visit recorded without a network arrives once and whole, whatever happens on the way."""

from collections.abc import Callable

import pytest

from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office, until_sent, whole_on_the_server

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

BEGIN = """
  const draft = await core.begin(given);
  core.answerAll(draft);
  await draft.addPhoto({item: 'CL-01'}, await core.picture());
  await draft.addPhoto({item: 'CL-01'}, await core.picture(900, 1200));
  draft.answer('CL-05', {note: 'Lối thoát nạn hẹp, đã nhắc nhở'});
  await draft.saved();
  return draft.id;
"""
GO_ON = """
  const draft = await core.drafts.open(given);
  const note = draft.content.answers['CL-05'].note;
  const seen = {indicator: 'ROO-04', place: 'tầng 2', description: 'Cửa khóa từ ngoài.'};
  const place = draft.addFlag(seen);
  await draft.addPhoto({flag: place}, await core.picture(1000, 700));
  const blocked = draft.obstacles();
  draft.set({emergency_call: {not_called_because: 'không có sóng'}});
  const image = await core.picture(300, 120, 'image/png');
  await draft.sign('recorder', {name: 'Người kiểm tra một', image});
  await draft.finish();
  return {note, blocked, state: draft.row.state};
"""
FINISH = "await (await core.drafts.open(given)).finish();"
STATE = "return (await core.drafts.open(given)).row.state;"


@pytest.fixture
def tablet(place: str, network: Network, tablet_of: Tablets) -> Tablet:
    """Enrolled, the place on it, and cut off."""
    return cut_off(tablet_of(network.port).open())


def cut_off(tablet: Tablet) -> Tablet:
    tablet.enrol().offline(True)
    return tablet


def test_a_visit_survives_kill_cut_and_lost_answer(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(BEGIN, place)
    tablet.kill()
    network.down = True
    tablet.open().unlock()
    assert tablet.run(GO_ON, visit) == {
        "note": "Lối thoát nạn hẹp, đã nhắc nhở",
        "blocked": ["red-without-call"],
        "state": "ready",
    }
    hashed = tablet.photos(visit)
    assert len(hashed) == 4
    assert [item["code"] for item in tablet.send()] == ["no-answer"]
    network.down = False
    network.lose_answer(b"PUT /api/v1/visits/")
    network.cut_after(50_000, b"PATCH /api/v1/visits/")
    network.lose_answer(b"PATCH /api/v1/visits/")
    until_sent(tablet)
    assert sorted(network.happened) == ["cut", "lost", "lost"]
    assert tablet.run(STATE, visit) == "sent"
    whole_on_the_server(office, place, visit, hashed)
    assert tablet.photos(visit) == hashed
    assert tablet.complaints == []


def test_the_tablet_killed_while_it_sends_goes_on_where_it_was(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(BEGIN, place)
    tablet.run(FINISH, visit)
    hashed = tablet.photos(visit)
    tablet.offline(False)
    arrived = network.wait_for(b"PATCH /api/v1/visits/")
    tablet.start("await core.outbox.sendNow();")
    assert arrived.wait(30)
    tablet.kill()
    tablet.open().unlock()
    assert tablet.send() == []
    whole_on_the_server(office, place, visit, hashed)


def test_the_database_killed_in_the_middle_changes_nothing(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(BEGIN, place)
    tablet.run(GO_ON, visit)
    hashed = tablet.photos(visit)
    tablet.offline(False)
    arrived = network.wait_for(b"PATCH /api/v1/visits/")
    tablet.start("await core.outbox.sendNow();")
    assert arrived.wait(30)
    office.server.kill("mongod")
    until_sent(tablet)
    whole_on_the_server(office, place, visit, hashed)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_an_hour_wrong_is_kept_beside(
    office: Office, network: Network, tablet_of: Tablets, hours: int, place: str
) -> None:
    tablet = cut_off(tablet_of(network.port).open(clock_ahead_ms=hours * 3_600_000))
    visit = tablet.run(BEGIN, place)
    tablet.run(FINISH, visit)
    hashed = tablet.photos(visit)
    tablet.offline(False)
    assert tablet.send() == []
    (stored,) = whole_on_the_server(office, place, visit, hashed)
    assert abs(stored["clock_difference_ms"] - hours * 3_600_000) < 60_000
    assert tablet.run("return core.clock.isOff()")


def test_a_place_met_in_the_field_goes_before_its_visit(
    office: Office, network: Network, tablet: Tablet
) -> None:
    body = """
      const place = await core.register.add({
        name: 'Nhà nghỉ gặp ở bản Pò Mã', kind: 'guesthouse', status: 'unregistered',
        area: {scheme: '2025', code: '05977'}, address: '', point: null,
      });
      const draft = await core.begin(place);
      core.answerAll(draft);
      await draft.finish();
      const found = core.register.search({q: 'nha nghi gap o ban po ma'}).items.length;
      return {place: place.id, found};
    """
    made = tablet.run(body)
    assert made["found"] == 1
    network.lose_answer(b"PUT /api/v1/establishments/")
    tablet.offline(False)
    until_sent(tablet)
    assert network.happened == ["lost"]
    assert len(office.visits_at(made["place"])) == 1


def test_one_that_is_refused_blocks_no_other_and_can_be_mended(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    body = """
      const made = [];
      for (const campaign of ['01890a5d-ac96-774b-bcce-b302099a8057', null]) {
        const draft = await core.begin(given, {campaign});
        core.answerAll(draft);
        await draft.addPhoto({item: 'CL-01'}, await core.picture(400, 300));
        await draft.finish();
        made.push(draft.id);
      }
      return made;
    """
    refused, sound = tablet.run(body, place)
    tablet.offline(False)
    assert [(item["id"], item["code"]) for item in tablet.send()] == [(refused, "refused")]
    assert tablet.run(STATE, sound) == "sent"
    told = tablet.run("return (await core.drafts.open(given)).row;", refused)
    assert told["state"] == "attention"
    assert "campaign_id" in told["trouble"]["errors"]
    assert len(tablet.photos(refused)) == 1
    again = network.wait_for(b"PUT /api/v1/visits/")
    assert [item["id"] for item in tablet.send()] == [refused]
    assert not again.is_set()
    mend = """
      const draft = await core.drafts.reopen(given);
      draft.tag({campaign_id: null});
      await draft.finish();
    """
    tablet.run(mend, refused)
    assert tablet.send() == []
    assert {row["id"] for row in office.visits_at(place)} == {refused, sound}


def test_a_place_that_is_mended_takes_the_visits_along_that_it_held_back(
    office: Office, network: Network, tablet_of: Tablets
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    body = """
      const fields = {name: 'Nhà nghỉ ngoài biển', kind: 'guesthouse', status: 'unregistered',
        area: {scheme: '2025', code: '05977'}, address: '',
        point: {type: 'Point', coordinates: [0, 0]}};
      const place = await core.register.add(fields);
      const draft = await core.begin(place);
      core.answerAll(draft);
      await draft.finish();
      return [draft.id, place.id];
    """
    visit, place = tablet.run(body)
    assert [item["code"] for item in tablet.send()] == ["refused"]
    assert tablet.run(STATE, visit) == "attention"
    mend = """
      const [item] = await core.outbox.places();
      await core.register.mend(given, {...item.body, point: null});
    """
    tablet.run(mend, place)
    assert tablet.send() == []
    assert tablet.run(STATE, visit) == "sent"
    assert [row["id"] for row in office.visits_at(place)] == [visit]
