"""Every worker reads what was published within seconds, without a restart."""

import time

from flask import Flask

from service.usecases.publications import refresh_catalogue

EVERY_SECONDS = 3.0


def keep_the_catalogue_fresh(app: Flask) -> None:
    """Look before a request, at most every few seconds: one count from an index."""
    last = [time.monotonic()]

    def look() -> None:
        if time.monotonic() - last[0] >= EVERY_SECONDS:
            last[0] = time.monotonic()
            refresh_catalogue(app.extensions["an-tru"].repos)

    app.before_request(look)
