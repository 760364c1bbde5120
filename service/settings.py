"""Every setting, read once from the environment and refused when wrong."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.domain.sessions import SignInPolicy
from service.mail_settings import MailSettings, MailSettingsError, mail_from

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off"}
GEOCODERS = ("nominatim", "photon", "google")


class SettingsError(Exception):
    """A setting that cannot be used; the words name it and say what it may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office may choose; CONTRIBUTING lists the variables."""

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("data")
    mongodb_uri: str | None = None
    database: str = "antru"
    master_key_file: Path | None = None
    demo: bool = False
    province: str = "20"
    geocoder: str | None = None
    geocoder_url: str | None = None
    geocoder_key: str | None = field(default=None, repr=False)
    tiles: str | None = None
    tiles_credit: str = ""
    workers: int = 2
    threads: int = 32
    tls_cert: Path | None = None
    tls_key: Path | None = None
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    backup_recipients: tuple[str, ...] = ()
    backup_passphrase_file: Path | None = None
    tablet_idle_days: int = 14
    desk_idle_hours: int = 12
    session_days: int = 30
    mail: MailSettings | None = None

    @property
    def sign_in(self) -> SignInPolicy:
        """What holds for signing in."""
        return SignInPolicy(
            demo=self.demo,
            tablet_idle=dt.timedelta(days=self.tablet_idle_days),
            desk_idle=dt.timedelta(hours=self.desk_idle_hours),
            longest=dt.timedelta(days=self.session_days),
        )

    @property
    def on_loopback(self) -> bool:
        return _is_loopback(self.host)

    def warnings(self) -> list[str]:
        """What is allowed, but should not be so on a real network; a line each."""
        found = []
        if not (self.on_loopback or self.tls_cert or self.proxies):
            found.append(
                f"HOST={self.host} is served without TLS: passwords and flags can be read on the "
                "way. Set ANTRU_TLS_CERT and ANTRU_TLS_KEY, or ANTRU_PROXIES=1 behind a proxy "
                "that has TLS."
            )
        if not self.hosts and (self.proxies or not self.on_loopback):
            found.append("Set ANTRU_HOSTS to the names this service is reached by.")
        return found


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings; raises :class:`SettingsError` on the first that makes no sense.

    Demo accounts have a password that everybody knows, so they exist only on a loopback ``HOST``
    with no proxy before it, unless ``ANTRU_DEMO_ANYWHERE`` insists, and by default only on the
    embedded database.
    """
    host = environ.get("HOST", "127.0.0.1").strip()
    uri = environ.get("MONGODB_URI", "").strip() or None
    proxies = _number(environ, "ANTRU_PROXIES", 0, 0, 9)
    private = _is_loopback(host) and not proxies
    demo = _flag(environ, "ANTRU_DEMO", default=uri is None and private)
    if demo and not private and not _flag(environ, "ANTRU_DEMO_ANYWHERE", default=False):
        where = f"ANTRU_PROXIES={proxies}" if _is_loopback(host) else f"HOST={host}"
        raise SettingsError(
            f"ANTRU_DEMO=1 with {where} would open accounts with a known password to the "
            "network. Set ANTRU_DEMO=0, or ANTRU_DEMO_ANYWHERE=1 if this is meant."
        )
    cert, key = _tls(environ)
    return Settings(
        host=host,
        port=_number(environ, "PORT", 8000, 1, 65535),
        data_dir=Path(environ.get("DATA_DIR", "data")).expanduser().resolve(),
        mongodb_uri=_mongodb_uri(uri),
        database=_word(environ, "ANTRU_DATABASE", "antru"),
        master_key_file=_path(environ, "ANTRU_MASTER_KEY_FILE"),
        demo=demo,
        province=_province(environ),
        geocoder=_one_of(environ, "ANTRU_GEOCODER", GEOCODERS),
        geocoder_url=_web_address(environ, "ANTRU_GEOCODER_URL"),
        geocoder_key=_geocoder_key(environ),
        tiles=_tiles(environ),
        tiles_credit=environ.get("ANTRU_TILES_CREDIT", "").strip(),
        workers=_number(environ, "ANTRU_WORKERS", 2, 1, 64),
        threads=_number(environ, "ANTRU_THREADS", 32, 1, 256),
        tls_cert=cert,
        tls_key=key,
        proxies=proxies,
        hosts=_hosts(environ),
        backup_recipients=_words(environ, "ANTRU_BACKUP_RECIPIENTS"),
        backup_passphrase_file=_file(environ, "ANTRU_BACKUP_PASSPHRASE_FILE"),
        tablet_idle_days=_number(environ, "ANTRU_TABLET_IDLE_DAYS", 14, 1, 90),
        desk_idle_hours=_number(environ, "ANTRU_DESK_IDLE_HOURS", 12, 1, 168),
        session_days=_number(environ, "ANTRU_SESSION_DAYS", 30, 1, 365),
        mail=_mail(environ),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tls(environ: Mapping[str, str]) -> tuple[Path | None, Path | None]:
    """A certificate and its key, both or neither, tried together."""
    cert, key = _file(environ, "ANTRU_TLS_CERT"), _file(environ, "ANTRU_TLS_KEY")
    if (cert is None) != (key is None):
        raise SettingsError("ANTRU_TLS_CERT and ANTRU_TLS_KEY go together: set both or neither.")
    if cert and key:
        try:
            # An empty password, or OpenSSL would stop and ask for one.
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password="")
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"ANTRU_TLS_CERT={cert} and ANTRU_TLS_KEY={key} cannot be used together ({error}): "
                "both must be PEM, the key without a passphrase and the certificate's own."
            ) from error
    return cert, key


