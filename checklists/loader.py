"""The catalogue: every file of this room, read, checked against each other and kept in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checklists import consistency
from checklists.attachment_limits import AttachmentLimits
from checklists.limits import Limits
from checklists.model import (
    Card,
    Checklist,
    EmergencyNumber,
    Entry,
    FigureDefinition,
    Indicator,
    IndicatorGroup,
    LegalBasis,
    RetentionPeriod,
    TriageRules,
)
from checklists.oversight import Oversight
from checklists.reading import CatalogueError, Source, read
from checklists.recipients import Recipient, RecipientsFile
from checklists.reports import ReportsFile, ReportType
from checklists.slogans import Slogan, SlogansFile
from checklists.summary import SummaryFile
from checklists.telling import Telling
from schemas.vocabulary import CHECKLIST_CODES

OWN_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class IndicatorsFile(Entry):
    version: int
    valid_from: date
    groups: tuple[IndicatorGroup, ...]


@dataclass(frozen=True, slots=True)
class LegalBasesFile(Entry):
    version: int
    legal_bases: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class CardsFile(Entry):
    version: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NumbersFile(Entry):
    version: int
    numbers: tuple[EmergencyNumber, ...]


@dataclass(frozen=True, slots=True)
class RetentionFile(Entry):
    version: int
    periods: tuple[RetentionPeriod, ...]


@dataclass(frozen=True, slots=True)
class FiguresFile(Entry):
    version: int
    figures: tuple[FigureDefinition, ...]


SHAPES: Mapping[str, type] = {
    "indicators": IndicatorsFile,
    "legal_bases": LegalBasesFile,
    "triage": TriageRules,
    "do_no_harm": CardsFile,
    "numbers": NumbersFile,
    "retention": RetentionFile,
    "figures": FiguresFile,
    "attachments": AttachmentLimits,
    "limits": Limits,
    "oversight": Oversight,
    "recipients": RecipientsFile,
    "telling": Telling,
    "slogans": SlogansFile,
    "reports": ReportsFile,
    "summary": SummaryFile,
}


@dataclass(slots=True)
class Sources:
    """What could be read of a folder, and why the rest could not; ``files`` by name of SHAPES."""

    checklists: list[Source[Checklist]] = field(default_factory=list)
    files: dict[str, Source[Any]] = field(default_factory=dict)
    errors: list[CatalogueError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What inspectors are asked and by which rules; mappings are by code and read-only.

    ``versions`` names the version of each file, for a closed record to keep.
    """

    checklists: Mapping[tuple[str, int], Checklist]
    groups: Mapping[str, IndicatorGroup]
    indicators: Mapping[str, Indicator]
    triage_rules: TriageRules
    legal_bases: Mapping[str, LegalBasis]
    cards: tuple[Card, ...]
    numbers: tuple[EmergencyNumber, ...]
    retention: tuple[RetentionPeriod, ...]
    figures: Mapping[str, FigureDefinition]
    attachments: AttachmentLimits
    limits: Limits
    oversight: Oversight
    recipients: tuple[Recipient, ...]
    telling: Telling
    slogans: tuple[Slogan, ...]
    report_types: tuple[ReportType, ...]
    summary: SummaryFile
    versions: Mapping[str, int]

    def checklist(self, code: str, version: int) -> Checklist | None:
        return self.checklists.get((code, version))

    def newest(self) -> tuple[Checklist, ...]:
        """The newest version of each checklist, in the vocabulary's order."""
        newest = {code: self.checklists[code, version] for code, version in sorted(self.checklists)}
        return tuple(newest[code] for code in CHECKLIST_CODES if code in newest)

    def legal_bases_on(self, codes: Sequence[str], day: date) -> tuple[LegalBasis, ...]:
        """Those of the codes that were in force on the day, in the order given."""
        bases = (self.legal_bases[code] for code in codes)
        return tuple(basis for basis in bases if basis.valid_on(day))

    def version_on(self, code: str, day: date) -> LegalBasis | None:
        """The basis itself where it was in force on the day, else what stood in its place then,
        earlier or later."""
        found, ahead = {code}, [code]
        while ahead:
            at = ahead.pop()
            basis = self.legal_bases.get(at)
            if basis and basis.valid_on(day):
                return basis
            near = [basis.replaced_by] if basis else []
            near += [each.code for each in self.legal_bases.values() if each.replaced_by == at]
            ahead += [each for each in near if each and each not in found]
            found.update(ahead)
        return None

    def numbers_on(self, day: date) -> tuple[EmergencyNumber, ...]:
        return tuple(number for number in self.numbers if number.valid_on(day))

    def recipients_on(self, area: str, day: date) -> tuple[Recipient, ...]:
        """Who receives referrals of a case in the area on the day."""
        return tuple(each for each in self.recipients if each.receives(area, day))

    def report_type(self, part: str, day: date) -> ReportType | None:
        """The kind of return that is owed for such a period (Q1 to campaign) on that last day."""
        for each in self.report_types:
            if part in each.periods and each.valid_on(day):
                return each
        return None

    def retention_on(self, day: date) -> dict[str, int]:
        """Days that each kind of data is kept, by code, as in force on the day."""
        return {each.code: each.days for each in self.retention if each.valid_on(day)}

    def indicator_rows(self) -> list[dict[str, Any]]:
        """Each indicator's own keys with ``group`` and ``group_name``, JSON-ready."""
        return [
            {**one.as_dict(), "group": group.code, "group_name": group.name.as_dict()}
            for group in self.groups.values()
            for one in group.indicators
        ]

    def triage_rule_rows(self) -> list[dict[str, Any]]:
        """Each rule's code, level and words, the one about minors last, without a level."""
        rows = [rule.as_dict() for rule in self.triage_rules.rules]
        minor = self.triage_rules.minor.as_dict()
        return [
            {"code": row["code"], "level": row.get("level"), "words": row["words"]}
            for row in [*rows, minor]
        ]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of a folder, of this package when none is named.

    Raises ``CatalogueError`` at the first thing wrong: file, line and reason.
    """
    sources = read_sources(folder or OWN_FOLDER)
    for error in faults_of(sources):
        raise error
    return _catalogue(sources)


def read_sources(folder: Path) -> Sources:
    """Every file of the folder; one that cannot be read leaves its error and stops no other."""
    sources = Sources()
    names = sorted(path.name for path in (folder / "definitions").glob("*.yaml"))
    for name in names:
        for checklist in _read_or_note(sources, folder, f"definitions/{name}", Checklist):
            sources.checklists.append(checklist)
    for name, shape in SHAPES.items():
        for file in _read_or_note(sources, folder, f"{name}.yaml", shape):
            sources.files[name] = file
    if not names:
        sources.errors.append(CatalogueError("definitions", 1, "there is no checklist"))
    return sources


def _read_or_note(sources: Sources, folder: Path, file: str, shape: type) -> list[Source[Any]]:
    try:
        return [read(folder, file, shape)]
    except CatalogueError as error:
        sources.errors.append(error)
        return []


def faults_of(sources: Sources) -> Iterator[CatalogueError]:
    """What could not be read, then what contradicts itself or another file."""
    yield from sources.errors
    bases = sources.files.get("legal_bases")
    known = {basis.code for basis in bases.content.legal_bases} if bases else None
    for source in sources.checklists:
        yield from consistency.checklist_faults(source, known)
    for name, faults in consistency.FAULTS_OF_FILE.items():
        if name in sources.files:
            yield from faults(sources.files[name])
    yield from consistency.unknown_numbers(
        sources.files.get("recipients"), sources.files.get("numbers")
    )
    yield from consistency.unknown_figures(
        sources.files.get("summary"), sources.files.get("figures")
    )


def _catalogue(sources: Sources) -> Catalogue:
    files = {name: source.content for name, source in sources.files.items()}
    checklists = (source.content for source in sources.checklists)
    groups = files["indicators"].groups
    return Catalogue(
        checklists=MappingProxyType({(each.code, each.version): each for each in checklists}),
        groups=_by_code(groups),
        indicators=_by_code([one for group in groups for one in group.indicators]),
        triage_rules=files["triage"],
        legal_bases=_by_code(files["legal_bases"].legal_bases),
        cards=files["do_no_harm"].cards,
        numbers=files["numbers"].numbers,
        retention=files["retention"].periods,
        figures=_by_code(files["figures"].figures),
        attachments=files["attachments"],
        limits=files["limits"],
        oversight=files["oversight"],
        recipients=files["recipients"].recipients,
        telling=files["telling"],
        slogans=files["slogans"].slogans,
        report_types=files["reports"].report_types,
        summary=files["summary"],
        versions=MappingProxyType({name: file.version for name, file in files.items()}),
    )


def _by_code(entries: Sequence[Any]) -> Mapping[str, Any]:
    return MappingProxyType({entry.code: entry for entry in entries})
