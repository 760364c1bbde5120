"""A real mail server on loopback, and notices for it to carry."""

import datetime as dt
import email
import email.policy
import socket
from contextlib import suppress

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from service.domain.notices import notice_of
from service.mail import Post
from service.mail_settings import MailSettings
from tests.serving.conftest import free_port

NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LATER = NOW + 4 * MINUTE  # when what was gathered NOW is due
SENDER = "antru@langson.invalid"
BASE = "https://antru.langson.invalid"
STEP_SECONDS = 0.4


class Mailbox:
    """What the server does with mail: it takes it into ``taken``, or answers as it is told."""

    def __init__(self):
        self.taken, self.users = [], []
        self.says = {}  # an answer by step: RCPT, DATA; ``lost`` cuts the line after DATA
        self.after_data = lambda: None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if "RCPT" in self.says:
            return self.says["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if self.says.get("DATA", "lost") != "lost":
            return self.says["DATA"]
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((envelope.rcpt_tos, mail))
        self.after_data()
        if "DATA" in self.says:
            server.transport.abort()
        return "250 OK"

    def signs_in(self, _server, _session, _envelope, _mechanism, data):
        self.users.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == "right", handled=False)

    @property
    def ids(self):
        return [mail["Message-ID"] for _, mail in self.taken]


class OnTls(Controller):
    """From the first byte, or after STARTTLS, as ``requires`` says; signing in is a must."""

    def __init__(self, mailbox, context, *, from_start):
        self.starttls = None if from_start else context
        super().__init__(
            mailbox, "127.0.0.1", free_port(), ssl_context=context if from_start else None
        )

    def factory(self):
        return SMTP(
            self.handler, tls_context=self.starttls, require_starttls=self.starttls is not None,
            auth_required=True, auth_require_tls=self.starttls is not None,
            authenticator=self.handler.signs_in,
        )  # fmt: skip


@pytest.fixture(scope="session")
def running():
    mailbox = Mailbox()
    controller = Controller(mailbox, "127.0.0.1", free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def mailbox(running):
    running.handler.__init__()
    return running.handler


def a_server(port, **changes):
    return MailSettings(
        **{"host": "127.0.0.1", "port": port, "tls": "none", "sender": SENDER, "base": BASE,
           **changes}
    )  # fmt: skip


@pytest.fixture
def post(running, mailbox):
    """The way to the mail server."""
    return Post(a_server(running.port), STEP_SECONDS)


@pytest.fixture
def down():
    """The way to a port where nobody listens."""
    return Post(a_server(free_port()), STEP_SECONDS)


@pytest.fixture
def hanging():
    """The way to a server that says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield Post(a_server(listening.getsockname()[1]), STEP_SECONDS)
    with suppress(OSError):
        listening.close()


@pytest.fixture
def told(leader):
    """A leader who has an address."""
    assert leader.patch("/me", {"email": "lanh.dao@langson.invalid"}).status_code == 200
    return "leader"


def waits(repos, about="x", role="leader", by="reviewer", at=NOW, **facts):
    """A notice that nobody was told of yet."""
    notice = notice_of("glass_broken", role, by, at, about=about, **facts)
    assert repos.notices.insert(notice)
    return notice["_id"]


def one_letter(repos):
    (letter,) = repos.letters.rows.find()
    return letter
