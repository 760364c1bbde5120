"""The shapes of what is data: checklists, indicators, areas."""

from marshmallow import fields

from schemas.common import LabelShape, page_of
from schemas.fields import Day, Listed, Part, Shape, Text, Truth, Whole, Word
from schemas.vocabulary import AREA_SCHEMES, ITEM_TYPES, LEVELS, MODES, REQUIRED_ON, SEVERITIES


class CountShape(Shape):
    """A number asked beside an answer."""

    measure = Text()
    required_on = Word(REQUIRED_ON)
    label = Part(LabelShape)
    unit = Text(allow_none=True)


class ItemShape(Shape):
    """One question of a checklist; ``only_if`` is ``{item, value}``, ``{kind: []}`` or null."""

    code = Text()
    section = Text()
    question = Part(LabelShape)
    type = Word(ITEM_TYPES)
    allowed = fields.List(Text())
    required = Truth()
    counts = fields.List(Part(CountShape))
    only_if = fields.Dict(keys=fields.String(), allow_none=True)
    legal_basis = fields.List(Text())
    decides = Text()
    evidence = Text()
    applies = fields.List(Text())


class ChecklistRow(Shape):
    """A checklist at its newest version."""

    code = Text()
    version = Whole()
    title = Part(LabelShape)


class ChecklistShape(ChecklistRow):
    """A published version, never edited."""

    kinds = fields.List(Text())
    valid_from = Text()
    items = fields.List(Part(ItemShape))
    legal_bases = fields.List(fields.Dict(keys=fields.String()))


class ChecklistQuery(Shape):
    """The day of the visit, of which the legal bases are told; today when left out."""

    day = Day(load_default=None)


class IndicatorShape(Shape):
    """A sign, its severity and its mode; ``minor`` marks those about people under 18."""

    code = Text()
    group = Text()
    group_name = Part(LabelShape)
    label = Part(LabelShape)
    where = Part(LabelShape)
    applies = Listed(Text())
    severity = Word(SEVERITIES)
    mode = Word(MODES)
    minor = Truth()
    sources = fields.List(Text())


class TriageRuleShape(Shape):
    """A rule by which a visit came to its level, in words; one without a level raises it."""

    code = Text()
    level = Word(LEVELS, allow_none=True)
    words = Part(LabelShape)


class AreaShape(Shape):
    """An administrative unit; ``valid_to`` null means today's."""

    scheme = Word(AREA_SCHEMES)
    code = Text()
    name = Text()
    full_name = Text()
    level = Text()
    parent = Text(allow_none=True)
    valid_from = Text(allow_none=True)
    valid_to = Text(allow_none=True)
    centre = fields.List(fields.Float(), allow_none=True)


class AreaQuery(Shape):
    """Which areas to list; all of today's communes when left out."""

    scheme = Word(AREA_SCHEMES, load_default="2025")
    level = Word(("province", "district", "commune"), load_default=None)


ChecklistPage = page_of(ChecklistRow)
IndicatorPage = page_of(IndicatorShape)
TriageRulePage = page_of(TriageRuleShape)
AreaPage = page_of(AreaShape)
