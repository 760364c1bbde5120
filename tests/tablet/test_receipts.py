"""Nothing counts as sent, and nothing is let go, without our server's receipt for this sending."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey
from playwright.sync_api import Route

from service.keys import read_keys
from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

FINISHED = """
  const draft = await core.begin(given);
  core.answerAll(draft);
  await draft.addPhoto({item: 'CL-01'}, await core.picture(500, 400));
  await draft.finish();
  await core.outbox.sendNow();
  core.outbox.stop();
  return draft.id;
"""
STATE = "return (await core.drafts.open(given)).row.state;"


@pytest.fixture
def tablet(place: str, network: Network, tablet_of: Tablets) -> Tablet:
    found = tablet_of(network.port).open().enrol()
    network.down = True
    return found


def test_a_captive_portal_s_200_is_a_failure_said_in_words(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    hashed = tablet.photos(visit)
    network.down, network.portal = False, True
    assert [item["code"] for item in tablet.send()] == ["not-ours"]
    (waiting,) = tablet.run("return (await core.outbox.waiting()).map((one) => one.trouble);")
    assert "Wi-Fi" in tablet.run(
        "const {wordsOf} = await import('/static/tablet/core/trouble.js'); return wordsOf(given);",
        waiting,
    )
    assert office.visits_at(place) == []
    assert tablet.photos(visit) == hashed
    network.portal = False
    assert tablet.send() == []
    assert office.missing(visit) == []


def test_json_that_says_stored_without_a_receipt_is_a_failure(
    network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    answered_by(tablet, {"id": visit, "missing_attachments": []})
    network.down = False
    assert [item["code"] for item in tablet.send()] == ["no-receipt"]
    assert tablet.run(STATE, visit) == "ready"


def test_a_receipt_signed_by_another_is_refused(
    network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    answered_by(tablet, {"receipt": a_receipt(OKPKey.generate_key("Ed25519"), visit)})
    network.down = False
    assert [item["code"] for item in tablet.send()] == ["receipt-forged"]
    assert tablet.run(STATE, visit) == "ready"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": "01890a5d-ac96-774b-bcce-b302099a8057"}, "receipt-other"),
        ({"issued_at": "2026-01-01T00:00:00+00:00"}, "receipt-old"),
        ({"issued_at": None}, "receipt-old"),
        ({"missing_attachments": None}, "receipt-other"),
    ],
)
def test_a_receipt_for_something_else_or_of_before_is_refused(
    office: Office, network: Network, tablet: Tablet, place: str, changes: dict[str, Any], code: str
) -> None:
    visit = tablet.run(FINISHED, place)
    key = read_keys(office.server.folder / "keys.json").receipt
    answered_by(tablet, {"receipt": a_receipt(key, visit, **changes)})
    network.down = False
    assert [item["code"] for item in tablet.send()] == [code]
    assert tablet.run(STATE, visit) == "ready"


def test_a_last_receipt_for_other_content_than_was_answered_is_refused(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    key = read_keys(office.server.folder / "keys.json").receipt
    other = a_receipt(key, visit, content="another", missing_attachments=[])
    answered_by(tablet, {"missing_attachments": [], "receipt": other}, "**/receipt")
    network.down = False
    assert [item["code"] for item in tablet.send()] == ["receipt-other"]
    tablet.context.unroute("**/receipt")
    assert tablet.send() == []


def test_without_webcrypto_s_ed25519_the_vendored_one_judges_alike(
    office: Office, network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    key = read_keys(office.server.folder / "keys.json").receipt
    sound, forged = (
        a_receipt(key, visit),
        a_receipt(OKPKey.generate_key("Ed25519"), visit, kid=key.kid),
    )
    body = """
      const own = crypto.subtle.importKey.bind(crypto.subtle);
      crypto.subtle.importKey = (format, ...more) => {
        if (format === 'jwk') return Promise.reject(new DOMException('', 'NotSupportedError'));
        return own(format, ...more);
      };
      const {claimsOf} = core.receipts;
      return [await claimsOf(given.sound), await claimsOf(given.forged)];
    """
    claims, nothing = tablet.run(body, {"sound": sound, "forged": forged})
    assert claims["id"] == visit
    assert nothing is None


def test_what_was_acknowledged_stays_sealed_for_its_days_and_then_goes(
    network: Network, tablet: Tablet, place: str
) -> None:
    visit = tablet.run(FINISHED, place)
    network.down = False
    assert tablet.send() == []
    tablet.run("await core.outbox.tidy();")
    assert len(tablet.photos(visit)) == 1
    body = """
      const item = await core.store.get('outbox', `visit ${given}`);
      const done = item.done - 31 * 86_400_000;
      await core.store.write([core.store.put('outbox', `visit ${given}`, {...item, done})]);
      await core.outbox.tidy();
      const disk = await core.disk.disk();
      return [await disk.count('photos'), await disk.count('outbox'), await disk.count('drafts')];
    """
    assert tablet.run(body, visit) == [0, 0, 0]


def answered_by(tablet: Tablet, told: dict[str, Any], path: str = "**/api/v1/visits/*") -> None:
    """Somebody between tablet and server answers in its place."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=json.dumps(told))

    assert tablet.context
    tablet.context.route(path, answer)


def a_receipt(key: OKPKey, visit: str, **changes: Any) -> str:
    kid = changes.pop("kid", key.kid or "unknown")
    now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    claims = {
        "id": visit, "content": "content", "version": 1, "received_at": now, "issued_at": now,
        "missing_attachments": [], **changes,
    }  # fmt: skip
    header = {"alg": "Ed25519", "kid": kid}
    return jws.serialize_compact(header, json.dumps(claims).encode(), key, ["Ed25519"])
