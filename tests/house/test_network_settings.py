"""Settings for a real network: TLS, proxies, names; each refused where it makes no sense."""

import pytest

from service.settings import Settings, SettingsError, settings_from
from tests.certificates import Authority


@pytest.fixture
def issued(tmp_path):
    return Authority(tmp_path).issue("antru.example")


def test_a_certificate_and_its_key_are_taken_together(issued):
    cert, key = issued
    settings = settings_from({"ANTRU_TLS_CERT": str(cert), "ANTRU_TLS_KEY": str(key)})
    assert (settings.tls_cert, settings.tls_key) == (cert, key)


def test_half_a_pair_a_lost_file_and_another_s_key_are_refused(issued, tmp_path):
    cert, key = map(str, issued)
    _, other = Authority(tmp_path, "other").issue("other.example")
    for environ, told in (
        ({"ANTRU_TLS_CERT": cert}, "both or neither"),
        ({"ANTRU_TLS_KEY": key}, "both or neither"),
        ({"ANTRU_TLS_CERT": cert, "ANTRU_TLS_KEY": f"{key}.lost"}, "no such file"),
        ({"ANTRU_TLS_CERT": cert, "ANTRU_TLS_KEY": str(other)}, "cannot be used together"),
        ({"ANTRU_TLS_CERT": key, "ANTRU_TLS_KEY": key}, "cannot be used together"),
    ):
        with pytest.raises(SettingsError, match=told):
            settings_from(environ)


@pytest.mark.parametrize("proxies", ["-1", "10", "yes"])
def test_proxies_are_counted(proxies):
    with pytest.raises(SettingsError, match="ANTRU_PROXIES"):
        settings_from({"ANTRU_PROXIES": proxies})


@pytest.mark.parametrize("hosts", ["https://a.example", "a.example:443", "*", "a/b", "a b", "ạ.vn"])
def test_hosts_are_bare_names(hosts):
    with pytest.raises(SettingsError, match="ANTRU_HOSTS"):
        settings_from({"ANTRU_HOSTS": f"ok.example, {hosts}"})


def test_several_hosts_are_told_apart():
    assert settings_from({"ANTRU_HOSTS": "a.example, 10.0.0.5,"}).hosts == ("a.example", "10.0.0.5")


def test_loopback_behind_a_proxy_is_no_place_for_the_demo():
    assert settings_from({"ANTRU_PROXIES": "1"}).demo is False
    with pytest.raises(SettingsError, match="ANTRU_PROXIES=1 would open accounts"):
        settings_from({"ANTRU_PROXIES": "1", "ANTRU_DEMO": "1"})


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(), []),
        (Settings(host="10.0.0.5"), ["without TLS", "ANTRU_HOSTS"]),
        (Settings(host="10.0.0.5", proxies=1, hosts=("a",)), []),
        (Settings(proxies=1), ["ANTRU_HOSTS"]),
    ],
)
def test_what_should_not_be_so_on_a_network_is_told_in_a_line_each(settings, told):
    warnings = settings.warnings()
    assert len(warnings) == len(told)
    for warning, words in zip(warnings, told, strict=True):
        assert words in warning
        assert "\n" not in warning


def test_a_passphrase_file_that_is_not_there_is_named():
    with pytest.raises(SettingsError, match=r"ANTRU_BACKUP_PASSPHRASE_FILE.*no such file"):
        settings_from({"ANTRU_BACKUP_PASSPHRASE_FILE": "/nowhere/words"})
