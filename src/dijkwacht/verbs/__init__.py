# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole product as a short list of functions. What is asked comes in as values; the caller
knows what day it is."""

from dijkwacht.engine.detail import detail
from dijkwacht.engine.load import warm
from dijkwacht.findings.moves import moves
from dijkwacht.sources.server import Server, is_open, server
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
    export,
    generate,
    load,
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
from dijkwacht.verbs.policy import policy_check, policy_on, policy_rule
from dijkwacht.verbs.ranking import Ranking, ranking, sweep_on
from dijkwacht.verbs.serving import (
    apply_at,
    at_server,
    items_at,
    open_server,
    plan_at,
    quoted,
    reach_at,
    taken,
    told_by,
)
from dijkwacht.verbs.weighing import crosswalk, service_id, systemic, systemic_supplier

__all__ = [
    "SOURCES",
    "Asked",
    "Fuses",
    "Opened",
    "Question",
    "Ranking",
    "Server",
    "Stop",
    "Weaknesses",
    "after",
    "apply_at",
    "at",
    "at_server",
    "check",
    "class_record",
    "classify",
    "confirm",
    "coverage",
    "covered_service",
    "crosswalk",
    "detail",
    "examples",
    "export",
    "fault_tree",
    "fuses",
    "generate",
    "horizons_of",
    "inherited",
    "is_open",
    "items_at",
    "load",
    "moved",
    "moves",
    "obliged",
    "open_register",
    "open_server",
    "organisation_of",
    "outage",
    "outline",
    "plan",
    "plan_at",
    "policy_check",
    "policy_on",
    "policy_rule",
    "quoted",
    "ranking",
    "reach_at",
    "reclassify",
    "run_hours",
    "scenario",
    "scenarios",
    "server",
    "service_id",
    "shared_places",
    "sheets",
    "sways",
    "sweep_on",
    "systemic",
    "systemic_supplier",
    "taken",
    "told_by",
    "warm",
    "weaknesses",
]
