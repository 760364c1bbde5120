"""Every screen: clean to axe, hit with gloves, no wider than the device, silent about the sheet."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from checklists import load_catalogue
from tests.axe import axe_faults
from tests.tablet.device import Tablet
from tests.tablet.disk import ON_DISK
from tests.tablet.screens.fingers import WIDER, small_targets
from tests.tablet.screens.sheets import go, open_sheet, shown
from tests.tablet.stage import Office

pytestmark = pytest.mark.xdist_group(__name__)

SCREENS = Path(__file__).parents[3] / "service/web/static/tablet/screens.js"
PATTERNS = re.findall(r"^  \['([^']*)', \w+\],$", SCREENS.read_text("utf-8"), re.MULTILINE)
SIZES = {"phone": (360, 780), "tablet": (820, 1180), "landscape": (1280, 800)}
SIGN = load_catalogue().indicators["ROO-04"]

# Every route, with what its names stand for; a new screen is put here.
ROUTES = {
    "": "",
    "find": "find",
    "new-place": "new-place",
    "places/:id": "places/{place}",
    "visits/:id": "visits/{draft}",
    "visits/:id/sheet": "visits/{draft}/sheet",
    "visits/:id/finish": "visits/{draft}/finish",
    "sent/:id": "sent/{sent}",
    "outbox": "outbox",
    "calls": "calls",
    "tablet": "tablet",
    "help": "help",
}
CANARIES = {
    "description": "hoangyenmota", "place": "hoangyennoi", "label": "hoangyennguoi",
    "call": "hoangyengoi", "team": "hoangyendoan",
}  # fmt: skip
SEALED = [word for slot, word in CANARIES.items() if slot != "team"]
PLANT = """
  const {words, place} = given;
  const visit = async () => {
    const team = [{name: words.team, position: 'Trưởng đoàn', lead: true}];
    const draft = await core.begin(place, {team});
    core.answerAll(draft);
    draft.answer('CL-01', {value: 'fail', note: 'Thiếu giấy phép'});
    draft.addFlag({indicator: 'ROO-04', description: words.description, place: words.place,
      person: {label: `Người A, ${words.label}`, under_18: true}});
    draft.set({emergency_call: {not_called_because: words.call}});
    await draft.addPhoto({flag: 0}, await core.picture(300, 200));
    await draft.saved();
    return draft;
  };
  const [draft, sent, refused, waiting] = await Promise.all([1, 2, 3, 4].map(visit));
  await sent.finish();
  await core.outbox.sendNow();
  await waiting.finish({later: true});
  const trouble = {code: 'refused', values: {}, status: 422, type: '', detail: '', errors: {}};
  await refused.move({state: 'attention', trouble});
  return {draft: draft.id, sent: sent.id, state: sent.row.state};
"""
KEPT = """
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push(await (await cache.match(request)).text());
    }
  }
  return cached.join(' ');
"""
SEEN = """() => {
  const fields = [...document.querySelectorAll('input, textarea, select')];
  const {title, body, documentElement} = document;
  const values = fields.map((field) => field.value);
  return [documentElement.outerHTML, body.innerText, title, location.href, ...values].join(' ');
}"""


@dataclass(frozen=True)
class Stage:
    """A tablet on which visits of each state hold flags."""

    tablet: Tablet
    names: dict[str, str]

    def show(self, pattern: str) -> Page:
        page = go(self.tablet, ROUTES[pattern].format(**self.names))
        expect(page.locator("main").first).to_be_visible()
        expect(page.get_by_text("Đang mở…")).to_have_count(0)
        return page


@pytest.fixture(scope="module")
def stage(office: Office, shared_tablet: Tablet) -> Stage:
    place = office.new_place(name="Nhà nghỉ có một cái tên rất dài bên bờ sông Kỳ Cùng, Lạng Sơn")
    shared_tablet.run("await core.sync.pull();")
    names = shared_tablet.run(PLANT, {"words": CANARIES, "place": place})
    assert names.pop("state") == "sent"
    return Stage(shared_tablet, {**names, "place": place})


@pytest.fixture(autouse=True)
def without_complaints(stage: Stage) -> Iterator[None]:
    yield
    assert stage.tablet.complaints == []


def test_every_screen_is_listed_here() -> None:
    assert list(ROUTES) == PATTERNS


@pytest.mark.parametrize("pattern", PATTERNS)
def test_it_fits_and_is_clean_at_each_size(stage: Stage, pattern: str) -> None:
    page = stage.show(pattern)
    faults = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found = axe_faults(page) + small_targets(page)
        found += ["scrolls sideways"] if page.evaluate(WIDER) else []
        faults += [f"{size}: {fault}" for fault in found]
    assert faults == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_of_the_sheet_is_on_it(stage: Stage, pattern: str) -> None:
    page = stage.show(pattern)
    seen = page.evaluate(SEEN)
    for secret in (*SEALED, SIGN.code, SIGN.label.vi):
        assert secret not in seen, secret
    assert page.locator(".level").count() == 0


def test_the_words_that_were_planted_are_on_the_sheet(stage: Stage) -> None:
    """So that the other tests can fail."""
    page = open_sheet(stage.tablet, stage.names["draft"])
    page.locator(".sheet-flags .row").click()
    seen = page.evaluate(SEEN)
    assert all(CANARIES[slot] in seen for slot in ("description", "place", "label"))
    assert SIGN.label.vi in seen
    assert CANARIES["team"] in stage.show("visits/:id/finish").evaluate(SEEN)


def test_nothing_of_it_is_kept_in_clear(stage: Stage) -> None:
    for pattern in PATTERNS:
        stage.show(pattern)
    open_sheet(stage.tablet, stage.names["draft"])
    kept = json.dumps(stage.tablet.run(ON_DISK), ensure_ascii=False) + stage.tablet.run(KEPT)
    for word in CANARIES.values():
        assert word not in kept, word
    assert stage.tablet.run("return Object.keys(sessionStorage).length;") == 0
    for path in files_of(stage.tablet.folder):
        data = path.read_bytes()
        for word in CANARIES.values():
            assert word.encode() not in data, path
            assert word.encode("utf-16-le") not in data, path


def test_the_door_says_nothing_of_it(stage: Stage) -> None:
    page = open_sheet(stage.tablet, stage.names["draft"])
    page.get_by_role("button", name="Ẩn ngay").click()
    page.locator("html[data-tablet=locked]").wait_for(state="attached")
    seen = page.evaluate(SEEN)
    assert not [word for word in CANARIES.values() if word in seen]
    stage.tablet.unlock()
    assert shown(stage.tablet) is page


def files_of(folder: Path) -> Iterator[Path]:
    """Those that can be read while the browser runs."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                yield path
