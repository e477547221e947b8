# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of every list as one viewer may see them: through their sight, with what they may not
see at the other end of a reference put away, and what was concluded beside it."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.store.entries import texts
from dijkwacht.web.tables import judged
from dijkwacht.web.tables.asked import HIDDEN
from dijkwacht.web.tables.kept import Kept
from dijkwacht.web.tables.listing import GROUPS, Ends, listing

T = TypeVar("T")
NAMED: Final = ("organisations", "services", "systems", "suppliers")
"""Tables by whose names rows that refer to them are found too."""
_KEPT: Final = Kept(96)
_RANKS: Final = Kept(128)
_NOUNS: Final = {table: noun for noun, table in TABLE_OF.items()}


@dataclass(frozen=True, eq=False)
class Lists:
    """Every list of one register for one viewer, in one language. `reasoned` is None while classes
    are still being computed."""

    rows: Reasoned
    reasoned: Reasoned | None
    sight: Sight
    language: str

    def frame(self, name: str) -> pl.DataFrame:
        """All rows of a list that the viewer may see, with the columns that it offers."""
        made = {"services": self._services, "suppliers": self._suppliers, GROUPS: self._groups}
        if name in made:
            return self._once(("list", name, _key(self.reasoned)), made[name])
        return self.seen(name)

    def text(self, name: str) -> pl.Series:
        """What is looked in for text: names and id of each row, folded."""
        return self._once(("text", name), lambda: self._text(name))

    def ranks(self, name: str, column: str, make: Callable[[], pl.Series]) -> pl.Series:
        """The place of each row of a list in the order of a column, equal where what it is ordered
        by is: null stays null. Numbers are put in order far sooner than what `make` gives."""
        key = (_key(self.rows), _key(self.reasoned), self.scope, self.language, name, column)
        return _RANKS.get(key, lambda: make().rank("dense"))

    def names(self, table: str) -> pl.DataFrame:
        """`id`, `called` of the things that the viewer may see; null where nobody named it."""
        rows = self.seen(table)
        return rows.select("id", called=called(rows, self.language)).unique("id", keep="first")

    @cached_property
    def scope(self) -> Hashable:
        """What the viewer sees depends on this, and on nothing else of them: not on their role."""
        looks = self.sight.viewer
        return (looks.reach, looks.own, looks.above, looks.named)

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        return _KEPT.get((_key(self.rows), self.scope, key), make)

    def seen(self, table: str) -> pl.DataFrame:
        """The rows of a table that the viewer may see, as the register has them."""
        return self._once(("rows", table), lambda: self._covered(table))

    def _covered(self, table: str) -> pl.DataFrame:
        """The rows, with references to what the viewer may not see put away."""
        rows = self.sight.table(table)
        if self.sight.viewer.reach is Reach.OWN and table not in COMMON:
            pointing = [column for column in columns(table) if column.kind is Kind.REFERENCE]
            rows = rows.with_columns(*(self._cover(rows, c) for c in pointing if c.name != "id"))
        if table != "contracts":
            return rows
        return rows.with_columns(ends_within=_ends(self.rows.on))

    def _cover(self, rows: pl.DataFrame, column: Column) -> pl.Expr:
        """A reference, with what the viewer may only know by its kind put away."""
        value = shown = pl.col(column.name)
        if column.noun_column is not None:
            unsaid = pl.col(column.noun_column).is_null() & value.is_not_null()
            shown = pl.when(unsaid).then(pl.lit(HIDDEN)).otherwise(shown)
        for noun, table in _targets(rows, column):
            if table in COMMON:
                continue
            here = pl.lit(True) if noun is None else pl.col(noun[0]) == noun[1]
            hidden = self._hidden(rows.filter(here)[column.name], table)
            away = here & value.is_in(pl.Series(hidden, dtype=pl.String).implode())
            shown = pl.when(away).then(pl.lit(HIDDEN)).otherwise(shown)
        return shown.alias(column.name)

    def _hidden(self, ids: pl.Series, table: str) -> list[str]:
        """Of these ids those of things that have neither a page nor a name for the viewer."""
        seen = self.sight.table(table)["id"].unique().implode()
        noun, names = _NOUNS[table], self.rows.names(self.language)
        others = ids.drop_nulls().unique().filter(~ids.drop_nulls().unique().is_in(seen))
        labels = ((id, self.sight.label(noun, id, names).name) for id in others)
        return [
            id
            for id, name in labels
            if isinstance(name, Message) and name.code.startswith("hidden.")
        ]

    def _text(self, name: str) -> pl.Series:
        rows = self.frame(GROUPS) if name == GROUPS else self.seen(name)
        return texts(listing(name).table, rows, self.seen("identifiers"))["text"]

    def _services(self) -> pl.DataFrame:
        rows, reasoned = self.seen("services"), self.reasoned
        if reasoned is None:
            return _with_nulls(rows, "services")
        made = _KEPT.get(
            (_key(reasoned), "services"),
            lambda: judged.services(reasoned.classification, reasoned.coverage),
        )
        found = made.with_columns(id=self._veiled(made["id"]))
        return rows.join(found, on="id", how="left", maintain_order="left")

    def _veiled(self, ids: pl.Series) -> pl.Series:
        """Real ids as this viewer knows them."""
        if self.sight.viewer.reach is not Reach.CENTRAL:
            return ids
        sight = self.sight
        shown = (id if sight.sees("services", id) else sight.pseudonym(id) for id in ids)
        return pl.Series(list(shown), dtype=pl.String)

    def _suppliers(self) -> pl.DataFrame:
        rows = self.seen("suppliers")
        parents = ultimate_parents(self.sight.register)
        group = pl.col("id").replace_strict(parents, default=pl.col("id"), return_dtype=pl.String)
        return self._counted(rows.with_columns(group_id=group), "supplier")

    def _groups(self) -> pl.DataFrame:
        """The suppliers that head a group of two or more, with what hangs on the whole of it."""
        every = self.frame("suppliers").select("id", "group_id").unique("id")
        sizes = every.group_by("group_id").len("entities").filter(pl.col("entities") > 1)
        heads = self.seen("suppliers").unique("id", keep="first", maintain_order=True)
        rows = heads.join(sizes, left_on="id", right_on="group_id", maintain_order="left")
        entities = rows["entities"].cast(pl.Int64)
        return self._counted(rows.with_columns(entities), "group", every)

    def _counted(
        self, rows: pl.DataFrame, of: str, groups: pl.DataFrame | None = None
    ) -> pl.DataFrame:
        """How many contracts and services that the viewer may see hang on each."""
        contracts = self.seen("contracts").select("id", supplier="supplier_id")
        pairs = [("contracts", contracts), ("services", self._hanging())]
        for name, found in pairs:
            if found is None:
                rows = rows.with_columns(pl.lit(None, pl.Int64).alias(name))
                continue
            if groups is not None:
                found = found.join(groups, left_on="supplier", right_on="id")
            by = "supplier" if groups is None else "group_id"
            counted = found.unique([by, "id"]).group_by(by).len(name)
            rows = rows.join(counted, left_on="id", right_on=by, how="left", maintain_order="left")
            rows = rows.with_columns(pl.col(name).cast(pl.Int64).fill_null(0))
        return rows

    def _hanging(self) -> pl.DataFrame | None:
        """`supplier`, `id` of the services that rest on them, of those that the viewer may see."""
        reasoned = self.reasoned
        if reasoned is None:
            return None
        pairs = _KEPT.get(
            (_key(reasoned), "hanging"), lambda: judged.hanging(reasoned.opened.graphs.every)
        ).rename({"service": "id"})
        if self.sight.viewer.reach is not Reach.OWN:
            return pairs
        return pairs.filter(pl.col("id").is_in(self.seen("services")["id"].unique().implode()))


