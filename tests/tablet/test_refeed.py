"""A server that was put back from a backup is fed again with what it acknowledged and lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from tests.serving.conftest import Server
from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office, until_sent, whole_on_the_server

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

RECORD = """
  const draft = await core.begin(given);
  core.answerAll(draft);
  await draft.addPhoto({item: 'CL-01'}, await core.picture(900, 700));
  const flag = draft.addFlag({indicator: 'ROO-04', description: 'Cửa khóa từ ngoài.'});
  await draft.addPhoto({flag}, await core.picture(500, 400));
  draft.set({emergency_call: {not_called_because: 'không có sóng'}});
  await draft.finish();
  return draft.id;
"""
CORRECT = """
  const draft = await core.drafts.amend(given, 'ghi thiếu một ảnh');
  await draft.addPhoto({item: 'CL-05'}, await core.picture(600, 500));
  await draft.finish();
  return draft.id;
"""
MET = """
  const {id} = await core.register.add({
    name: 'Nhà nghỉ mới gặp', kind: 'guesthouse', status: 'unregistered',
    area: {scheme: '2025', code: '05977'}, address: '', point: null,
  });
  return id;
"""
REFRESH = "await core.app.refresh();"
STATES = """
  const rows = await core.drafts.list();
  return Object.fromEntries(rows.map((row) => [row.id, row.state]));
"""
UNSENT = "await core.vault.refreshFacts(); return core.vault.facts().unsent;"


@pytest.mark.slow
def test_what_a_restored_server_lost_comes_again_byte_for_byte_and_nothing_twice(
    tmp_path: Path, tablet_of: Tablets
) -> None:
    key = Identity.generate()
    (tmp_path / "key.txt").write_text(f"{key}\n")
    server = Server(tmp_path / "data")
    network = Network(server.port)
    try:
        server.wait()
        office = Office(server)
        tablet = tablet_of(network.port).open().enrol()
        kept_place = office.new_place()
        tablet.run("await core.sync.pull();")
        kept = tablet.run(RECORD, kept_place)
        assert tablet.send() == []
        server.command("backup", tmp_path / "kept.backup", "--recipient", key.to_public())
        amendment = tablet.run(CORRECT, kept)
        lost_place = tablet.run(MET)
        lost = tablet.run(RECORD, lost_place)
        assert tablet.send() == []
        hashed = {kept: tablet.photos(amendment), lost: tablet.photos(lost)}
        first_seen = office.visit(lost)
    finally:
        server.stop()
    (tmp_path / "data").rename(tmp_path / "broken")
    server.command("restore", tmp_path / "kept.backup", "--identity", tmp_path / "key.txt")
    restored = Server(tmp_path / "data")
    try:
        restored.wait()
        network.server_port = restored.port
        office = Office(restored)
        assert office.visits_at(lost_place) == []
        tablet.run(REFRESH)
        until_sent(tablet)
        assert set(tablet.run(STATES).values()) == {"sent"}
        for place, visit in ((kept_place, kept), (lost_place, lost)):
            whole_on_the_server(office, place, visit, hashed[visit])
        assert len(office.visit(kept)["amendments"]) == 1
        assert office.visit(lost)["answers"] == first_seen["answers"]
        assert tablet.run("return core.outbox.places();") == []
        tablet.run(REFRESH)
        assert tablet.run("return core.outbox.refeed();") == 0
        assert tablet.complaints == []
    finally:
        restored.stop()
        network.close()


def test_feeding_again_goes_on_when_the_tablet_is_killed_in_the_middle(
    office: Office, network: Network, tablet_of: Tablets, place: str
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    visits = {tablet.run(RECORD, place), tablet.run(RECORD, place)}
    assert tablet.send() == []
    assert tablet.run(UNSENT) == 0
    office.server.command("sync", "restart")
    tablet.run("await core.sync.pull();")
    tablet.kill()
    network.down = True
    tablet.open().unlock()
    hold = """
      const work = (await core.disk.disk()).transaction('outbox', 'readwrite');
      const keep = async () => {
        while (true) await work.store.get('nothing');
      };
      keep();
      core.outbox.refeed();
      for (let times = 0; times < 50; times += 1) await core.store.get('meta', 'session');
    """
    tablet.run(hold)
    tablet.kill()
    tablet.open().unlock()
    assert tablet.run("return core.outbox.refeed();") == 2
    assert tablet.run(UNSENT) == 2
    network.down = False
    until_sent(tablet)
    assert set(tablet.run(STATES)) == visits
    assert {row["id"] for row in office.visits_at(place)} == visits
