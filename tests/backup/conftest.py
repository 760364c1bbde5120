"""A database worth keeping, somebody who holds the key, and another database to restore into."""

import datetime as dt
import uuid
from contextlib import contextmanager

import pytest
from pymongo import MongoClient
from pyrage.x25519 import Identity

from service import mongod
from service.documents.age import KeyFile, Recipients
from service.repositories.connection import connect, named
from service.repositories.holdings import Holdings
from service.usecases.backup import take_backup
from service.usecases.restore import restore
from tests.builders import CALLED, a_flag, a_visit

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
RESTORED = "antru_restored"


def quiet(_done, _whole):
    """Nobody watches."""


@contextmanager
def no_bar(_title):
    yield quiet


@pytest.fixture
def root(data_dir, app):
    """Who may do everything in the test's MongoDB."""
    client = MongoClient(mongod.Place(data_dir / "mongod").uri("root"))
    yield client
    client.close()


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key.txt"
    path.write_text(f"# made for a test\n{Identity.generate()}\n")
    return path


@pytest.fixture
def lock(key_file):
    key = Identity.from_str(key_file.read_text().split("\n")[1])
    return Recipients((str(key.to_public()),))


@pytest.fixture
def opens(key_file):
    return KeyFile(key_file)


@pytest.fixture
def house(app, root):
    """Everything there is, with an audit log of its own that starts empty."""
    found = app.extensions["an-tru"]
    before = {name: root["antru_app_audit"][name] for name in
              root["antru_app_audit"].list_collection_names()}  # fmt: skip
    for rows in before.values():
        rows.delete_many({})
    return found


@pytest.fixture
def empty(mongodb_uri, root):
    """Another database of the same server, with nothing in it."""
    for name in (RESTORED, f"{RESTORED}_audit"):
        root.drop_database(name)
    database = connect(mongodb_uri, RESTORED)
    yield Holdings(database)
    database.client.close()
    for name in (RESTORED, f"{RESTORED}_audit"):
        root.drop_database(name)


@pytest.fixture
def kept(house, root, inspector, hotel):
    """Two visits, one of them flagged, and an audit entry in the database next door."""
    inspector.put_new("/visits", a_visit(hotel["id"], remarks="CANARY-OPEN"))
    inspector.put_new("/visits", flagged(hotel["id"]))
    named(house.database.client, "antru_app_audit").kept_entries.insert_many(
        [{"_id": number, "what": "read"} for number in range(3)]
    )
    yield house
    root["antru_app_audit"].kept_entries.delete_many({})


def flagged(place):
    flag = a_flag(description="CANARY-SEALED")
    return a_visit(place, flags=[flag], emergency_call=CALLED, remarks=str(uuid.uuid4()))


@pytest.fixture
def back_up(house, lock, tmp_path):
    """Takes a backup; ``progress`` is called as documents are written."""

    def take(progress=quiet, lock=lock, name="kept.backup"):
        data_dir = house.settings.data_dir
        file = tmp_path / name
        take_backup(house.holdings(), data_dir, file, lock, NOW, progress, quiet)
        return file

    return take


@pytest.fixture
def put_back(empty, tmp_path, opens):
    """Restores into the empty database and a new data folder."""

    def put(file, holdings=empty, opens=opens, bar=no_bar):
        return restore(holdings, tmp_path / "new-data", file, opens, NOW, bar)

    return put


def everything(holdings, but=()):
    """Every document of every collection that has any, as raw BSON in the order of ids."""
    return {
        name: b"".join(holdings.parts(*name.split("/"), but="none"))
        for name in holdings.filled()
        if name not in but
    }
