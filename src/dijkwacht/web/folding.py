# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text without capitals and accents, as people type when they look for something."""

import unicodedata
from typing import Final

import polars as pl

_ALIKE: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"}
"""Letters that do not come apart into a letter and a mark."""
_TABLE: Final = {ord(letter): plain for letter, plain in _ALIKE.items()}


def fold(text: str) -> str:
    """The text in small letters without marks (Unicode NFKD)."""
    apart = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return plain.translate(_TABLE)


def folded(text: pl.Expr) -> pl.Expr:
    """The same of a column."""
    apart = text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return apart.str.replace_many(_ALIKE)
