"""Images in: looked at and re-encoded by a process of its own, with few means and no key.

An image decoder is the easiest part of a server to exhaust or to break into. So it runs apart, with
its memory and time bounded by the kernel.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from service.domain.attachments import check_type
from service.domain.errors import Busy, Unfit
from service.domain.image_files import is_also_something_else, type_of

SCRIPT = Path(__file__).with_name("image_process.py")
MEMORY_BYTES = 64 * 1024 * 1024  # of all it holds: its own 10 MB, the file, what decoding needs
CPU_SECONDS = 20
PATIENCE_SECONDS = 60  # on a loaded machine; the image is not to blame then
REFUSED = 3

WORDS = {
    "too_many_pixels": "Ảnh có quá nhiều điểm ảnh. Xin giảm cỡ ảnh rồi gửi lại.",
    "animated": "Không nhận ảnh động. Xin chụp lại thành ảnh tĩnh.",
    "colours": "Không nhận ảnh có hệ màu này. Xin lưu lại thành ảnh JPEG thường rồi gửi lại.",
    "something_else": "Tệp này vừa là ảnh vừa là loại tệp khác. Xin lưu lại thành ảnh thường.",
    "unreadable": "Ảnh hỏng, hoặc quá nặng để mở. Xin chụp lại hoặc giảm cỡ ảnh rồi gửi lại.",
}


def examined(data: bytes | bytearray, kind: Any, preview_side: int) -> tuple[dict[str, Any], bytes]:
    """Facts of an image (``type``, ``width``, ``height``) and a JPEG of it without metadata.

    Raises :class:`WrongType` or :class:`Unfit` for what is no such image, :class:`Busy` when there
    was no time to look.
    """
    found = type_of(data)
    check_type(kind, found)
    if is_also_something_else(data):
        raise _unfit("something_else")
    bounds = {
        "type": found,
        "pixels_most": kind.pixels_most,
        "side": preview_side,
        "memory_bytes": MEMORY_BYTES,
        "cpu_seconds": CPU_SECONDS,
    }
    head, _, preview = _run(bounds, data).partition(b"\n")
    return {"type": found, **json.loads(head)}, preview


def _run(bounds: dict[str, Any], data: bytes | bytearray) -> bytes:
    command = [sys.executable, "-I", str(SCRIPT), json.dumps(bounds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and the image comes by stdin.
            command, input=data, capture_output=True, timeout=PATIENCE_SECONDS, env={}, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        raise Busy(30) from None
    if done.returncode == 0:
        return done.stdout
    refused = done.returncode == REFUSED
    raise _unfit(done.stdout.decode("ascii", "replace") if refused else "unreadable")


def _unfit(why: str) -> Unfit:
    return Unfit(WORDS.get(why, WORDS["unreadable"]), code="image-refused")
