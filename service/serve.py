"""Serving in production: gunicorn over the app, with the embedded MongoDB kept alive beneath."""

import logging
import threading
from typing import Any

from gunicorn.app.base import BaseApplication

from service import mongod
from service.settings import Settings

log = logging.getLogger(__name__)

STALL_SECONDS = 120
GRACE_SECONDS = 20
WATCH_SECONDS = 1.0


class Server(BaseApplication):
    """Workers import the app themselves, after the fork: a MongoDB client must not cross one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        chosen = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "timeout": STALL_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": 5,
            "limit_request_line": 4094,
            "loglevel": "warning",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from service.app import create_app

        return create_app(self.settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop; a mongod that dies meanwhile is started again with its data."""
    closing = threading.Event()
    if settings.mongodb_uri is None:
        threading.Thread(target=_watch, args=(settings, closing), daemon=True).start()
    try:
        Server(settings).run()
    finally:
        closing.set()


def _watch(settings: Settings, closing: threading.Event) -> None:
    while not closing.wait(WATCH_SECONDS):
        try:
            mongod.revive(settings.data_dir)
        except mongod.MongodUnavailable as error:
            log.error("%s", error)
