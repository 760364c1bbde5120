"""What the service's account may do: all in its own database, in the audit log read and insert."""

import json
from typing import Any

from pymongo import MongoClient

from service.repositories.audit import Audit, Checkpoints
from service.repositories.connection import Documents, named

Client = MongoClient[dict[str, Any]]

ROLE = "appendOnly"
APPENDS = ("find", "insert", "createCollection", "listCollections", "listIndexes")
EARLIER_ROLE = {"role": "readWriteAnyDatabase", "db": "admin"}


def append_role(audit: str) -> dict[str, Any]:
    """The ``createRole`` command for the audit database of this name; run it there."""
    resource = {"db": audit, "collection": ""}
    return {
        "createRole": ROLE,
        "privileges": [{"resource": resource, "actions": list(APPENDS)}],
        "roles": [],
    }


def place_commands(database: str) -> list[str]:
    """What an administrator of MongoDB runs in mongosh: the audit log's collections, their indexes
    and the role that may append to them."""
    audit = f"{database}_audit"
    commands: list[dict[str, Any]] = []
    for kind in (Audit, Checkpoints):
        commands.append({"create": kind.NAME})
        if kind.INDEXES:
            indexes = [index.document for index in kind.INDEXES]
            commands.append({"createIndexes": kind.NAME, "indexes": indexes})
    commands.append(append_role(audit))
    return [f'db.getSiblingDB("{audit}").runCommand({json.dumps(each)})' for each in commands]


def open_to(client: Client, user: str, password: str, database: str) -> None:
    """Let the service's account use a database and append to its audit log; safe to repeat.

    ``client`` is an owner's. An account of an earlier version, which could do everything
    everywhere, is brought down to this.
    """
    audit = named(client, f"{database}_audit")
    if not audit.command("rolesInfo", ROLE)["roles"]:
        audit.command(append_role(audit.name))
    wanted = [
        {"role": "readWrite", "db": database},
        {"role": ROLE, "db": audit.name},
        {"role": "clusterMonitor", "db": "admin"},
    ]
    _give(client, user, password, wanted)
    make_place(audit)


def make_place(audit: Documents) -> None:
    """The collections of the audit log with their indexes; safe to repeat."""
    known = set(audit.list_collection_names())
    for kind in (Audit, Checkpoints):
        if kind.NAME not in known:
            audit.create_collection(kind.NAME)
    for collection in (Checkpoints(audit), Audit(audit, Checkpoints(audit))):
        collection.ensure_indexes()


def _give(client: Client, user: str, password: str, wanted: list[dict[str, str]]) -> None:
    known = client.admin.command("usersInfo", user)["users"]
    if not known:
        client.admin.command("createUser", user, pwd=password, roles=wanted)
        return
    held = known[0]["roles"]
    missing = [role for role in wanted if role not in held]
    if missing:
        client.admin.command("grantRolesToUser", user, roles=missing)
    if EARLIER_ROLE in held:
        client.admin.command("revokeRolesFromUser", user, roles=[EARLIER_ROLE])
