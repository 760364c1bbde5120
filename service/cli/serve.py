"""Serving."""

import click

from service.cli.demo import tell_demo
from service.cli.house import faults_told, house
from service.domain.demo_cast import DEMO_CAST, DEMO_PASSWORD
from service.serve import serve


@click.command("serve")
def serve_command() -> None:
    """Serve at HOST and PORT; in demo mode with demo data and the names to sign in with."""
    settings = house().settings
    if settings.demo:
        with faults_told():
            tell_demo()
        names = ", ".join(member["username"] for member in DEMO_CAST)
        click.echo(f"Sign in as {names} with the password {DEMO_PASSWORD}.")
    for warning in settings.warnings():
        click.echo(f"Warning: {warning}", err=True)
    scheme = "https" if settings.tls_cert else "http"
    click.echo(f"An Trú: {scheme}://{settings.host}:{settings.port}")
    with faults_told():
        house().repos.database.client.close()
    serve(settings)
