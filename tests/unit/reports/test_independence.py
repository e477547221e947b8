# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a fallback is independent or not, in words."""

from typing import Any

import pytest
from builders import HOSTING, NIMBUS, PASPOORTEN, fallback, needs, register, rules, system

from dijkwacht.findings.independence import independence
from dijkwacht.graph.build import build
from dijkwacht.register.codes import FallbackKind
from dijkwacht.reports.independence import independence_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Words

ELDERS = system("Elders")


@pytest.mark.parametrize(
    ("kind", "thing", "says"),
    [
        (FallbackKind.MANUAL, None, "Needs nothing by nature, and nothing is recorded."),
        (FallbackKind.ESCROW, None, "Unknown: nothing is recorded of what it needs."),
        (
            FallbackKind.ESCROW,
            HOSTING,
            "Both hang on Hosting: Uitwijk → Hosting; and Paspoorten → Hosting.",
        ),
        (FallbackKind.ESCROW, ELDERS, "They hang on nothing together."),
    ],
)
def test_every_reason_is_a_sentence(kind: FallbackKind, thing: Any, says: str) -> None:
    uitwijk = fallback("Uitwijk", PASPOORTEN, kind=kind)
    rows = [NIMBUS, HOSTING, PASPOORTEN, ELDERS, uitwijk, needs(PASPOORTEN, HOSTING)]
    held = register(*rows, *([needs(uitwijk, thing)] if thing else []))
    graph = build(held, rules())
    found = independence(held, graph, rules()).of(uitwijk.id)
    assert Words("en").say(independence_told(graph, found, Names(held, "en"))) == says
