"""What a tablet pulls: whole, or known to be half; never double, and mended if sums differ."""

import re
from collections.abc import Callable

import pytest

from tests.tablet.device import USER, Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

PULL = b"GET /api/v1/sync?"
# The same pages, only shorter: the places alone fill more than one.
SHORT, PLACES = 5, 8
SHORT_PAGES = f"""
  const whole = globalThis.fetch;
  globalThis.fetch = (path, how) => whole(String(path).replace('limit=1000', 'limit={SHORT}'), how);
"""
ENROL = "await core.vault.enrol(given); await navigator.serviceWorker.ready;"
SHOWN = """
  await core.sync.load();
  await core.sync.loadAll();
  return {complete: core.sync.status().complete, places: core.register.size()};
"""
# What lies on the disk, by kind; and each place once.
KEPT = """
  const found = {};
  for (const store of ['register', 'plans', 'catalogue']) {
    for (const {value} of await core.store.all(store)) {
      found[value.kind] = (found[value.kind] ?? 0) + 1;
    }
  }
  return found;
"""
PROGRESS = "return core.store.get('meta', 'sync');"


@pytest.fixture(scope="module", autouse=True)
def _places(office: Office) -> None:
    for _ in range(PLACES):
        office.new_place()


def test_a_first_pull_that_was_killed_midway_is_known_to_be_half_and_goes_on(
    network: Network, tablet_of: Tablets
) -> None:
    whole = tablet_of(network.port).open().enrol(device="Máy đủ").run(KEPT)
    tablet = tablet_of(network.port).open()
    stalled = network.stall(PULL, after=1)
    tablet.run(f"{SHORT_PAGES} {ENROL}", USER)  # It begins to pull by itself.
    assert stalled.wait(30)
    tablet.kill()
    network.down = True
    tablet.open().unlock()
    half, reached = tablet.run(KEPT), tablet.run(PROGRESS)
    shown = tablet.run(SHOWN)
    assert sum(half.values()) == SHORT
    assert shown == {"complete": False, "places": half.get("establishment", 0)}
    network.down = False
    tablet.run("await core.sync.pull();")
    assert tablet.run(KEPT) == whole
    assert tablet.run(SHOWN) == {"complete": True, "places": whole["establishment"]}
    assert tablet.run(PROGRESS)["generation"] == reached["generation"]
    assert tablet.complaints == []


def test_a_pull_from_the_start_killed_midway_takes_nothing_away(
    office: Office, network: Network, tablet_of: Tablets, place: str
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    whole = tablet.run(KEPT)
    office.server.command("sync", "restart")
    stalled = network.stall(PULL, after=2)
    tablet.start(f"{SHORT_PAGES} await core.sync.pull();")
    assert stalled.wait(30)
    tablet.kill()
    network.down = True
    tablet.open().unlock()
    assert tablet.run(SHOWN) == {"complete": True, "places": whole["establishment"]}
    assert tablet.run(KEPT) == whole
    network.down = False
    tablet.run("await core.sync.pull();")
    assert tablet.run(KEPT) == whole
    assert tablet.run("return core.register.get(given).id;", place) == place


def test_what_was_lost_or_left_over_on_the_disk_is_found_out_when_something_moves(
    office: Office, network: Network, tablet_of: Tablets, place: str
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    whole = tablet.run(KEPT)
    spoil = """
      const {put, drop, write} = core.store;
      const row = await core.store.get('register', `establishment ${given}`);
      await write([
        drop('register', `establishment ${given}`),
        put('register', 'establishment left-over', {...row, body: {...row.body, id: 'left-over'}}),
        put('plans', 'finding left-over', {...row, kind: 'finding'}),
      ]);
    """
    tablet.run(spoil, place)
    office.new_place()
    tablet.run("await core.sync.pull();")
    assert tablet.run(KEPT) == {**whole, "establishment": whole["establishment"] + 1}
    told = tablet.run(
        "return [core.register.get(given)?.id, core.register.get('left-over') ?? null];", place
    )
    assert told == [place, None]


def test_sums_that_never_agree_are_told_nothing_is_dropped_and_the_next_pull_begins_anew(
    office: Office, network: Network, tablet_of: Tablets
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    whole = tablet.run(KEPT)
    new = office.new_place()
    network.rewrite = lambda data: re.sub(rb'("digest": ?)\d', rb"\g<1>9", data)
    told = tablet.run("return core.failing(() => core.sync.pull());")
    assert told["code"] == "sums-differ"
    kept = tablet.run(KEPT)
    assert all(kept[kind] >= count for kind, count in whole.items())
    network.rewrite = None
    tablet.run("await core.sync.pull();")
    assert tablet.run(KEPT) == {**whole, "establishment": whole["establishment"] + 1}
    assert tablet.run("return [core.register.get(given).id, core.sync.status().trouble];", new) == [
        new,
        None,
    ]


def test_an_answer_that_was_lost_is_asked_again_and_applied_once(
    office: Office, network: Network, tablet_of: Tablets
) -> None:
    tablet = tablet_of(network.port).open().enrol()
    whole = tablet.run(KEPT)
    office.new_place()
    network.lose_answer(PULL)
    tablet.run("await core.sync.pull();")  # The browser itself asks a second time.
    assert network.happened == ["lost"]
    assert tablet.run(KEPT) == {**whole, "establishment": whole["establishment"] + 1}
