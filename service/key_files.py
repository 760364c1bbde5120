"""All files of a data folder that are not MongoDB's: the server's keys, without which sealed
fields cannot be read. They are found, not listed, so that a later key cannot be forgotten."""

from pathlib import Path, PurePosixPath

from service.domain.backup import BackupRefused
from service.secret_files import make_once

KEY_MOST = 64 * 1024  # bytes
DATABASE_FOLDER = "mongod"
PASSING = {".new", ".part", ".lock"}


def key_files(data_dir: Path) -> dict[str, bytes]:
    """Content by path below the folder."""
    return {
        path.relative_to(data_dir).as_posix(): path.read_bytes()
        for path in sorted(data_dir.rglob("*"))
        if _is_key(path, data_dir)
    }


def refuse_other_keys(data_dir: Path, kept: dict[str, bytes]) -> None:
    """A key of another content is never written over."""
    for name, content in kept.items():
        path = _within(data_dir, name)
        if path.exists() and path.read_bytes() != content:
            raise BackupRefused(
                f"{path} holds another key than the backup. Restore into a new, empty DATA_DIR, "
                "or move that file away if nothing needs it any more."
            )


def put_keys(data_dir: Path, kept: dict[str, bytes]) -> None:
    """Write the keys that are absent, for their owner alone."""
    refuse_other_keys(data_dir, kept)
    for name, content in kept.items():
        make_once(_within(data_dir, name), content)


def _is_key(path: Path, data_dir: Path) -> bool:
    if path.relative_to(data_dir).parts[0] == DATABASE_FOLDER or path.suffix in PASSING:
        return False
    return path.is_file() and path.stat().st_size <= KEY_MOST


def _within(data_dir: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or parts[0] in ("/", DATABASE_FOLDER):
        raise BackupRefused(f"The backup names a key {name!r} outside the data folder.")
    return data_dir.joinpath(*parts)
