# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that keep the day and the revision the reader looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

KEPT: Final = ("on", "revision")


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses; `kept` goes along with each."""

    kept: Mapping[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> "Links":
        """Those of a page that answers this request."""
        return cls({name: request.GET[name] for name in KEPT if request.GET.get(name)})

    def to(self, page: str, *given: object, **asked: object) -> str | None:
        """The address of a page; None where this deployment has no such page, or it cannot be
        about that."""
        try:
            return reverse(page, args=[str(one) for one in given]) + self.query(**asked)
        except NoReverseMatch:
            return None

    def record(self, table: str, id: str | None) -> str | None:
        """The page of a thing; None where there is none for this reader."""
        return None if id is None else self.to("record", table, id)

    def query(self, **asked: object) -> str:
        """What stands behind the `?`; a value of None takes away what was kept."""
        both = {**self.kept, **asked}
        left = {name: value for name, value in both.items() if value is not None}
        return f"?{urlencode(left, doseq=True)}" if left else ""
