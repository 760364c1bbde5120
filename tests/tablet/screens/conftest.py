"""One enrolled tablet for a module: its tests each begin a visit of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.tablet.device import Tablet
from tests.tablet.stage import Office


@pytest.fixture(scope="module")
def shared_tablet(
    playwright: Playwright, office: Office, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tablet]:
    """Enrolled and open; whoever locks it opens it again."""
    folder = tmp_path_factory.mktemp("tablet")
    tablet = Tablet(playwright, folder, office.server.port).open().enrol(device=folder.name)
    yield tablet
    tablet.close()
