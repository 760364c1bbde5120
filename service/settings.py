"""Every setting, read once from the environment and refused when wrong."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off"}
GEOCODERS = ("nominatim", "photon")


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
    workers: int = 2
    threads: int = 32
    backup_recipients: tuple[str, ...] = ()
    backup_passphrase_file: Path | None = None

    @property
    def on_loopback(self) -> bool:
        return _is_loopback(self.host)


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read the settings; raises :class:`SettingsError` on the first that makes no sense.

    Demo accounts have a password that everybody knows, so they exist only on a loopback ``HOST``,
    unless ``ANTRU_DEMO_ANYWHERE`` insists, and by default only on the embedded database.
    """
    host = environ.get("HOST", "127.0.0.1").strip()
    uri = environ.get("MONGODB_URI", "").strip() or None
    demo = _flag(environ, "ANTRU_DEMO", default=uri is None and _is_loopback(host))
    if demo and not _is_loopback(host) and not _flag(environ, "ANTRU_DEMO_ANYWHERE", default=False):
        raise SettingsError(
            f"ANTRU_DEMO=1 with HOST={host} would open accounts with a known password to the "
            "network. Set ANTRU_DEMO=0, or ANTRU_DEMO_ANYWHERE=1 if this is meant."
        )
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
        workers=_number(environ, "ANTRU_WORKERS", 2, 1, 64),
        threads=_number(environ, "ANTRU_THREADS", 32, 1, 256),
        backup_recipients=_words(environ, "ANTRU_BACKUP_RECIPIENTS"),
        backup_passphrase_file=_file(environ, "ANTRU_BACKUP_PASSPHRASE_FILE"),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
