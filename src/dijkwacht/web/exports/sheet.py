# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written: a table of a report, with what is told about it. Links and sentences become
text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.values import NA, NEVER
from dijkwacht.reports.report import Column, Table
from dijkwacht.reports.words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; in a file it is its text. `href` is None where there is no page
    for this reader."""

    text: str | Message
    href: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write, in the words of one reader."""

    table: Table
    about: Sequence[
        tuple[str, str]
    ]  # what is told, and the value: day, revision, filter, who, when
    words: Words

    @property
    def title(self) -> str:
        """The title in words."""
        return self.words.say(self.table.title)

    @property
    def columns(self) -> list[Column]:
        """The columns that are exported."""
        return [column for column in self.table.columns if column.exported]

    def rows(self) -> Iterator[list[Any]]:
        """The cells of each row under these columns: numbers, days, text, and None for unknown;
        `never` and `n/a` are written out, as in the exchange format."""
        kept = [at for at, column in enumerate(self.table.columns) if column.exported]
        for row in self.table.rows:
            yield [self._plain(row[at]) for at in kept]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Link):
            value = value.text
        if isinstance(value, Message):
            return self.words.say(value)
        return _WRITTEN.get(value, value) if type(value) in (int, date) else value


_WRITTEN: Final[dict[Any, str]] = {
    FOREVER: NEVER,
    NEVER_DAY: NEVER,
    NOT_APPLICABLE: NA,
    NOT_APPLICABLE_DAY: NA,
}
