"""A browser window of somebody, and everything that it complained of."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

from service.domain.demo_cast import DEMO_PASSWORD

# The browser notes every refusal by status; which statuses are wrong is said below.
NOTED_BY_STATUS = "Failed to load resource"


class Desk:
    """One page of a context of its own; ``complaints`` should stay empty."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._look)

    def sign_in_quietly(self, username: str) -> None:
        """Sign in without the form."""
        answer = self.context.request.post(
            "/api/v1/auth/login",
            data={"username": username, "password": DEMO_PASSWORD},
            headers={"X-An-Tru-Page": "1"},
        )
        assert answer.ok, answer.text()

    def close(self) -> None:
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NOTED_BY_STATUS not in message.text:
            self.complaints.append(message.text)

    def _look(self, answer: Response) -> None:
        if answer.status >= 500 or (answer.status == 404 and "/static/" in answer.url):
            self.complaints.append(f"{answer.status} {answer.url}")
