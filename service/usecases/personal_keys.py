"""Personal keys of accounts: made, listed, ended, and who asks with one."""

import datetime as dt
import hashlib
import secrets
import uuid
from typing import Any

from service.domain.errors import Conflict, NotFound, NotSignedIn
from service.usecases.who import public_account

KEYS_MOST = 20
NOTED_EVERY = dt.timedelta(minutes=10)  # how often it is written down that a key was used
TOO_MANY = "Bạn đã có nhiều khóa. Xin bỏ khóa không dùng nữa rồi tạo khóa mới."
UNSETTLED = ("must_change_password", "must_enrol_second_factor")

Document = dict[str, Any]


def make_key(repos: Any, who: Document, name: str, now: dt.datetime) -> Document:
    """A fresh key of one's own; it is told once and kept as its hash."""
    if len(repos.personal_keys.of(who["username"])) >= KEYS_MOST:
        raise Conflict(TOO_MANY)
    key = secrets.token_urlsafe(32)
    document = {
        "_id": uuid.uuid4(),
        "hash": _digest(key),
        "username": who["username"],
        "name": name,
        "created_at": now,
        "last_used_at": None,
    }
    repos.personal_keys.insert(document)
    return {**document, "key": key}


def list_keys(repos: Any, who: Document) -> Document:
    """One's own keys, the oldest first."""
    return {"items": repos.personal_keys.of(who["username"]), "next_cursor": None}


def end_key(repos: Any, who: Document, key_id: uuid.UUID) -> None:
    """A key that is ended opens nothing from the next request on."""
    if not repos.personal_keys.end(key_id, who["username"]):
        raise NotFound


def account_of_key(repos: Any, username: str, key: str, now: dt.datetime) -> Document:
    """The account that asks with a key of its own, with the rights that it has at this moment."""
    found = repos.personal_keys.by_hash(_digest(key))
    account = repos.accounts.get(found["username"]) if found else None
    if account is None or account["status"] != "active" or account["_id"] != username:
        raise NotSignedIn
    told = public_account(repos, account)
    if any(told[name] for name in UNSETTLED):
        raise NotSignedIn
    if found["last_used_at"] is None or now - found["last_used_at"] > NOTED_EVERY:
        repos.personal_keys.used(found["_id"], now)
    return {**told, "session": None, "device": None, "proved_at": None, "csrf": ""}


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
