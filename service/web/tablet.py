"""The tablet's app: its one page, its manifest, the worker that keeps its files on the device."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from service.web.packed import packed_text

TABLET = Blueprint("tablet", __name__, url_prefix="/tablet")

STATIC = Path(__file__).parent / "static"
OWN = "tablet"
WORKER = STATIC / OWN / "sw.js"
ICONS = f"/static/{OWN}/icons"
CODE = (".js", ".css")
# What a file of the app asks for: modules, style sheets, fonts, pictures.
IMPORTS = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}/[^'"]+\.js)['"]""")
AT_ONCE = re.compile(r"""\bfrom\s*['"](\.{1,2}/[^'"]+\.js)['"]""")
STYLED = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
LINKED = re.compile(r"""\b(?:href|src)="(/static/[^"]+)\"""")

# Photos are shown from memory, under addresses that the page itself makes.
POLICY = ("img-src 'self' data:", "img-src 'self' data: blob:")

MANIFEST = {
    "id": "/tablet",
    "name": "An Trú: lượt kiểm tra",
    "short_name": "An Trú",
    "description": "Ghi lượt kiểm tra cơ sở lưu trú, dịch vụ du lịch, không cần mạng.",
    "lang": "vi",
    "start_url": "/tablet",
    "scope": "/tablet",
    "display": "standalone",
    "orientation": "any",
    "background_color": "#f4f6f7",
    "theme_color": "#0c4a52",
    "icons": [
        {"src": "/static/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": f"{ICONS}/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": f"{ICONS}/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": f"{ICONS}/icon-maskable-512.png", "sizes": "512x512", "type": "image/png",
         "purpose": "maskable"},
    ],
}  # fmt: skip


@TABLET.get("")
def page() -> Response:
    """The one page; which screen it shows stands behind the `#` of the address."""
    return Response(_page(), mimetype="text/html")


@TABLET.get("/manifest.webmanifest")
def manifest() -> Response:
    """How the app is called and looks when it is installed."""
    text = json.dumps(MANIFEST, ensure_ascii=False)
    return Response(text, mimetype="application/manifest+json")


@TABLET.get("/sw.js")
def worker() -> Response:
    """The worker with the list of the app's files; any file that changes, changes the worker."""
    shell = f"const SHELL = {json.dumps(shell_of(_page()), separators=(',', ':'))};\n"
    answer = Response(shell + WORKER.read_text("utf-8"), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = "/tablet"
    return answer


@TABLET.after_request
def with_photos(answer: Response) -> Response:
    """Packed; and the page may show the photos that it holds in memory."""
    policy = current_app.config["CONTENT_SECURITY_POLICY"]
    answer.headers["Content-Security-Policy"] = policy.replace(*POLICY)
    return packed_text(answer)


def shell_of(page: str) -> dict[str, Any]:
    """``{version, files: [{path, sha256}]}``: the page and all that it needs without a network."""
    bodies = {"/tablet": page.encode()}
    bodies |= {f"/static/{name}": (STATIC / name).read_bytes() for name in sorted(_needed(page))}
    files = [
        {"path": path, "sha256": hashlib.sha256(body).hexdigest()} for path, body in bodies.items()
    ]
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    return {"version": version, "files": files}


def _needed(page: str) -> set[str]:
    """The app's own scripts and styles, what the page links, and what those ask for in turn.

    The large icons are for the device, which asks for them when the app is installed.
    """
    own = (path for path in (STATIC / OWN).rglob("*") if path.suffix in CODE and path != WORKER)
    waiting = {path.relative_to(STATIC).as_posix() for path in own}
    waiting |= {path.removeprefix("/static/") for path in LINKED.findall(page)}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_asked_by(name)) - found
    return found


def _modules() -> list[str]:
    """What ``main.js`` imports before it runs, so that the page can ask for all at once."""
    waiting, found = [f"{OWN}/main.js"], set[str]()
    while waiting:
        name = waiting.pop()
        found.add(name)
        asked = AT_ONCE.findall((STATIC / name).read_text("utf-8"))
        waiting += {_beside(name, each) for each in asked} - found
    return sorted(found)


def _asked_by(name: str) -> Iterator[str]:
    suffix = PurePosixPath(name).suffix
    if suffix not in CODE:
        return
    text = (STATIC / name).read_text("utf-8")
    for asked in (IMPORTS if suffix == ".js" else STYLED).findall(text):
        if asked.startswith("data:"):
            continue
        yield _beside(name, asked)


def _beside(name: str, asked: str) -> str:
    return (STATIC / name).parent.joinpath(asked).resolve().relative_to(STATIC).as_posix()


def _page() -> str:
    return render_template("tablet.html", modules=_modules())
