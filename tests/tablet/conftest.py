"""The tablet's page in a real browser; a real server for what must be killed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.pages.conftest import address
from tests.serving.conftest import Server
from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office

__all__ = ["address"]


@pytest.fixture
def blank_tablet(browser: Browser, address: str) -> Iterator[Page]:
    """The app as it opens on a device that nobody has used."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/tablet")
    page.locator("html[data-tablet]").wait_for(state="attached")
    yield page
    context.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A real server of its own, for all tests of the tablet."""
    running = Server(tmp_path_factory.mktemp("served"))
    try:
        running.wait()
        yield Office(running)
    finally:
        running.stop()


@pytest.fixture
def place(office: Office) -> str:
    """A hotel that nobody has visited."""
    return office.new_place()


@pytest.fixture
def network(office: Office) -> Iterator[Network]:
    """What lies between the tablet and the server."""
    between = Network(office.server.port)
    yield between
    between.close()


@pytest.fixture
def tablet_of(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Tablet]]:
    """A tablet that speaks to a port; what it stored outlives its browser."""
    made: list[Tablet] = []

    def make(port: int) -> Tablet:
        made.append(Tablet(playwright, tmp_path / f"tablet-{len(made)}", port))
        return made[-1]

    yield make
    for tablet in made:
        tablet.close()
