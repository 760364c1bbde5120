"""Numbers in open text that look like somebody's papers or telephone."""

import re
from collections.abc import Iterable

# Twelve digits since Luật Căn cước, nine on the older card; one letter and seven digits a passport.
IDENTITY = re.compile(r"(?<![\w.,/-])(\d{12}|\d{9}|[A-Z]\d{7})(?![\w/-])", re.ASCII)
# Ten digits from 03, 05, 07, 08, 09 for mobiles, eleven from 02 for lines, or +84 before them.
PHONE = re.compile(r"(?<![\w/-])(?:\+84|84|0)(?:[35789]\d{8}|2\d{9})(?![\w/-])", re.ASCII)
SPACED = re.compile(r"(?<=\d)[ .](?=\d)")


def personal_data_in(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """``(path, kind)`` of each text that seems to hold an ``identity_number`` or ``phone_number``.

    A telephone is often written with dots or spaces, so these are taken out before looking.
    """
    found = []
    for path, text in texts:
        if not any(character.isdigit() for character in text):
            continue
        joined = SPACED.sub("", text)
        phones = PHONE.findall(joined)
        if phones:
            found.append((path, "phone_number"))
        if IDENTITY.search(text) or IDENTITY.search(PHONE.sub("", joined)):
            found.append((path, "identity_number"))
    return found
