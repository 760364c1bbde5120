"""A tablet: a browser with a folder of its own, which survives being killed."""

import base64
import contextlib
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from service.domain.demo_cast import DEMO_PASSWORD
from tests.chromium import CHROMIUM, FLAGS

PIN = "482915"
USER = {"username": "inspector", "password": DEMO_PASSWORD, "device": "Máy 1", "pin": PIN}
# Every module of the core by its name, as the app itself has them.
CORE = """
const names = ['app', 'carry', 'catalogue', 'clock', 'disk', 'door', 'drafts', 'events', 'outbox',
  'photos', 'plans', 'receipts', 'register', 'session', 'store', 'sync', 'tab', 'vault'];
const paths = names.map((name) => `/static/tablet/core/${name}.js`);
const modules = await Promise.all(paths.map((path) => import(path)));
const core = Object.fromEntries(names.map((name, place) => [name, modules[place]]));
"""
# What a test may do to a visit that a person would do by hand.
BY_HAND = """
core.picture = async (width = 1600, height = 1200, type = 'image/jpeg') => {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  const dots = pen.createImageData(width, height);
  for (let at = 0; at < dots.data.length; at += 65536) {
    crypto.getRandomValues(dots.data.subarray(at, Math.min(at + 65536, dots.data.length)));
  }
  for (let at = 3; at < dots.data.length; at += 4) dots.data[at] = 255;
  pen.putImageData(dots, 0, 0);
  return canvas.convertToBlob({type});
};
core.begin = (place, more = {}) => {
  const known = typeof place === 'string' ? core.register.get(place) : place;
  return core.drafts.start(known, core.catalogue.checklist('accommodation', 1), more);
};
core.answerAll = (draft, verdict = 'pass') => {
  for (const {code, type, counts} of draft.checklist.items) {
    if (type === 'text' || type === 'date' || type === 'choice') continue;
    draft.answer(code, {value: type === 'verdict' ? verdict : 3});
    for (const {measure, required_on} of counts) {
      if (required_on !== 'never') draft.count(code, measure, 2);
    }
  }
};
core.text = (buffer) => {
  const bytes = new Uint8Array(buffer);
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(letters);
};
core.failing = async (work) => {
  try {
    await work();
    return null;
  } catch (error) {
    return {code: error.code, words: error.words, values: error.values};
  }
};
"""


# A PIN is proved hundreds of times here; test_door.py proves one with all its rounds.
QUICK_PINS = """
(() => {
  const slow = SubtleCrypto.prototype.deriveKey;
  SubtleCrypto.prototype.deriveKey = function (how, ...others) {
    const fewer = how.iterations > 1000 ? { ...how, iterations: 1000 } : how;
    return slow.call(this, fewer, ...others);
  };
})();
"""


class Tablet:
    """``run`` is given the body of an async function with ``core`` and ``given`` in it."""

    def __init__(self, playwright: Playwright, folder: Path, port: int) -> None:
        self.playwright, self.folder = playwright, folder
        self.address = f"http://127.0.0.1:{port}"
        self.complaints: list[str] = []
        self.context: BrowserContext | None = None
        self.page: Page | None = None

    def open(
        self, clock_ahead_ms: int = 0, script: str = "", room: int = 0, *, slow_pin: bool = False
    ) -> "Tablet":
        """Start the browser on its folder and the app in it; its clock may be wrong, a script may
        run before the app does, and ``room`` be all the bytes that the browser lets it have.
        With ``slow_pin`` a PIN takes all its rounds."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=CHROMIUM, args=FLAGS
        )
        if not slow_pin:
            self.context.add_init_script(QUICK_PINS)
        if clock_ahead_ms:
            self.context.add_init_script(WRONG_CLOCK.replace("AHEAD", str(clock_ahead_ms)))
        if script:
            self.context.add_init_script(script)
        self.page = self.context.pages[0]
        if room:
            self.give_room(room)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return self.load()

    def give_room(self, most: int | None) -> None:
        """Bytes; none: as usual. What was found free before holds for half a minute more."""
        assert self.context
        assert self.page
        told = {"origin": self.address, **({"quotaSize": most} if most else {})}
        self.context.new_cdp_session(self.page).send("Storage.overrideQuotaForOrigin", told)

    def load(self) -> "Tablet":
        """Open the app, from the network or without one."""
        assert self.page
        self.page.goto(f"{self.address}/tablet")
        self.page.locator("html[data-tablet]").wait_for(state="attached")
        return self

    def run(self, body: str, given: Any = None) -> Any:
        assert self.page
        script = f"async (given) => {{ {CORE} {BY_HAND} {{ {body} }} }}"
        return self.page.evaluate(script, given)

    def start(self, body: str) -> None:
        """The same without waiting for its end."""
        assert self.page
        self.page.evaluate(
            f"() => {{ (async () => {{ {CORE} {BY_HAND} {body} }})().catch(() => {{}}) }}"
        )

    def enrol(self, **changes: Any) -> "Tablet":
        """Sign in once, pull everything, and wait until the app lies on the device."""
        body = """
          await core.vault.enrol(given);
          await core.app.opened();
          await core.sync.pull();
          await navigator.serviceWorker.ready;
        """
        self.run(body, {**USER, **changes})
        return self

    def unlock(self, pin: str = PIN) -> "Tablet":
        self.run("await core.vault.unlock(given); await core.app.opened();", pin)
        assert self.page
        self.page.locator("html[data-tablet=open]").wait_for(state="attached")
        return self

    def offline(self, whether: bool) -> None:
        assert self.context
        self.context.set_offline(whether)

    def send(self) -> list[dict[str, Any]]:
        """Send everything now; what still waits, with the reasons."""
        body = """
          await core.outbox.sendNow();
          const items = await core.outbox.waiting();
          return items.map(({id, trouble, tries}) => ({id, tries, code: trouble && trouble.code}));
        """
        found: list[dict[str, Any]] = self.run(body)
        return found

    def photos(self, draft: str) -> dict[str, bytes]:
        """The bytes that the tablet hashed, by hash."""
        body = """
          const {row} = await core.drafts.open(given);
          const found = {};
          for (const hash of Object.keys(row.photos)) {
            found[hash] = core.text(await core.photos.bytesOf(given, hash));
          }
          return found;
        """
        return {name: base64.b64decode(text) for name, text in self.run(body, draft).items()}

    def kill(self) -> None:
        """As when the battery is pulled: the browser hears nothing of it."""
        asked = ["pgrep", "-o", "-f", "--", f"--user-data-dir={self.folder}"]
        told = subprocess.run(asked, capture_output=True, text=True, check=True)
        os.kill(int(told.stdout), signal.SIGKILL)
        self._left()
        (self.folder / "SingletonLock").unlink(missing_ok=True)

    def close(self) -> None:
        self._left()

    def _left(self) -> None:
        with contextlib.suppress(Error):
            if self.context:
                self.context.close()
        self.context = self.page = None


WRONG_CLOCK = """
(() => {
  const Right = Date;
  globalThis.clockAhead = AHEAD; // A test may move it.
  const now = () => Right.now() + globalThis.clockAhead;
  globalThis.Date = class extends Right {
    constructor(...given) {
      if (given.length) super(...given);
      else super(now());
    }
    static now() {
      return now();
    }
  };
})();
"""
