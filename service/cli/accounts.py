"""Who may sign in."""

import click
from flask.cli import AppGroup

from schemas.accounts import NewAccountShape
from schemas.passwords import NewPassword
from service.api.contract import load, load_field
from service.cli.house import faults_told, house, now
from service.usecases.first_account import open_first_account, reset_account

NEXT = (
    "Sign in within 72 hours: the password must be changed at the first sign-in{factor}. Then "
    "import the units (flask units import FILE) and open the accounts of the others."
)
FACTOR = ", and a QR code scanned with an authenticator on the telephone"

accounts = AppGroup("accounts", help="Who may sign in.")


@accounts.command("create")
@click.argument("username")
@click.option("--name", help="The person's name; the username when left out.")
@click.option("--role", default="administrator", show_default=True)
@click.option("--unit", default="SVHTTDL", show_default=True, help="The unit's code.")
@click.password_option()
def create_account(username: str, name: str | None, role: str, unit: str, password: str) -> None:
    """Open an account, such as the first administrator's; an empty database gets its first unit."""
    fields = {"username": username, "name": name or username, "role": role, "unit": unit,
              "password": password}  # fmt: skip
    with faults_told():
        opened, made = open_first_account(house().repos, load(NewAccountShape(), fields), now())
    if made:
        click.echo(f"There was no unit yet: {unit} was made, for the whole province.")
    click.echo(f"{username}: {role}, {unit}")
    click.echo(NEXT.format(factor=FACTOR if opened["must_enrol_second_factor"] else ""))


@accounts.command("reset")
@click.argument("username")
@click.password_option()
def reset(username: str, password: str) -> None:
    """Let somebody in again who lost password and second factor; both must be set anew."""
    with faults_told():
        chosen = load_field(NewPassword(), password, "password")
        reset_account(house().repos, username, chosen, now())
    click.echo(f"{username}: sessions ended; the password must be changed at the next sign-in.")
