"""How passwords come in."""

import unicodedata
from typing import Any

from schemas.fields import Shape, Text


class Password(Text):
    """A password as somebody types it: to the last space, in the one form of each letter."""

    MOST = 1000  # characters that are worth hashing

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"most": self.MOST, "least": 1, **kwargs})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        super()._deserialize(value, attr, data, **kwargs)
        return unicodedata.normalize("NFC", value)


class NewPassword(Password):
    """A password to be: long rather than odd, so no kind of character is asked for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=200, least=12, **kwargs)


class PasswordChange(Shape):
    """One's password and the one to be."""

    old = Password(required=True)
    new = NewPassword(required=True)