def _targets(rows: pl.DataFrame, column: Column) -> Iterator[tuple[tuple[str, str] | None, str]]:
    """The tables that a reference points at; of several, with the noun column and its word."""
    if column.table is not None:
        yield None, column.table
    elif column.noun_column is not None:
        for word in rows[column.noun_column].drop_nulls().unique().to_list():
            yield (column.noun_column, word), TABLE_OF[Noun(word)]


def called(rows: pl.DataFrame, language: str) -> pl.Expr:
    """What things are called in a language."""
    names = [name for name in (f"name_{language}", "name") if name in rows.columns]
    return pl.coalesce(names) if names else pl.lit(None, pl.String)


def _key(reasoned: Reasoned | None) -> Hashable:
    if reasoned is None:
        return None
    return (reasoned.held.stamp, reasoned.held.number, reasoned.on, reasoned.revision)


def _with_nulls(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    missing = [column for column in listing(name).columns if column.name not in rows.columns]
    return rows.with_columns(pl.lit(None, column.dtype).alias(column.name) for column in missing)


def _ends(on: date) -> pl.Expr:
    """When a contract ends, seen from this day."""
    days = (pl.col("ends_on") - pl.lit(on)).dt.total_days()
    soonest = pl.when(days < 0).then(pl.lit(Ends.ENDED.value))
    within = soonest.when(days <= 90).then(pl.lit(Ends.SOON.value))
    within = within.when(days <= 180).then(pl.lit(Ends.HALF_YEAR.value))
    within = within.when(days <= 365).then(pl.lit(Ends.YEAR.value))
    return within.when(days.is_not_null()).then(pl.lit(Ends.LATER.value))
