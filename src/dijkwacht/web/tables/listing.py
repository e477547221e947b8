# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each list offers: its columns, those shown unless others are chosen, what it is faceted by,
and its order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

from dijkwacht.register.codes import Answer
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import LAST, Column, Kind, columns

GROUPS: Final = "groups"


class Letter(StrEnum):
    """Classes, from high to low."""

    V = "v"
    C = "c"
    K = "k"
    O = "o"  # noqa: E741  # the letter of the method: other


class Covered(StrEnum):
    """How much of what is required the fallbacks of a service carry."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"
    NOT_REQUIRED = "not-required"
    UNKNOWN = "unknown"


class Ends(StrEnum):
    """When a contract ends, seen from the day of the register."""

    ENDED = "ended"
    SOON = "90-days"
    HALF_YEAR = "180-days"
    YEAR = "365-days"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What is written by hand of one list."""

    first: tuple[str, ...]
    facets: tuple[str, ...]
    added: tuple[Column, ...] = ()
    sort: str = "name"


@dataclass(frozen=True)
class Listing:
    """One list. `name` is its word in the address."""

    name: str
    columns: tuple[Column, ...]
    first: tuple[str, ...]
    facets: tuple[str, ...]
    sort: str

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def exchanged(self) -> tuple[str, ...]:
        """The columns of the exchange format."""
        known = {column.name for column in columns(self.table)}
        return tuple(column.name for column in self.columns if column.name in known)

    @property
    def table(self) -> str:
        """The table whose rows it shows: groups are shown as the suppliers that head them."""
        return "suppliers" if self.name == GROUPS else self.name


_JUDGED: Final = (
    Column("letter", Kind.CODE, Letter),
    Column("band", Kind.TEXT),
    Column("mtpd", Kind.HOURS),
    Column("provisional", Kind.CODE, Answer),
    Column("declared_state", Kind.CODE, Covered),
    Column("proven_state", Kind.CODE, Covered),
)
_CONTRACTS: Final = Column("contracts", Kind.COUNT)
_SERVICES: Final = Column("services", Kind.COUNT)
BY_HAND: Final[Mapping[str, _Made]] = {
    "organisations": _Made(
        first=("name", "kind", "parent_id", "sector", "region"),
        facets=("kind", "sector", "country"),
    ),
    "services": _Made(
        first=("name", "organisation_id", "letter", "band", "mtpd", "proven_state", "users"),
        facets=(
            "letter",
            "proven_state",
            "declared_state",
            "provisional",
            "sector",
            "organisation_id",
        ),
        added=_JUDGED,
    ),
    "systems": _Made(
        first=("name", "kind", "organisation_id", "country", "restart_hours"),
        facets=("kind", "country", "organisation_id"),
    ),
    "suppliers": _Made(
        first=("name", "country", "kind", "group_id", "contracts", "services"),
        facets=("country", "kind", "group_id"),
        added=(Column("group_id", Kind.REFERENCE, table="suppliers"), _CONTRACTS, _SERVICES),
    ),
    GROUPS: _Made(
        first=("name", "country", "entities", "contracts", "services"),
        facets=("country",),
        added=(Column("entities", Kind.COUNT), _CONTRACTS, _SERVICES),
    ),
    "contracts": _Made(
        first=("name", "supplier_id", "organisation_id", "ends_on", "notice_days", "yearly_value"),
        facets=("ends_within", "kind", "supplier_id", "organisation_id"),
        added=(Column("ends_within", Kind.CODE, Ends),),
    ),
}
LISTED: Final = (*BY_HAND, *(table for table in TABLES if table not in BY_HAND))
"""Every list; those that people come for first."""


@cache
def listing(name: str) -> Listing:
    """What a list offers; KeyError when there is none of this name."""
    own = columns("suppliers" if name == GROUPS else name)
    made = BY_HAND.get(name) or _generic(own)
    return Listing(name, (*own, *made.added), made.first, made.facets, made.sort)


def _generic(own: tuple[Column, ...]) -> _Made:
    """A list of which nobody wrote anything by hand."""
    names = [column.name for column in own]
    nouns = {column.noun_column for column in own}
    said = [name for name in names if name not in {*LAST, *nouns, "valid_from", "valid_until"}]
    coded = [column.name for column in own if column.kind in (Kind.CODE, Kind.COUNTRY)]
    pointed = [name for name in ("organisation_id", "supplier_id") if name in names]
    sort = "name" if "name" in names else "id"
    return _Made(first=tuple(said[:8]), facets=(*coded, *pointed), sort=sort)
