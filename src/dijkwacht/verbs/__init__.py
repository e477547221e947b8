# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole product as a short list of functions. What is asked comes in as values; the caller
knows what day it is."""

from dijkwacht.engine.detail import detail
from dijkwacht.engine.load import warm
from dijkwacht.findings.moves import moves
from dijkwacht.verbs.asking import (
    Asked,
    Fuses,
    Question,
    Weaknesses,
    fault_tree,
    fuses,
    outage,
    sways,
    weaknesses,
)
from dijkwacht.verbs.classifying import at, class_record, classify, inherited, moved, reclassify
from dijkwacht.verbs.covering import (
    coverage,
    covered_service,
    obliged,
    organisation_of,
    shared_places,
)
from dijkwacht.verbs.keeping import (
    SOURCES,
    after,
    check,
    confirm,
    doubles,
    export,
    generate,
    load,
    merged,
    outline,
    plan,
    sheets,
)
from dijkwacht.verbs.opening import (
    Opened,
    Stop,
    examples,
    horizons_of,
    open_register,
    run_hours,
    scenario,
    scenarios,
)
from dijkwacht.verbs.policy import policy_cases, policy_check, policy_on, policy_rule
from dijkwacht.verbs.ranking import Ranking, ranking, sweep_on
from dijkwacht.verbs.weighing import crosswalk, service_id, systemic, systemic_supplier

__all__ = [
    "SOURCES",
    "Asked",
    "Fuses",
    "Opened",
    "Question",
    "Ranking",
    "Stop",
    "Weaknesses",
    "after",
    "at",
    "check",
    "class_record",
    "classify",
    "confirm",
    "coverage",
    "covered_service",
    "crosswalk",
    "detail",
    "doubles",
    "examples",
    "export",
    "fault_tree",
    "fuses",
    "generate",
    "horizons_of",
    "inherited",
    "load",
    "merged",
    "moved",
    "moves",
    "obliged",
    "open_register",
    "organisation_of",
    "outage",
    "outline",
    "plan",
    "policy_cases",
    "policy_check",
    "policy_on",
    "policy_rule",
    "ranking",
    "reclassify",
    "run_hours",
    "scenario",
    "scenarios",
    "service_id",
    "shared_places",
    "sheets",
    "sways",
    "sweep_on",
    "systemic",
    "systemic_supplier",
    "warm",
    "weaknesses",
]
