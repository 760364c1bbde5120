"""Who owns what is sealed: each owner has a data key of its own, and is forgotten with it."""

import uuid


def case_owner(case_id: uuid.UUID) -> str:
    """A case owns its moves and the sheets of its visits."""
    return f"case:{case_id}"


def case_of(owner: str) -> uuid.UUID | None:
    """The id of the case that the owner is, ``None`` where it is something else."""
    kind, _, key = owner.partition(":")
    return uuid.UUID(key) if kind == "case" else None


def visit_owner(visit_id: uuid.UUID) -> str:
    """A visit owns a call without flags, which opens no case."""
    return f"visit:{visit_id}"


def refused_copy_owner(copy_id: str) -> str:
    """What was refused under the id of a visit owns itself, so that it can be purged alone."""
    return f"refused-copy:{copy_id}"


def photos_owner(visit_id: uuid.UUID) -> str:
    """The open photos and signatures of a visit, apart from all that is confidential."""
    return f"photos:{visit_id}"


def sealed_photos_owner(visit_id: uuid.UUID) -> str:
    """The photos of a visit's confidential sheet, which may come before there is a case."""
    return f"sealed-photos:{visit_id}"


def account_owner(username: str) -> str:
    """An account owns the secrets of its second factor."""
    return f"account:{username}"


def approval_owner(approval_id: uuid.UUID) -> str:
    """A request for what needs two people owns its reason."""
    return f"approval:{approval_id}"


def hold_owner(hold_id: uuid.UUID) -> str:
    """A legal hold owns its reason."""
    return f"legal-hold:{hold_id}"
