# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes about contracts over time and about sovereignty that are put together."""

from dijkwacht.findings.classes import Class
from dijkwacht.findings.contract_dates import State, Step
from dijkwacht.findings.contract_watch import WHEN
from dijkwacht.findings.control_chain import Missing
from dijkwacht.findings.control_changes import Changed
from dijkwacht.findings.foreign_law import Exposure
from dijkwacht.findings.sovereignty import Verdict
from dijkwacht.reports.contracts import UNKNOWN

WAYS = [way.value for way in Exposure if way is not Exposure.UNKNOWN]
OF_CONTRACTS = {
    *(f"contract-state.{state.value}" for state in State),
    *(f"contract-when.{when}" for when in WHEN),
    *(f"contract-step.{past}{step.value}" for past in ("", "past-") for step in Step),
    *(f"contract-change.{changed.value}" for changed in Changed),
    *(f"contract-unknown.{name}" for name in UNKNOWN),
    *(f"column.hanging_{kind.name.lower()}" for kind in Class),
    *(f"exposure.{way.value}" for way in Exposure),
    *(f"exposure-because.{way}" for way in (*WAYS, "placed")),
    *(f"exposure-missing.{missing.value}" for missing in Missing),
    *(f"sovereign-verdict.{verdict.value}" for verdict in Verdict),
    *(f"sovereignty.stands.{verdict.value}" for verdict in Verdict),
    *(f"sovereignty.{of}" for of in ("score", "bounds")),
}
