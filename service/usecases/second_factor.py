"""The second factor: enrolled, asked for, used once, made anew, reset."""

import datetime as dt
import hashlib
import hmac
import io
import secrets
from typing import Any

import pyotp
import segno

from service.domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, StepUpRequired
from service.domain.one_time_codes import (
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    RECOVERY_LETTERS,
    enrolment_uri,
    is_of_authenticator,
    plain,
    step_of,
    written,
)
from service.domain.sessions import is_fresh
from service.domain.throttle import PROOF
from service.usecases.passwords import is_right
from service.usecases.sign_in_events import note
from service.usecases.throttle import slowed

ENROL_MINUTES = 15
IN_DEMO = "Chế độ minh họa không dùng bước xác minh thứ hai."
OWN = "Việc này phải nhờ quản trị viên khác, hoặc làm ở trang của mình."
NOT_BEGUN = "Mã QR đã quá 15 phút hoặc đã dùng. Xin lấy mã QR mới rồi quét lại."
NONE_YET = "Tài khoản chưa bật bước xác minh thứ hai."
WRONG_CODE = "Mã không đúng hoặc đã dùng. Xin đợi mã mới trong ứng dụng rồi nhập lại."
WRONG_PROOF = {
    "otp": Fault("otp", "wrong_code", WRONG_CODE),
    "password": Fault("password", "wrong_password", "Mật khẩu không đúng. Xin nhập lại."),
}


def read_factor(repos: Any, who: dict[str, Any]) -> dict[str, Any]:
    """Since when the asker has a second factor, and how many recovery codes are left."""
    left = repos.second_factors.recovery_left(who["username"])
    return {"since": who["second_factor_since"], "recovery_codes_left": left}


def begin_enrolment(repos: Any, who: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """A secret for the asker's authenticator: ``{secret, uri, qr}``; asked again, the same one.

    It counts only once it is confirmed. In place of a factor that is in force it needs a fresh one.
    """
    if repos.policy.demo:
        raise Conflict(IN_DEMO, code="no-second-factor-in-demo")
    if who["second_factor_since"] and not is_fresh(who["proved_at"], now):
        raise StepUpRequired
    secret = _begun(repos, who, now)
    if secret is None:
        secret = pyotp.random_base32()
        repos.second_factors.begin(who["username"], secret, who["session"], now)
    uri = enrolment_uri(secret, who["username"])
    return {"secret": secret, "uri": uri, "qr": _drawn(uri)}


def confirm_enrolment(
    repos: Any, who: dict[str, Any], otp: str, now: dt.datetime
) -> dict[str, Any]:
    """Put the secret in force by its first code; answers the recovery codes, this once.

    The account's other sessions end: they were opened without it.
    """
    username, secret = who["username"], _begun(repos, who, now)
    if secret is None:
        raise Conflict(NOT_BEGUN, code="enrolment-not-begun")
    with slowed(repos, [(PROOF, str(who["session"]))], now) as give_back:
        step = step_of(secret, plain(otp), now)
        if step is None:
            raise Invalid([WRONG_PROOF["otp"]])
        give_back()
    codes, digests = _recovery_codes(repos, username)
    factor = {"secret": secret, "last_step": step, "recovery": digests}
    others = {"username": username, "_id": {"$ne": who["session"]}}

    def work(transaction: Any) -> None:
        if not repos.second_factors.confirm(username, who["session"], factor, transaction):
            raise Conflict(NOT_BEGUN, code="enrolment-not-begun")
        repos.accounts.change(username, {"second_factor_since": now}, transaction)
        repos.sessions.end(others, "second_factor_enrolled", now, transaction)

    repos.in_transaction(work)
    repos.sessions.prove(who["session"], now)
    note(repos, "second_factor_enrolled", username, now)
    return {"recovery_codes": codes}


def make_recovery_codes(repos: Any, who: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """New recovery codes in place of all earlier ones, shown this once."""
    codes, digests = _recovery_codes(repos, who["username"])
    if not repos.second_factors.put_recovery(who["username"], digests):
        raise Conflict(NONE_YET, code="no-second-factor")
    note(repos, "recovery_codes_made", who["username"], now)
    return {"recovery_codes": codes}


def reset_factor(repos: Any, username: str, now: dt.datetime, *, by: str) -> None:
    """Take away the factor of somebody who lost it; their sessions end, and they enrol anew."""
    if username == by:
        raise NotAllowed(OWN, code="own-account")

    def work(transaction: Any) -> None:
        if not repos.accounts.change(username, {"second_factor_since": None}, transaction):
            raise NotFound
        repos.second_factors.remove(username, transaction)
        repos.sessions.end({"username": username}, "second_factor_reset", now, transaction)

    repos.in_transaction(work)
    note(repos, "second_factor_reset", by, now, username=username)


def is_code_right(repos: Any, username: str, code: str, now: dt.datetime) -> bool:
    """Whether the code of an authenticator, or a recovery code, counts; then it is used up."""
    code = plain(code)
    if not is_of_authenticator(code):
        return bool(repos.second_factors.use_recovery(username, _digest(repos, username, code)))
    secret = repos.second_factors.secret(username)
    step = secret and step_of(secret, code, now)
    return step is not None and repos.second_factors.use_step(username, step)


def step_up(repos: Any, who: dict[str, Any], proof: dict[str, Any], now: dt.datetime) -> None:
    """Show again who one is, by the second factor or, where the account has none, the password."""
    name = "otp" if asks_code(repos, who) else "password"
    given = proof[name]
    if given is None:
        raise StepUpRequired
    with slowed(repos, [(PROOF, str(who["session"]))], now) as give_back:
        if name == "otp":
            right = is_code_right(repos, who["username"], given, now)
        else:
            right = is_right(repos.accounts.get(who["username"]), given)
        if not right:
            note(repos, "step_up_failed", who["username"], now, session=who["session"])
            raise Invalid([WRONG_PROOF[name]])
        give_back()
    repos.sessions.prove(who["session"], now)
    note(repos, "stepped_up", who["username"], now, session=who["session"])


def asks_code(repos: Any, account: dict[str, Any]) -> bool:
    """Whether this account signs in with a code: it enrolled one, and this is no demo."""
    return bool(account.get("second_factor_since")) and not repos.policy.demo


def _drawn(uri: str) -> str:
    """An SVG that stands alone, as an image does."""
    out = io.BytesIO()
    segno.make(uri).save(out, kind="svg", xmldecl=False, nl=False, scale=4, border=2)
    return out.getvalue().decode()


def _begun(repos: Any, who: dict[str, Any], now: dt.datetime) -> str | None:
    since = now - dt.timedelta(minutes=ENROL_MINUTES)
    found: str | None = repos.second_factors.begun(who["username"], who["session"], since)
    return found


def _recovery_codes(repos: Any, username: str) -> tuple[list[str], list[str]]:
    letters = ["".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
               for _ in range(RECOVERY_CODES)]  # fmt: skip
    return [written(code) for code in letters], [_digest(repos, username, c) for c in letters]


def _digest(repos: Any, username: str, code: str) -> str:
    """Codes are random enough for a plain keyed hash; nobody could try them all."""
    told = f"recovery:{username}:{code}".encode()
    return hmac.new(repos.keys.content, told, hashlib.sha256).hexdigest()
