"""Who may sign in."""

import click
from flask.cli import AppGroup

from schemas.accounts import NewAccountShape
from schemas.passwords import NewPassword
from service.api.contract import load, load_field
from service.cli.house import faults_told, house, now
from service.usecases.accounts import open_account, reset_account

accounts = AppGroup("accounts", help="Who may sign in.")


@accounts.command("create")
@click.argument("username")
@click.option("--name", required=True)
@click.option("--role", required=True)
@click.option("--unit", required=True)
@click.password_option()
def create_account(username: str, name: str, role: str, unit: str, password: str) -> None:
    """Open an account, such as the first administrator's."""
    fields = {"username": username, "name": name, "role": role, "unit": unit, "password": password}
    with faults_told():
        open_account(house().repos, load(NewAccountShape(), fields), now())
    click.echo(f"{username}: {role}, {unit}. The password must be changed at the first sign-in.")


@accounts.command("reset")
@click.argument("username")
@click.password_option()
def reset(username: str, password: str) -> None:
    """Let somebody in again who lost password and second factor; both must be set anew."""
    with faults_told():
        chosen = load_field(NewPassword(), password, "password")
        reset_account(house().repos, username, chosen, now())
    click.echo(f"{username}: sessions ended; the password must be changed at the next sign-in.")
