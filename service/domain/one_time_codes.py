"""Codes that count once: those of an authenticator (TOTP, RFC 6238) and those for its loss."""

import datetime as dt
import hmac

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1  # how far a telephone's clock may be off
RECOVERY_CODES = 10
RECOVERY_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
RECOVERY_LENGTH = 10


def step_of(secret: str, code: str, now: dt.datetime) -> int | None:
    """The 30-second step whose code this is, now or one step off; ``None`` when it is none."""
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    steps = range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1)
    right = [step for step in steps
             if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode())]  # fmt: skip
    return right[-1] if right else None


def is_of_authenticator(code: str) -> bool:
    """Whether the code has the form of an authenticator's, not of a recovery code."""
    return len(code) == 6 and code.isascii() and code.isdigit()


def plain(code: str) -> str:
    """A code without what people put between its letters."""
    return code.replace(" ", "").replace("-", "").upper()


def enrolment_uri(secret: str, username: str) -> str:
    """What an authenticator reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="An Trú")


def written(letters: str) -> str:
    """A recovery code as it is shown: two halves."""
    half = RECOVERY_LENGTH // 2
    return f"{letters[:half]}-{letters[half:]}"
