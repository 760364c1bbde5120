"""Photos and signatures: what nobody finished or named; the key that signs receipts."""

import click
from flask.cli import AppGroup

from service.cli.house import house, now
from service.keys import rotate_receipt_key
from service.usecases.forget_attachments import forget_all_due

attachments = AppGroup("attachments", help="Photos and signatures of visits.")
receipts = AppGroup("receipts", help="The key that signs receipts.")


@attachments.command("expire")
def expire() -> None:
    """Drop uploads that nobody finished and files that no visit names, when their time is over."""
    click.echo(f"{forget_all_due(house().repos, now())} files dropped.")


@receipts.command("rotate-key")
def rotate_key() -> None:
    """Sign receipts by a fresh key from the next start on; earlier ones still verify."""
    key = rotate_receipt_key(house().settings.data_dir / "keys.json")
    click.echo(f"Receipts are signed by {key} once the service is started again.")
