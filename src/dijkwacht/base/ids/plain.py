# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""First look at a text: spaces are nothing, letters and digits are those of ASCII, and there are
not too many."""

from typing import Final

from dijkwacht.base.ids.identifier import Fault

LONGEST: Final = 200
_SEPARATORS: Final = str.maketrans("", "", " .-")


def plain(text: str) -> str | Fault:
    """The text without white space; a Fault if it is empty, endless, or holds other than printable
    ASCII.

    Full-width and other digits of Unicode are refused, not translated: they come from a broken
    export more often than from a keyboard, and then the rest of the row wants a look too.
    """
    if len(text) > LONGEST:
        return Fault("id-length", f"≤ {LONGEST}", str(len(text)))
    words = "".join(text.split())
    if not words:
        return Fault("id-empty")
    if words.isascii() and words.isprintable():
        return words
    strange = next(sign for sign in words if not (sign.isascii() and sign.isprintable()))
    return Fault("id-characters", "A-Z 0-9", f"U+{ord(strange):04X}")


def joined(words: str) -> str:
    """In capitals and without the dots, hyphens and spaces that people put between groups."""
    return words.translate(_SEPARATORS).upper()


def not_digits(value: str, length: int) -> Fault | None:
    """What is wrong with a value that must be `length` digits and not all zero; None if nothing
    is."""
    if not value.isdigit():
        return Fault("id-digits", "9" * length)
    if len(value) != length:
        return Fault("id-length", str(length), str(len(value)))
    if not value.strip("0"):
        return Fault("id-zeros", "9" * length)
    return None
