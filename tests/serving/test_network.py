"""On a real network: TLS of today or nothing, to us and to MongoDB; stalled bodies hold nobody."""

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import time

import pytest
from pymongo.errors import PyMongoError

from service import mongod
from service.repositories.connection import connect
from service.serve import BODY_SECONDS, patient
from tests.certificates import Authority
from tests.serving.conftest import ROOT, START_SECONDS, breathe, free_port

STALLED = 20
PATIENCE = 15  # seconds; less than the service has with a stalled body


class Served:
    """``flask serve`` as an office runs it, without the demo."""

    def __init__(self, folder, **environ):
        self.folder, self.port = folder, free_port()
        known = {**os.environ, "DATA_DIR": str(folder), "PORT": str(self.port),
                 "ANTRU_DEMO": "0", **environ}  # fmt: skip
        known.pop("MONGODB_URI", None)
        self.said = (folder.parent / f"{folder.name}.said").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
            cwd=ROOT, env=known, stdout=self.said, stderr=self.said,
        )  # fmt: skip

    def ask(self, path="/readyz", trust=None, **headers):
        """The answer with its headers, ``None`` where nobody listens yet."""
        kind = http.client.HTTPSConnection if trust else http.client.HTTPConnection
        kwargs = {"context": trust} if trust else {}
        connection = kind("127.0.0.1", self.port, timeout=PATIENCE, **kwargs)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer
        except ConnectionRefusedError:
            return None
        finally:
            connection.close()

    def wait(self, trust=None):
        deadline = time.monotonic() + START_SECONDS
        while not ((answer := self.ask(trust=trust)) and answer.status == 200):
            assert time.monotonic() < deadline
            assert self.process.poll() is None, self.words()
            breathe()

    def words(self):
        self.said.seek(0)
        return self.said.read()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        mongod.stop(self.folder)
        self.said.close()


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def served_by_tls(tmp_path, authority):
    cert, key = authority.issue("antru.example")
    running = Served(tmp_path / "data", ANTRU_TLS_CERT=str(cert), ANTRU_TLS_KEY=str(key))
    try:
        running.wait(trusting(authority))
        yield running
    finally:
        running.stop()


def trusting(authority):
    return ssl.create_default_context(cafile=authority.file)


def test_tls_of_today_with_a_certificate_that_is_checked_and_nothing_else(
    served_by_tls, authority, tmp_path
):
    port = served_by_tls.port
    answer = served_by_tls.ask("/healthz", trusting(authority))
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000; includeSubDomains"
    with pytest.raises(ssl.SSLCertVerificationError):
        served_by_tls.ask("/healthz", trusting(Authority(tmp_path, "stranger")))
    with pytest.raises((http.client.HTTPException, OSError)):
        served_by_tls.ask("/healthz")
    older = trusting(authority)
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        older.maximum_version = ssl.TLSVersion.TLSv1_1
    older.set_ciphers("ALL:@SECLEVEL=0")
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        older.wrap_socket(plain, server_hostname="localhost")


@pytest.fixture
def served(tmp_path):
    running = Served(tmp_path / "data", HOST="0.0.0.0", ANTRU_HOSTS="127.0.0.1,antru.example")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_plain_http_off_loopback_is_warned_of_and_tells_no_version(served):
    assert served.words().count("Warning: HOST=0.0.0.0 is served without TLS") == 1
    answer = served.ask("/healthz")
    assert not any(letter.isdigit() for letter in answer.getheader("Server", ""))
    assert answer.getheader("X-Powered-By") is None


def test_nobody_who_is_no_proxy_is_believed_and_a_foreign_host_is_refused(served):
    answer = served.ask("/healthz", **{"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on"})
    assert answer.getheader("Strict-Transport-Security") is None
    assert served.ask("/healthz", Host="evil.example").status == 400
    assert served.ask("/healthz", Host="antru.example").status == 200


def test_stalled_uploads_do_not_hold_up_the_next_request(served):
    stalled = []
    try:
        for _ in range(STALLED):
            body = socket.create_connection(("127.0.0.1", served.port), timeout=30)
            body.sendall(
                b"POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                b"Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
            )
            stalled.append(body)
        for _ in range(STALLED):
            assert served.ask("/readyz").status == 200
    finally:
        for body in stalled:
            body.close()


def test_who_stalls_in_the_middle_of_a_body_is_let_go():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        patient(lambda *_: [])({"gunicorn.socket": ours}, None)
        assert ours.gettimeout() == BODY_SECONDS
    assert PATIENCE < BODY_SECONDS


@pytest.fixture
def mongod_by_tls(tmp_path, authority):
    """A MongoDB that takes TLS only, on a port of its own."""
    cert, key = authority.issue("mongo.example")
    both = tmp_path / "both.pem"
    both.write_bytes(cert.read_bytes() + key.read_bytes())
    (tmp_path / "db").mkdir()
    port = free_port()
    process = subprocess.Popen(
        [mongod.binary(), "--dbpath", tmp_path / "db", "--port", str(port), "--nounixsocket",
         "--bind_ip", "127.0.0.1", "--tlsMode", "requireTLS", "--tlsCertificateKeyFile", both,
         "--tlsCAFile", authority.file, "--tlsAllowConnectionsWithoutCertificates",
         "--logpath", tmp_path / "mongod.log", "--wiredTigerCacheSizeGB", "0.25"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield f"mongodb://127.0.0.1:{port}/?directConnection=true"
    process.terminate()
    process.wait(60)


def pinged(uri, patience=500):
    database = connect(f"{uri}&serverSelectionTimeoutMS={patience}", "antru")
    try:
        return database.client.admin.command("ping")["ok"]
    finally:
        database.client.close()


def test_mongodb_s_tls_is_set_by_its_address_and_its_certificate_is_checked(
    mongod_by_tls, authority, tmp_path
):
    known = f"{mongod_by_tls}&tls=true&tlsCAFile={authority.file}"
    assert pinged(known, patience=30_000) == 1
    strange = Authority(tmp_path, "stranger").file
    for refused in (mongod_by_tls, f"{mongod_by_tls}&tls=true",
                    f"{mongod_by_tls}&tls=true&tlsCAFile={strange}"):  # fmt: skip
        with pytest.raises(PyMongoError):
            pinged(refused)
