# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sovereignty of suppliers: scores are for all, what hangs on them and who works for them is told
to each as far as they see it."""

import re

import pytest
from web.conftest import LogIn
from web.walk import told

from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
PAGE = "/sovereignty/?on=2026-11-24"


def test_everybody_reads_how_suppliers_stand(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR, None).get(PAGE).text
    assert "Suppliers: 10. Below a minimum: 1; not known: 3; reach every minimum: 1." in page
    assert "SOV-1 SEAL-1 &lt; SEAL-3" in page
    assert 'href="/sovereignty/sup-nimbus/?on=2026-11-24"' in page


def test_filters_choose_and_exports_hold_what_was_chosen(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR, None)
    rejected = client.get(f"{PAGE}&verdict=rejected").text.partition("<tbody>")[2]
    assert "Nimbus Cloud" in rejected and "Polder ICT" not in rejected
    assert client.get(f"{PAGE}&exposure=direct").text.count("No supplier fits this choice.") == 1
    assert client.get(f"{PAGE}&class=C").text.partition("<tbody>")[2].count("<tr>") == 1
    file = told(client.get(f"{PAGE}&verdict=rejected&form=csv"))
    assert "sup-nimbus" in file and "sup-polder" not in file
    falls = client.get(f"{PAGE}&sort=-score_low").text.partition("<tbody>")[2]
    assert falls.index("Zilverlijn Hosting") < falls.index("Nimbus Cloud")


def test_one_supplier_is_told_objective_by_objective(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR, None)
    page = client.get("/sovereignty/sup-polder/?on=2026-11-24").text
    assert "SOV-4 ? &lt; SEAL-2" in page
    assert "at least 42.50 % and at most 77.50 %: 3 objectives were not scored" in page
    assert 'id="table-objectives"' in page and 'id="table-exposures"' in page
    assert client.get("/sovereignty/sup-nobody/").status_code == 404
    file = told(client.get("/sovereignty/sup-polder/?on=2026-11-24&form=json&table=objectives"))
    assert '"SOV-3"' in file


def test_the_class_is_that_of_the_services_that_the_reader_sees(log_in: LogIn) -> None:
    own = log_in(Role.CONTRACT_MANAGER).get("/sovereignty/sup-meent/?on=2026-11-24").text
    all_ = log_in(Role.AUDITOR, None).get("/sovereignty/sup-meent/?on=2026-11-24").text
    assert "services of class V" in all_
    assert "No service of a known class hangs on it" in own


def test_work_for_others_is_told_only_where_the_contract_is_seen(log_in: LogIn) -> None:
    """That Zilverlijn computes for Nimbus stands in a contract of IJmeer."""
    own = log_in(Role.CONTRACT_MANAGER).get("/sovereignty/sup-nimbus/?on=2026-11-24").text
    all_ = log_in(Role.AUDITOR, None).get("/sovereignty/sup-nimbus/?on=2026-11-24").text
    assert "Nimbus Cloud → Zilverlijn Hosting" in all_
    assert "Zilverlijn" not in own.partition("<main")[2]


def test_a_municipality_reads_of_its_suppliers_their_owners_and_who_was_assessed(
    log_in: LogIn,
) -> None:
    file = told(log_in(Role.CONTRACT_MANAGER).get(f"{PAGE}&form=json"))
    suppliers = set(re.findall(r'"supplier_id": ?"([\w-]+)"', file))
    own = {"sup-nimbus-werkplek", "sup-doorgeef", "sup-nimbus-holding"}
    assessed = {"sup-nimbus", "sup-polder", "sup-zilverlijn"}
    assert suppliers - {"id"} == own | assessed  # `id` is the kind of the column


def test_the_centre_reads_it_of_all(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get(PAGE).text
    assert "Suppliers: 10. Below a minimum: 1" in page


def test_the_page_of_a_supplier_says_how_it_stands_and_whose_law_reaches_it(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR, None).get("/register/suppliers/sup-nimbus/?on=2026-11-24").text
    part = page.partition('id="sovereignty"')[2].partition("</section>")[0]
    assert "Its score is 47.50 %." in part
    assert "unknown, by Nimbus Cloud → Zilverlijn Hosting. Nothing is recorded" in part
    assert 'href="/sovereignty/sup-nimbus/?on=2026-11-24"' in part


def test_the_dossier_says_the_same(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR, None).get("/watch/suppliers/sup-nimbus/?on=2026-11-24").text
    part = page.partition('id="sovereignty"')[2].partition("</section>")[0]
    assert "Its score is 47.50 %." in part
