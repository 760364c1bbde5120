"""What holds for every request and every answer: limits, whom to believe, security headers."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wsgi import get_host

BODY_MOST = 16 * 1024 * 1024  # bytes
FORM_PARTS_MOST = 16
FORM_FIELDS_MOST = 64 * 1024  # bytes of fields that are not files
YEAR = 365 * 24 * 3600
# Names that Chromium knows; an unknown one would be an error on every page's console.
FEATURES_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "display-capture",
    "encrypted-media", "fullscreen", "gyroscope", "hid", "idle-detection", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
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
    "Permissions-Policy": ", ".join(
        ["geolocation=(self)", "camera=(self)", *(f"{name}=()" for name in FEATURES_OFF)]
    ),
}


def keep_the_door(app: Flask, settings: Any) -> None:
    """Set the limits and see to it that every answer carries its headers, errors too.

    ``OPTIONS`` is refused as any method that a route does not have: nothing here is for other
    origins. A Host that is not of ``ANTRU_HOSTS``, where it is set, is a 400.
    """
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_MOST,
        MAX_FORM_PARTS=FORM_PARTS_MOST,
        MAX_FORM_MEMORY_SIZE=FORM_FIELDS_MOST,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        CONTENT_SECURITY_POLICY=HEADERS["Content-Security-Policy"],
    )
    if settings.tiles:
        policy = with_tiles(app.config["CONTENT_SECURITY_POLICY"], settings.tiles)
        app.config["CONTENT_SECURITY_POLICY"] = policy
    if settings.hosts:
        app.before_request(lambda: _known_host(settings.hosts))
    if settings.proxies:
        believed = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=believed, x_proto=believed)  # type: ignore[method-assign]
    app.after_request(_with_headers)


def with_tiles(policy: str, tiles: str) -> str:
    """The policy that lets pages show pictures from where map tiles come, and nothing else."""
    where = urlsplit(tiles)
    return policy.replace(
        "img-src 'self' data:", f"img-src 'self' data: {where.scheme}://{where.netloc}"
    )


def _known_host(names: tuple[str, ...]) -> None:
    """Flask's own TRUSTED_HOSTS would raise a second time inside flask-restx."""
    get_host(request.environ, names)


def _with_headers(answer: Response) -> Response:
    policy = current_app.config["CONTENT_SECURITY_POLICY"]
    for name, value in {**HEADERS, "Content-Security-Policy": policy}.items():
        answer.headers.setdefault(name, value)
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if answer.location:
        _stay_here(answer)
    if answer.mimetype == "text/html" or not answer.headers.get("Cache-Control"):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _stay_here(answer: Response) -> None:
    """A redirect to a path of ours names no host: the one that was asked may be anybody's."""
    answer.set_data(b"")
    answer.location = urlsplit(answer.location)._replace(scheme="", netloc="").geturl()
    answer.autocorrect_location_header = False
