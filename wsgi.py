"""The service for any WSGI server; under ``flask`` a command opens the database if it needs it."""

import click

from service.app import create_app

app = create_app(at_once=click.get_current_context(silent=True) is None)
