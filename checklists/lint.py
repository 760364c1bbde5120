"""What a release of the catalogue must hold beyond being readable and free of contradiction."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checklists.loader import Sources, faults_of, read_sources
from checklists.model import Entry
from checklists.reading import CatalogueError, Source, read
from schemas.vocabulary import CHECKLIST_CODES, KINDS

PUBLISHED = "published.yaml"

# How many of each there were when the catalogue was founded: it may grow, never shrink.
ITEMS = {"CL": 8, "CG": 9, "CS": 5, "CM": 3, "CW": 6, "CK": 8, "CT": 5, "CP": 4}
INDICATORS = {
    "REG": 11, "GUE": 8, "ROO": 10, "MIN": 10, "LAB": 13,
    "PRE": 6, "ONL": 6, "TRA": 6, "ENT": 5, "EST": 4,
}  # fmt: skip
CARDS = 12
FIGURES = 50

Faults = Iterator[CatalogueError]


@dataclass(frozen=True, slots=True)
class PublishedVersion(Entry):
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PublishedFile(Entry):
    published: tuple[PublishedVersion, ...]


def lint(folder: Path) -> list[str]:
    """Everything wrong with a folder, each as ``file:line: reason``; empty when it may be used."""
    sources = read_sources(folder)
    faults = [*faults_of(sources), *_completeness_faults(sources), *_published_faults(folder)]
    return [str(fault) for fault in faults]


def _completeness_faults(sources: Sources) -> Faults:
    yield from _item_faults(sources)
    yield from _kind_faults(sources)
    if "indicators" in sources.files:
        yield from _group_faults(sources.files["indicators"])
    for name, wanted in (("do_no_harm", CARDS), ("figures", FIGURES)):
        if name in sources.files:
            yield from _number_faults(sources.files[name], wanted)


def _item_faults(sources: Sources) -> Faults:
    there = {item.code for source in sources.checklists for item in source.content.items}
    wanted = [f"{group}-{n:02}" for group, size in ITEMS.items() for n in range(1, size + 1)]
    for code in wanted:
        if code not in there:
            yield CatalogueError("definitions", 1, f"item {code} is in no checklist")


def _kind_faults(sources: Sources) -> Faults:
    """Each kind of establishment is offered exactly one checklist, at its newest version."""
    newest = {}
    for source in sorted(sources.checklists, key=lambda source: source.content.version):
        newest[source.content.code] = source
    for code in CHECKLIST_CODES:
        if code not in newest:
            yield CatalogueError("definitions", 1, f"checklist {code} is missing")
    offered = [kind for source in newest.values() for kind in source.content.kinds]
    for kind in KINDS:
        if offered.count(kind) != 1:
            reason = f"kind {kind} is offered {offered.count(kind)} checklists instead of one"
            yield CatalogueError("definitions", 1, reason)


def _group_faults(source: Source) -> Faults:  # type: ignore[type-arg]
    sizes = {group.code: len(group.indicators) for group in source.content.groups}
    for code, wanted in INDICATORS.items():
        if sizes.get(code, 0) < wanted:
            reason = f"group {code} holds {sizes.get(code, 0)} indicators instead of {wanted}"
            yield source.error(source.content, reason)


def _number_faults(source: Source, wanted: int) -> Faults:  # type: ignore[type-arg]
    entries = getattr(source.content, "cards", None) or source.content.figures
    if len(entries) < wanted:
        yield source.error(source.content, f"holds {len(entries)} entries instead of {wanted}")


def _published_faults(folder: Path) -> Faults:
    """A published version is never edited: what was answered by it must stay readable by it."""
    try:
        source = read(folder, PUBLISHED, PublishedFile)
    except CatalogueError as error:
        yield error
        return
    there = {f"definitions/{path.name}" for path in (folder / "definitions").glob("*.yaml")}
    listed = {version.file for version in source.content.published}
    for version in source.content.published:
        if version.file not in there:
            yield source.error(version, f"{version.file} was published and is gone")
        elif sha256_of(folder / version.file) != version.sha256:
            reason = "was edited after it was published; put it back and write a new version"
            yield CatalogueError(version.file, 1, reason)
    for file in sorted(there - listed):
        digest = sha256_of(folder / file)
        yield CatalogueError(file, 1, f"is not in {PUBLISHED}; to publish it add sha256: {digest}")


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
