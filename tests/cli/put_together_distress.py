# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of messages about accounts and published models that are put together while the program
runs."""

from builders import rules

from dijkwacht.distress.alert_indices import INDICES, Outcome, Part
from dijkwacht.distress.fvra import METRICS, Side, Verdict
from dijkwacht.distress.published import CONSTANT, models
from dijkwacht.distress.ratios import RATIOS
from dijkwacht.distress.years import LAGS
from dijkwacht.register.codes import StatementBasis

MODELS = models(rules())
APPLIES = {word for one in MODELS for word in one.applies.values()}
BANDS = {band.name for one in MODELS for band in one.bands}
BESIDE = ("contract_value", "volatility", "rate", "excess_return", "relative_size", "debt")
OF_DISTRESS = {
    *(f"alert.{outcome}" for outcome in Outcome),
    *(f"applies.{word}" for word in APPLIES),
    *(f"band.{name}" for name in BANDS),
    *(f"distance.{form}" for form in ("merton", "naive")),
    *(f"field.{name}" for name in BESIDE),
    *(f"index.{name}" for name in INDICES),
    *(f"metric.{name}" for name in METRICS),
    *(f"metric.verdict.{verdict}" for verdict in Verdict),
    *(f"ratio.{name}" for name in (*RATIOS, CONSTANT)),
    *(f"ratios.{word}" for word in LAGS),
    *(f"side.{side}" for side in (*Side, *Part)),
    *(f"statements.basis.{basis}" for basis in StatementBasis),
}
