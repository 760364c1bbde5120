"""Accounts, for administrators."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.accounts import AccountChangeShape, AccountPage, AccountShape, NewAccountShape
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import accounts

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
    @endpoint("change_account", takes=AccountChangeShape, gives=AccountShape)
    def patch(self, username: str, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change an account, set a new password, or close it; its sessions end at once."""
        return accounts.change_account(repos(), username, body, now())
