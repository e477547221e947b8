# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of the fictional state, put together of invented parts; each name is given once."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from dijkwacht.rules.rulebook import Parameters
from dijkwacht.sources.fictional_draw import Ints, Rng

FICTIONAL = "(fictief)"


def places(rng: Rng, names: Parameters, count: int) -> list[str]:
    """`count` different places; the first are always the same."""
    parts = names["places"]
    made = _combined(rng, [parts["front"], parts["root"], parts["end"]], ("", "", ""), count)
    return _headed(names["first_places"], made)


def suppliers(rng: Rng, names: Parameters, countries: Sequence[str], ict: int) -> list[str]:
    """A name for each supplier, by its country; the first `ict` in a trade of ICT, the very first
    always the same."""
    parts, gaps = names["suppliers"], ("", "", " ")
    words = [parts["front"], parts["root"]]
    of_ict = _combined(rng, [*words, parts["ict"]], gaps, ict)
    others = _combined(rng, [*words, parts["other"]], gaps, len(countries) - ict)
    forms, headed = names["legal_forms"], _headed(names["first_suppliers"], of_ict) + others
    return [
        f"{name} {forms[country]} {FICTIONAL}"
        for name, country in zip(headed, countries, strict=True)
    ]


def aspects(things: Sequence[str], of: Sequence[str], ranks: Ints) -> list[str]:
    """Names within one organisation, by rank: each thing, then each thing with an aspect, then with
    a number."""
    whole = len(things) * len(of)
    return [_aspect(things, of, rank % whole, rank // whole) for rank in ranks.tolist()]


def _aspect(things: Sequence[str], of: Sequence[str], rank: int, turn: int) -> str:
    words = [things[rank % len(things)], of[rank // len(things)], str(turn + 1) if turn else ""]
    return " ".join(word for word in words if word)


def _combined(
    rng: Rng, parts: Sequence[Sequence[str]], between: Sequence[str], count: int
) -> list[str]:
    """Different combinations of one of each part; when they are spent, once more with a number."""
    sizes = [len(part) for part in parts]
    whole = int(np.prod(sizes))
    turns = -(-count // whole)
    drawn = np.concatenate([rng.permutation(whole) for _ in range(turns)])[:count]
    positions = np.unravel_index(drawn, sizes)
    columns = [
        pl.Series(part).gather(pl.Series(at)) for part, at in zip(parts, positions, strict=True)
    ]
    joined = pl.Series([""] * count, dtype=pl.String)
    for gap, column in zip(between, columns, strict=True):
        joined = joined + gap + column
    made: list[str] = joined.to_list()
    return [name if row < whole else f"{name} {row // whole + 1}" for row, name in enumerate(made)]


def _headed(first: Sequence[str], made: list[str]) -> list[str]:
    return [*first, *made][: len(made)]
