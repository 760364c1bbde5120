"""What makes two establishments belong together: the same owner, telephone or address."""

from typing import Any

from service.domain.names import folded


def relations(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """By which of ``owner``, ``phone``, ``address`` two establishments agree; what is empty never
    does. An address counts within one area, however its accents are written."""
    found = {
        "owner": _owner(one) == _owner(other) != "",
        "phone": bool({*one["phone_keys"]} & {*other["phone_keys"]}),
        "address": one["area_key"] == other["area_key"]
        and folded(one["address"]) == folded(other["address"]) != "",
    }
    return [name for name, agrees in found.items() if agrees]


def _owner(establishment: dict[str, Any]) -> str:
    """The name with its accents, which tell people apart, without its capitals."""
    name = (establishment.get("owner") or {}).get("name") or ""
    return " ".join(name.casefold().split())
