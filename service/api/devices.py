"""Devices, for administrators."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.devices import DeviceChange, DevicePage, DeviceQuery, DeviceShape
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import devices

namespace = Namespace("devices", path="/devices", description="What people sign in on.")


@namespace.route("")
class Devices(Resource):
    @endpoint("list_devices", query=DeviceQuery, gives=DevicePage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Every tablet and browser, the last seen first."""
        return devices.list_devices(repos(), query)


@namespace.route("/<uuid:device_id>")
class Device(Resource):
    @endpoint("change_device", takes=DeviceChange, gives=DeviceShape, statuses=(200,))
    def patch(self, device_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Name a device, revoke it or let it in again.

        A revoked one hears 401 `device-revoked` with `wipe: true` at whatever it asks next.
        """
        return devices.change_device(repos(), who, device_id, body, now())
