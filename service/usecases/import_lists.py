"""A list of establishments as an office sends it: read, laid over the register, answered."""

import datetime as dt
from base64 import b64encode
from typing import Any

from service.documents.addresses import AddressResolver
from service.usecases.import_register import import_register


def import_list(
    repos: Any, who: dict[str, Any], data: bytes, filename: str, dry_run: bool, now: dt.datetime
) -> dict[str, Any]:
    """The verdict of each row; ``error_file``, a workbook of what was not stored, is in base64."""
    resolve = AddressResolver(repos.areas.all())
    told = import_register(repos, who, data, filename, dry_run, now, resolve)
    errors = told["error_file"]
    return {**told, "error_file": b64encode(errors).decode() if errors else None}
