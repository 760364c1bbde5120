"""Who may open the tablet, what can be read while it is shut, and when it forgets everything."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from checklists import load_catalogue
from tests.tablet.device import PIN, Tablet
from tests.tablet.disk import HOLD, ON_DISK
from tests.tablet.network import Network
from tests.tablet.stage import Office

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

PINS = load_catalogue().limits.wrong_pins
# Words that stand in what is recorded, and nowhere else.
CANARIES = ("chim hoàng yến", "CHIMHOANGYEN", "Khách sạn Hoàng Yến")
RECORD = """
  const draft = await core.begin(given, {team: [{name: 'CHIMHOANGYEN'}]});
  core.answerAll(draft);
  draft.answer('CL-05', {note: 'chim hoàng yến'});
  draft.addFlag({indicator: 'ROO-04', description: 'chim hoàng yến CHIMHOANGYEN'});
  draft.set({emergency_call: {not_called_because: 'chim hoàng yến'}});
  await draft.addPhoto({item: 'CL-01'}, await core.picture(600, 400));
  await draft.finish();
  return draft.id;
"""
WRONG = "return (await core.failing(() => core.vault.unlock('739154'))).code;"
LEFT = """
  const disk = await core.disk.disk();
  const found = {};
  for (const store of disk.objectStoreNames) found[store] = await disk.count(store);
  return found;
