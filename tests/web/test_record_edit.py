# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing one thing as a plan: seen first, applied by its checksum, kept when somebody else was
first, and only for who may."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from web.conftest import LogIn

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE
from dijkwacht.register.schema import Column, columns
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.record.written import read, write
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Contract, Revision, Service

AFVAL = "/register/services/svc-afval/"

pytestmark = pytest.mark.django_db


def column(table: str, name: str) -> Column:
    return next(one for one in columns(table) if one.name == name)


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        ("services", "rto_hours", "3 d", 72),
        ("services", "rto_hours", "2 weken", 336),
        ("services", "rto_hours", "4 uur", 4),
        ("services", "rto_hours", "nooit", FOREVER),
        ("services", "rto_hours", "nvt", NOT_APPLICABLE),
        ("services", "rto_hours", "", None),
        ("services", "mbco", "40 %", 4_000),
        ("services", "mbco", "12,5%", 1_250),
        ("services", "users", "62.000", 62_000),
        ("services", "users", "1 200 000", 1_200_000),
        ("contracts", "yearly_value", "€ 1.850.000,50", Decimal("1850000.50")),
        ("contracts", "yearly_value", "75000.5", Decimal("75000.50")),
        ("contracts", "ends_on", "2028-03-01", date(2028, 3, 1)),
        ("contracts", "ends_on", "never", NEVER_DAY),
        ("services", "name", "3 d", "3 d"),
    ],
)
def test_a_value_is_read_as_people_write_it(
    table: str, name: str, text: str, value: object
) -> None:
    assert read(text, column(table, name)) == (value, "")
    assert read(write(value, column(table, name)), column(table, name)) == (value, "")


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("rto_hours", "soon", "not-whole"),
        ("rto_hours", "-3", "negative"),
        ("users", "many", "not-whole"),
        ("mbco", "half", "not-whole"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, text: str, wrong: str) -> None:
    assert read(text, column("services", name)) == (None, wrong)


def filled(page: HttpResponse) -> dict[str, str]:
    """The form that is filled in on a page."""
    form = next(one for one in page.text.split("<form") if "novalidate" in one)
    given = dict(re.findall(r'<input id="([^"]+)"[^>]* value="([^"]*)"', form))
    given |= dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?</select>', form, re.S)
    for name in chosen:
        part = form[form.index(f'name="{name}"') :].partition("</select>")[0]
        given[name] = "".join(re.findall(r'value="([^"]*)" selected', part))
    return {name: unescape(value) for name, value in given.items()}


def checksum(page: HttpResponse) -> str:
    return re.findall(r'name="checksum" value="([0-9a-f]+)"', page.text)[0]


def edit(client: Client, url: str, **values: str) -> HttpResponse:
    """Open the form, change these fields, and look at the plan."""
    return client.post(url, filled(client.get(url)) | {"why": "a letter"} | values)


def apply(client: Client, url: str, plan: HttpResponse) -> HttpResponse:
    """Apply the plan of a page by the form that it shows."""
    form = next(one for one in plan.text.split("<form") if 'name="checksum"' in one)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    given = {name: unescape(value) for name, value in hidden.items()}
    return client.post(url, given | {"checksum": checksum(plan)}, follow=True)


def test_a_change_is_seen_first_and_written_by_its_checksum(log_in: LogIn) -> None:
    client, before = log_in(Role.SERVICE_OWNER), Revision.objects.count()
    plan = edit(client, f"{AFVAL}edit/", users="60.000", rto_hours="3 d")
    assert plan.status_code == 200
    assert "62,000" in plan.text and "60,000" in plan.text
    assert Revision.objects.count() == before
    done = apply(client, f"{AFVAL}edit/", plan)
    assert done.redirect_chain == [(AFVAL, 302)]
    assert Revision.objects.count() == before + 1
    made = Revision.objects.latest("number")
    assert (made.kind, made.why, made.organisation) == ("edit", "a letter", "org-waterdam")
    assert made.by is not None and made.by.name == "Sem Bakker"
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.about) == ("revision", str(made.number))
    assert "60,000" in done.text and "Written as revision" in done.text
    row = Service.objects.get(key="svc-afval", known_until=None, valid_until=None)
    assert (row.users, row.rto_hours, row.valid_from) == (60_000, 72, timezone.localdate())


