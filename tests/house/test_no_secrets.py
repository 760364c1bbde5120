"""No key, token or password lies in the tree; what is secret is made at the first start."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KINDS = {".py", ".js", ".html", ".css", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".sh", ""}
LEFT_OUT = {
    ".git",
    ".venv",
    ".pytest_cache",
    ".hypothesis",
    ".ruff_cache",
    ".mypy_cache",
    "node_modules",
    "vendor",
    "data",
    "results",
    "__pycache__",
}
# 32 letters of a key drawn by chance are above this; words, paths and hashes in hexadecimal below.
BITS_A_LETTER = 4.2
DRAWN = re.compile(r"[A-Za-z0-9+/_-]{32,}={0,2}")
WORDS = re.compile(r"[a-z_/-]+[0-9]{0,6}[a-z0-9_/-]*", re.IGNORECASE)
MARKED = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AGE-SECRET-KEY-1[A-Z0-9]{20}|\bAKIA[A-Z0-9]{16}\b"
)
# The header of an example token: what it says can be read by anybody.
KNOWN = {"docs/attachments.md": {"eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoi"}}


def texts() -> dict[str, str]:
    found = {}
    for path in ROOT.rglob("*"):
        name = path.relative_to(ROOT)
        if path.is_file() and path.suffix in KINDS and not LEFT_OUT & set(name.parts):
            found[name.as_posix()] = path.read_text("utf-8", errors="ignore")
    return found


def bits_a_letter(word: str) -> float:
    """Shannon's entropy of its letters."""
    shares = [count / len(word) for count in Counter(word).values()]
    return -sum(share * math.log2(share) for share in shares)


def secrets_in(name: str, text: str) -> set[str]:
    drawn = {word for word in DRAWN.findall(text) if bits_a_letter(word) > BITS_A_LETTER}
    spoken = {word for word in drawn if WORDS.fullmatch(word) and "_" in word}
    return (drawn - spoken - KNOWN.get(name, set())) | set(MARKED.findall(text))


def test_the_tree_holds_no_secret():
    told = texts()
    assert len(told) > 300
    own = Path(__file__).relative_to(ROOT).as_posix()
    found = {name: secrets_in(name, text) for name, text in told.items() if name != own}
    assert {name: secrets for name, secrets in found.items() if secrets} == {}


@pytest.mark.parametrize(
    "text",
    [
        "key = 'q7Zp3vX0aJm9TfLr2WcYh8NbKd5UgEs1'",
        "-----BEGIN PRIVATE KEY-----",
        "AKIAABCDEFGHIJ234567",
    ],
)
def test_a_secret_would_be_found(text):
    assert secrets_in("somewhere.py", text)
