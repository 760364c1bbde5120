"""The drill: a backup under load, the data folder destroyed, everything back from the file."""

import base64
import json
import shutil
import threading
import uuid

import pytest
from pyrage.x25519 import Identity

from service.domain.demo_cast import DEMO_PASSWORD
from tests.builders import CALLED, a_flag, a_visit, an_establishment
from tests.serving.conftest import Server

FIGURES = "/api/v1/summaries/preview?period=2026-Q4"


@pytest.fixture
def key(tmp_path):
    """A file of an age key, and the settings that seal for it: a passphrase takes a second each."""
    made = Identity.generate()
    path = tmp_path / "key.txt"
    path.write_text(f"{made}\n")
    return path, {"ANTRU_BACKUP_RECIPIENTS": str(made.to_public())}


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path / "data")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def signed_in(server, name):
    body = {"username": name, "password": DEMO_PASSWORD}
    status, session = server.call("POST", "/api/v1/auth/login", body)
    assert status == 200
    return session["access_token"]


def claims_of(receipt):
    """What a receipt vouches for, whenever it was issued, and the key that signed it."""
    head, body, _ = (base64.urlsafe_b64decode(part + "==") for part in receipt.split("."))
    claims = json.loads(body)
    del claims["issued_at"]
    return json.loads(head)["kid"], claims


@pytest.mark.slow
def test_all_is_back_after_the_data_folder_was_destroyed(server, tmp_path, key):
    opener, known = key
    token = signed_in(server, "inspector")
    place = str(uuid.uuid4())
    server.call("PUT", f"/api/v1/establishments/{place}", an_establishment(), token)
    sent, stop = {}, threading.Event()

    def send(key):
        visit = a_visit(place, remarks=key, flags=[a_flag()], emergency_call=CALLED)
        status, answer = server.call("PUT", f"/api/v1/visits/{key}", visit, token)
        assert status == 201
        sent[key] = (visit, answer)

    def keep_sending():
        while not stop.is_set():
            send(str(uuid.uuid4()))

    for _ in range(3):
        send(str(uuid.uuid4()))
    before = dict(sent)
    sender = threading.Thread(target=keep_sending)
    sender.start()
    file = tmp_path / "kept.backup"
    told = server.command("backup", file, **known)
    stop.set()
    sender.join()
    assert "read back and right" in told.stdout
    assert "keys.json" in told.stdout
    assert "is whole" in server.command("backup", "--check", file, "--identity", opener).stdout

    server.stop()
    stopped = tmp_path / "stopped.backup"  # MongoDB tells no time just after its start.
    assert "read back and right" in server.command("backup", stopped, **known).stdout
    shutil.rmtree(tmp_path / "data")
    told = server.command("restore", file, "--identity", opener)
    assert "Restored into antru" in told.stdout

    restored = Server(tmp_path / "data")
    try:
        restored.wait()
        again = signed_in(restored, "inspector")
        for key, (visit, answer) in before.items():
            status, now = restored.call("PUT", f"/api/v1/visits/{key}", visit, again)
            assert status == 200
            assert claims_of(now["receipt"]) == claims_of(answer["receipt"])
        for key, (visit, _) in sent.items():
            status, _ = restored.call("PUT", f"/api/v1/visits/{key}", visit, again)
            assert status in (200, 201)
        reporter = signed_in(restored, "reporter")
        figures = restored.call("GET", FIGURES, token=reporter)[1]["figures"]
        assert figures["C2a"]["value"] == len(sent)
        reviewer = signed_in(restored, "reviewer")
        (case,) = restored.call("GET", "/api/v1/cases", token=reviewer)[1]["items"]
        opened = restored.call("GET", f"/api/v1/cases/{case['id']}", token=reviewer)[1]
        assert a_flag()["description"] in str(opened)
        refused = restored.command("restore", file, "--identity", opener, check=False)
        assert refused.returncode == 1
        assert "not empty" in refused.stderr
        assert "Traceback" not in refused.stderr
    finally:
        restored.stop()


def test_the_commands_say_in_one_line_what_is_wrong(server, tmp_path):
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("sương sớm Mẫu Sơn\n")
    known = {"ANTRU_BACKUP_PASSPHRASE_FILE": str(passphrase)}
    nowhere = str(tmp_path / "nowhere")
    for words, environ, told in (
        (("backup", tmp_path / "x"), {**known, "DATA_DIR": nowhere}, "holds no database"),
        (("restore", tmp_path / "absent"), known, "There is no file"),
        (("restore", passphrase), known, "no backup"),
        (("backup", tmp_path / "x", "--recipient", "age1no"), {}, "age-keygen"),
    ):
        done = server.command(*words, check=False, **environ)
        assert done.returncode == 1
        assert told in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "x").exists()
