# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that the accounts of one supplier say on a day: its years, and what every published model and
set of metrics makes of the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.units import ONE
from dijkwacht.distress.alert_indices import Alert, alert
from dijkwacht.distress.fvra import Metric, metrics
from dijkwacht.distress.merton import Distances, Settings, default_point, naive, solved
from dijkwacht.distress.published import Model, Score, models
from dijkwacht.distress.years import tangible, years
from dijkwacht.register.codes import StatementBasis
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the accounts: the yearly value of the contract, the cover of debt that
    is expected, and of listed companies the volatility of the share and the rate without risk
    (fractions in basis points)."""

    basis: str | None = None
    contract_value: int | None = None
    cover: int | None = None
    volatility: int | None = None
    rate: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What one model says of the last year, and without intangible assets."""

    model: Model
    score: Score
    tangible: Score


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance to default in one form; None is unknown, and then `missing` says why."""

    form: str
    value: float | None
    probability: float | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The years of a supplier, the newest first, and what is made of the newest."""

    supplier: str
    basis: StatementBasis
    years: pl.DataFrame
    judged: tuple[Judged, ...]
    metrics: tuple[Metric, ...]
    alert: Alert
    distances: tuple[Distance, ...]

    @property
    def ends_on(self) -> date:
        """The balance date of the newest year."""
        found: date = self.years["ends_on"][0]
        return found


def dossier(register: Register, rules: Rules, supplier: str, beside: Beside) -> Dossier:
    """The dossier of a supplier; NotInRegister when no accounts of it are known on the day."""
    held = register.table("statements").filter(pl.col("supplier_id") == supplier)
    every = years(held, rules).drop_nulls("ends_on")
    basis = beside.basis or _basis(every)
    chosen = every.filter(pl.col("basis") == basis).sort("ends_on", descending=True)
    if chosen.height == 0:
        raise NotInRegister("no-statements", supplier=supplier, on=rules.on)
    last = chosen.head(1).with_columns(
        pl.lit(_part(beside.volatility), pl.Float64).alias("volatility"),
        pl.lit(beside.contract_value, pl.Int64).alias("contract_value"),
    )
    bare = tangible(last)
    return Dossier(
        supplier=supplier,
        basis=StatementBasis(basis),
        years=chosen,
        judged=tuple(Judged(one, one.explain(last), one.explain(bare)) for one in models(rules)),
        metrics=metrics(last, rules),
        alert=alert(last, rules, _part(beside.cover)),
        distances=tuple(_distances(last, rules, beside)),
    )


def _basis(every: pl.DataFrame) -> str:
    """Of which basis the newest accounts are; of both those of the group."""
    newest = every.filter(pl.col("ends_on") == pl.col("ends_on").max()).sort("basis")
    return str(newest["basis"][0]) if newest.height else StatementBasis.SEPARATE.value


def _part(value: int | None) -> float | None:
    return None if value is None else value / ONE


def _distances(last: pl.DataFrame, rules: Rules, beside: Beside) -> Iterator[Distance]:
    """Both forms that one moment allows; without a drift of the share, that of no risk is taken."""
    row, settings = last.to_dicts()[0], Settings.of(rules)
    needed = {name: row[name] for name in ("market_value", "short_term_debt", "long_term_debt")}
    needed |= {"volatility": _part(beside.volatility), "rate": _part(beside.rate)}
    missing = tuple(name for name, value in needed.items() if value is None)
    if missing:
        yield from (Distance(form, None, None, missing) for form in ("merton", "naive"))
        return
    equity, short, long, volatility, rate = (np.array([float(one)]) for one in needed.values())
    owed = default_point(short, long, settings)
    yield _distance("merton", solved(equity, volatility, owed, float(rate[0])))
    yield _distance("naive", naive(equity, volatility, owed, rate))


def _distance(form: str, found: Distances) -> Distance:
    value = float(found.distance[0])
    if not np.isfinite(value):
        return Distance(form, None, None, ("debt",))
    return Distance(form, value, float(found.probability[0]), ())
