# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Problems: those of one's own rows, equal ones together, and what is not known."""

from datetime import date

import pytest
from web.conftest import LogIn

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.reports.words import Words
from dijkwacht.web import reasoning
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.judged import Judged
from dijkwacht.web.pages import problems
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def held(*own: str, role: Role = Role.SERVICE_OWNER, day: date = ON) -> Judged:
    viewer = Viewer(1, "Roos", role, None, Reach.OWN, frozenset(own))
    return Judged(REASONING.judged(day), viewer, Words("en"))


def test_who_sees_all_reads_every_problem(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR).get("/problems/?on=2026-11-24").text
    assert "2 faults cannot be used, 2 are doubtful, 3 are good to know." in page
    assert "There is no sys-peilschaal in systems." in page
    assert "Add that row or correct the id." in page
    assert "req-belastingen-nooit" in page


def test_others_read_those_of_their_own_rows(log_in: LogIn) -> None:
    page = log_in(Role.SERVICE_OWNER).get("/problems/?on=2026-11-24").text
    assert "No faults, and nothing doubtful." in page
    assert "peilschaal" not in page
    assert "con-oud" not in page


def test_a_problem_leads_to_where_it_is_mended() -> None:
    one = row_problem("contracts", "con-oud", "supplier_id", "negative", value="1")
    assert problems.edit_link(one, held("org-ijmeer")) == "/register/contracts/con-oud/edit/"
    reads = held("org-ijmeer", role=Role.CISO)
    assert problems.edit_link(one, reads) == "/register/contracts/con-oud/"
    assert problems.edit_link(Problem("contracts", Message("x"), Message("x.mend")), reads) is None


def test_equal_problems_are_one_group_with_the_first_of_them() -> None:
    many = [
        row_problem("contracts", f"con-{at}", "supplier_id", "negative", value=str(at))
        for at in range(12)
    ]
    other = row_problem("contracts", "con-1", "signed_on", "negative", Grade.WARNING, value="1")
    groups = problems.grouped(held("org-ijmeer"), [other, *many], "")
    assert [(one.where, one.count, len(one.spots)) for one in groups] == [
        ("contracts supplier_id", 12, problems.SHOWN),
        ("contracts signed_on", 1, 1),
    ]
    (whole, _) = problems.grouped(held("org-ijmeer"), [other, *many], groups[0].key)
    assert len(whole.spots) == 12


def test_a_sentence_names_no_row_of_another() -> None:
    one = row_problem("contracts", "con-oud", "organisation_id", "no-such-row", id="org-rechtbank")
    (group,) = problems.grouped(held("org-ijmeer"), [one], "")
    assert group.spots[0].what.params["id"] == Message("hidden.organisation")


def test_a_large_register_is_checked_in_the_background(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasoning, "QUICK", 0)
    client, address = log_in(Role.AUDITOR), "/problems/?on=2026-10-03"
    client.get("/policy/?on=2026-10-03")
    answer = client.get(address)
    assert answer.status_code == 202
    assert "The whole register is being checked" in answer.text
    problems.every(held("org-waterdam", day=date(2026, 10, 3)))  # waits for the background
    assert "2 faults cannot be used" in client.get(address).text


def test_what_is_computed_in_the_background_is_there_after_a_while() -> None:
    reasoned = REASONING.judged(ON)
    reasoned.begin("a-thing", lambda: 7)
    assert reasoned.once("a-thing", lambda: 8) in (7, 8)
    assert reasoned.knows("a-thing")


def test_what_is_unknown_is_counted_in_ones_own_rows(log_in: LogIn) -> None:
    own = {row[:2]: row[2:] for row in problems.unknowns(held("org-waterdam").sight)}
    assert own["services", "users"] == (0, 2)
    assert own["services", "designation"][1] == 2
    page = log_in(Role.AUDITOR).get("/problems/?on=2026-11-24").text
    assert "Known is 95 % of the columns that matter most" in page
    assert "95 % known" in page
