# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people assess of the cast of the tests: small functions beside those of `builders`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from builders import FACTS, NOUNS

from dijkwacht.register.assessments import UNITS, Designation, Evidence, Harm, Override
from dijkwacht.register.codes import DesignationKind, Direction, EvidenceKind, HarmKind, Result
from dijkwacht.register.records import Service
from dijkwacht.register.row import Row


def harm(
    of: Service, kind: HarmKind, values: Mapping[int, int], /, **more: Any
) -> tuple[Harm, ...]:
    """What the outage of a service has done in all after so many hours, by value per hour; signed
    by two people."""
    known = {"service_id": of.id, "kind": kind, "unit": UNITS[kind]}
    signed = {"assessed_by": "process owner", "approved_by": "continuity officer"}
    return tuple(
        Harm(
            **{
                "id": f"hrm-{of.id}-{kind}-{hours}",
                "after_hours": hours,
                "value": value,
                **known,
                **signed,
                **FACTS,
                **more,
            }
        )
        for hours, value in values.items()
    )


def harmless(of: Service, *but: HarmKind) -> tuple[Harm, ...]:
    """No harm of any kind in 180 days, but for these kinds, of which it says nothing."""
    return tuple(row for kind in HarmKind if kind not in but for row in harm(of, kind, {4_320: 0}))


def designated(of: Row, kind: DesignationKind, /, **more: Any) -> Designation:
    """A formal designation of a service or organisation."""
    known = {"noun": NOUNS[type(of)], "of_id": of.id, "kind": kind}
    by = {"designated_by": "Ministerie van Waterdam"}
    return Designation(**{"id": f"dsg-{of.id}-{kind}", **known, **by, **FACTS, **more})


def override(of: Service, direction: Direction, /, **more: Any) -> Override:
    """A class moved by two people of different units, for half a year around `DAY`."""
    known = {"service_id": of.id, "direction": direction, "reason": "seizoen"}
    first = {"first_signatory": "process owner", "first_unit": "unit A"}
    second = {"second_signatory": "continuity officer", "second_unit": "unit B"}
    days = {"signed_on": date(2026, 4, 1), "valid_from": date(2026, 4, 1)}
    until = {"valid_until": date(2026, 10, 1)}
    signed = {**first, **second, **days, **until}
    return Override(**{"id": f"ovr-{of.id}-{direction}", **known, **signed, **FACTS, **more})


def evidence(of: Service, kind: EvidenceKind, done_on: date, /, **more: Any) -> Evidence:
    """Proof that something was done and went well, observed by somebody else."""
    known = {"service_id": of.id, "kind": kind, "done_on": done_on, "result": Result.PASSED}
    by = {"done_by": "continuity officer", "observed_by": "internal audit"}
    id = f"evd-{of.id}-{kind}-{done_on}"
    return Evidence(**{"id": id, "recorded_on": done_on, **known, **by, **FACTS, **more})
