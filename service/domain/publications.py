"""Publishing checklists and triage rules: what a file is called, which version comes next."""

import difflib
import re
from collections.abc import Mapping

CHECKLIST = re.compile(r"definitions/(?P<code>[a-z_]+)\.v(?P<version>[1-9]\d{0,3})\.yaml", re.ASCII)
TRIAGE = "triage.yaml"
VERSION = re.compile(r"^version:\s*(\d+)\s*$", re.MULTILINE)

NO_SUCH_FILE = (
    "Chỉ công bố được bảng kiểm (definitions/mã.vN.yaml) hoặc quy tắc phân mức (triage.yaml)."
)
NOT_NEXT = "Bản mới phải là bản {wanted}: bản đã công bố không sửa được nữa."


def checklist_file(code: str, version: int) -> str:
    return f"definitions/{code}.v{version}.yaml"


def version_in(text: str) -> int:
    """The ``version:`` of a file; 0 where it says none."""
    found = VERSION.search(text)
    return int(found[1]) if found else 0


def fault_of_name(name: str, newest: Mapping[str, int], text: str, triage: int) -> str | None:
    """Why a file cannot be the next version, in words; ``newest`` are versions by checklist."""
    if name == TRIAGE:
        wanted = triage + 1
        return None if version_in(text) == wanted else NOT_NEXT.format(wanted=wanted)
    match = CHECKLIST.fullmatch(name)
    if match is None or match["code"] not in newest:
        return NO_SUCH_FILE
    wanted = newest[match["code"]] + 1
    is_next = int(match["version"]) == version_in(text) == wanted
    return None if is_next else NOT_NEXT.format(wanted=wanted)


def diff(before: str, after: str) -> list[str]:
    """What changes, line by line, as a unified diff without its head."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    return list(lines)[2:]
