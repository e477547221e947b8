# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessing harm and approving it: consequences before anything is written, by two people."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from web.conftest import LogIn

from dijkwacht.register.assessments import UNITS, Harm
from dijkwacht.register.codes import HarmKind
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.pages.harm import stated_of
from dijkwacht.web.pages.harm_cells import Stated, Unreadable, read
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision

pytestmark = pytest.mark.django_db
PAGE = "/classes/svc-paspoorten/harm/"
APPROVE = "/classes/svc-paspoorten/approve/"
CELL = re.compile(r'<input[^>]*name="([a-z0-9-]+)"[^>]*value="([^"]*)"')


def fields(page: str) -> dict[str, str]:
    """What the form holds as it was sent to the reader."""
    return {name: value for name, value in CELL.findall(page) if name != "csrfmiddlewaretoken"}


def filled(client: Client, **changes: str) -> dict[str, str]:
    """The form, with some cells changed (`living_720` is the cell `living-720`)."""
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return {**fields(client.get(PAGE).text), **changed}


def held(kind: HarmKind, hour: int) -> Harm:
    register = REASONING.on(timezone.localdate()).opened.register
    return stated_of(register, "svc-paspoorten")[kind, hour]


def test_a_form_sent_as_it_came_changes_nothing(log_in: LogIn) -> None:
    client, before = log_in(Role.SERVICE_OWNER), Revision.objects.count()
    answer = client.post(PAGE, {**filled(client), "action": "apply", "why": "as it was"})
    assert "Nothing differs from what the register says." in answer.text
    assert Revision.objects.count() == before


def test_the_class_that_follows_is_shown_before_anything_is_written(log_in: LogIn) -> None:
    client, before = log_in(Role.SERVICE_OWNER), Revision.objects.count()
    answer = client.post(
        PAGE,
        {
            **filled(client, living_720="12000", living_2160="13000", living_4320="13000"),
            "action": "see",
        },
    )
    assert "The class goes from K/T4 to C/T4." in answer.text
    assert "10,000 or more people with serious problems of living" in answer.text
    assert "Rows that are written: 3" in answer.text
    assert 'value="12000"' in answer.text
    assert Revision.objects.count() == before


