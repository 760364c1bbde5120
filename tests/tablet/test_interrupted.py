"""What comes between: nobody there, no room left, another tab, a server that falls silent."""

from collections.abc import Callable

import pytest

from tests.tablet.device import PIN, WRONG_CLOCK, Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office, until_sent, whole_on_the_server

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

# Whoever waits half a minute for an answer has waited long enough when a test says so.
PATIENCE = """
(() => {
  const later = globalThis.setTimeout;
  const waiting = [];
  globalThis.setTimeout = (work, wait, ...more) => {
    if (wait === 30_000) waiting.push(work);
    return later(work, wait, ...more);
  };
  globalThis.patienceIsOver = () => waiting.splice(0).forEach((work) => work());
})();
"""
TYPE = """
  const draft = await core.begin(given);
  core.answerAll(draft);
  await draft.saved();
  draft.answer('CL-05', {note: 'đang gõ dở'});
  draft.set({remarks: 'chưa xong'});
  globalThis.typing = draft;
  return draft.id;
"""
FINISHED = """
  const draft = await core.begin(given.place);
  core.answerAll(draft);
  await draft.addPhoto({item: 'CL-01'}, await core.picture(...given.size));
  await draft.finish();
  return draft.id;
"""
PASS_MINUTES = "globalThis.clockAhead += given * 60_000;"
TOUCHED = "dispatchEvent(new PointerEvent('pointerdown')); return core.vault.state();"
LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange')); return core.vault.state();"
TYPED = """
  const {content} = (await core.drafts.open(given)).row;
  return [content.answers['CL-05'].note, content.remarks];
"""
SOME_ROOM = 500_000  # bytes: for what is typed, and for no photo
TOO_MUCH = """
  const draft = await core.drafts.open(given);
  const photo = await core.picture();
  const trouble = await core.failing(() => draft.addPhoto({item: 'CL-05'}, photo));
  return [trouble.code, draft.unsaved?.code];
"""
LIMIT = "return core.vault.facts().limits.idle_minutes;"


@pytest.fixture
def tablet(network: Network, tablet_of: Tablets) -> Tablet:
    return tablet_of(network.port).open(script=WRONG_CLOCK.replace("AHEAD", "0") + PATIENCE).enrol()


def test_nobody_there_shuts_it_and_what_was_being_typed_is_whole(
    tablet: Tablet, place: str
) -> None:
    tablet.run("await core.sync.pull();")
    visit = tablet.run(TYPE, place)
    minutes = tablet.run(LIMIT)
    tablet.run(PASS_MINUTES, minutes - 1)
    assert tablet.run(TOUCHED) == "open"
    tablet.run(PASS_MINUTES, minutes - 1)
    assert tablet.run(LOOKED_AT) == "open"
    go_away = f"""
      globalThis.typing.set({{remarks: 'chưa xong, lần hai'}});
      {PASS_MINUTES}
      {TOUCHED}
    """
    assert tablet.run(go_away, 2) == "locked"
    tablet.run("await core.vault.lock();")
    assert tablet.run("return [core.vault.state(), core.store.isOpen()];") == ["locked", False]
    assert tablet.page
    assert "chưa xong" not in tablet.page.content()
    tablet.unlock()
    assert tablet.run(TYPED, visit) == ["đang gõ dở", "chưa xong, lần hai"]
    assert tablet.complaints == []


@pytest.mark.parametrize("wake", [TOUCHED, LOOKED_AT])
def test_a_tablet_asleep_in_a_bag_wakes_up_shut_and_a_clock_set_back_gains_nothing(
    tablet: Tablet, wake: str
) -> None:
    minutes = tablet.run(LIMIT)
    tablet.run(PASS_MINUTES, -24 * 60)
    assert tablet.run(LOOKED_AT) == "open"
    tablet.run(PASS_MINUTES, minutes + 1)
    assert tablet.run(wake) == "locked"
    tablet.unlock()
    assert tablet.run(LOOKED_AT) == "open"


