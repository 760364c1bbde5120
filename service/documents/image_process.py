"""A process of its own for one image: bytes on stdin, facts and a clean JPEG on stdout.

Started by ``images.py`` as a script, outside the package: it imports nothing of the service.
Answers a line of JSON and the JPEG, or leaves with ``REFUSED`` and a word for why; any other end
means that the image could not be read within bounds.
"""

import io
import json
import resource
import sys
from typing import Any, NoReturn

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

REFUSED = 3
TEXT_BYTES = 64 * 1024  # of one text or profile in a PNG, inflated
TEXTS_BYTES = 256 * 1024  # of all of them
QUALITY = 82
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
# What flattens into RGB without a colour profile of its own.
MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}


def main() -> None:
    """Bounds first, then the file, then the decoder."""
    bounds = json.loads(sys.argv[1])
    _bind(bounds)
    data = sys.stdin.buffer.read()
    try:
        facts, preview = _looked_at(data, bounds)
    except (OSError, ValueError, SyntaxError, MemoryError, ArithmeticError, LookupError, TypeError):
        _refuse("unreadable")
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + preview)


def _bind(bounds: dict[str, Any]) -> None:
    for what, most in (
        (resource.RLIMIT_DATA, bounds["memory_bytes"]),
        (resource.RLIMIT_CPU, bounds["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(what, (most, most))
    Image.MAX_IMAGE_PIXELS = None  # Ours is asked below, from the header.
    PngImagePlugin.MAX_TEXT_CHUNK = TEXT_BYTES
    PngImagePlugin.MAX_TEXT_MEMORY = TEXTS_BYTES


def _looked_at(data: bytes, bounds: dict[str, Any]) -> tuple[dict[str, int], bytes]:
    image: Any = Image.open(io.BytesIO(data), formats=[FORMATS[bounds["type"]]])
    width, height = image.size
    if width * height > bounds["pixels_most"]:
        _refuse("too_many_pixels")
    # A camera's second picture behind a JPEG is no film.
    if bounds["type"] != "image/jpeg" and getattr(image, "is_animated", False):
        _refuse("animated")
    if image.mode not in MODES:
        _refuse("colours")
    return {"width": width, "height": height}, _preview(image, bounds["side"])


def _preview(image: Any, side: int) -> bytes:
    """Small, upright, on white; nothing of the file but its pixels."""
    image.draft("RGB", (side, side))  # A JPEG is decoded at a fraction of its size.
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA")
    image.thumbnail((side, side), reducing_gap=2.0)
    image = _upright(image)
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _upright(image: Any) -> Any:
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError):
        return image  # Its metadata is broken, not its pixels.


def _refuse(why: str) -> NoReturn:
    sys.stdout.write(why)
    sys.stdout.flush()
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
