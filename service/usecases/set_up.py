"""What a database needs before it can serve: indexes, areas, units, demo accounts."""

import datetime as dt
import logging
from contextlib import suppress
from typing import Any

from service.documents.admin_units import areas_of, country_centres
from service.domain.backup import BackupRefused
from service.domain.demo_cast import DEMO_CAMPAIGN, DEMO_CAST, DEMO_PASSWORD, DEMO_UNITS
from service.domain.errors import Conflict
from service.usecases.accounts import open_account
from service.usecases.publications import refresh_catalogue
from service.usecases.tell_all import settle

log = logging.getLogger(__name__)

DEMO_NAMES = {member["username"] for member in DEMO_CAST}


def set_up(repos: Any, settings: Any) -> None:
    """Bring the database to where it can serve; safe to run by several processes at once.

    Places come from a library that is slow to import, so they are looked up only once.
    """
    _refuse_half_restored(repos)
    repos.ensure_indexes()
    _warn_of_changeable_audit(repos)
    repos.sealing.make_ready()
    repos.migrations.run(repos)
    if not repos.country.get("centres"):
        repos.country.put(country_centres())
    if not repos.areas.of_province(settings.province):
        repos.areas.put_all(areas_of(settings.province))
    if settings.demo and repos.accounts.names() < DEMO_NAMES:
        open_demo_accounts(repos)
    refresh_catalogue(repos)
    settle(repos, dt.datetime.now(dt.UTC))


def _warn_of_changeable_audit(repos: Any) -> None:
    able = repos.audit.changes_allowed()
    if able:
        log.warning(
            "audit: this account of MongoDB could change or remove audit entries (%s); give it the "
            "role of docs/audit.md",
            ", ".join(able),
        )


def _refuse_half_restored(repos: Any) -> None:
    running = repos.restores.under_way()
    if running:
        raise BackupRefused(
            f"A restore was begun here at {running['begun_at']:%Y-%m-%d %H:%M} UTC and is not "
            "finished: run `flask restore` again with the same file, or use an empty database."
        )


def open_demo_accounts(repos: Any) -> None:
    """The units and the cast of the demo, with a password that everybody knows.

    Only where nobody else has an account; what an earlier, interrupted start made is completed.
    """
    now = dt.datetime.now(dt.UTC)
    for unit in DEMO_UNITS:
        repos.units.insert(dict(unit))
    repos.campaigns.insert({**DEMO_CAMPAIGN, "created_at": now})
    for member in DEMO_CAST:
        with suppress(Conflict):  # Another worker may have been first.
            open_account(repos, {**member, "password": DEMO_PASSWORD}, now, must_change=False)
