"""The table of rights, as the code holds it."""

import click

from schemas.vocabulary import ROLES
from service.api import routes
from service.domain.rights import RIGHTS

HEAD = ("act", "routes", *ROLES, "carries", "audited")


@click.command("rights")
def rights_command() -> None:
    """Print who may do what, how far, what the answer carries, and whether it is audited."""
    by_act: dict[str, list[str]] = {act: [] for act in RIGHTS}
    for route in routes():
        by_act[route.contract.right.act].append(f"{route.method} {route.path}")
    rows = [HEAD]
    for right in RIGHTS.values():
        reach = [right.who.get(role, "-") for role in ROLES]
        kinds = ", ".join(sorted(right.carries)) or "-"
        called = "; ".join(by_act[right.act]) or "(part of an answer)"
        rows.append((right.act, called, *reach, kinds, "yes" if right.audited else "no"))
    for row in rows:
        click.echo("| " + " | ".join(row) + " |")
        if row is HEAD:
            click.echo("|" + "---|" * len(HEAD))