def test_another_tab_finds_what_was_being_typed_in_this_one(tablet: Tablet, place: str) -> None:
    tablet.run("await core.sync.pull();")
    visit = tablet.run(TYPE, place)
    first = tablet.page
    assert tablet.context
    tablet.page = tablet.context.new_page()
    tablet.load()
    assert tablet.page.locator("html").get_attribute("data-tablet") == "elsewhere"
    tablet.run("await core.tab.takeOver(); await core.vault.start();")
    tablet.run("await core.vault.unlock(given); await core.app.opened();", PIN)
    assert tablet.run(TYPED, visit) == ["đang gõ dở", "chưa xong"]
    assert first
    first.locator("html[data-tablet=elsewhere]").wait_for(state="attached")
    tablet.run("(await core.drafts.open(given)).set({remarks: 'xong'});", visit)
    told = first.evaluate(
        "async () => { try { globalThis.typing.set({remarks: 'cũ'});"
        " await globalThis.typing.saved(); } catch (error) { return error.code; } }"
    )
    assert told == "locked"
    assert tablet.run(TYPED, visit)[1] == "xong"


def test_no_room_is_told_in_words_keeps_what_was_there_and_is_got_over(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    tablet.run("await core.sync.pull();")
    network.down = True
    finished = tablet.run(FINISHED, {"place": place, "size": [800, 600]})
    hashed = tablet.photos(finished)
    visit = tablet.run(TYPE, place)
    used = tablet.run("return (await core.photos.space()).used;")
    tablet.close()
    tablet.open(room=used + SOME_ROOM).unlock()
    assert tablet.run(TOO_MUCH, visit) == ["no-room", "no-room"]
    assert "hết chỗ" in tablet.run("return (await core.drafts.open(given)).unsaved.words;", visit)
    typed = """
      const draft = await core.drafts.open(given);
      draft.set({remarks: 'vẫn gõ'});
      draft.removePhoto({item: 'CL-05'}, draft.content.answers['CL-05'].attachments[0]);
      await draft.saved();
      await core.vault.lock();
    """
    tablet.run(typed, visit)
    tablet.unlock()
    assert tablet.run(TYPED, visit) == ["đang gõ dở", "vẫn gõ"]
    assert tablet.photos(finished) == hashed
    assert tablet.run(TOO_MUCH, visit) == ["no-room", "no-room"]
    tablet.give_room(None)
    tablet.run("await (await core.drafts.open(given)).saved();", visit)
    assert len(tablet.photos(visit)) == 1
    tablet.kill()
    tablet.open().unlock()
    assert tablet.run(TYPED, visit) == ["đang gõ dở", "vẫn gõ"]
    assert len(tablet.photos(visit)) == 1
    network.down = False
    until_sent(tablet)
    whole_on_the_server(office, place, finished, hashed)
    assert tablet.complaints == []


def test_what_found_no_room_can_be_let_go_and_all_else_goes_on(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    tablet.run("await core.sync.pull();")
    visit = tablet.run(TYPE, place)
    used = tablet.run("return (await core.photos.space()).used;")
    tablet.close()
    tablet.open(room=used + SOME_ROOM).unlock()
    assert tablet.run(TOO_MUCH, visit) == ["no-room", "no-room"]
    tablet.run("await core.drafts.discard(given);", visit)
    other = tablet.run(TYPE, place)
    tablet.run("await (await core.drafts.open(given)).finish();", other)
    until_sent(tablet)
    assert [row["id"] for row in office.visits_at(place)] == [other]


def test_a_full_disk_is_told_in_words_at_the_door_too(tablet: Tablet) -> None:
    tablet.run("await core.vault.lock();")
    used = tablet.run("return (await core.photos.space()).used;")
    tablet.close()
    tablet.open(room=used // 2)
    told = tablet.run("return core.failing(() => core.vault.unlock(given));", PIN)
    assert told["code"] == "no-room"
    assert tablet.run("return core.vault.state();") == "locked"
    tablet.give_room(None)
    tablet.unlock()


def test_a_server_that_falls_silent_in_the_middle_of_many_pieces_is_asked_where_to_go_on(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    tablet.run("await core.sync.pull();")
    network.down = True
    visit = tablet.run(FINISHED, {"place": place, "size": [2500, 1900]})
    hashed = tablet.photos(visit)
    (data,) = hashed.values()
    assert len(data) > 1_000_000
    network.down = False
    stalled = network.stall(b"PATCH /api/v1/visits/", after=1, passing=100_000)
    tablet.start("await core.outbox.sendNow();")
    assert stalled.wait(60)
    give_up = """
      globalThis.patienceIsOver();
      await core.outbox.sendDue();
      return (await core.outbox.waiting()).map(({trouble}) => trouble.code);
    """
    assert tablet.run(give_up) == ["no-answer"]
    assert network.happened == ["stalled"]
    until_sent(tablet)
    whole_on_the_server(office, place, visit, hashed)
    assert tablet.complaints == []
