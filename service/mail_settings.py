"""Whom the service hands its mail to, read from the environment and refused when wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

TLS_PORT, STARTTLS_PORT, LOCAL_PORT = 465, 587, 25
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
NAMES = ("ANTRU_SMTP_URL", "ANTRU_SMTP_PASSWORD_FILE", "ANTRU_SMTP_CA", "ANTRU_MAIL_FROM",
         "ANTRU_BASE_URL")  # fmt: skip


class MailSettingsError(ValueError):
    """A setting that cannot be used; the words name it and say what it may be."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """An SMTP server, who the mail is from, and the ``base`` of the addresses in it.

    ``tls`` is ``from_start``, ``starttls`` or, for a server on this machine, ``none``.
    """

    host: str
    port: int
    tls: str
    sender: str
    base: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None


def mail_from(environ: Mapping[str, str]) -> MailSettings | None:
    """Read the settings; ``None`` where no server is named, and then no other may be.

    Raises :class:`MailSettingsError` on the first that makes no sense.
    """
    url = environ.get("ANTRU_SMTP_URL", "").strip()
    if not url:
        for name in NAMES:
            if environ.get(name, "").strip():
                raise MailSettingsError(f"{name} is set, but ANTRU_SMTP_URL is not: set both.")
        return None
    parts, port = _server(url)
    user = unquote(parts.username or "")
    return MailSettings(
        host=parts.hostname or "",
        port=port,
        tls=_tls_of(parts),
        sender=_sender(environ),
        base=_base(environ),
        user=user,
        password=_password(environ, user),
        ca=_ca(environ),
    )


def _server(url: str) -> tuple[SplitResult, int]:
    wrong = MailSettingsError(
        "ANTRU_SMTP_URL must be smtps://[user@]host[:465] for TLS, or smtp://[user@]host[:587] for "
        "STARTTLS (on this machine without TLS, port 25), and hold no password."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    known = parts.scheme in ("smtp", "smtps") and parts.hostname
    if not known or parts.password is not None or parts.path.strip("/") or parts.query:
        raise wrong
    usual = {"from_start": TLS_PORT, "starttls": STARTTLS_PORT, "none": LOCAL_PORT}
    return parts, port or usual[_tls_of(parts)]


def _tls_of(parts: SplitResult) -> str:
    if parts.scheme == "smtps":
        return "from_start"
    return "none" if parts.hostname in LOOPBACK and not parts.username else "starttls"


def _sender(environ: Mapping[str, str]) -> str:
    text = environ.get("ANTRU_MAIL_FROM", "").strip()
    name, _, domain = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' <>,;"()')
    if not (name and domain and plain):
        raise MailSettingsError(
            f"ANTRU_MAIL_FROM={text!r} must be a plain address such as antru@langson.gov.vn."
        )
    return text


def _base(environ: Mapping[str, str]) -> str:
    text = environ.get("ANTRU_BASE_URL", "").strip().rstrip("/")
    parts = urlsplit(text)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (safe and parts.hostname) or parts.path or parts.query or parts.username:
        raise MailSettingsError(
            f"ANTRU_BASE_URL={text!r} must be where people reach the pages, such as "
            "https://antru.langson.gov.vn, without a path."
        )
    return text


def _password(environ: Mapping[str, str], user: str) -> str:
    name = environ.get("ANTRU_SMTP_PASSWORD_FILE", "").strip()
    if bool(name) != bool(user):
        raise MailSettingsError(
            "ANTRU_SMTP_PASSWORD_FILE and the user in ANTRU_SMTP_URL go together: set both or "
            "neither."
        )
    if not name:
        return ""
    try:
        password = Path(name).read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MailSettingsError(
            f"ANTRU_SMTP_PASSWORD_FILE={name!r} cannot be read: {error}."
        ) from None
    if not password.isascii() or not password:
        raise MailSettingsError(
            f"ANTRU_SMTP_PASSWORD_FILE={name!r} must hold the password alone, in ASCII."
        )
    return password


def _ca(environ: Mapping[str, str]) -> Path | None:
    name = environ.get("ANTRU_SMTP_CA", "").strip()
    if not name:
        return None
    if not Path(name).is_file():
        raise MailSettingsError(f"ANTRU_SMTP_CA={name!r}: there is no such file.")
    return Path(name)
