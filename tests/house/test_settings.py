"""Settings: few, read once, refused when they make no sense."""

import pytest

from service.settings import SettingsError, settings_from


def test_without_any_it_serves_the_demo_on_loopback():
    settings = settings_from({})
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8000, True)
    assert settings.mongodb_uri is None


@pytest.mark.parametrize(
    ("environ", "demo"),
    [
        ({"HOST": "0.0.0.0"}, False),
        ({"HOST": "::1"}, True),
        ({"HOST": "localhost", "ANTRU_DEMO": "0"}, False),
        ({"MONGODB_URI": "mongodb://db/?replicaSet=rs0"}, False),
        ({"MONGODB_URI": "mongodb://db/?replicaSet=rs0", "ANTRU_DEMO": "1"}, True),
        ({"HOST": "10.0.0.5", "ANTRU_DEMO": "1", "ANTRU_DEMO_ANYWHERE": "1"}, True),
    ],
)
def test_demo_accounts_are_for_loopback_unless_somebody_insists(environ, demo):
    assert settings_from(environ).demo is demo


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"HOST": "10.0.0.5", "ANTRU_DEMO": "1"}, "ANTRU_DEMO"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "http"}, "PORT"),
        ({"ANTRU_DEMO": "perhaps"}, "ANTRU_DEMO"),
        ({"MONGODB_URI": "postgres://db"}, "MONGODB_URI"),
        ({"ANTRU_PROVINCE": "Lạng Sơn"}, "ANTRU_PROVINCE"),
        ({"ANTRU_DATABASE": "a b"}, "ANTRU_DATABASE"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(environ, named):
    with pytest.raises(SettingsError, match=named):
        settings_from(environ)