def test_what_is_applied_is_written_as_a_plan_with_who_and_why(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    sent = {
        **filled(client, living_720="12000 (9000-15000)", living_2160="13000", living_4320="?"),
        "action": "apply",
        "why": "workshop of today",
    }
    answer = client.post(PAGE, sent, follow=True)
    assert answer.redirect_chain[0][0] == "/classes/svc-paspoorten/"
    assert "3 rows were written as revision" in answer.text
    row = held(HarmKind.LIVING, 720)
    assert (row.value, row.low, row.high) == (12000, 9000, 15000)
    assert (row.assessed_by, row.approved_by, row.valid_from) == (
        "Sem Bakker",
        None,
        timezone.localdate(),
    )
    assert held(HarmKind.LIVING, 4320).value is None
    revision = Revision.objects.first()
    assert revision is not None and revision.why == "workshop of today"
    assert revision.by is not None and revision.by.name == "Sem Bakker"
    told = Entry.objects.filter(act="harm-assessed").latest("number")
    assert (told.about, told.role) == ("svc-paspoorten", "service-owner")
    assert re.search(r"[CV]/T4", answer.text)  # what nobody confirms rises with time


def test_all_faults_are_told_with_their_place_and_nothing_is_lost(log_in: LogIn) -> None:
    client, before = log_in(Role.SERVICE_OWNER), Revision.objects.count()
    sent = filled(
        client, living_24="veel", law_168="7", economic_72="50 (60-70)", persons_720="3", why="x"
    )
    answer = client.post(PAGE, {**sent, "action": "apply"})
    assert answer.status_code == 422
    for told in (
        "&quot;veel&quot; is no whole number.",
        "levels go up to 3",
        "not around the value",
        "3 is less than 7,000, already reached after 14 d",
    ):
        assert told in answer.text
    assert fields(answer.text)["living-24"] == "veel"
    assert 'href="#living-24"' in answer.text
    assert Revision.objects.count() == before


def test_without_a_reason_nothing_is_written(log_in: LogIn) -> None:
    client, before = log_in(Role.SERVICE_OWNER), Revision.objects.count()
    answer = client.post(PAGE, {**filled(client, living_4320="20000"), "action": "apply"})
    assert "without a reason nothing is written" in answer.text
    assert Revision.objects.count() == before


def test_who_was_overtaken_keeps_their_figures_and_is_told(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    slow = {**filled(client, living_4320="30000"), "action": "apply", "why": "slow"}
    quick = {**filled(client, living_4320="20000"), "action": "apply", "why": "quick"}
    assert client.post(PAGE, quick).status_code == 302
    answer = client.post(PAGE, slow)
    assert "Somebody changed the harm of this service meanwhile." in answer.text
    assert fields(answer.text)["living-4320"] == "30000"
    assert held(HarmKind.LIVING, 4320).value == 20000


def test_security_counts_only_once_somebody_else_approved(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    sent = {**filled(client, security_4="2", security_4320="2"), "action": "see"}
    page = client.post(PAGE, sent).text
    assert "Once somebody else has approved it" in page
    assert "The class goes from K/T4 to C/T1." in page
    client.post(PAGE, {**sent, "action": "apply", "why": "advice"})
    ciso = log_in(Role.CISO)
    page = ciso.get(APPROVE).text
    assert "2 rows wait for approval; you may approve 2 of them." in page
    rows = re.findall(r'name="row" value="([^"]+)"', page)
    answer = ciso.post(APPROVE, {"row": rows, "review": "yes"}, follow=True)
    assert "2 rows were approved" in answer.text
    assert "C/T1" in answer.text
    assert "Assessed by Sem Bakker, approved by Noor Visser" in answer.text
    row = held(HarmKind.SECURITY, 4)
    assert (row.assessed_by, row.approved_by) == ("Sem Bakker", "Noor Visser")
    assert Entry.objects.filter(act="harm-approved", about="svc-paspoorten").count() == 1


def test_nobody_approves_what_they_assessed_or_entered(log_in: LogIn) -> None:
    owner, ciso = log_in(Role.SERVICE_OWNER), log_in(Role.CISO)
    owner.post(PAGE, {**filled(owner, living_4320="20000"), "action": "apply", "why": "count"})
    assert owner.get(APPROVE).status_code == 403
    assert ciso.get(PAGE).status_code == 403
    row = held(HarmKind.LIVING, 4320)
    Revision.objects.filter(number=row.known_from).update(
        by=ciso.get("/classes/").wsgi_request.user
    )
    page = ciso.get(APPROVE).text
    assert "You entered this yourself" in page
    assert ciso.post(APPROVE, {"row": [row.id]}).status_code == 422
    assert held(HarmKind.LIVING, 4320).approved_by is None


def test_of_a_service_of_another_organisation_nothing_is_there(log_in: LogIn) -> None:
    for role, address in (
        (Role.SERVICE_OWNER, "/classes/svc-zittingen/harm/"),
        (Role.CISO, "/classes/svc-zittingen/approve/"),
        (Role.CISO, "/classes/svc-zittingen/override/"),
        (Role.CISO, "/classes/svc-zittingen/"),
        (Role.CISO, "/coverage/svc-zittingen/"),
    ):
        client = log_in(role)
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in (404, 405), address


def test_one_acts_as_of_today(log_in: LogIn) -> None:
    answer = log_in(Role.SERVICE_OWNER).get(f"{PAGE}?on=2026-06-01")
    assert (answer.status_code, answer["location"]) == (302, PAGE)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("", None),
        ("?", Stated()),
        ("1200", Stated(1200)),
        ("1.200", Stated(1200)),
        ("1,200,000", Stated(1_200_000)),
        ("€ 12 000", Stated(12_000)),
        ("200-400", Stated(None, 200, 400)),
        ("200\u2013400", Stated(None, 200, 400)),
        ("200-", Stated(None, 200, None)),
        ("-400", Stated(None, None, 400)),
        ("300 (200-400)", Stated(300, 200, 400)),
    ],
)
def test_what_a_cell_says(text: str, stated: Stated | None) -> None:
    assert read(text, UNITS[HarmKind.LIVING]) == stated
    if stated is not None and not stated.says_nothing:
        assert read(stated.text, UNITS[HarmKind.LIVING]) == stated


@pytest.mark.parametrize(
    "text", ["veel", "1.5", "12,00", "400-200", "5 (6-7)", "1e9", "-", "9" * 20]
)
def test_what_no_cell_can_say(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text, UNITS[HarmKind.LIVING])
