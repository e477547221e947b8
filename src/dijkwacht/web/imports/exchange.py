# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows that a viewer may take along, change and bring back: their own, and what these refer to
that is everybody's."""

from collections.abc import Mapping

import polars as pl

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.web.access import Sight, Viewer
from dijkwacht.web.imports.scope import owners
from dijkwacht.web.ownership import EVERYBODY, Owners
from dijkwacht.web.reasoning import SALT, Reasoned


def owners_of_all(reasoned: Reasoned) -> Owners:
    """Whose each row is, of all days; computed once per revision."""
    return reasoned.once("owners-of-all", lambda: owners(reasoned.held.history.known()))


def own_rows(reasoned: Reasoned, viewer: Viewer) -> History:
    """The rows of all days that a viewer sees as their own, with the suppliers, places and numbers
    of everybody that these refer to."""
    whose = owners_of_all(reasoned)
    sight = Sight(viewer, whose.register, whose, SALT, reasoned.opened.rules)
    seen = {table: sight.table(table) for table in TABLES}
    used = {
        Noun.SUPPLIER: pl.concat(
            [seen[table]["supplier_id"] for table in ("contracts", "deliveries")]
        ),
        Noun.SYSTEM: seen["members"].filter(pl.col("member_noun") == Noun.SYSTEM)["member_id"],
    }
    seen["suppliers"] = _used(seen["suppliers"], used[Noun.SUPPLIER])
    seen["ownership"] = seen["ownership"].clear()
    for table in TABLES:
        if table not in ("suppliers", "ownership"):
            seen[table] = _narrowed(table, seen[table], whose, used)
    return History.of(seen)


def _narrowed(
    table: str, rows: pl.DataFrame, whose: Owners, used: Mapping[Noun, pl.Series]
) -> pl.DataFrame:
    """Of the rows of everybody only those that one's own refer to."""
    owned = whose.frame(table).filter(pl.col("owner") == EVERYBODY).select("id").unique()
    own = rows.join(owned, on="id", how="anti", maintain_order="left")
    common = rows.join(owned, on="id", how="semi", maintain_order="left")
    if table == "systems":
        return pl.concat([own, _used(common, used[Noun.SYSTEM])])
    if table == "identifiers":
        told = [
            common.filter(pl.col("noun") == noun, pl.col("of_id").is_in(ids.drop_nulls().implode()))
            for noun, ids in used.items()
        ]
        return pl.concat([own, *told])
    return own


def _used(rows: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    return rows.filter(pl.col("id").is_in(ids.drop_nulls().implode()))
