"""What the bytes of a file say it is, before anything decodes it."""

PNG = b"\x89PNG\r\n\x1a\n"
MAGIC_BYTES = 12  # enough to know a type by
PDF_BYTES = 1024  # within which readers of PDF look for its mark
ZIP_END_BYTES = 22 + 65_535  # the end record of a ZIP with the longest comment


def type_of(data: bytes | bytearray) -> str | None:
    """The image's media type by its first ``MAGIC_BYTES``; ``None`` for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(PNG):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def is_also_something_else(data: bytes | bytearray) -> bool:
    """Whether the file can be taken for another as well: a PDF, an archive, or an image with
    something hung on.

    Cameras write a second picture behind a JPEG (motion, high dynamic range), so its end is free.
    """
    if b"%PDF-" in data[:PDF_BYTES] or _is_zip(data):
        return True
    kind = type_of(data)
    if kind == "image/png":
        return _png_end(data) != len(data)
    if kind == "image/webp":
        size = int.from_bytes(data[4:8], "little")
        return len(data) != 8 + size + size % 2
    return False


def _is_zip(data: bytes | bytearray) -> bool:
    return b"PK\x05\x06" in data[-ZIP_END_BYTES:] and (b"PK\x01\x02" in data or len(data) < 100)


def _png_end(data: bytes | bytearray) -> int | None:
    """Where the closing chunk ends; ``None`` without one."""
    at = len(PNG)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return at
    return None
