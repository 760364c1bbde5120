"""The real browser of the tests."""

from pathlib import Path

# The same Chromium without windows of its own, where it is installed: a third less work.
SHELL = "/usr/bin/chromium-headless-shell"
CHROMIUM = SHELL if Path(SHELL).exists() else "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A busy machine shows late what it shows; a test that waits for it loses nothing.
PATIENCE_MS = 20_000
