# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of what was judged: filtered, sorted and cut into pages by the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from dijkwacht.web.pages.export import Form
from dijkwacht.web.reading import Asking

SIZE: Final = 50


@dataclass(frozen=True)
class Sort:
    """A heading by which one may sort: its place in the address, and how it stands now."""

    name: str
    says: str
    href: str
    state: str  # ascending, descending or none: aria-sort


@dataclass(frozen=True)
class Sifted:
    """The rows that an address asks for, of those that the reader may see."""

    request: Asking
    rows: pl.DataFrame
    sorts: Mapping[str, Sequence[str]]  # what `?sort=` may say: the columns that it sorts by

    @cached_property
    def ordered(self) -> pl.DataFrame:
        """In the order asked for; else as they came."""
        name, falls = self._asked
        if name not in self.sorts:
            return self.rows
        by = list(self.sorts[name])
        return self.rows.sort(by, descending=falls, nulls_last=True, maintain_order=True)

    @property
    def _asked(self) -> tuple[str, bool]:
        given = self.request.GET.get("sort", "")
        return given.removeprefix("-"), given.startswith("-")

    @property
    def count(self) -> int:
        """How many there are on all pages."""
        return self.rows.height

    @property
    def pages(self) -> int:
        """How many pages."""
        return max(1, -(-self.count // SIZE))

    @property
    def number(self) -> int:
        """The page asked for, from 1."""
        given = self.request.GET.get("page", "1")
        return min(max(int(given), 1), self.pages) if given.isdecimal() else 1

    @property
    def page(self) -> pl.DataFrame:
        """The rows of that page."""
        return self.ordered.slice((self.number - 1) * SIZE, SIZE)

    @property
    def before(self) -> str | None:
        """The address of the page before."""
        return self.address(page=str(self.number - 1)) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """The address of the next page."""
        return self.address(page=str(self.number + 1)) if self.number < self.pages else None

    @property
    def files(self) -> list[tuple[str, str]]:
        """The forms in which all rows are taken along, each with its address."""
        return [(form.upper(), self.address(form=form, page="")) for form in Form]

    def heads(self, says: Mapping[str, str]) -> list[Sort]:
        """The headings, each a link that sorts by it, or turns the order round."""
        name, falls = self._asked
        return [
            Sort(
                key,
                text,
                self.address(sort=f"-{key}" if key == name and not falls else key, page=""),
                ("descending" if falls else "ascending") if key == name else "none",
            )
            for key, text in says.items()
        ]

    def address(self, **changes: str) -> str:
        """This page's address with other parameters; an empty one is left out."""
        given = self.request.GET.copy()
        for name, value in changes.items():
            if value:
                given[name] = value
            else:
                given.pop(name, None)
        return f"?{given.urlencode()}"
