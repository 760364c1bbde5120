"""Settings of mail: all of them or none, and no password where it could be read."""

import pytest

from service.settings import SettingsError, settings_from

WHOLE = {
    "ANTRU_SMTP_URL": "smtps://smtp.langson.invalid",
    "ANTRU_MAIL_FROM": "antru@langson.invalid",
    "ANTRU_BASE_URL": "https://antru.langson.invalid/",
}


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password"
    path.write_text("bí mật".encode("ascii", "ignore").decode() + "\n")
    return str(path)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtps://smtp.langson.invalid", ("smtp.langson.invalid", 465, "from_start")),
        ("smtp://smtp.langson.invalid", ("smtp.langson.invalid", 587, "starttls")),
        ("smtp://10.0.0.7:2525", ("10.0.0.7", 2525, "starttls")),
        ("smtp://127.0.0.1", ("127.0.0.1", 25, "none")),
        ("smtp://[::1]:26/", ("::1", 26, "none")),
    ],
)
def test_a_server_elsewhere_is_reached_by_tls_alone(url, found):
    mail = settings_from({**WHOLE, "ANTRU_SMTP_URL": url}).mail
    assert (mail.host, mail.port, mail.tls) == found
    assert (mail.sender, mail.base) == ("antru@langson.invalid", "https://antru.langson.invalid")


def test_the_password_comes_from_a_file_and_is_not_shown(password_file):
    url = "smtp://an%40tru@127.0.0.1"
    named = {**WHOLE, "ANTRU_SMTP_URL": url, "ANTRU_SMTP_PASSWORD_FILE": password_file}
    settings = settings_from(named)
    assert (settings.mail.user, settings.mail.password) == ("an@tru", "b mt")
    assert settings.mail.tls == "starttls"
    assert "b mt" not in repr(settings)


def test_without_a_server_no_mail_is_sent():
    assert settings_from({}).mail is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"ANTRU_SMTP_URL": ""}, "ANTRU_MAIL_FROM is set"),
        ({"ANTRU_SMTP_URL": "smtp.langson.invalid"}, "ANTRU_SMTP_URL"),
        ({"ANTRU_SMTP_URL": "https://smtp.langson.invalid"}, "ANTRU_SMTP_URL"),
        ({"ANTRU_SMTP_URL": "smtp://smtp.langson.invalid:99999"}, "ANTRU_SMTP_URL"),
        ({"ANTRU_SMTP_URL": "smtp://smtp.langson.invalid/x"}, "ANTRU_SMTP_URL"),
        ({"ANTRU_SMTP_URL": "smtps://a:b@smtp.langson.invalid"}, "hold no password"),
        ({"ANTRU_SMTP_URL": "smtps://a@smtp.langson.invalid"}, "ANTRU_SMTP_PASSWORD_FILE"),
        ({"ANTRU_SMTP_PASSWORD_FILE": "/nowhere"}, "ANTRU_SMTP_PASSWORD_FILE"),
        ({"ANTRU_SMTP_CA": "/nowhere"}, "ANTRU_SMTP_CA"),
        ({"ANTRU_MAIL_FROM": ""}, "ANTRU_MAIL_FROM"),
        ({"ANTRU_MAIL_FROM": "An Trú <antru@langson.invalid>"}, "ANTRU_MAIL_FROM"),
        ({"ANTRU_MAIL_FROM": "a@b\nBcc: c@d"}, "ANTRU_MAIL_FROM"),
        ({"ANTRU_BASE_URL": ""}, "ANTRU_BASE_URL"),
        ({"ANTRU_BASE_URL": "http://antru.langson.invalid"}, "ANTRU_BASE_URL"),
        ({"ANTRU_BASE_URL": "https://antru.langson.invalid/a"}, "ANTRU_BASE_URL"),
    ],
    ids=str,
)
def test_half_a_setting_or_a_wrong_one_is_named(changes, named):
    with pytest.raises(SettingsError, match=named):
        settings_from({**WHOLE, **changes})


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff", "bí mật".encode()], ids=str)
def test_a_password_file_must_hold_a_password(tmp_path, content):
    path = tmp_path / "password"
    path.write_bytes(content)
    named = {"ANTRU_SMTP_URL": "smtps://a@b.invalid", "ANTRU_SMTP_PASSWORD_FILE": str(path)}
    with pytest.raises(SettingsError, match="ANTRU_SMTP_PASSWORD_FILE"):
        settings_from({**WHOLE, **named})
