"""The tablet's own clock, kept beside what it sends."""

import datetime as dt

from flask import Request

from schemas.fields import Moment
from service.api.contract import load_field

HEADER = {"Device-Time": "The tablet's clock as it sends, RFC 3339; the difference is kept."}


def device_time(request: Request) -> dt.datetime | None:
    """The header's time; refused when it is there and no time."""
    sent = request.headers.get("Device-Time")
    return load_field(Moment(), sent, "Device-Time") if sent else None
