"""What an endpoint writes into the audit log: the act before it is done, and a refusal after it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from service.api.signed_in import check_origin, now, repos, signed_in
from service.domain.audit import entry_of
from service.domain.errors import ServiceError
from service.domain.rights import Right, acting
from service.domain.sessions import check_fresh, check_settled

# What names a record in a body; nothing else of a body is written down.
NAMES = ("id", "username")
# Whoever reads the log could hold these against the open visit, and find a confidential photo by
# what is missing there. The visit is named, its photo is not.
NEVER_TOLD = ("sha256",)


def allowed(right: Right, path: Mapping[str, Any]) -> dict[str, Any]:
    """Who asks, with their scope for the act.

    Whoever may not do it at all, audited or not, or not from there or not yet, leaves an entry.
    """
    account = signed_in(request)
    try:
        check_origin(request, account)
        who = acting(account, right.act)
        check_settled(right, account)
        check_fresh(right, account["proved_at"], now())
    except ServiceError as error:
        repos().audit.append(_entry(right, account, path, outcome=error.code))
        raise
    return who


def written_down(
    right: Right, given: Mapping[str, Any], path: Mapping[str, Any], act: Callable[..., Any]
) -> Any:
    """What the act answers: an audited one leaves an entry before it is done, and another when it
    is refused. No entry, no act."""
    if not right.audited:
        return act(**path, **given)
    who, body = given["who"], given.get("body")
    place = repos().audit.append(_entry(right, who, path, body))
    try:
        result = act(**path, **given)
    except ServiceError as error:
        refusal = _entry(right, who, path, body, outcome=error.code, about=place)
        repos().audit.append(refusal)
        raise
    status = _status(result)
    if status >= 400:
        repos().audit.append(_entry(right, who, path, body, outcome=f"http-{status}", about=place))
    return result


def _entry(
    right: Right, who: Mapping[str, Any], path: Mapping[str, Any], body: Any = None, **facts: Any
) -> dict[str, Any]:
    named = body if isinstance(body, dict) else {}
    return entry_of(
        right.act,
        now(),
        who,
        address=request.remote_addr,
        of=[
            *(value for name, value in path.items() if name not in NEVER_TOLD),
            *(named[name] for name in NAMES if named.get(name)),
        ],
        asked=[f"{name}={value}" for name, value in request.args.items() if name != "cursor"],
        **facts,
    )


def _status(result: Any) -> int:
    if isinstance(result, Response):
        return result.status_code
    return result[1] if isinstance(result, tuple) else 200
