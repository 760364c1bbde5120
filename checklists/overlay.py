"""The catalogue of this package with files of an office laid over it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checklists.loader import OWN_FOLDER, Catalogue, faults_of, load_catalogue, read_sources


@contextmanager
def laid_over(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with the package's files and those of ``files``, by their names below it."""
    with tempfile.TemporaryDirectory(prefix="an-tru-catalogue-") as place:
        folder = Path(place)
        (folder / "definitions").mkdir()
        for path in [*OWN_FOLDER.glob("*.yaml"), *OWN_FOLDER.glob("definitions/*.yaml")]:
            shutil.copyfile(path, folder / path.relative_to(OWN_FOLDER))
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        yield folder


def load_overlaid(files: Mapping[str, str]) -> Catalogue:
    """The catalogue; raises ``CatalogueError`` for files that contradict it or each other."""
    with laid_over(files) as folder:
        return load_catalogue(folder)


def faults_overlaid(files: Mapping[str, str]) -> list[str]:
    """What is wrong with the catalogue that they would make, each as ``file:line: reason``."""
    with laid_over(files) as folder:
        return [str(fault) for fault in faults_of(read_sources(folder))]


def shipped_text(name: str) -> str | None:
    """A file of this package, None where there is none of that name."""
    path = OWN_FOLDER / name
    return path.read_text("utf-8") if path.is_file() else None
