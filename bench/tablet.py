"""The tablet's app in a real Chromium: as fast as this machine is, and four times slower.

``python -m bench tablet``. Keys and fingers come through the browser, and what is timed is what a
person waits for: until the frame after the screen changed.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, sync_playwright

from bench.pulls import fill
from bench.relay import Relay
from bench.stage import HOST, Stage
from service.domain.demo_cast import DEMO_PASSWORD

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
SCREEN = {"width": 820, "height": 1180}
SPEEDS = (1, 4)  # so many times slower than this machine
PLACES = 5_000
PIN = "482915"
TYPED = ("nha nghi hoa dao 12", "hung vuong 45", "hoa dao 499")
# When the frame after a change is there: a frame begins, and what follows it.
PAINTED = """
globalThis.painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  });
});
globalThis.waits = [];
globalThis.shown = (selector) => new Promise((resolve) => {
  const look = () => document.querySelector(selector) && (seen.disconnect(), resolve(painted()));
  const seen = new MutationObserver(look);
  seen.observe(document, {subtree: true, childList: true, attributes: true});
  look();
});
for (const name of ['input', 'click', 'submit']) {
  addEventListener(name, (event) => {
    const since = event.timeStamp;
    painted().then((at) => waits.push({name, since, ms: at - since}));
  }, {capture: true});
}
globalThis.door = shown('html[data-tablet=new], html[data-tablet=locked]');
"""
ENROL = """async ({pin, password}) => {
  const from = (name) => import(`/static/tablet/core/${name}.js`);
  const [vault, app, sync] = await Promise.all(['vault', 'app', 'sync'].map(from));
  await vault.enrol({username: 'inspector', password, device: 'bench', pin});
  await app.opened();
  await sync.pull();
  await navigator.serviceWorker.ready;
}"""
BEGIN = """async () => {
  const from = (name) => import(`/static/tablet/core/${name}.js`);
  const names = ['drafts', 'catalogue', 'register'];
  const [drafts, catalogue, register] = await Promise.all(names.map(from));
  const [{place}] = register.search({limit: 1}).items;
  const draft = await drafts.start(place, catalogue.checklist('accommodation', 1));
  return draft.id;
}"""

Row = dict[str, Any]


def measured(stage: Stage, *, quick: bool) -> Row:
    """Doors open already. Milliseconds by speed; bytes as they came over the wire."""
    rounds, count = (1, 300) if quick else (5, PLACES)
    fill(stage.served, count)
    relay = Relay(HOST, stage.port)
    try:
        with sync_playwright() as playwright:
            first = [
                _first_load(playwright, relay, speed) for speed in SPEEDS for _ in range(rounds)
            ]
            with _browser(playwright) as context:
                pulled = _enrolled(context.pages[0], relay)
                rows = [_at_work(context, relay, speed, rounds) for speed in SPEEDS]
    finally:
        relay.close()
    loads = {speed: [one for one in first if one["speed"] == speed] for speed in SPEEDS}
    for row in rows:
        row["first_load_ms"] = median(one["ms"] for one in loads[row["speed"]])
    return {
        "establishments": count,
        "first_load_bytes": max(one["bytes"] for one in first),
        "pull_bytes": pulled,
        "speeds": rows,
    }


def printed(results: Row) -> Iterator[str]:
    """The table for people."""
    yield (
        f"The tablet's app: {results['first_load_bytes'] / 1000:.0f} KB over the wire until it "
        f"lies on the device; pulling {results['establishments']} establishments "
        f"{results['pull_bytes'] / 1000:.0f} KB"
    )
    yield f"{'milliseconds (p50, p95)':44}" + "".join(
        f"{f'{speed}x slower' if speed > 1 else 'as it is':>16}" for speed in SPEEDS
    )
    for name, words in ROWS.items():
        yield f"{words:44}" + "".join(f"{_told(row[name]):>16}" for row in results["speeds"])


ROWS = {
    "first_load_ms": "first load, nothing kept, to the door",
    "offline_ms": "opening without a network, to the door",
    "unlock_ms": "PIN to home",
    "key_ms": "a key in the search to its results",
    "tap_ms": "an answer's tap to paint",
    "next_ms": "from card to card",
    "heap_mb": "JavaScript memory of the page, MB",
}


def _first_load(playwright: Playwright, relay: Relay, speed: int) -> Row:
    with _browser(playwright) as context:
        page = context.pages[0]
        _slowed(context, page, speed)
        relay.bytes_back = 0
        page.goto(_address(relay))
        milliseconds = page.evaluate("() => door")
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        return {"speed": speed, "ms": milliseconds, "bytes": relay.bytes_back}


def _enrolled(page: Page, relay: Relay) -> int:
    """Bytes of the first pull, with what signing in takes."""
    page.goto(_address(relay))
    page.evaluate("async () => { await door; await navigator.serviceWorker.ready; }")
    relay.bytes_back = 0
    page.evaluate(ENROL, {"pin": PIN, "password": DEMO_PASSWORD})
    return relay.bytes_back


def _at_work(context: BrowserContext, relay: Relay, speed: int, rounds: int) -> Row:
    page = context.pages[0]
    devtools = _slowed(context, page, speed)
    relay.down = True
    opened = [_opened(page, relay) for _ in range(rounds)]
    row = {
        "speed": speed,
        "offline_ms": _spread([each[0] for each in opened]),
        "unlock_ms": _spread([each[1] for each in opened]),
        "key_ms": _spread(_keys(page)),
    }
    taps, steps = _walk(page)
    row |= {"tap_ms": _spread(taps), "next_ms": _spread(steps), "heap_mb": _heap(devtools)}
    relay.down = False
    devtools.detach()
    return row


def _opened(page: Page, relay: Relay) -> tuple[float, float]:
    """To the door without a network, and by the PIN to home."""
    page.goto("about:blank")
    page.goto(_address(relay))
    door: float = page.evaluate("() => door")
    page.locator("#pin").fill(PIN)
    page.evaluate("() => { globalThis.home = shown('.home-begin:not([disabled])'); }")
    page.keyboard.press("Enter")
    home = page.evaluate("async () => await home - waits.find(({name}) => name === 'submit').since")
    return door, home


def _keys(page: Page) -> list[float]:
    found: list[float] = []
    for text in TYPED:
        page.evaluate("() => { location.hash = '#/find'; }")
        page.locator("#find-q").fill("")
        found += _waits(page, "input", lambda text=text: page.locator("#find-q").type(text))
        page.evaluate("() => { location.hash = '#/'; }")
        page.locator(".home-begin").wait_for()
    return found


def _walk(page: Page) -> tuple[list[float], list[float]]:
    """Every card of an accommodation checklist: its answer where there are three, then the next."""
    visit = page.evaluate(BEGIN)
    page.evaluate("(id) => { location.hash = `#/visits/${id}`; }", visit)
    on, passed = page.get_by_role("button", name="Tiếp"), page.get_by_role("button", name="Đạt")
    code = page.locator("main .visit-over .code")
    steps, taps = _waits(page, "click", lambda: on.first.tap()), []
    at = code.inner_text()
    for _ in range(60):
        if passed.count():
            taps += _waits(page, "click", lambda: passed.first.tap())
            page.wait_for_timeout(
                400
            )  # The next card comes by itself, where nothing else is asked.
        if code.inner_text() == at:
            if not on.count():
                break
            steps += _waits(page, "click", lambda: on.first.tap())
        if code.inner_text() == at:
            break
        at = code.inner_text()
    return taps, steps


def _waits(page: Page, name: str, act: Callable[[], object]) -> list[float]:
    """Of each such event while one acts."""
    page.evaluate("() => { waits.length = 0; }")
    act()
    page.evaluate("async () => { await painted(); await painted(); }")
    found: list[float] = page.evaluate(
        "(name) => waits.filter((one) => one.name === name).map(({ms}) => ms)", name
    )
    return found


def _heap(devtools: CDPSession) -> float:
    devtools.send("HeapProfiler.collectGarbage")
    told = devtools.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in told}["JSHeapUsedSize"] / 1e6


@contextmanager
def _browser(playwright: Playwright) -> Iterator[BrowserContext]:
    folder = Path(tempfile.mkdtemp(prefix="antru-bench-"))
    context = playwright.chromium.launch_persistent_context(
        str(folder), executable_path=CHROMIUM, args=FLAGS, viewport=SCREEN, has_touch=True
    )
    try:
        context.add_init_script(PAINTED)
        yield context
    finally:
        context.close()
        shutil.rmtree(folder, ignore_errors=True)


def _slowed(context: BrowserContext, page: Page, speed: int) -> CDPSession:
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": speed})
    return devtools


def _address(relay: Relay) -> str:
    return f"http://{HOST}:{relay.port}/tablet"


def _spread(found: list[float]) -> Row:
    rising = sorted(found)
    return {
        "count": len(rising),
        "p50": median(rising),
        "p95": rising[min(len(rising) - 1, int(0.95 * len(rising)))],
    }


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['p50']:.0f}, {value['p95']:.0f}"
    return f"{value:.0f}"
