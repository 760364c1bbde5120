"""When the database is opened: at once to serve, by whoever asks for it under ``flask``."""

import os
import signal
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from service import mongod
from service.app import House, create_app
from service.settings import Settings

ROOT = Path(__file__).parents[2]


def test_an_app_that_is_not_opened_touches_neither_keys_nor_database(tmp_path):
    app = create_app(Settings(data_dir=tmp_path / "data"), at_once=False)
    assert app.extensions["an-tru"].settings.data_dir == tmp_path / "data"
    assert not (tmp_path / "data").exists()


def test_a_command_that_needs_no_data_makes_none(tmp_path):
    environ = {**os.environ, "DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "checklists", "lint"]
    subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=True, timeout=120)
    assert not (tmp_path / "data").exists()


class Unlucky(House):
    """Its database dies when it was only just connected."""

    deaths = 1

    @cached_property
    def database(self):
        found = House.database.func(self)
        if self.deaths:
            self.deaths -= 1
            os.kill(
                int((self.settings.data_dir / "mongod" / "mongod.pid").read_text()), signal.SIGKILL
            )
        return found


def test_a_worker_that_boots_while_the_database_dies_waits_for_it(tmp_path):
    house = Unlucky(Settings(data_dir=tmp_path))
    try:
        assert house.ready().visits is not None
        assert house.database.command("ping")["ok"] == 1
    finally:
        house.database.client.close()
        mongod.stop(tmp_path)
