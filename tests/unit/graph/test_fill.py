# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unknown values are replaced and flagged; what does not apply is replaced and known."""

import polars as pl

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.graph.fill import filled, flagged
from dijkwacht.graph.graph import Assumed

FRAME = pl.DataFrame(
    {"a": [None, NOT_APPLICABLE, 0, 7], "b": [1, None, None, 2]},
    schema={"a": pl.Int32, "b": pl.Int64},
)


def test_the_default_stands_where_a_value_is_unknown_or_does_not_apply() -> None:
    made = FRAME.select(filled("a", 42))
    assert made["a"].to_list() == [42, 42, 0, 7]
    assert made.schema == {"a": pl.Int64}


def test_only_what_is_unknown_is_flagged() -> None:
    flags = FRAME.select(x=flagged(a=Assumed.NEED, b=Assumed.BUFFER))["x"].to_list()
    assert flags == [Assumed.NEED, Assumed.BUFFER, Assumed.BUFFER, 0]


def test_a_column_of_nothing_but_unknowns_is_all_default() -> None:
    frame = pl.DataFrame({"a": [None, None]}, schema={"a": pl.Int64})
    assert frame.select(filled("a", 5))["a"].to_list() == [5, 5]
    assert frame.select(x=flagged(a=Assumed.NEED))["x"].to_list() == [Assumed.NEED] * 2