def _mail(environ: Mapping[str, str]) -> MailSettings | None:
    try:
        return mail_from(environ)
    except MailSettingsError as error:
        raise SettingsError(str(error)) from None


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    names = _words(environ, "ANTRU_HOSTS")
    for name in names:
        if not name.isascii() or set(name) & set("/:@*? "):
            raise SettingsError(
                f"ANTRU_HOSTS={name!r} must be names or addresses without scheme and port, "
                "separated by commas, such as antru.langson.gov.vn."
            )
    return names


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in YES | NO:
        return text in YES
    raise SettingsError(f"{name}={text!r} is neither yes nor no: use 1 or 0.")


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise SettingsError(f"{name}={text!r} must be a whole number from {least} to {most}.")
    return int(text)


def _one_of(environ: Mapping[str, str], name: str, words: tuple[str, ...]) -> str | None:
    text = environ.get(name, "").strip().lower() or None
    if text and text not in words:
        raise SettingsError(f"{name}={text!r} is not known: use one of {', '.join(words)}.")
    return text


def _web_address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name, "").strip().rstrip("/") or None
    if text and not text.startswith(("http://", "https://")):
        raise SettingsError(f"{name}={text!r} must begin with http:// or https://.")
    return text


def _geocoder_key(environ: Mapping[str, str]) -> str | None:
    key = environ.get("ANTRU_GEOCODER_KEY", "").strip() or None
    if environ.get("ANTRU_GEOCODER", "").strip() == "google" and not key:
        raise SettingsError("ANTRU_GEOCODER=google needs ANTRU_GEOCODER_KEY, which Google gives.")
    return key


def _tiles(environ: Mapping[str, str]) -> str | None:
    """The address of map tiles, with its places for zoom, column and row."""
    text = _web_address(environ, "ANTRU_TILES")
    if text and not all(place in text for place in ("{z}", "{x}", "{y}")):
        raise SettingsError(f"ANTRU_TILES={text!r} must hold {{z}}, {{x}} and {{y}}.")
    return text


def _word(environ: Mapping[str, str], name: str, default: str) -> str:
    text = environ.get(name, "").strip() or default
    if not (text.isascii() and text.replace("_", "").replace("-", "").isalnum()):
        raise SettingsError(f"{name}={text!r} may hold only letters, digits, '-' and '_'.")
    return text


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    text = environ.get(name, "").strip()
    return Path(text).expanduser().resolve() if text else None


def _words(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environ.get(name, "").split(",") if part.strip())


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    text = environ.get(name, "").strip()
    if not text:
        return None
    if not Path(text).is_file():
        raise SettingsError(f"{name}={text!r}: there is no such file.")
    return Path(text)


def _province(environ: Mapping[str, str]) -> str:
    code = environ.get("ANTRU_PROVINCE", "20").strip()
    if not (len(code) == 2 and code.isascii() and code.isdigit()):
        raise SettingsError(
            f"ANTRU_PROVINCE={code!r} must be a province's two digits, such as 20 for Lạng Sơn."
        )
    return code


def _mongodb_uri(uri: str | None) -> str | None:
    if uri and not uri.startswith(("mongodb://", "mongodb+srv://")):
        raise SettingsError("MONGODB_URI must begin with mongodb:// or mongodb+srv://.")
    return uri
