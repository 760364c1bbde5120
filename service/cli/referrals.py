"""Referrals: which of them nobody acknowledged in time."""

import click
from flask.cli import AppGroup

from service.cli.house import house, now
from service.usecases.overdue_referrals import overdue_referrals

referrals = AppGroup("referrals", help="Referrals: which of them nobody acknowledged in time.")


@referrals.command("overdue")
def overdue() -> None:
    """Tell reviewers of each referral that is overdue, once; run it every some minutes."""
    count, fresh = overdue_referrals(house().repos, now())
    click.echo(f"{count} referrals are overdue, {fresh} of them since the last look.")
