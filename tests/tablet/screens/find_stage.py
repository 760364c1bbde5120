"""Places around a spot in Lạng Sơn, and what the tests of finding do."""

import uuid
from typing import Any

from playwright.sync_api import Page, expect

from tests.tablet.device import Tablet
from tests.tablet.stage import Office

HERE = (106.7615, 21.8533)  # longitude, latitude
CORNER = (105.2, 24.9)  # where no other test has places
METRE = 1 / 111_195  # degrees of latitude


def north_of(where: tuple[float, float], metres: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [where[0], where[1] + metres * METRE]}


def stand_at(tablet: Tablet, where: tuple[float, float] | None, accuracy: float = 12) -> None:
    """The device's position from now on; ``None``: it may not be asked for."""
    assert tablet.context
    tablet.context.clear_permissions()
    if where:
        tablet.context.grant_permissions(["geolocation"])
        longitude, latitude = where
        tablet.context.set_geolocation(
            {"longitude": longitude, "latitude": latitude, "accuracy": accuracy}
        )


def rows(page: Page) -> list[str]:
    """The names of the places found, in their order."""
    return page.locator(".find-list .place-row strong").all_inner_texts()


def search(page: Page, words: str, total: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".find-total")).to_have_text(total)


def an_inspection(office: Office, **changes: Any) -> str:
    """The id of one that runs now, of the inspector's own unit."""
    key = str(uuid.uuid4())
    told = {"id": key, "name": "Kiểm tra quý IV", "kind": "planned", "decision_no": "17/QĐ"}
    window = {"from": "2020-01-01", "to": "2099-12-31"}
    body = {**told, **window, **changes}
    status, _ = office.server.call("POST", "/api/v1/inspections", body, office.token)
    assert status in (200, 201)
    return key
