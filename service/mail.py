"""Handing mail to an SMTP server."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from service.domain.letters import NotTaken
from service.mail_settings import MailSettings

STEP_SECONDS = 20  # that the server may say nothing at any step
FOR_GOOD = 500  # codes from here on; below, it may take the mail later (RFC 5321, 4.2.1)


class Post:
    """The office's mail server."""

    def __init__(self, settings: MailSettings, step_seconds: float = STEP_SECONDS) -> None:
        self.sender, self.base = settings.sender, settings.base
        self._settings = settings
        self._seconds = step_seconds

    def send(self, mail: EmailMessage) -> None:
        """Return once the server took it; raises :class:`NotTaken`.

        A connection that is lost after the last word counts as not taken: better twice than never.
        What is refused of us, not of the mail, is for somebody to mend, and not for good.
        """
        try:
            server = self._opened()
            try:
                server.send_message(mail)
                with suppress(smtplib.SMTPException):
                    server.quit()
            finally:
                server.close()
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPResponseException as error:
            raise NotTaken(_said(error.smtp_code, error.smtp_error), away=True) from None
        except OSError as error:  # smtplib's own errors among them.
            raise NotTaken(str(error) or type(error).__name__, away=True) from None

    def _opened(self) -> smtplib.SMTP:
        chosen = self._settings
        name = chosen.sender.rpartition("@")[2]
        where = {"host": chosen.host, "port": chosen.port, "local_hostname": name}
        trusted = ssl.create_default_context(cafile=chosen.ca and str(chosen.ca))
        if chosen.tls == "from_start":
            server: smtplib.SMTP = smtplib.SMTP_SSL(**where, timeout=self._seconds, context=trusted)
        else:
            server = smtplib.SMTP(**where, timeout=self._seconds)
        try:
            if chosen.tls == "starttls":
                server.starttls(context=trusted)
            if chosen.user:
                server.login(chosen.user, chosen.password)
        except BaseException:
            server.close()
            raise
        return server


def _refused(code: int, text: bytes) -> NotTaken:
    return NotTaken(_said(code, text), for_good=code >= FOR_GOOD)


def _said(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
