"""An office's own templates of papers: every version stays, each from a day on."""

from typing import Any

from pymongo import DESCENDING, IndexModel

from service.repositories.collection import Collection, Document

LATEST = [("valid_from", DESCENDING), ("number", DESCENDING)]
FACTS = {"content": 0}


class Templates(Collection):
    """``_id`` is the paper's code and the version's number; ``content`` null is the shipped one."""

    NAME = "templates"
    INDEXES = [IndexModel([("paper", 1), *LATEST], name="by_paper")]

    def in_force(self, paper: str, day: str) -> Document | None:
        """What holds for a paper of the day: the latest of those that begin by then."""
        query = {"paper": paper, "valid_from": {"$lte": day}}
        return self.rows.find_one(query, sort=LATEST, hint="by_paper")

    def of(self, paper: str) -> list[Document]:
        """Every version's facts without its content, the one that begins last first."""
        return list(self.rows.find({"paper": paper}, FACTS).sort(LATEST).hint("by_paper"))

    def version(self, paper: str, number: int) -> Document | None:
        return self.get(key_of(paper, number))

    def add(self, paper: str, facts: dict[str, Any]) -> int:
        """Store the next version; answers its number. Two at once get two numbers."""
        while True:
            number = 1 + max((each["number"] for each in self.of(paper)), default=0)
            row = {**facts, "_id": key_of(paper, number), "paper": paper, "number": number}
            if self.insert(row):
                return number


def key_of(paper: str, number: int) -> str:
    return f"{paper}:{number}"
