"""The invented province."""

import click

from service.cli.house import bar, house, now
from service.usecases.demo import load_demo


@click.command("demo")
def load_demo_command() -> None:
    """Fill the register with an invented province and years of visits; safe to run again."""
    tell_demo()


def tell_demo() -> None:
    """Load what is missing of the demo and say how much there is."""
    with bar("Demo") as progress:
        counts = load_demo(house().repos, now=now(), progress=progress)
    click.echo("Demo: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
