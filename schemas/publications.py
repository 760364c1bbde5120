"""The shapes of what an office publishes of its catalogue."""

from marshmallow import fields

from schemas.common import page_of
from schemas.fields import Id, Moment, Shape, Text, Whole, Word
from schemas.vocabulary import PUBLICATION_STATES

TEXT_MOST = 400_000  # characters of a file


class CatalogueFile(Shape):
    """A file of the catalogue by its name below it, and its text in YAML."""

    name = Text(most=100, least=5, required=True)
    text = Text(most=TEXT_MOST, least=10, required=True)


class NewProposal(CatalogueFile):
    """The same under its sender's UUID, and why it changes."""

    id = Id(load_default=None)
    reason = Text(most=2000, least=3, required=True)


class CheckedFile(Shape):
    """What is wrong with a file, each as ``file:line: reason``, and what it changes."""

    faults = fields.List(Text())
    diff = fields.List(fields.String())


class ListedFile(CatalogueFile):
    """A file at its newest version; ``published`` by the office, else as shipped."""

    version = Whole()
    published = fields.Boolean()


class ProposalShape(Shape):
    """A proposal, what it changes, and what became of it."""

    id = Id(attribute="_id")
    name = Text()
    version = Whole()
    reason = Text()
    state = Word(PUBLICATION_STATES)
    by = Text()
    at = Moment()
    published_by = Text(allow_none=True)
    published_at = Moment(allow_none=True)
    diff = fields.List(fields.String())
    may_publish = fields.Boolean()


FilePage = page_of(ListedFile)
ProposalPage = page_of(ProposalShape)
