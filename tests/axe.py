"""What axe, the checker of accessibility, finds on a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_faults(page: Page) -> list[str]:
    """``rule: place`` of each fault; empty where the page is clean."""
    told = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in told for node in rule["nodes"]]
