"""What goes out: each route's fields with the confidential kinds they carry, pages, commands.

``python -m tests.confidential.outputs`` writes ``outputs.yaml`` anew; read its diff and ask of each
new line who may see it, before it is committed.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from flask import Flask
from marshmallow import Schema, fields

from schemas.sync import OneOf
from service import mongod
from service.api import Route, routes
from service.app import create_app
from service.cli import COMMANDS
from service.settings import Settings

FILE = Path(__file__).parent / "outputs.yaml"


def parts_of(schema: Schema, path: str = "") -> Iterator[tuple[str, str]]:
    """``(field path, what its shape carries)`` of all that an answer holds."""
    for name, field in schema.dump_fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        where = f"{path}{field.data_key or name}"
        if isinstance(inner, fields.Nested):
            yield from parts_of(inner.schema, f"{where}.")
        elif isinstance(inner, OneOf):
            for word, shape in inner.shapes.items():
                yield from parts_of(shape, f"{where}.{word}.")
        else:
            yield where, schema.carries


def carried(schema: Schema | None) -> set[str]:
    return {kind for _, kind in parts_of(schema) if kind} if schema else set()


def told(route: Route) -> dict[str, Any]:
    """What ``outputs.yaml`` has to say of the route."""
    gives = route.contract.gives
    found = {
        "carries": sorted(carried(gives)),
        "fields": [name for name, _ in parts_of(gives)] if gives else [],
    }
    if route.contract.gives_bytes:
        found["files"] = list(route.contract.gives_bytes)
    return found


def pages(app: Flask) -> list[str]:
    """The rules of pages and files outside the API."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    return sorted(rule for rule in rules if not rule.startswith("/api/v1/"))


def commands() -> list[str]:
    """The commands under ``flask``, with those of its groups."""
    found = []
    for command in COMMANDS:
        inner = getattr(command, "commands", None)
        found += [f"{command.name} {name}" for name in inner] if inner else [str(command.name)]
    return sorted(found)


def write(app: Flask) -> None:
    """List everything that goes out now."""
    listed = {
        "routes": {f"{route.method} {route.path}": told(route) for route in routes()},
        "pages": pages(app),
        "commands": commands(),
    }
    FILE.write_text(yaml.safe_dump(listed, sort_keys=False, width=96, allow_unicode=True))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        write(create_app(Settings(data_dir=Path(folder))))
        mongod.stop(Path(folder))
