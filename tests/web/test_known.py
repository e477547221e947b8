# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of what matters is known, as the scope bar tells it."""

from datetime import date

import pytest
from web.conftest import LogIn

from dijkwacht.register.records import Contract, Organisation, Service
from dijkwacht.register.register import History
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.known import Known, known
from dijkwacht.web.reasoning import REASONING, Reasoned
from dijkwacht.web.roles import Role
from dijkwacht.web.store.snapshot import Held

ON = date(2026, 11, 24)


def told(reach: Reach, *own: str) -> Known:
    rows = (
        Organisation(id="a"),
        Service(id="s", organisation_id="a", users=10),  # 2 of 4
        Contract(id="c", organisation_id="b", supplier_id="x"),  # 2 of 5
    )
    held = Held(1, "made", History.from_records(rows))
    reasoned = Reasoned(held, ON, 1, REASONING.rulebook.on(ON))
    viewer = Viewer(1, "somebody", Role.CIO, None, reach, frozenset(own))
    return known(reasoned, reasoned.sight(viewer))


@pytest.mark.parametrize(
    ("reach", "own", "expected"),
    [
        (Reach.OWN, ("a",), Known(2, 4)),
        (Reach.OWN, ("b",), Known(2, 5)),
        (Reach.OWN, ("c",), Known(0, 0)),
        (Reach.CENTRAL, (), Known(4, 9)),
        (Reach.NAMED, (), Known(4, 9)),
    ],
)
def test_the_cells_of_what_one_sees_are_counted(
    reach: Reach, own: tuple[str, ...], expected: Known
) -> None:
    assert told(reach, *own) == expected


def test_only_all_is_all_and_of_nothing_there_is_no_share() -> None:
    assert Known(9999, 10000).share == 9999
    assert Known(5, 5).share == 10000
    assert Known(0, 0).share is None


@pytest.mark.django_db
def test_the_share_stands_on_the_page(log_in: LogIn) -> None:
    assert "95 % known" in log_in(Role.ANALYST).get("/?on=2026-11-24").text
