"""A tablet in its smallest form: what it holds, and how it takes in a page."""

from collections import Counter
from typing import Any

from tests.people import Person


class Tablet:
    """Keeps ``(kind, id) -> (mark, body)``; ``told`` is every change in the order it came."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.held: dict[tuple[str, str], tuple[int, Any]] = {}
        self.told: list[dict[str, Any]] = []
        self.cursor: str | None = None
        self.tag = ""
        self.pages = 0

    def ask(self, limit: int | None = None, **headers: str) -> Any:
        """One request from where it stands; the answer as it comes."""
        query = {"cursor": self.cursor, "limit": limit}
        given = {name: value for name, value in query.items() if value is not None}
        return self.person.call("GET", "/sync", query_string=given, headers=headers)

    def pull(self, limit: int | None = None) -> "Tablet":
        """Pages until there are no more; the digests must agree with what it holds then."""
        while True:
            answer = self.ask(limit)
            assert answer.status_code == 200, answer.json
            page = answer.json
            self.take(page)
            self.tag = answer.headers["ETag"]
            if not page["more"]:
                assert page["digests"] == self.digests()
                return self
            assert page["digests"] is None

    def take(self, page: dict[str, Any]) -> None:
        self.pages += 1
        for change in page["changes"]:
            key = (change["kind"], change["id"])
            self.told.append(change)
            if change["gone"]:
                assert change["body"] is change["mark"] is None
                self.held.pop(key, None)
            else:
                self.held[key] = (change["mark"], change["body"])
        self.cursor = page["next_cursor"]

    def news(self, limit: int | None = None) -> list[dict[str, Any]]:
        """What is told since the last pull."""
        before = len(self.told)
        self.pull(limit)
        return self.told[before:]

    def digests(self) -> dict[str, dict[str, int]]:
        counts = Counter(kind for kind, _ in self.held)
        return {
            kind: {
                "count": counts[kind],
                "digest": sum(mark for (each, _), (mark, _) in self.held.items() if each == kind),
            }
            for kind in sorted(counts)
        }

    def of(self, kind: str) -> dict[str, Any]:
        """The bodies it holds of a kind, by id."""
        return {key: body for (each, key), (_, body) in self.held.items() if each == kind}
