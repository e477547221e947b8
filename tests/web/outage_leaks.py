# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a viewer must never read: ids and names of what they do not see."""

import html
import re
from collections.abc import Iterable

import polars as pl

from dijkwacht.register.records import TABLES
from dijkwacht.web.access import Sight
from dijkwacht.web.ownership import COMMON

NAMES = ("id", "name", "name_nl", "name_en")


def hidden_words(sight: Sight) -> set[str]:
    """Ids and names that only rows hidden from this viewer have, and that are no part of a name
    that they see (a contract is called Software, a supplier Kade Software)."""
    hidden: set[str] = set()
    seen: set[str] = set()
    for table in TABLES:
        rows = sight.register.table(table)
        if table in COMMON:
            seen |= words_of(rows)
            continue
        owned = sight.owners.by_id(table)
        shown = rows.filter(
            pl.col("id").map_elements(
                lambda id, owned=owned: sight.viewer.sees(owned.get(id)), return_dtype=pl.Boolean
            )
        )
        seen |= words_of(shown)
        hidden |= words_of(rows) - words_of(shown)
    inside = {word for word in hidden if any(word in one for one in seen)}
    return {word for word in hidden - seen - inside if len(word) > 3}


def words_of(rows: pl.DataFrame) -> set[str]:
    """The ids and names of some rows."""
    held = [name for name in NAMES if name in rows.columns]
    return {str(value) for name in held for value in rows[name].drop_nulls()}


def leaked(text: str, words: Iterable[str]) -> set[str]:
    """Those of the words that stand in a text, whole."""
    plain = html.unescape(text)
    return {word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", plain)}


def body(answer: object) -> str:
    """All of an answer as text, streamed or not."""
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content).decode("utf-8", "replace")  # type: ignore[attr-defined]
    return str(answer.content.decode("utf-8", "replace"))  # type: ignore[attr-defined]
