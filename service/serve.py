"""Serving in production: gunicorn over the app, with the embedded MongoDB kept alive beneath."""

import logging
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

from service import mongod
from service.settings import Settings
from service.teller import tell_beside

log = logging.getLogger(__name__)

STALL_SECONDS = 120
GRACE_SECONDS = 20
WATCH_SECONDS = 1.0
BODY_SECONDS = 30  # that a client may say nothing while its body is awaited

App = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Server(BaseApplication):
    """Workers import the app themselves, after the fork: a MongoDB client must not cross one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        chosen = {
            "bind": f"[{settings.host}]:{settings.port}"
            if ":" in settings.host
            else f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "timeout": STALL_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": 5,
            "limit_request_line": 4094,
            "loglevel": "warning",
            "forwarded_allow_ips": "",  # ANTRU_PROXIES alone says who is believed.
            "control_socket_disable": True,
        }
        if settings.tls_cert:
            chosen |= {"certfile": str(settings.tls_cert), "keyfile": str(settings.tls_key),
                       "ssl_context": _tls_of_today}  # fmt: skip
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from service.app import create_app, house_of

        app = create_app(self.settings)
        tell_beside(house_of(app))
        return patient(app.wsgi_app)


def patient(app: App) -> App:
    """Lets go of a client that stalls in the middle of its body, so that it holds no thread."""

    def answered(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        socket = environ.get("gunicorn.socket")
        if socket:
            socket.settimeout(BODY_SECONDS)
        return app(environ, start)

    return answered


def _tls_of_today(_config: Any, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


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
