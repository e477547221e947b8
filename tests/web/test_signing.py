# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another class by two signatures of two units; one signature moves nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from web.conftest import LogIn

from dijkwacht.register.assessments import Override
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.pages import overriding
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right, Role
from dijkwacht.web.signing.models import OpenSignature, State

pytestmark = pytest.mark.django_db
PAGE = "/classes/svc-paspoorten/override/"
RECORD = "/classes/svc-paspoorten/"


def proposal(**changes: str) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=60)
    sent = {
        "direction": "up",
        "reason": "Elections: every voter needs a passport.",
        "until": until.isoformat(),
    }
    return {**sent, **changes}


def overrides() -> list[Override]:
    rows = REASONING.on(timezone.localdate()).opened.register.rows(Override)
    return [row for row in rows if row.service_id == "svc-paspoorten"]


def test_one_signature_moves_nothing_and_the_second_does(log_in: LogIn) -> None:
    cio, ciso = log_in(Role.CIO), log_in(Role.CISO)
    answer = cio.post(PAGE, proposal(), follow=True)
    assert "It counts once somebody of another unit signs too." in answer.text
    assert overrides() == []
    assert "K/T4" in cio.get(RECORD).text
    waiting = ciso.get("/classes/").text
    assert "1 overrides wait for your signature." in waiting
    page = ciso.get(PAGE).text
    assert "Daan Mulder (Gemeente Waterdam, cio) signed on" in page
    assert "The class goes from K/T4 to C/T4." in page
    open_ = OpenSignature.objects.get()
    answer = ciso.post(PAGE, {"act": "sign", "signature": open_.pk}, follow=True)
    assert "Signed by two: the class is moved." in answer.text
    assert "C/T4" in answer.text
    (row,) = overrides()
    assert (row.first_signatory, row.second_signatory) == ("Daan Mulder", "Noor Visser")
    assert (row.first_unit, row.second_unit) == (
        "Gemeente Waterdam, cio",
        "Gemeente Waterdam, ciso",
    )
    open_.refresh_from_db()
    assert open_.state == State.SIGNED and open_.revision is not None
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts[-3:] == ["override-first", "revision", "override-signed"]


def test_nobody_signs_twice(log_in: LogIn) -> None:
    cio = log_in(Role.CIO)
    cio.post(PAGE, proposal())
    assert "You signed first: the second is somebody else." in cio.get(PAGE).text
    assert (
        cio.post(PAGE, {"act": "sign", "signature": OpenSignature.objects.get().pk}).status_code
        == 422
    )
    assert overrides() == []


def test_the_second_is_of_another_unit(log_in: LogIn) -> None:
    log_in(Role.CIO).post(PAGE, proposal())
    ciso = log_in(Role.CISO)
    colleague = User.objects.get(email="noor.visser@waterdam.example")
    Grant.objects.filter(user=colleague).update(role=Role.CIO)
    assert "You sign for the same unit" in ciso.get(PAGE).text
    assert (
        ciso.post(PAGE, {"act": "sign", "signature": OpenSignature.objects.get().pk}).status_code
        == 422
    )
    assert overrides() == []


def test_an_owner_neither_proposes_nor_signs(log_in: LogIn) -> None:
    for role in (Role.SERVICE_OWNER, Role.CONTRACT_MANAGER, Role.BOARD, Role.ANALYST):
        assert log_in(role).post(PAGE, proposal()).status_code == 403
    assert OpenSignature.objects.count() == 0


def test_a_proposal_is_declined_with_why_or_withdrawn_and_then_another_can_be_made(
    log_in: LogIn,
) -> None:
    cio, ciso = log_in(Role.CIO), log_in(Role.CISO)
    cio.post(PAGE, proposal())
    first = OpenSignature.objects.get()
    assert ciso.post(PAGE, {"act": "decline", "signature": first.pk, "why": ""}).status_code == 422
    ciso.post(PAGE, {"act": "decline", "signature": first.pk, "why": "The table sees this."})
    first.refresh_from_db()
    assert (first.state, first.ended_why) == (State.DECLINED, "The table sees this.")
    cio.post(PAGE, proposal(direction="down"))
    second = OpenSignature.objects.get(state=State.OPEN)
    cio.post(PAGE, {"act": "decline", "signature": second.pk, "why": "Mistaken."})
    second.refresh_from_db()
    assert second.state == State.WITHDRAWN
    assert "The table sees this." in cio.get(PAGE).text
    assert overrides() == []


def test_a_signature_for_another_proposal_than_the_open_one_does_nothing(log_in: LogIn) -> None:
    log_in(Role.CIO).post(PAGE, proposal())
    number = OpenSignature.objects.get().pk + 1
    log_in(Role.CISO).post(PAGE, {"act": "sign", "signature": number})
    assert overrides() == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"direction": "sideways"}, "Choose up or down."),
        ({"reason": "so"}, "Give a reason of at least 10 characters."),
        ({"until": "2030-01-01"}, "Choose a day after today, at the latest"),
        ({"until": "2026-01-01"}, "Choose a day after today, at the latest"),
        ({"until": "soon"}, "Choose a day after today, at the latest"),
    ],
)
def test_a_faulty_proposal_is_told_and_kept(
    log_in: LogIn, changes: dict[str, str], told: str
) -> None:
    answer = log_in(Role.CIO).post(PAGE, proposal(**changes))
    assert answer.status_code == 422
    assert told in answer.text
    assert OpenSignature.objects.count() == 0


def test_one_signs_as_of_today(log_in: LogIn) -> None:
    assert overriding.override.needs is Right.SIGN  # type: ignore[attr-defined]
    answer = log_in(Role.CIO).post(f"{PAGE}?on=2026-06-01", proposal())
    assert (answer.status_code, answer["location"]) == (302, PAGE)
    assert OpenSignature.objects.count() == 0
