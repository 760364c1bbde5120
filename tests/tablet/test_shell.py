"""The app itself: installed whole, opened without a network, exchanged without losing a draft."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from service.web.tablet import STATIC
from tests.tablet.device import PIN, Tablet
from tests.tablet.network import Network

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)
APP_BYTES_MOST = 300_000  # all files, each in gzip


def shell(app: Flask) -> dict[str, Any]:
    script = app.test_client().get("/tablet/sw.js").text
    told: dict[str, Any] = json.loads(script[len("const SHELL = ") : script.index(";\n")])
    return told


def test_the_list_of_the_app_s_files_is_made_from_the_tree(app: Flask) -> None:
    paths = {file["path"] for file in shell(app)["files"]}
    own = {f"/static/{path.relative_to(STATIC).as_posix()}" for path in files_of(STATIC / "tablet")}
    assert "/tablet" in paths
    large = {f"/static/tablet/icons/icon-{name}.png" for name in ("512", "maskable-512")}
    assert own - paths == {"/static/tablet/sw.js", *large}
    assert any(path.endswith(".woff2") for path in paths)
    assert "/static/pages/figures.js" not in paths
    client = app.test_client()
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        answer.close()


def test_the_whole_app_stays_small(app: Flask) -> None:
    client, sizes = app.test_client(), {}
    for path in (file["path"] for file in shell(app)["files"]):
        with client.get(path) as answer:
            sizes[path] = len(gzip.compress(answer.get_data(), 6))
    most = sorted(sizes.items(), key=lambda one: -one[1])[:10]
    assert sum(sizes.values()) < APP_BYTES_MOST, most


def test_the_version_changes_with_any_file(app: Flask, monkeypatch: Any, tmp_path: Path) -> None:
    before = shell(app)["version"]
    assert shell(app)["version"] == before
    read = Path.read_bytes

    def changed(path: Path) -> bytes:
        return read(path) + (b"\n" if path.name == "triage.js" else b"")

    monkeypatch.setattr(Path, "read_bytes", changed)
    assert shell(app)["version"] != before


def test_worker_and_manifest_are_served_as_what_they_are(app: Flask) -> None:
    client = app.test_client()
    worker = client.get("/tablet/sw.js")
    assert worker.headers["Service-Worker-Allowed"] == "/tablet"
    assert worker.mimetype == "text/javascript"
    manifest = client.get("/tablet/manifest.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    told = json.loads(manifest.text)
    assert {icon["sizes"] for icon in told["icons"]} >= {"192x192", "512x512"}
    for icon in told["icons"]:
        answer = client.get(icon["src"])
        assert answer.status_code == 200
        answer.close()
    policy = client.get("/tablet").headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob:" in policy
    assert "unsafe" not in policy


def test_the_page_holds_no_script_and_no_style_of_its_own(app: Flask) -> None:
    text = app.test_client().get("/tablet").text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", text)


def test_the_page_asks_at_once_for_every_module_that_runs_and_for_no_other(app: Flask) -> None:
    text = app.test_client().get("/tablet").text
    asked = set(re.findall(r'rel="modulepreload" href="([^"]+)"', text))
    assert {"/static/tablet/main.js", "/static/tablet/core/draft.js"} < asked
    assert "/static/vendor/noble-ed25519-2.3.0.js" not in asked
    assert asked <= {file["path"] for file in shell(app)["files"]}


def test_it_opens_and_records_with_no_network_at_all(network: Network, tablet_of: Tablets) -> None:
    tablet = tablet_of(network.port).open().enrol()
    tablet.close()
    network.down = True
    tablet.open().unlock()
    body = """
      const place = await core.register.add({name: 'Mới', kind: 'hotel', status: 'active',
        area: {scheme: '2025', code: '05977'}, address: '', point: null});
      const draft = await core.begin(place);
      core.answerAll(draft);
      const {cards, numbers} = core.catalogue;
      return [draft.obstacles(), numbers().length > 0, cards().length];
    """
    assert tablet.run(body) == [[], True, 12]
    assert tablet.complaints == []


def test_a_file_that_is_not_as_the_list_has_it_is_never_kept(
    network: Network, tablet_of: Tablets
) -> None:
    network.rewrite = lambda data: data.replace(b"/** The level of one", b"/** THE level of one")
    tablet = tablet_of(network.port).open()
    body = """
      const {serviceWorker} = navigator;
      const registration = await serviceWorker.register('/tablet/sw.js', {scope: '/tablet'});
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      if (!worker) return 'redundant';
      await new Promise((resolve) => {
        if (['redundant', 'activated'].includes(worker.state)) resolve();
        worker.onstatechange = () => ['redundant', 'activated'].includes(worker.state) && resolve();
      });
      return worker.state;
    """
    assert tablet.run(body) == "redundant"
    network.rewrite = None
    tablet.load()
    assert (
        tablet.run("await navigator.serviceWorker.ready; return (await caches.keys()).length;") == 1
    )


def test_a_new_version_waits_until_the_person_agrees(network: Network, tablet_of: Tablets) -> None:
    tablet = tablet_of(network.port).open().enrol()
    network.rewrite = lambda data: re.sub(rb'(SHELL = {"version":")[0-9a-f]', rb"\1n", data)
    body = """
      const update = await import('/static/tablet/core/update.js');
      const heard = new Promise((resolve) => core.events.on('update', resolve));
      const registration = await navigator.serviceWorker.getRegistration('/tablet');
      await registration.update();
      await heard;
      return [update.isWaiting(), (await caches.keys()).length, core.vault.state()];
    """
    told = "return (await import('/static/tablet/core/update.js')).version();"
    before = tablet.run(told)
    assert re.fullmatch("[0-9a-f]{16}", before)
    assert tablet.run(body) == [True, 2, "open"]
    assert tablet.run(told) == before
    assert tablet.page
    with tablet.page.expect_navigation():
        tablet.run("(await import('/static/tablet/core/update.js')).apply();")
    tablet.unlock()
    assert len(tablet.run("return caches.keys();")) == 1
    assert tablet.run(told) == f"n{before[1:]}"


def test_off_loopback_without_tls_it_says_so_in_words(browser: Browser, address: str) -> None:
    """A browser tells a page by its address; this one is made to take ours for a far one."""
    context = browser.new_context()
    page: Page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(globalThis, 'isSecureContext', {value: false});"
        "Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined});"
    )
    page.goto(f"{address}/tablet")
    page.locator("html[data-tablet=unavailable]").wait_for(state="attached")
    told = page.evaluate("async () => (await import('/static/tablet/core/vault.js')).available()")
    assert told["ok"] is False
    assert {"secure-context", "crypto"} <= set(told["missing"])
    assert "https://" in told["words"]
    context.close()


def test_only_one_tab_works_and_another_may_take_over(network: Network, tablet_of: Tablets) -> None:
    tablet = tablet_of(network.port).open().enrol()
    assert tablet.context
    second = tablet.context.new_page()
    second.goto(f"{tablet.address}/tablet")
    second.locator("html[data-tablet=elsewhere]").wait_for(state="attached")
    taken = """async () => {
      const tab = await import('/static/tablet/core/tab.js');
      return tab.takeOver();
    }"""
    assert second.evaluate(taken) is True
    assert tablet.run("return core.vault.state();") == "locked"
    unlock = """async (pin) => {
      const vault = await import('/static/tablet/core/vault.js');
      await vault.start();
      await vault.unlock(pin);
      return vault.state();
    }"""
    assert second.evaluate(unlock, PIN) == "open"


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
