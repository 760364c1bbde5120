"""Who asks: their account, devices and sessions."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.accounts import (
    AccountShape,
    CodeShape,
    EnrolmentShape,
    FactorShape,
    OwnAccountChange,
    RecoveryCodesShape,
    SessionPage,
)
from schemas.common import PageQuery
from schemas.devices import DeviceChange, DevicePage, DeviceShape
from schemas.passwords import PasswordChange
from service.api import cookies
from service.api.contract import endpoint
from service.api.signed_in import CSRF_HEADER, now, repos
from service.usecases import accounts, devices, own_password, second_factor, sessions

namespace = Namespace("me", path="/me", description="The account that asks.")


@namespace.route("")
class Me(Resource):
    @endpoint("read_own_account", gives=AccountShape)
    def get(self, who: dict[str, Any]) -> Any:
        """The account that asks; a page also gets its CSRF token in `X-CSRF-Token`."""
        return who, 200, {CSRF_HEADER: who["csrf"]} if cookies.access_of(request) else {}

    @endpoint("change_own_account", takes=OwnAccountChange, gives=AccountShape)
    def patch(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Where one is told by mail that something waits, and whether."""
        return accounts.change_own_account(repos(), who, body)


@namespace.route("/password")
class OwnPassword(Resource):
    @endpoint("change_own_password", takes=PasswordChange, statuses=(204, 409, 429))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change one's password: 12 to 200 characters of any kind, none that is guessed early.

        The account's other sessions end; sent again, it changes nothing."""
        own_password.change_own_password(repos(), who, body["old"], body["new"], now())
        return None, 204, {}


@namespace.route("/devices")
class OwnDevices(Resource):
    @endpoint("list_own_devices", query=PageQuery, gives=DevicePage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The devices that this account was the last to sign in on."""
        own = {**query, "account": who["username"], "status": None}
        return devices.list_devices(repos(), own)


@namespace.route("/devices/<uuid:device_id>")
class OwnDevice(Resource):
    @endpoint("change_own_device", takes=DeviceChange, gives=DeviceShape, statuses=(200,))
    def patch(self, device_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Name a device of one's own, or revoke a lost one: it is told to wipe."""
        return devices.change_device(repos(), who, device_id, body, now(), own=True)


@namespace.route("/sessions")
class OwnSessions(Resource):
    @endpoint("list_own_sessions", gives=SessionPage)
    def get(self, who: dict[str, Any]) -> Any:
        """Where this account is signed in."""
        return sessions.list_sessions(repos(), who, who["username"], now())


@namespace.route("/sessions/<uuid:session_id>")
class OwnSession(Resource):
    @endpoint("end_own_session", statuses=(204,))
    def delete(self, session_id: UUID, who: dict[str, Any]) -> Any:
        """End one of one's own sessions."""
        sessions.end_session(repos(), who, who["username"], session_id, now())
        return None, 204, {}


@namespace.route("/second-factor")
class OwnFactor(Resource):
    @endpoint("read_own_second_factor", gives=FactorShape)
    def get(self, who: dict[str, Any]) -> Any:
        """Whether this account has a second factor, and how many recovery codes are left."""
        return second_factor.read_factor(repos(), who)

    @endpoint("enrol_second_factor", gives=EnrolmentShape, statuses=(200, 409))
    def post(self, who: dict[str, Any]) -> Any:
        """A secret for your authenticator; it counts once `/me/second-factor/confirmation` has
        its first code. In place of one that is in force it needs `/auth/step-up` first."""
        return second_factor.begin_enrolment(repos(), who, now())


@namespace.route("/second-factor/confirmation")
class OwnFactorConfirmation(Resource):
    @endpoint(
        "enrol_second_factor", takes=CodeShape, gives=RecoveryCodesShape, statuses=(200, 409, 429)
    )
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Confirm by the first code; answers ten recovery codes, this once."""
        return second_factor.confirm_enrolment(repos(), who, body["otp"], now())


@namespace.route("/second-factor/recovery-codes")
class OwnRecoveryCodes(Resource):
    @endpoint("make_recovery_codes", gives=RecoveryCodesShape, statuses=(200, 409))
    def post(self, who: dict[str, Any]) -> Any:
        """Ten new recovery codes in place of all earlier ones."""
        return second_factor.make_recovery_codes(repos(), who, now())
