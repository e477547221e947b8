# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of messages about the failure model that are put together while the program runs."""

from dijkwacht.distress.classic import CLASSIC
from dijkwacht.distress.inputs import MARKET, RATIOS
from dijkwacht.reports.distress import MEASURES

OF_FAILURE = {
    *(f"distress.{ratio}" for ratio in (*RATIOS, *MARKET)),
    *(f"distress.drift-{level}" for level in ("stable", "moved", "shifted", "unknown")),
    *(f"distress.by-{model}" for model in ("market", "accounts", *CLASSIC)),
    *(f"distress.tried-{how}" for how in ("crossed", "later", "learned")),
    *(f"distress.on-{rows}" for rows in ("windows", "years")),
    *(f"column.{name}{end}" for name in MEASURES for end in ("", "_low", "_high")),
}
