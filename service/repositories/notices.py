"""What somebody has to be told, until it is delivered."""

from pymongo import ASCENDING, IndexModel

from service.repositories.collection import Collection


class Notices(Collection):
    """``to_role`` is told that something waits, and where; never what it is about."""

    NAME = "notices"
    INDEXES = [
        IndexModel([("delivered_at", ASCENDING), ("at", ASCENDING)], name="undelivered"),
    ]
