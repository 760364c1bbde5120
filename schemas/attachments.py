"""The shape of an upload: its headers, and what is told when a file is whole."""

from marshmallow import fields

from schemas.fields import INT64_MOST, Shape, Text, TruthArgument, WholeArgument, Word
from schemas.vocabulary import ATTACHMENT_KINDS, ATTACHMENT_PARTS, SEALED


class PieceHeaders(Shape):
    """Where a piece belongs; the first one says what the whole will be."""

    part = Word(ATTACHMENT_PARTS, data_key="Upload-Part", required=True)
    offset = WholeArgument(most=INT64_MOST, data_key="Upload-Offset", required=True)
    length = WholeArgument(least=1, most=INT64_MOST, data_key="Upload-Length", load_default=None)
    kind = Word(ATTACHMENT_KINDS, data_key="Upload-Kind", load_default=None)


class StateHeaders(Shape):
    """Which part of the visit is asked about; without it the open one first."""

    part = Word(ATTACHMENT_PARTS, data_key="Upload-Part", load_default=None)


class FileQuery(Shape):
    """Whether the original or its preview."""

    preview = TruthArgument(load_default=False)


class ReceiptShape(Shape):
    """What the visit still misses, to its submitter, and a signed receipt (a compact JWS)."""

    carries = SEALED

    missing_attachments = fields.List(Text(), allow_none=True)
    receipt = Text(allow_none=True)


class ReceiptKey(Shape):
    """A public key that receipts are signed under (RFC 7517, RFC 8037)."""

    kty = Text()
    crv = Text()
    x = Text()
    kid = Text()
    alg = Text()
    use = Text()


class ReceiptKeys(Shape):
    """The current key first, then the earlier ones."""

    keys = fields.List(fields.Nested(ReceiptKey))
