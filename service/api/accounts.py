"""Accounts, for administrators."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.accounts import (
    AccountChangeShape,
    AccountPage,
    AccountShape,
    ChangedAccount,
    NewAccountShape,
    SessionPage,
)
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import accounts, second_factor, sessions

namespace = Namespace("accounts", path="/accounts", description="Who may sign in.")


@namespace.route("")
class Accounts(Resource):
    @endpoint("list_accounts", gives=AccountPage)
    def get(self, who: dict[str, Any]) -> Any:
        """Every account."""
        return accounts.list_accounts(repos())

    @endpoint("open_account", takes=NewAccountShape, gives=AccountShape, statuses=(201, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Open an account."""
        return accounts.open_account(repos(), body, now()), 201, {}


@namespace.route("/<string:username>")
class Account(Resource):
    @endpoint("change_account", takes=AccountChangeShape, gives=ChangedAccount)
    def patch(self, username: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change an account, set a new password, or close it and hand its open work over."""
        return accounts.change_account(repos(), who, username, body, now())


@namespace.route("/<string:username>/sessions")
class AccountSessions(Resource):
    @endpoint("list_sessions", gives=SessionPage)
    def get(self, username: str, who: dict[str, Any]) -> Any:
        """Where an account is signed in."""
        return sessions.list_sessions(repos(), who, username, now())


@namespace.route("/<string:username>/sessions/<uuid:session_id>")
class AccountSession(Resource):
    @endpoint("end_session", statuses=(204,))
    def delete(self, username: str, session_id: UUID, who: dict[str, Any]) -> Any:
        """End a session of an account; its tokens stop counting at once."""
        sessions.end_session(repos(), who, username, session_id, now())
        return None, 204, {}


@namespace.route("/<string:username>/second-factor")
class AccountFactor(Resource):
    @endpoint("reset_second_factor", statuses=(204,))
    def delete(self, username: str, who: dict[str, Any]) -> Any:
        """Take away the second factor of somebody who lost it; they enrol another."""
        second_factor.reset_factor(repos(), username, now(), by=who["username"])
        return None, 204, {}
