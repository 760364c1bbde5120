"""Who owns what is sealed: each owner has a data key of its own, and is forgotten with it."""

import uuid


def case_owner(case_id: uuid.UUID) -> str:
    """A case owns its moves and the sheets of its visits."""
    return f"case:{case_id}"


def visit_owner(visit_id: uuid.UUID) -> str:
    """A visit owns a call without flags, and what was refused under its id."""
    return f"visit:{visit_id}"


def account_owner(username: str) -> str:
    """An account owns the secrets of its second factor."""
    return f"account:{username}"


def approval_owner(approval_id: uuid.UUID) -> str:
    """A request for what needs two people owns its reason."""
    return f"approval:{approval_id}"


def hold_owner(hold_id: uuid.UUID) -> str:
    """A legal hold owns its reason."""
    return f"legal-hold:{hold_id}"
