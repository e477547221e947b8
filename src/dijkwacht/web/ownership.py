# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose each row of the register is."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from dijkwacht.register.codes import Noun, SystemKind
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.register import Register

COMMON: Final = frozenset(
    (
        *("suppliers", "ownership", "statements", "observations", "matches", "readings"),
        "sovereignty_scores",
    )
)
"""Tables of what is nobody's own: legal entities, who owns them, what the world says of them."""

EVERYBODY: Final = ""
"""The owner of what all may see: places and causes that no organisation provides."""

CENTRE: Final = "-"
"""The owner of what the centre does: no organisation reads it."""

OF_NOBODY: Final = {"populations": EVERYBODY, "alert_acts": CENTRE}
"""Whose rows without an organisation are, of tables that have such."""

_THROUGH: Final[Mapping[str, tuple[str, str]]] = {
    "deliveries": ("contract_id", "contracts"),
    "contract_options": ("contract_id", "contracts"),
    "uses": ("service_id", "services"),
    "harms": ("service_id", "services"),
    "overrides": ("service_id", "services"),
    "evidence": ("service_id", "services"),
    "members": ("requirement_id", "requirements"),
}
_BY_NOUN: Final[Mapping[str, tuple[str, str]]] = {
    "requirements": ("owner_noun", "owner_id"),
    "fallbacks": ("protects_noun", "protects_id"),
    "identifiers": ("noun", "of_id"),
    "designations": ("noun", "of_id"),
    "facts": ("noun", "id"),
}
_CHAINED: Final = ("requirements", "fallbacks")
"""They point at each other: a fallback protects a requirement, and has requirements itself."""


class Owners:
    """The organisation of each row of one register; null where the register does not say, or says
    two things of one id."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.frame = cache(self._frame)
        self.by_id = cache(self._by_id)
        self.chained = cache(self._settled)

    def _by_id(self, table: str) -> Mapping[str, str | None]:
        """The organisation by the id of a row."""
        return dict(_agreed(self.frame(table)).iter_rows())

    def _frame(self, table: str) -> pl.DataFrame:
        """`id`, `owner` of each row, in the order of the table."""
        found = self.chained()[table] if table in _CHAINED else self._owned(table)
        # facts of two things may bear one id, and each belongs to the owner of its thing
        return found if table == "facts" else _agreed(found)

    def _owned(self, table: str) -> pl.DataFrame:
        rows = self.register.table(table)
        if table in COMMON:
            return rows.select("id", owner=pl.lit(EVERYBODY))
        if table in _THROUGH:
            column, other = _THROUGH[table]
            found = self.frame(other).unique("id").rename({"id": column})
            joined = rows.select("id", column).join(
                found, on=column, how="left", maintain_order="left"
            )
            return joined.select("id", "owner")
        if table in _BY_NOUN:
            return self._pointed(table, {})
        return rows.select("id", owner=_own(table))

    def _settled(self) -> Mapping[str, pl.DataFrame]:
        """The owners of what points at each other: as many steps as the longest chain has."""
        known: Mapping[str, pl.DataFrame] = {}
        while True:
            fresh = {table: _agreed(self._pointed(table, known)) for table in _CHAINED}
            if known and all(fresh[table].equals(known[table]) for table in _CHAINED):
                return fresh
            known = fresh

    def _pointed(self, table: str, known: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """The owner of the thing that each row points at; its own organisation goes first."""
        rows = self.register.table(table)
        noun, of = _BY_NOUN[table]
        pointing = rows.select("id", noun=pl.col(noun), of=pl.col(of))
        owners = [
            self._things(word, table, known) for word in pointing["noun"].drop_nulls().unique()
        ]
        found = pl.concat([*owners, _NOBODY])
        joined = pointing.join(found, on=["noun", "of"], how="left", maintain_order="left")
        if "organisation_id" in rows.columns:
            own = pl.coalesce(rows["organisation_id"], joined["owner"])
            return joined.select("id", own.alias("owner"))
        return joined.select("id", "owner")

    def _things(self, word: str, asking: str, known: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """The owners of the things of one noun, as far as known."""
        table = TABLE_OF[Noun(word)]
        if table in _CHAINED and asking in _CHAINED:
            found = known.get(table)
        else:
            found = self.frame(table) if table != asking else None
        if found is None:
            return _NOBODY
        return found.unique("id").select(noun=pl.lit(word), of=pl.col("id"), owner=pl.col("owner"))


def _agreed(owned: pl.DataFrame) -> pl.DataFrame:
    """Nobody's where the rows of one id are of different owners."""
    if owned["id"].n_unique() == owned.height:
        return owned
    alone = pl.col("owner").n_unique().over("id") == 1
    return owned.with_columns(pl.when(alone).then("owner").alias("owner"))


_NOBODY: Final = pl.DataFrame(schema={"noun": pl.String, "of": pl.String, "owner": pl.String})


def _own(table: str) -> pl.Expr:
    if table == "organisations":
        return pl.col("id")
    if table == "systems":
        place = pl.col("kind").is_in([SystemKind.FACILITY, SystemKind.CAUSE])
        nobody = pl.col("organisation_id").is_null() & place
        return pl.when(nobody).then(pl.lit(EVERYBODY)).otherwise("organisation_id")
    if table in OF_NOBODY:
        return pl.col("organisation_id").fill_null(OF_NOBODY[table])
    return pl.col("organisation_id")


def unowned() -> list[str]:
    """The tables of which nobody said whose they are: there must be none."""
    known = {*COMMON, *_THROUGH, *_BY_NOUN, "organisations", "services", "systems"}
    known |= {"contracts", "standings", *OF_NOBODY}
    return sorted(set(TABLES) - known)


def tree(register: Register) -> Mapping[str, list[str]]:
    """The organisations directly below each organisation."""
    rows = register.table("organisations").select("id", "parent_id").drop_nulls("parent_id")
    return dict(rows.group_by("parent_id", maintain_order=True).agg(pl.col("id")).iter_rows())


def below(children: Mapping[str, list[str]], node: str) -> frozenset[str]:
    """An organisation and all below it in the tree; a circle ends where it closes."""
    found, waiting = {node}, [node]
    while waiting:
        fresh = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(fresh)
        waiting += fresh
    return frozenset(found)


def above(register: Register, node: str) -> frozenset[str]:
    """The organisations above one in the tree, without itself."""
    rows = register.table("organisations").select("id", "parent_id")
    parents = dict(rows.drop_nulls("parent_id").iter_rows())
    found: set[str] = set()
    while (parent := parents.get(node)) is not None and parent not in found:
        found.add(parent)
        node = parent
    return frozenset(found)
