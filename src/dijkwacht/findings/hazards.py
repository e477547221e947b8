# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accounts say of suppliers on a day: the probability of the year after the balance in which
the day lies."""

import polars as pl

from dijkwacht.findings.fusion import HAZARDS, Weights, usable
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules


def hazards(register: Register, rules: Rules) -> pl.DataFrame:
    """One row as HAZARDS per supplier with usable accounts."""
    newest = usable(register.table("statements"), Weights.of(rules), register.on)
    return newest.head(0).select(pl.lit(None, kind).alias(name) for name, kind in HAZARDS.items())