def test_a_correction_keeps_its_beginning(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    url = f"{AFVAL}edit/"
    apply(client, url, edit(client, url, users="61000", since="correct"))
    row = Service.objects.get(key="svc-afval", known_until=None)
    assert (row.users, row.valid_from) == (61_000, date(2026, 1, 1))


def test_the_form_as_it_stands_changes_nothing(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    others = ("requirements/req-paspoorten-inlog", "members/mem-paspoorten-inlog-1")
    own = ("services/svc-paspoorten", "contracts/con-licenties", "fallbacks/fal-afval")
    for thing in (*own, *others):
        plan = edit(client, f"/register/{thing}/edit/")
        assert "Nothing changes." in plan.text, thing
        assert "svc-identiteit" not in plan.text


def test_faults_are_summed_up_with_links_to_their_fields(log_in: LogIn) -> None:
    answer = edit(log_in(Role.SERVICE_OWNER), f"{AFVAL}edit/", users="many", mbco="400 %")
    assert answer.status_code == 422
    assert 'href="#users"' in answer.text
    assert 'value="many"' in answer.text
    assert 'role="alert"' in answer.text


def test_a_fault_of_the_plan_is_one_of_its_field(log_in: LogIn) -> None:
    answer = edit(log_in(Role.SERVICE_OWNER), f"{AFVAL}edit/", mbco="400 %")
    assert answer.status_code == 422
    assert 'href="#mbco"' in answer.text


def test_a_plan_that_somebody_overtook_is_told_and_the_form_is_kept(log_in: LogIn) -> None:
    client, other = log_in(Role.SERVICE_OWNER), log_in(Role.CONTRACT_MANAGER)
    plan = edit(client, f"{AFVAL}edit/", users="60000")
    url = "/register/contracts/con-werkplek/edit/"
    apply(other, url, edit(other, url, notice_days="90"))
    answer = apply(client, f"{AFVAL}edit/", plan)
    assert "Somebody changed the register meanwhile" in answer.text
    assert 'value="60000"' in answer.text
    assert Revision.objects.latest("number").by == Revision.objects.get(number=2).by


def test_consequences_for_classes_and_cover_are_told(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    plan = edit(client, "/register/fallbacks/fal-afval/edit/", proven_level="0 %", level="0 %")
    assert "Waste collection: the first gap in the proven cover" in plan.text
    assert "No class and no cover" in edit(client, f"{AFVAL}edit/", users="62001").text


def test_a_thing_is_added_with_an_id_that_says_nothing(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    url = "/register/contracts/new/?supplier_id=sup-polder"
    page = client.get(url)
    assert filled(page)["supplier_id"] == "sup-polder"
    plan = edit(client, url, name="Back-ups", ends_on="2030-01-01", source="register of contracts")
    done = apply(client, url, plan)
    made = Contract.objects.get(name="Back-ups")
    assert re.fullmatch(r"con-[0-9a-f]{12}", made.key)
    assert (made.organisation_id, made.supplier_id) == ("org-waterdam", "sup-polder")
    assert done.redirect_chain == [(f"/register/contracts/{made.key}/", 302)]


def test_nothing_is_added_to_or_given_to_another_organisation(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    answer = edit(client, f"{AFVAL}edit/", organisation_id="org-duinwijk")
    assert answer.status_code == 422
    assert "another organisation" in answer.text
    url = "/register/requirements/new/?owner_noun=service&owner_id=svc-zittingen"
    assert edit(client, url).status_code == 422


def test_a_supplier_is_added_once_and_changed_by_nobody(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    url = "/register/suppliers/new/"
    assert "already: sup-nimbus" in edit(client, url, name="nimbus cloud").text
    plan = edit(client, url, name="Wierde Software", country="NL", kind="company")
    done = apply(client, url, plan)
    assert "Wierde Software" in done.text
    assert client.get("/register/suppliers/sup-nimbus/edit/").status_code == 404


def test_a_thing_ends_and_stays_to_be_seen(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    url = "/register/contracts/con-licenties/end/"
    plan = client.post(url, {"valid_from": timezone.localdate().isoformat()})
    done = apply(client, url, plan)
    assert "does not hold on" in done.text
    assert "ended" in done.text or "until" in done.text


def test_still_right_records_it_anew(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    done = client.post(f"{AFVAL}confirm/", follow=True)
    assert "Written as revision" in done.text
    row = Service.objects.get(key="svc-afval", known_until=None)
    assert (row.recorded_on, row.users) == (timezone.localdate(), 62_000)
    assert "recorded today already" in client.post(f"{AFVAL}confirm/", follow=True).text


def test_only_who_may_edit_own_things_can(log_in: LogIn) -> None:
    owner, reader = log_in(Role.SERVICE_OWNER), log_in(Role.BOARD)
    neighbour = log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    for way in ("edit", "end"):
        assert reader.get(f"{AFVAL}{way}/").status_code == 403
        assert neighbour.get(f"{AFVAL}{way}/").status_code == 404
        assert owner.get(f"/register/services/svc-zittingen/{way}/").status_code == 404
    assert neighbour.post(f"{AFVAL}confirm/").status_code == 404
    assert reader.post(f"{AFVAL}confirm/").status_code == 403
    assert owner.get("/register/harms/new/").status_code == 404
    assert "Change" in owner.get(AFVAL).text
    assert f'{AFVAL}edit/"' not in reader.get(AFVAL).text


def test_an_edit_asks_the_database_little(
    log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(Role.SERVICE_OWNER)
    given = filled(client.get(f"{AFVAL}edit/")) | {"users": "60000"}
    _ = REASONING.newest()
    with django_assert_max_num_queries(12):
        client.post(f"{AFVAL}edit/", given)


def test_an_option_of_a_contract_is_added_from_its_page(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    page = client.get("/register/contracts/con-werkplek/").text
    assert "/register/contract_options/new/?contract_id=con-werkplek" in page
    given = {
        "contract_id": "con-werkplek",
        "kind": "extension",
        "exercise_by": "2027-06-01",
        "valid_from": "2026-11-01",
    }
    form = client.post("/register/contract_options/new/", given)
    text = form.text
    checksum = re.search(r'name="checksum" value="(\w+)"', text)
    id = re.search(r'name="id" value="(opt-\w+)"', text)
    assert checksum and id, text
    done = client.post(
        "/register/contract_options/new/", {**given, "checksum": checksum[1], "id": id[1]}
    )
    assert done.status_code == 302
    assert (
        f"/register/contract_options/{id[1]}/"
        in client.get("/register/contracts/con-werkplek/").text
    )
