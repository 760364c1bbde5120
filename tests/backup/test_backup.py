"""Backups: of one moment, sealed, whole or refused, and put back document for document."""

import json
import subprocess
import tarfile
import threading
import time

import pytest
from gridfs import GridFSBucket
from pymongo import IndexModel
from pymongo.errors import WriteError

from service.documents import backup_file
from service.documents.age import Passphrase, Recipients
from service.domain.backup import BackupRefused
from service.usecases.backup import check_backup, take_backup
from tests.backup.conftest import NOW, everything, flagged, quiet

RESTORES = ("app/restores",)


def sealed_spans(file):
    """Where the sealed parts lie in the file."""
    with tarfile.open(file) as outer:
        return [range(part.offset_data, part.offset_data + part.size)
                for part in outer if part.name.endswith(".age")]  # fmt: skip


def test_what_is_put_back_is_the_same_document_for_document(kept, back_up, put_back, empty):
    put_back(back_up())
    found = everything(kept.holdings(), but=RESTORES)
    assert found == everything(empty, but=RESTORES)
    assert {"app/visits", "app/flag_sheets", "app/cases", "audit/kept_entries"} <= set(found)


def test_a_collection_that_nobody_listed_is_kept_with_its_rules_and_its_files(
    kept, back_up, put_back, empty
):
    database = kept.database
    database.create_collection("made_later", validator={"n": {"$gte": 1}})
    try:
        database.made_later.insert_one({"n": 1})
        GridFSBucket(database, "photos").upload_from_stream("a", b"x" * 700_000)
        put_back(back_up())
        restored = empty.databases["app"]
        assert restored["photos.chunks"].count_documents({}) == 3
        with pytest.raises(WriteError):
            restored.made_later.insert_one({"n": 0})
    finally:
        for name in ("made_later", "photos.files", "photos.chunks"):
            database.drop_collection(name)


def test_a_database_of_a_version_that_knew_no_restores_is_kept_too(empty, lock, tmp_path):
    empty.databases["app"].visits.insert_one({"_id": 1})
    file = tmp_path / "earlier.backup"
    told = take_backup(empty, tmp_path / "data", file, lock, NOW, quiet, quiet)
    assert told["parts"]["app/visits"]["documents"] == 1


def test_a_backup_is_of_one_moment_while_visits_come_in(
    kept, inspector, hotel, back_up, put_back, empty
):
    sent, stop = [], threading.Event()

    def send():
        while not stop.is_set():
            assert inspector.put_new("/visits", flagged(hotel["id"])).status_code == 201
            sent.append(1)

    def more(_done, _whole):
        """Each collection is read while visits were stored since the one before."""
        until = len(sent) + 2
        while len(sent) < until and writer.is_alive():
            time.sleep(0.001)

    writer = threading.Thread(target=send)
    writer.start()
    try:
        file = back_up(progress=more)
    finally:
        stop.set()
        writer.join()
    put_back(file)
    database = empty.databases["app"]
    visits = {row["_id"] for row in database.visits.find()}
    sheets = {row["_id"] for row in database.flag_sheets.find()}
    (case,) = database.cases.find()
    assert sheets == {entry["visit"] for entry in case["visits"]}
    assert len(visits) == len(sheets) + 1
    assert len(sheets) < kept.repos.flag_sheets.rows.count_documents({})


def test_nothing_of_it_can_be_read_in_the_file(kept, back_up):
    raw = back_up().read_bytes()
    sealed = kept.keys.receipt.as_dict(private=True)["d"]
    for canary in (b"CANARY", b"inspector", b"visits", b"Hoa", sealed.encode()):
        assert canary not in raw


def test_only_its_owner_may_read_the_file(kept, back_up):
    assert back_up().stat().st_mode & 0o077 == 0


def test_a_passphrase_opens_it_and_another_does_not(kept, back_up, put_back, empty):
    file = back_up(lock=Passphrase("sương sớm Mẫu Sơn"))
    with pytest.raises(BackupRefused, match="This passphrase does not open"):
        put_back(file, opens=Passphrase("sương chiều Mẫu Sơn"))
    assert empty.filled() == {}
    put_back(file, opens=Passphrase("sương sớm Mẫu Sơn"))
    assert empty.filled()["app/visits"] == 2


def test_a_short_passphrase_and_a_recipient_that_is_none_are_refused(kept, back_up, tmp_path):
    with pytest.raises(BackupRefused, match="12 characters"):
        Passphrase("ngắn")
    with pytest.raises(BackupRefused, match="age-keygen"):
        back_up(lock=Recipients(("age1nobody",)))
    assert not list(tmp_path.glob("*.backup"))


