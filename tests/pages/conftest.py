"""A real browser before the real pages, served in a thread over the session's app."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.pages.desk import Desk


class Quiet(WSGIRequestHandler):
    """Writes nothing down."""

    def log_request(self, *_: object) -> None:
        return


def read_whole(app: Flask) -> Callable[..., list[bytes]]:
    """The app with each answer read before it is sent.

    Werkzeug's server leaves a file open when a browser that went to another page hangs up on it.
    """

    def answered(environ: Any, start_response: Any) -> list[bytes]:
        with closing(app(environ, start_response)) as parts:
            return [b"".join(parts)]

    return answered


@pytest.fixture(scope="session")
def address(session_app: Flask) -> Iterator[str]:
    """Where the pages are served, such as ``http://127.0.0.1:40001``."""
    server = make_server(
        "127.0.0.1", 0, read_whole(session_app), threaded=True, request_handler=Quiet
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desk_of(app: Flask, address: str, browser: Browser) -> Iterator[Callable[..., Desk]]:
    """A desk of somebody of the cast, or of nobody; a complaint of the browser fails the test."""
    opened: list[Desk] = []

    def open_desk(username: str | None = None, **options: Any) -> Desk:
        desk = Desk(browser.new_context(base_url=address, **options))
        if username:
            desk.sign_in_quietly(username)
        opened.append(desk)
        return desk

    yield open_desk
    complaints = [complaint for desk in opened for complaint in desk.complaints]
    for desk in opened:
        desk.close()
    assert complaints == []
