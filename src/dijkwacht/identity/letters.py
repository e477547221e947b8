# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters of names made plain: no accents, no case, Cyrillic and Greek in Latin letters."""

import unicodedata
from typing import Final

# by their numbers: many look like a Latin letter
_CYRILLIC: Final = (
    *(0x430, "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"),
    *(0x450, "ie e dj g ye dz i i j lj nj c k i u dz"),
)
_GREEK: Final = (0x3B1, "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_LATIN: Final = {
    **{0xDF: "ss", 0xE6: "ae", 0x153: "oe", 0xF8: "o", 0x142: "l", 0x111: "d", 0xF0: "d"},
    **{0xFE: "th", 0x131: "i", 0x127: "h", 0x14B: "n", 0x491: "g"},
}
_BLOCKS: Final = (_CYRILLIC[:2], _CYRILLIC[2:], _GREEK)
_PLAIN: Final = _LATIN | {
    int(first) + at: word.replace("_", "")
    for first, words in _BLOCKS
    for at, word in enumerate(str(words).split())
}
_DROPPED: Final = ".'`\u2019"


def plain(text: str) -> str:
    """The text in small Latin letters without accents; signs that are no letter or digit become
    spaces, but for the dots of abbreviations: those go."""
    if not text.isascii():
        # й and ї are letters of their own: they are changed before accents are taken off
        text = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
        spread = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in spread if not unicodedata.combining(sign))
        text = text.translate(_PLAIN)
    return "".join(
        sign if sign.isalnum() else "" if sign in _DROPPED else " " for sign in text.lower()
    )
