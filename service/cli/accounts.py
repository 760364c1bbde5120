"""Who may sign in."""

import click
from flask.cli import AppGroup

from schemas.accounts import NewAccountShape
from service.api.contract import load
from service.cli.house import faults_told, house, now
from service.usecases.accounts import open_account

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
    click.echo(f"{username}: {role}, {unit}")
