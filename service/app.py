"""create_app: settings, MongoDB, API, pages, commands."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response

from checklists import load_catalogue
from service import mongod
from service.api import answer_errors_under, register_api
from service.api.health import register_health
from service.api.json_out import OrjsonProvider
from service.cli import register_commands
from service.keys import Keys, read_keys
from service.repositories import DATABASE_ERRORS, Repositories
from service.repositories.connection import connect
from service.settings import Settings, settings_from
from service.usecases.set_up import set_up
from service.web import register_pages

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class House:
    """What requests and commands work with."""

    settings: Settings
    repos: Repositories
    keys: Keys


def create_app(settings: Settings | None = None) -> Flask:
    """The whole service; brings a new database to where it can serve."""
    settings = settings or settings_from(os.environ)
    app = Flask("an-tru", static_folder=None, root_path=str(Path(__file__).parent))
    app.json = OrjsonProvider(app)
    app.config.update(MAX_CONTENT_LENGTH=16 * 1024 * 1024, DATABASE_ERRORS=DATABASE_ERRORS)
    app.extensions["an-tru"] = _house(settings)
    register_api(app)
    answer_errors_under(app)
    register_health(app)
    register_pages(app)
    register_commands(app)
    app.after_request(_with_headers)
    return app


def _house(settings: Settings) -> House:
    uri = settings.mongodb_uri or mongod.start(settings.data_dir)
    keys = read_keys(settings.data_dir / "keys.json")
    repos = Repositories(connect(uri, settings.database), load_catalogue(), keys)
    set_up(repos, settings)
    return House(settings, repos, keys)


def _with_headers(answer: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        answer.headers.setdefault(name, value)
    if not answer.headers.get("Cache-Control"):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def house_of(app: Flask) -> Any:
    """What was built for this app."""
    return app.extensions["an-tru"]