def test_the_standard_age_command_opens_it(kept, back_up, key_file, tmp_path):
    file = back_up()
    script = f"""set -e -o pipefail; cd {tmp_path}; tar xf {file}
        age -d -i {key_file} key.age > opened.txt
        age -d -i opened.txt contents.tar.gz.age | tar xz"""
    subprocess.run(["bash", "-c", script], check=True, timeout=60)
    told = json.loads((tmp_path / "manifest.json").read_text())["parts"]["app/visits"]
    assert told["documents"] == 2
    assert b"CANARY-OPEN" in b"".join(
        part.read_bytes() for part in (tmp_path / "app/visits").iterdir()
    )


@pytest.mark.parametrize("kept_share", [0, 0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused(kept, back_up, put_back, empty, kept_share):
    file = back_up()
    content = file.read_bytes()[: sealed_spans(file)[-1].stop]
    for length in (int(len(content) * kept_share), len(content) - 1):
        file.write_bytes(content[:length])
        with pytest.raises(BackupRefused, match="damaged, cut short"):
            put_back(file)
        assert empty.filled() == {}


def test_a_file_with_a_flipped_byte_is_refused(kept, back_up, put_back, empty):
    file = back_up()
    whole = file.read_bytes()
    for place in (
        span[len(span) * tenth // 10] for span in sealed_spans(file) for tenth in range(10)
    ):
        damaged = bytearray(whole)
        damaged[place] ^= 0x20
        file.write_bytes(damaged)
        with pytest.raises(BackupRefused):
            put_back(file)
        assert empty.filled() == {}, place


def test_a_seal_that_was_opened_and_closed_again_shows_what_is_missing(kept, lock, tmp_path):
    """Somebody with the key takes documents out, or the end."""
    for manifest, words in (({"app/visits": {"documents": 1}}, "app/visits"), (None, "manifest")):
        file = tmp_path / f"forged-{words.replace('/', '')}.backup"
        with backup_file.written(file, lock) as (contents, key):
            contents.add_json("head.json", {"format": 1, "id": "x"})
            if manifest:
                contents.add_json("manifest.json", {"parts": manifest})
        with pytest.raises(BackupRefused, match=words):
            check_backup(file, key, quiet)


def test_one_of_a_later_format_asks_to_update(lock, tmp_path):
    file = tmp_path / "later.backup"
    with backup_file.written(file, lock) as (contents, key):
        contents.add_json("head.json", {"format": 2, "id": "x", "app_version": "9.1"})
    with pytest.raises(BackupRefused, match=r"later version \(9\.1\). Update first"):
        check_backup(file, key, quiet)


def test_a_file_that_is_there_is_not_written_over(kept, back_up):
    file = back_up()
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="none is overwritten"):
        back_up()
    assert file.read_bytes() == before


def test_a_backup_does_not_go_where_it_would_be_lost_with_the_data(kept, back_up):
    inside = kept.settings.data_dir / "x.backup"
    with pytest.raises(BackupRefused, match="lost with it"):
        back_up(name=inside)
    with pytest.raises(BackupRefused, match="no folder"):
        back_up(name="nowhere/x.backup")


def test_an_empty_database_is_not_backed_up_as_if_it_were_one(empty, lock, tmp_path):
    with pytest.raises(BackupRefused, match="holds nothing"):
        take_backup(empty, tmp_path / "data", tmp_path / "x", lock, NOW, quiet, quiet)


def test_one_that_was_interrupted_leaves_no_file(kept, back_up, tmp_path):
    def interrupted(_done, _whole):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(progress=interrupted)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_an_index_that_is_made_meanwhile_makes_it_begin_again(kept, back_up, put_back, empty):
    made = []

    def index_once(_done, _whole):
        if not made:
            made.append(kept.database.visits.create_indexes([IndexModel("remarks")])[0])

    try:
        file = back_up(progress=index_once)
    finally:
        kept.database.visits.drop_index(made[0])
    put_back(file)
    assert empty.filled()["app/visits"] == 2


def test_one_that_takes_longer_than_the_past_is_kept_says_what_to_raise(kept, root, back_up):
    def window(seconds):
        root.admin.command("setParameter", 1, minSnapshotHistoryWindowInSeconds=seconds)

    def slow(_done, _whole):
        window(0)
        for _ in range(20):
            kept.database.country.update_one({"_id": "x"}, {"$inc": {"n": 1}}, upsert=True)

    try:
        with pytest.raises(BackupRefused, match="minSnapshotHistoryWindowInSeconds"):
            back_up(progress=slow)
    finally:
        window(300)
        kept.database.country.delete_one({"_id": "x"})
