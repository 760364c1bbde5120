"""A house that is no demo: people settle passwords and second factors of their own."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pyotp
from flask import Flask

from service.domain.demo_cast import DEMO_PASSWORD
from tests.people import Person

LOGIN = "/api/v1/auth/login"


class Authenticator:
    """The application on somebody's telephone; hands out each code once."""

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret)
        self.step = 0

    def code(self) -> str:
        """The next code that the server would still take."""
        current = int(dt.datetime.now(dt.UTC).timestamp()) // 30
        self.step = max(self.step + 1, current - 1)
        return self.totp.generate_otp(self.step)


def be_strict(repos: Any) -> None:
    """From here on as without ``ANTRU_DEMO``."""
    repos.policy = replace(repos.policy, demo=False)


def login(app: Flask, username: str, **more: Any) -> Any:
    body = {"username": username, "password": DEMO_PASSWORD, **more}
    return app.test_client().post(LOGIN, json=body)


def enrolled(app: Flask, username: str) -> tuple[Person, Authenticator, list[str]]:
    """Somebody who has just enrolled: who asks, their telephone, their recovery codes."""
    person = Person(app, login(app, username).json["access_token"])
    telephone = Authenticator(person.post("/me/second-factor").json["secret"])
    told = person.post("/me/second-factor/confirmation", {"otp": telephone.code()})
    assert told.status_code == 200, told.json
    return person, telephone, told.json["recovery_codes"]
