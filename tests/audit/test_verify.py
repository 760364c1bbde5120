"""Whatever is done to the chain by somebody who may do everything in MongoDB is found, and told."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from bson import Binary, Int64

from service.domain.audit import FIRST_PREV, hash_of
from service.domain.audit_check import findings
from service.usecases.audit import verify_audit
from tests.audit.conftest import an_entry, told

MANY = 150  # mutations of each kind
SEED = 138
CHAINS, EACH = (2, 5), 9

Document = dict[str, Any]


@pytest.fixture
def chains(audit, rows, monkeypatch) -> list[Document]:
    """Two small chains, signed where they end now."""
    for chain in CHAINS:
        monkeypatch.setattr("service.repositories.audit.secrets.randbelow", lambda _, c=chain: c)
        for number in range(EACH):
            audit.append(an_entry(100 * chain + number, asked=["level=red"]))
    audit.checkpoint_heads(an_entry()["at"])
    assert told(audit) == []
    return list(rows.find())


def put(rows: Any, documents: list[Document]) -> None:
    rows.delete_many({})
    rows.insert_many(documents)


def chain_of(documents: list[Document], chain: int) -> list[Document]:
    return [each for each in documents if each["_id"]["chain"] == chain]


def relinked(documents: list[Document], chain: int) -> None:
    """Give the entries their seqs, prevs and hashes anew, as somebody with the code could."""
    prev = FIRST_PREV
    for seq, document in enumerate(chain_of(documents, chain), 1):
        document["_id"], document["prev"] = {"chain": chain, "seq": seq}, prev
        document["hash"] = prev = hash_of(document)


OTHER = (
    None,
    "",
    "x",
    0,
    1,
    1.0,
    True,
    [],
    ["x"],
    {},
    {"x": 1},
    Binary(b"x"),
    Int64(1),
    float("nan"),
)


def change(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Another value, another type of the same value, a field more or less."""
    victim = draw.choice(documents)
    place = (victim["_id"]["chain"], victim["_id"]["seq"])
    name = draw.choice([key for key in victim if key != "_id"])
    before = repr(victim[name])
    how = draw.randrange(4)
    if how == 0:
        del victim[name]
    elif how == 1:
        victim["more"] = "x"
    elif how == 2 and name == "at":
        victim["at"] = victim["at"].isoformat()
    else:
        victim[name] = draw.choice([
            other for other in OTHER
            # MongoDB itself refuses a second list in one index.
            if repr(other) != before and not (type(other) is list and name in ("at", "by", "act"))
        ])  # fmt: skip
    return place


