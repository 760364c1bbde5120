"""A data folder of an earlier version starts: its indexes are brought to today's."""

from pymongo import IndexModel

from service.repositories.collection import Collection


class Earlier(Collection):
    NAME = "notes"
    INDEXES = [IndexModel("colour", name="by_colour"), IndexModel("gone", name="by_gone")]


class Today(Collection):
    NAME = "notes"
    INDEXES = [
        IndexModel([("colour", 1), ("size", 1)], name="by_colour"),
        IndexModel("shape", name="by_shape", unique=True),
    ]


class Partial(Collection):
    NAME = "notes"
    INDEXES = [
        IndexModel([("colour", 1), ("size", 1)], name="by_colour",
                   partialFilterExpression={"size": {"$gt": 0}}),
    ]  # fmt: skip


def test_an_index_that_changed_under_its_name_is_built_anew(database):
    Earlier(database).ensure_indexes()
    for _ in range(2):
        Today(database).ensure_indexes()
    found = database.notes.index_information()
    assert set(found) == {"_id_", "by_colour", "by_gone", "by_shape"}
    assert found["by_colour"]["key"] == [("colour", 1), ("size", 1)]
    database.drop_collection("notes")


def test_an_index_whose_options_changed_is_built_anew(database):
    Today(database).ensure_indexes()
    Partial(database).ensure_indexes()
    assert "partialFilterExpression" in database.notes.index_information()["by_colour"]
    database.drop_collection("notes")
