"""create_app: settings, MongoDB, API, pages, commands."""

import logging
import os
import time
from functools import cached_property
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask import Flask

from checklists import load_catalogue
from service import mongod
from service.anchors import Anchor
from service.api import answer_errors_under, register_api
from service.api.door import keep_the_door
from service.api.fresh_catalogue import keep_the_catalogue_fresh
from service.api.health import register_health
from service.api.json_out import OrjsonProvider
from service.cli import register_commands
from service.keys import Keys, read_keys
from service.mail import Post
from service.master_keys import MasterKeyFile
from service.repositories import AWAY_ERRORS, DATABASE_ERRORS, Repositories
from service.repositories.connection import Documents, connect, named
from service.repositories.holdings import Holdings
from service.settings import Settings, settings_from
from service.usecases.set_up import set_up
from service.web import register_pages

log = logging.getLogger(__name__)

BOOT_SECONDS = 20
RETRY_SECONDS = 0.5


class House:
    """What requests and commands work with; the database is opened by whoever first asks for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Some threads of a worker may wait for slow uploads; the others go on serving.
        self.upload_hands = BoundedSemaphore(max(1, settings.threads // 4))

    @cached_property
    def keys(self) -> Keys:
        return read_keys(self.settings.data_dir / "keys.json")

    @cached_property
    def master(self) -> MasterKeyFile:
        return MasterKeyFile(self.settings.master_key_file or self.settings.data_dir / "master.key")

    @cached_property
    def database(self) -> Documents:
        """The database as it is found."""
        uri = self.settings.mongodb_uri or mongod.start(
            self.settings.data_dir, self.settings.database
        )
        return connect(uri, self.settings.database)

    def ready(self) -> Repositories:
        """The repositories, waited for while the database is away.

        A worker may boot just when the database is started anew, and gunicorn stops altogether when
        a worker does not boot.
        """
        deadline = time.monotonic() + BOOT_SECONDS
        while True:
            try:
                return self.repos
            except AWAY_ERRORS:
                if time.monotonic() > deadline:
                    raise
                log.warning("The database is away; trying again.")
                found = self.__dict__.pop("database", None)
                if found is not None:
                    found.client.close()
                time.sleep(RETRY_SECONDS)

    @cached_property
    def anchor(self) -> Anchor:
        return Anchor(self.keys.checkpoint, self.settings.data_dir / "audit-checkpoints.jsonl")

    @cached_property
    def post(self) -> Post | None:
        """Who takes the mail; ``None`` where no mail is sent."""
        return Post(self.settings.mail) if self.settings.mail else None

    @cached_property
    def repos(self) -> Repositories:
        """The repositories over a database that was brought to where it can serve."""
        repos = Repositories(
            self.database,
            load_catalogue(),
            self.keys,
            self.master,
            self.settings.sign_in,
            self.anchor,
        )
        set_up(repos, self.settings)
        return repos

    def holdings(self, database: str | None = None) -> Holdings:
        """All that lies in the database, or in another of the same server; for backups."""
        name = database or self.settings.database
        client = self.database.client
        if not self.settings.mongodb_uri:
            mongod.start(self.settings.data_dir, name)
        return Holdings(named(client, name))


def create_app(settings: Settings | None = None, *, at_once: bool = True) -> Flask:
    """The whole service, ``at_once`` with its database.

    A command that must find keys and database as they are, such as a restore, asks for them itself.
    """
    settings = settings or settings_from(os.environ)
    app = Flask("an-tru", static_folder=None, root_path=str(Path(__file__).parent))
    app.json = OrjsonProvider(app)
    app.config.update(DATABASE_ERRORS=DATABASE_ERRORS)
    keep_the_door(app, settings)
    app.extensions["an-tru"] = house = House(settings)
    if at_once:
        house.ready()
    keep_the_catalogue_fresh(app)
    register_api(app)
    answer_errors_under(app)
    register_health(app)
    register_pages(app)
    register_commands(app)
    return app


def house_of(app: Flask) -> Any:
    """What was built for this app."""
    return app.extensions["an-tru"]