def rehash(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Another value, and the entry's own hash made right again."""
    victim = draw.choice(documents)
    victim[draw.choice(["by", "role", "act", "address"])] = "somebody else"
    victim["hash"] = hash_of(victim)
    return victim["_id"]["chain"], victim["_id"]["seq"]


def remove(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    victim = draw.choice(documents)
    documents.remove(victim)
    return victim["_id"]["chain"], victim["_id"]["seq"]


def close_up(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Take one out and move the later ones up."""
    chain, seq = remove(documents, draw)
    for later in chain_of(documents, chain)[seq - 1 :]:
        later["_id"] = {"chain": chain, "seq": later["_id"]["seq"] - 1}
    return chain, seq


def insert(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Put one in: before another, whose followers move down, or where no entry can be."""
    model = draw.choice(documents)
    chain, seq = model["_id"]["chain"], model["_id"]["seq"]
    fresh = {**model, "by": "somebody else"}
    if draw.random() < 0.5:
        fresh["_id"] = draw.choice([
            {"chain": chain, "seq": seq + 0.5}, {"chain": chain, "seq": -seq}, f"{chain}:{seq}",
            {"chain": chain + 100, "seq": 1}, {"seq": seq, "chain": chain}, seq,
            {"chain": chain, "seq": EACH + 2}, {"chain": chain, "seq": seq, "more": 1},
        ])  # fmt: skip
    else:
        for later in chain_of(documents, chain)[seq - 1 :]:
            later["_id"] = {"chain": chain, "seq": later["_id"]["seq"] + 1}
        fresh["hash"] = hash_of(fresh)
    documents.append(fresh)
    return chain, seq


def reorder(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Let two change places, in one chain or across."""
    one, other = draw.sample(documents, 2)
    one["_id"], other["_id"] = other["_id"], one["_id"]
    if draw.random() < 0.5:
        for each in (one, other):
            each["hash"] = hash_of(each)
    first = min((one, other), key=lambda each: each["_id"]["seq"])
    return first["_id"]["chain"], first["_id"]["seq"]


def cut_off(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    chain = draw.choice(CHAINS)
    left = draw.randrange(EACH)
    for victim in chain_of(documents, chain)[left:]:
        documents.remove(victim)
    return chain, left


def write_anew(documents: list[Document], draw: random.Random) -> tuple[int, int]:
    """Change one, or take some out, or put one in, and make every hash right again."""
    chain = draw.choice(CHAINS)
    how, victim = draw.randrange(3), draw.choice(chain_of(documents, chain))
    if how == 0:
        victim["by"] = "somebody else"
    elif how == 1:
        documents.remove(victim)
    else:
        documents.insert(documents.index(victim), {**victim, "by": "somebody else"})
    relinked(documents, chain)
    return chain, EACH


MUTATIONS: dict[str, Callable[..., tuple[int, int]]] = {
    "changed": change, "changed with its hash": rehash, "removed": remove,
    "removed and closed up": close_up, "inserted": insert, "reordered": reorder,
    "cut off": cut_off, "written anew": write_anew,
}  # fmt: skip


@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_mutation_is_found(kind, chains, rows, audit):
    draw = random.Random(f"{SEED} {kind}")  # noqa: S311
    for number in range(MANY):
        documents = [{**each} for each in chains]
        chain, seq = MUTATIONS[kind](documents, draw)
        put(rows, documents)
        found = told(audit)
        assert found, (number, chain, seq)
        if kind != "inserted" and kind != "reordered":
            assert {each.chain for each in found} == {chain}, (number, seq, found)
        if kind in ("changed", "removed", "cut off", "written anew"):
            assert seq in {each.seq for each in found} or found[0].what == "cut_off", (seq, found)
    put(rows, chains)
    assert told(audit) == []


def test_each_finding_says_what_and_where(chains, rows, audit):
    rows.update_one({"_id": {"chain": 2, "seq": 3}}, {"$set": {"by": "x"}})
    rows.delete_one({"_id": {"chain": 5, "seq": 4}})
    rows.delete_many({"_id": {"$in": [{"chain": 5, "seq": seq} for seq in (8, 9)]}})
    said = [str(each) for each in told(audit)]
    assert said[:2] == [
        "chain 2, entry 3: changed: its hash is not that of what it says",
        "chain 5, entry 4: removed: entry 4 is gone",
    ]
    assert said[2].startswith("chain 5, entry 7: cut_off: the chain ends here, but entry 9 was")


def test_a_moved_entry_is_told_from_a_changed_one(chains, rows, audit):
    documents = {each["_id"]["seq"]: each for each in chain_of(chains, 2)}
    documents[3]["_id"], documents[6]["_id"] = documents[6]["_id"], documents[3]["_id"]
    put(rows, chains)
    moved = [each for each in told(audit) if each.what == "moved"]
    assert [(each.seq, each.words[-1]) for each in moved] == [(3, "6"), (6, "3")]


def test_without_a_checkpoint_the_end_can_be_cut_off_unseen(chains, rows, audit):
    """What a chain alone cannot show, and why checkpoints go elsewhere."""
    documents = [each for each in chains if each["_id"]["seq"] < EACH]
    put(rows, documents)
    assert list(findings(audit.everything(), ())) == []
    assert [each.what for each in told(audit)] == ["cut_off", "cut_off"]


class Reading:
    """What the use case needs of the repositories."""

    def __init__(self, audit):
        self.audit, self.checkpoints = audit, audit.checkpoints


def verified(audit, anchor, against=()):
    return list(verify_audit(Reading(audit), anchor, against, lambda _done, _whole: None))


def test_checkpoints_kept_elsewhere_tell_what_those_here_no_longer_do(
    chains, rows, audit, anchor, server_owner
):
    elsewhere = anchor.kept()
    documents = [each for each in chains if each["_id"]["seq"] < 5]
    put(rows, documents)
    server_owner[audit.rows.database.name].checkpoints.delete_many({})
    anchor.path.unlink()
    assert verified(audit, anchor) == []
    assert [each.what for each in verified(audit, anchor, elsewhere)] == ["cut_off", "cut_off"]


def test_the_file_beside_tells_what_mongodb_no_longer_does(
    chains, rows, audit, anchor, server_owner
):
    put(rows, [each for each in chains if each["_id"]["seq"] < 5])
    server_owner[audit.rows.database.name].checkpoints.delete_many({})
    assert [each.what for each in verified(audit, anchor)] == ["cut_off", "cut_off"]


@pytest.mark.parametrize(
    "forged",
    [
        {"hash": "0" * 64}, {"seq": 4}, {"at": "2020-01-01T00:00:00+00:00"}, {"kid": "another"},
        {"signature": "AAAA"}, {"signature": "not base64!"}, {"more": 1}, {"seq": "4"},
    ],
    ids=str,
)  # fmt: skip
def test_a_checkpoint_that_we_did_not_sign_counts_for_nothing(chains, audit, anchor, forged):
    (first, *_) = anchor.kept()
    (found,) = verified(audit, anchor, [{**first, **forged}])
    assert found.what == "forged"


def test_a_line_that_broke_off_spoils_no_other(chains, audit, anchor):
    first, *_ = anchor.kept()
    with anchor.path.open("a") as file:
        file.write('{"chain": 1, "se')
    anchor.keep(first)
    assert [each.what for each in verified(audit, anchor)] == ["forged"]


def test_an_index_that_lets_entries_expire_is_told(chains, rows, audit, anchor):
    rows.create_index("prev", name="trap", expireAfterSeconds=10**8)
    (found,) = verified(audit, anchor)
    assert found.what == "expiring"
    assert "trap" in found.words
    rows.drop_index("trap")
