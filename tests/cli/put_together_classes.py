# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of the pages of classes, cover, obligations and problems that are put together."""

from builders import rules

from dijkwacht.base.problem import Grade
from dijkwacht.findings.duty import Asked
from dijkwacht.register.assessments import UNITS
from dijkwacht.register.codes import Direction, HarmKind
from dijkwacht.web.pages import classes, coverage
from dijkwacht.web.signing.models import State

GROUPS = {row.group.lower() for row in rules().table("classification/service-class").rows}
OF_CLASSES = {
    *(f"row-group.{group}" for group in GROUPS),
    *(f"row.{state}{end}" for state in ("holds", "open", "not") for end in ("", "-from")),
    *(f"adjustment.a{number}" for number in range(1, 6)),
    *(f"classes.state-{state}" for state in classes.STATES),
    *(f"coverage.state-{state}" for state in coverage.STATES),
    *(f"harm-unit.{unit.lower()}" for unit in UNITS.values()),
    *(f"harm-guide.{kind.value}" for kind in HarmKind),
    *(f"{of}.{way.value}" for of in ("direction", "signature") for way in Direction),
    *(f"signature-state.{state.value}" for state in State if state is not State.OPEN),
    *(f"place.{state}" for state in ("lost", "holds", "unknown")),
    *(f"todo.{name.value}" for name in Asked),
    *(f"grade.{grade.value}" for grade in Grade),
} - {"row.not-from"}
