"""DOCX to PDF/A by LibreOffice, so that what an office edits in Word reaches both.

A process of its own for each paper: its own profile, so that two do not meet; a process group that
is killed when it takes too long; a folder in memory where there is one, since some papers are
confidential.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.domain.errors import Busy, CannotPrint

PROGRAM = "soffice"
PACKAGES = "libreoffice-writer-nogui fonts-liberation"
SECONDS = 60  # of one paper; 2 are usual
AT_ONCE = 2  # in one worker; each takes a core and 200 MB
WAITING_MOST = 6  # behind them; whoever comes then is told at once to come again
WAITED_MOST_SECONDS = 10
FOLDERS, LEFT_SECONDS = "an-tru-pdf-", 600
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it.
PDF_A_2B = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
MISSING = (
    "Máy chủ chưa cài LibreOffice nên chưa in được PDF; bản DOCX vẫn tải được. "
    f"Xin quản trị viên chạy: sudo apt-get install {PACKAGES}"
)
OVERRUN = "In PDF quá lâu nên đã dừng. Xin thử lại sau ít phút, hoặc tải bản DOCX."
BROKEN = "LibreOffice không in được văn bản này. Xin tải bản DOCX và báo quản trị viên xem lại mẫu."

_hands = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(AT_ONCE + WAITING_MOST)


def as_pdf(docx: bytes) -> bytes:
    """The PDF/A-2b of a DOCX; :class:`Busy` while too many print, :class:`CannotPrint` else."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise CannotPrint(MISSING, code="pdf-program-missing")
    with _turn(_places, 0), _turn(_hands, WAITED_MOST_SECONDS), _folder() as folder:
        return _converted(program, folder, docx)


@contextmanager
def _turn(free: threading.Semaphore, seconds: float) -> Iterator[None]:
    if not free.acquire(timeout=seconds):
        raise Busy(WAITED_MOST_SECONDS)
    try:
        yield
    finally:
        free.release()


@contextmanager
def _folder() -> Iterator[Path]:
    place = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _sweep(place)
    with tempfile.TemporaryDirectory(prefix=FOLDERS, dir=place, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _sweep(place: Path) -> None:
    """A worker that was killed left its folder."""
    for folder in place.glob(f"{FOLDERS}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _converted(program: str, folder: Path, docx: bytes) -> bytes:
    (folder / "paper.docx").write_bytes(docx)
    command = [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", PDF_A_2B, "--outdir", str(folder), str(folder / "paper.docx"),
    ]  # fmt: skip
    _run(command, folder)
    try:
        return (folder / "paper.pdf").read_bytes()
    except FileNotFoundError:
        raise CannotPrint(BROKEN, code="pdf-failed") from None


def _run(command: list[str], folder: Path) -> None:
    usual = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(  # noqa: S603 - a program of the system, on files of our own.
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=usual | own, cwd=folder, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise CannotPrint(OVERRUN, code="pdf-overrun") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
