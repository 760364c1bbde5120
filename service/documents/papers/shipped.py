"""The templates that the service ships, for as long as an office has none of its own."""

from pathlib import Path

FOLDER = Path(__file__).parent / "templates"


def shipped(code: str) -> bytes:
    """The DOCX that the service ships for a paper."""
    return (FOLDER / f"{code}.docx").read_bytes()
