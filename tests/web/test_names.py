# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names under break-glass: two persons, a reason, an end; only what rests on the named suppliers;
everything in the trail; and those who were named are told."""

from datetime import timedelta

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from web.conftest import LogIn

from dijkwacht.register.records import TABLES
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts import asking
from dijkwacht.web.accounts.models import Naming, User
from dijkwacht.web.accounts.viewing import by_name, viewer
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

REASON = "Polder ligt stil, en wij bellen wie daarop steunt"
ASKED = {"suppliers": ["sup-polder"], "reason": REASON, "hours": "8"}


def looks(name: str) -> Viewer:
    user = User.objects.get(email=f"{name}@waterdam.example")
    return viewer(user, user.grants.get())


ANNA, BRAM = "anna.smit", "bram.dekker"


def agreed(analyst: Client, crisis: Client, **more: str) -> Naming:
    assert analyst.post("/names/", ASKED | more).status_code == 302
    held = Naming.objects.latest("pk")
    assert crisis.post(f"/names/{held.pk}/", {"act": "approve"}).status_code == 302
    held.refresh_from_db()
    return held


def test_names_are_shown_only_after_a_second_person_agreed_and_only_of_who_is_touched(
    log_in: LogIn,
) -> None:
    analyst, crisis = log_in(Role.ANALYST), log_in(Role.CRISIS)
    held = agreed(analyst, crisis)
    assert held.organisations
    before = by_name(looks(ANNA), held.pk)
    assert before.own == frozenset(held.organisations)
    seen = REASONING.on(timezone.localdate()).sight(before)
    others = set(seen.register.table("organisations")["id"]) - set(held.organisations)
    assert others, "the example has organisations that do not rest on this supplier"
    for table in (name for name in TABLES if name not in COMMON):
        told = repr(seen.table(table).rows())
        assert not [id for id in others if f"'{id}'" in told], table
    names = seen.table("organisations")["name"].drop_nulls().to_list()
    assert len(names) == len(held.organisations)


def test_a_session_sees_names_from_when_it_asks_to_and_every_page_is_in_the_trail(
    log_in: LogIn,
) -> None:
    analyst = log_in(Role.ANALYST)
    held = agreed(analyst, log_in(Role.CRISIS))
    assert "You see names until" not in analyst.get("/").text
    analyst.post(f"/names/{held.pk}/", {"act": "look"})
    page = analyst.get("/?x=1")
    assert "You see names until" in page.text
    last = Entry.objects.latest("number")
    assert (last.act, last.about, last.told["naming"]) == ("read", "/?x=1", held.pk)
    analyst.post(f"/names/{held.pk}/", {"act": "cover"})
    assert "You see names until" not in analyst.get("/").text


def test_nobody_agrees_to_their_own_and_nobody_else_looks_under_it(log_in: LogIn) -> None:
    analyst, crisis = log_in(Role.ANALYST), log_in(Role.CRISIS)
    assert analyst.post("/names/", ASKED).status_code == 302
    held = Naming.objects.latest("pk")
    assert analyst.post(f"/names/{held.pk}/", {"act": "approve"}).status_code == 400
    assert analyst.post(f"/names/{held.pk}/", {"act": "look"}).status_code == 400
    assert crisis.post(f"/names/{held.pk}/", {"act": "approve"}).status_code == 302
    assert crisis.post(f"/names/{held.pk}/", {"act": "approve"}).status_code == 400
    assert crisis.post(f"/names/{held.pk}/", {"act": "look"}).status_code == 400
    assert by_name(looks(BRAM), held.pk) == looks(BRAM)


def test_it_ends_by_itself_and_then_an_account_is_owed(log_in: LogIn) -> None:
    analyst = log_in(Role.ANALYST)
    held = agreed(analyst, log_in(Role.CRISIS))
    analyst.post(f"/names/{held.pk}/", {"act": "look"})
    Naming.objects.update(ends_at=models.F("ends_at") - timedelta(hours=9))
    assert "You see names until" not in analyst.get("/").text
    assert by_name(looks(ANNA), held.pk) == looks(ANNA)
    assert analyst.post("/names/", ASKED).status_code == 400
    told = {"act": "account", "report": "Alle zes gebeld; twee vroegen om hulp."}
    assert analyst.post(f"/names/{held.pk}/", told).status_code == 302
    assert asking.owed(looks(ANNA)) is None
    assert analyst.post("/names/", ASKED).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "73"},
        {"hours": "0"},
        {"hours": "x"},
        {"reason": "zomaar"},
        {"suppliers": []},
        {"suppliers": ["sup-nowhere"]},
        {"delay": "100"},
    ],
)
def test_a_request_that_is_not_sound_is_refused(log_in: LogIn, wrong: dict[str, object]) -> None:
    answer = log_in(Role.ANALYST).post("/names/", ASKED | wrong)
    assert answer.status_code == 400
    assert 'id="fault"' in answer.text
    assert not Naming.objects.exists()


def test_who_was_named_reads_by_whom_and_why_at_once_or_after_the_delay(log_in: LogIn) -> None:
    analyst = log_in(Role.ANALYST)
    held = agreed(analyst, log_in(Role.CRISIS), delay="5")
    assert "org-waterdam" in held.organisations
    theirs = log_in(Role.CISO)
    assert REASON not in theirs.get("/access-log/").text
    Naming.objects.update(tell_at=timezone.now())
    page = theirs.get("/access-log/").text
    assert REASON in page
    assert "Anna Smit" in page
    assert "Bram Dekker" in page


def test_what_was_asked_is_withdrawn_or_stopped_by_who_asked(log_in: LogIn) -> None:
    analyst, crisis = log_in(Role.ANALYST), log_in(Role.CRISIS)
    analyst.post("/names/", ASKED)
    first = Naming.objects.latest("pk")
    assert crisis.post(f"/names/{first.pk}/", {"act": "stop"}).status_code == 400
    analyst.post(f"/names/{first.pk}/", {"act": "stop"})
    first.refresh_from_db()
    assert first.state == "withdrawn"
    held = agreed(analyst, crisis)
    analyst.post(f"/names/{held.pk}/", {"act": "stop"})
    held.refresh_from_db()
    assert not held.holds(timezone.now())


def test_who_is_not_of_the_centre_does_not_ask(log_in: LogIn) -> None:
    assert log_in(Role.CISO).post("/names/", ASKED).status_code == 403
    assert log_in(Role.ADMINISTRATOR).get("/names/").status_code == 403
