"""Who asks: their account, devices and sessions."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.accounts import AccountShape, SessionPage
from schemas.common import PageQuery
from schemas.devices import DeviceChange, DevicePage, DeviceShape
from service.api import cookies
from service.api.contract import endpoint
from service.api.signed_in import CSRF_HEADER, now, repos
from service.usecases import devices, sessions

namespace = Namespace("me", path="/me", description="The account that asks.")


@namespace.route("")
class Me(Resource):
    @endpoint("read_own_account", gives=AccountShape)
    def get(self, who: dict[str, Any]) -> Any:
        """The account that asks; a page also gets its CSRF token in `X-CSRF-Token`."""
        return who, 200, {CSRF_HEADER: who["csrf"]} if cookies.access_of(request) else {}


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