"""


@pytest.fixture
def tablet(office: Office, network: Network, tablet_of: Tablets) -> Tablet:
    return tablet_of(network.port).open().enrol(device=f"Máy {network.port}")


@pytest.mark.slow
def test_a_pin_takes_all_its_rounds(network: Network, tablet_of: Tablets) -> None:
    tablet = tablet_of(network.port).open(slow_pin=True).enrol(device="Máy mở chậm")
    lock = "return (await core.disk.readClear('lock')).rounds;"
    assert tablet.run(lock) >= 600_000  # OWASP's least for PBKDF2-HMAC-SHA256, 2023
    tablet.close()
    tablet.open(slow_pin=True)
    assert tablet.run(WRONG) == "wrong-pin"
    tablet.unlock()
    tablet.close()
    tablet.open()
    assert tablet.run(f"return (await core.failing(() => core.vault.unlock('{PIN}'))).code;") == (
        "wrong-pin"
    )


def test_nothing_that_was_recorded_or_pulled_lies_readable_on_the_disk(
    office: Office, tablet: Tablet
) -> None:
    place = office.new_place(name="Khách sạn Hoàng Yến")
    tablet.run("await core.sync.pull();")
    visit = tablet.run(RECORD, place)
    token = tablet.run("return (await core.store.get('meta', 'session')).refresh;")
    hashes = list(tablet.photos(visit))
    told = tablet.run(ON_DISK)
    text = json.dumps(told, ensure_ascii=False)
    for secret in (*CANARIES, token, visit, place, *hashes, PIN, "inspector", "ROO-04"):
        assert secret not in text, secret
    assert {row["store"] for row in told["rows"]} >= {"register", "catalogue", "drafts", "photos"}
    assert "key:true" not in text
    assert all(path.startswith(("/static/", "/tablet")) for path in told["cached"])
    assert (told["local"], told["session"], told["cookies"]) == ({}, {}, "")
    assert told["databases"] == ["an-tru-tablet"]


def test_the_same_holds_for_the_files_of_the_browser(office: Office, tablet: Tablet) -> None:
    place = office.new_place(name="Khách sạn Hoàng Yến")
    tablet.run("await core.sync.pull();")
    tablet.run(RECORD, place)
    tablet.close()
    files = [path for path in tablet.folder.rglob("*") if path.is_file()]
    assert any("IndexedDB" in str(path) for path in files)
    for path in files:
        data = path.read_bytes()
        for secret in CANARIES:
            assert secret.encode() not in data, path
            assert secret.encode("utf-16-le") not in data, path


def test_the_pin_opens_it_without_a_network_and_a_wrong_one_says_how_many_are_left(
    tablet: Tablet, network: Network
) -> None:
    network.down = True
    tablet.load()
    assert tablet.run("return core.vault.state();") == "locked"
    wrong = tablet.run("return core.failing(() => core.vault.unlock('000001'));")
    assert wrong["code"] == "wrong-pin"
    assert f"Còn {PINS - 1} lần" in wrong["words"]
    account = tablet.run("return core.vault.unlock(given);", PIN)
    assert account["username"] == "inspector"
    assert tablet.run("return core.vault.facts().triesLeft;") == PINS


def test_wrong_pins_wipe_it_and_neither_reload_nor_kill_gives_more(
    office: Office, tablet: Tablet
) -> None:
    visit = tablet.run(RECORD.replace("await draft.finish();", ""), any_place(tablet, office))
    codes: list[Any] = []
    for turn in range(PINS):
        if turn == 3:
            tablet.load()
        if turn == 6:
            tablet.kill()
            tablet.open()
        body = "await core.vault.lock(); return core.failing(() => core.vault.unlock('111222'));"
        codes.append(tablet.run(body)["code"])
    assert codes == ["wrong-pin"] * (PINS - 1) + ["wiped"]
    assert tablet.run("return core.vault.state();") == "wiped"
    left = tablet.run(LEFT)
    assert {store: count for store, count in left.items() if count} == {"door": 1}
    told = tablet.run("return core.vault.facts().wiped;")
    assert (told["reason"], told["unsent"]) == ("wrong-pins", 1)
    assert (
        tablet.run("return core.failing(() => core.vault.unlock(given));", PIN)["code"]
        == "not-enrolled"
    )
    assert visit not in json.dumps(tablet.run(ON_DISK))
    tablet.enrol()
    assert tablet.run("return core.vault.state();") == "open"


def test_the_pin_is_proved_anew_while_it_is_open_and_wrong_tries_count_as_at_the_door(
    tablet: Tablet,
) -> None:
    tablet.run("await core.vault.prove(given);", PIN)
    wrong = "return core.failing(() => core.vault.prove('111222'));"
    assert "Còn" in tablet.run(wrong)["words"]
    assert tablet.run("return core.vault.facts().triesLeft;") == PINS - 1
    tablet.run("await core.vault.prove(given);", PIN)
    assert tablet.run("return core.vault.facts().triesLeft;") == PINS
    codes = [tablet.run(wrong)["code"] for _ in range(PINS)]
    assert codes == ["wrong-pin"] * (PINS - 1) + ["wiped"]
    assert tablet.run("return core.vault.state();") == "wiped"


def test_who_hid_it_while_the_pin_was_proved_gets_nothing(tablet: Tablet) -> None:
    body = """
      const proving = core.failing(() => core.vault.prove(given));
      await core.vault.lock();
      return (await proving).code;
    """
    assert tablet.run(body, PIN) == "locked"


def test_locking_shuts_at_once_and_saves_before_the_keys_are_forgotten(
    office: Office, tablet: Tablet
) -> None:
    body = (
        HOLD
        + """
      const draft = await core.begin(given.place);
      const release = await hold('drafts');
      draft.set({remarks: 'chim hoàng yến'});
      const locked = core.vault.lock();
      const told = [core.vault.state(), core.store.isOpen()];
      const unlocked = core.vault.unlock(given.pin);
      release();
      await Promise.all([locked, unlocked]);
      const {row} = await core.drafts.open(draft.id);
      return [...told, core.vault.state(), core.store.isOpen(), row.content.remarks];
    """
    )
    told = tablet.run(body, {"place": any_place(tablet, office), "pin": PIN})
    assert told == ["locked", True, "open", True, "chim hoàng yến"]


def test_what_a_flag_took_along_goes_with_it(office: Office, tablet: Tablet) -> None:
    body = """
      const draft = await core.begin(given);
      draft.addFlag({indicator: 'ROO-04'});
      draft.addFlag({indicator: 'ROO-05'});
      await draft.addPhoto({flag: 0}, await core.picture(60, 40));
      draft.removeFlag(0);
      await draft.saved();
      const disk = await core.disk.disk();
      return [draft.row.photos, await disk.count('photos'), draft.content.flags.length];
    """
    assert tablet.run(body, any_place(tablet, office)) == [{}, 0, 1]


def test_what_is_unsent_is_counted_while_it_is_open(office: Office, tablet: Tablet) -> None:
    place = any_place(tablet, office)
    assert tablet.run("return core.vault.facts().unsent;") == 0
    visit = tablet.run("return (await core.begin(given)).id;", place)
    assert tablet.run("return core.vault.facts().unsent;") == 1
    tablet.run("await core.drafts.discard(given);", visit)
    assert tablet.run("return core.vault.facts().unsent;") == 0


def test_a_revoked_device_wipes_itself_when_it_next_asks(
    office: Office, network: Network, tablet: Tablet
) -> None:
    tablet.run(RECORD.replace("await draft.finish();", ""), any_place(tablet, office))
    device = office.device_of("inspector", f"Máy {network.port}")
    status, _ = office.server.call(
        "PATCH", f"/api/v1/devices/{device['id']}", {"status": "revoked"}, office.token_of("admin")
    )
    assert status == 200
    assert tablet.run("return core.failing(() => core.sync.pull());")["code"] == "revoked"
    assert tablet.run("return core.vault.state();") == "wiped"
    left = tablet.run(LEFT)
    assert {store: count for store, count in left.items() if count} == {"door": 1}


def test_too_long_without_contact_wipes_it(tablet: Tablet) -> None:
    tablet.run("await core.vault.lock();")
    tablet.run(FORWARD, 15)
    tablet.load()
    assert tablet.run("return [core.vault.state(), core.vault.facts().wiped.reason];") == [
        "wiped",
        "no-contact",
    ]


def test_unsent_work_is_kept_whatever_the_time_and_what_was_pulled_goes(
    office: Office, network: Network, tablet: Tablet
) -> None:
    place = any_place(tablet, office)
    tablet.offline(True)
    visit = tablet.run(RECORD, place)
    hashed = tablet.photos(visit)
    tablet.run("await core.vault.lock();")
    tablet.run(FORWARD, 15)
    tablet.load()
    assert tablet.run("return [core.vault.state(), core.vault.facts().lapsed];") == ["locked", True]
    left = tablet.run(LEFT)
    assert (left["register"], left["catalogue"], left["plans"]) == (0, 0, 0)
    tablet.unlock()
    assert tablet.photos(visit) == hashed
    tablet.offline(False)
    tablet.run("await core.app.refresh();")
    assert tablet.send() == []
    assert office.missing(visit) == []
    assert tablet.run("return [core.vault.facts().lapsed, core.register.size() > 0];") == [
        False,
        True,
    ]


def test_the_pin_can_be_changed(tablet: Tablet) -> None:
    assert (
        tablet.run("return core.failing(() => core.vault.changePin('999999', '135790'));")["code"]
        == "wrong-pin"
    )
    weak = tablet.run("return core.failing(() => core.vault.changePin(given, '123456'));", PIN)
    assert weak["code"] == "pin-weak"
    tablet.run("await core.vault.changePin(given, '135790'); await core.vault.lock();", PIN)
    assert (
        tablet.run("return core.failing(() => core.vault.unlock(given));", PIN)["code"]
        == "wrong-pin"
    )
    tablet.unlock("135790")


def test_a_session_that_is_over_asks_for_the_password_and_loses_nothing(
    office: Office, tablet: Tablet
) -> None:
    visit = tablet.run(RECORD, any_place(tablet, office))
    body = """
      const session = {...(await core.store.get('meta', 'session')), access: 'x', refresh: 'x'};
      await core.store.write([core.store.put('meta', 'session', session)]);
      await core.session.load();
      const trouble = await core.failing(() => core.sync.pull());
      return [trouble.code, core.session.isOver(), core.vault.state()];
    """
    tablet.offline(True)
    tablet.offline(False)
    assert tablet.run(body) == ["session-over", True, "open"]
    tablet.run("await core.session.signInAgain({password: 'antru-demo'});")
    assert tablet.send() == []
    assert office.missing(visit) == []


def test_a_draft_that_was_open_is_not_carried_over_a_wipe(office: Office, tablet: Tablet) -> None:
    body = """
      const draft = await core.begin(given);
      draft.answer('CL-01', {value: 'pass'});
      await core.vault.wipe('asked');
      return draft.id;
    """
    visit = tablet.run(body, any_place(tablet, office))
    tablet.enrol()
    trouble = tablet.run("return core.failing(() => core.drafts.open(given));", visit)
    assert trouble["code"] == "no-draft"
    tablet.run("await core.vault.lock();")
    tablet.unlock()
    assert tablet.run("return core.drafts.list();") == []


def test_signing_out_ends_the_session_at_the_server(tablet: Tablet) -> None:
    body = "return (await core.session.call('GET', '/me')).status;"
    assert tablet.run(body) == 200
    assert tablet.run("return core.session.device().name;").startswith("Máy")
    tablet.run("await core.session.signOut();")
    trouble = tablet.run(f"return core.failing(async () => {{ {body} }});")
    assert trouble["code"] == "session-over"


def test_an_account_that_inspects_nothing_is_told_so(tablet_of: Tablets, network: Network) -> None:
    tablet = tablet_of(network.port).open()
    body = "return core.failing(() => core.vault.enrol(given));"
    told = {"username": "leader", "password": "antru-demo", "device": "Máy 2", "pin": PIN}
    assert tablet.run(body, told)["code"] == "not-inspector"
    assert tablet.run(body, {**told, "password": "sai"})["code"] == "refused"
    assert tablet.run("return core.vault.state();") == "new"


def test_what_is_unsent_goes_to_another_tablet_as_a_sealed_file(
    office: Office, network: Network, tablet: Tablet, tablet_of: Tablets
) -> None:
    place = any_place(tablet, office)
    tablet.offline(True)
    visit = tablet.run(RECORD, place)
    hashed = tablet.photos(visit)
    file = tablet.run("return (await core.carry.exported(given)).text();", PIN)
    assert not any(secret in file for secret in (*CANARIES, visit, place))
    other = tablet_of(network.port).open().enrol(device="Máy khác", pin="771199")
    body = "return core.carry.imported(new Blob([given.file]), given.pin);"
    wrong = other.run(
        f"return core.failing(async () => {{ {body} }});", {"file": file, "pin": "000123"}
    )
    assert wrong["code"] == "wrong-file-pin"
    assert other.run(body, {"file": file, "pin": PIN}) == 1
    assert other.run(body, {"file": file, "pin": PIN}) == 0
    assert other.photos(visit) == hashed
    assert other.send() == []
    tablet.offline(False)
    assert tablet.send() == []
    assert [row["id"] for row in office.visits_at(place)] == [visit]


def any_place(tablet: Tablet, office: Office) -> str:
    place = office.new_place()
    tablet.run("await core.sync.pull();")
    return place


FORWARD = """
  const past = Date.now() - given * 86_400_000;
  await core.door.changeFacts(() => ({contact: past}));
"""
