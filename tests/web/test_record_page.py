# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one thing: what it says, to whom, and with how many questions to the database."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from web.conftest import LogIn

from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

ON = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def sight(reach: Reach, *own: str) -> Sight:
    viewer = Viewer(1, "Roos", Role.CONTRACT_MANAGER, None, reach, frozenset(own))
    return REASONING.on(ON).sight(viewer)


def pages(seen: Sight) -> list[str]:
    """The pages of all things of the register that this viewer sees."""
    return [
        f"/register/{table}/{id}/?on={ON}"
        for table in TABLE_OF.values()
        for id in seen.register.table(table)["id"].unique()
        if seen.sees(table, id)
    ]


def hidden_names(seen: Sight) -> set[str]:
    """Names of others' services, systems, contracts, deliveries, fallbacks and requirements that no
    own thing shares."""
    found, own = set(), set()
    for table in TABLES:
        rows = seen.register.table(table)
        for name in (column for column in rows.columns if column.startswith("name")):
            for id, called in rows.select("id", name).drop_nulls().iter_rows():
                visible = table in COMMON or table == "organisations" or seen.sees(table, id)
                (own if visible else found).add(called)
    return found - own


def test_no_page_of_own_things_tells_a_name_of_others(log_in: LogIn) -> None:
    seen, client = sight(Reach.OWN, "org-waterdam"), log_in(Role.CONTRACT_MANAGER)
    words = hidden_names(seen)
    assert {"Zittingen", "Log-in platform", "Noodinlog"} <= words
    for url in pages(seen):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert [word for word in words if f">{word}<" in answer.text] == [], url
        assert [
            word for word in ("svc-zittingen", "sys-inlog", "con-nimbus") if word in answer.text
        ] == []


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR])
def test_every_thing_has_a_page_for_the_centre_and_for_auditors(log_in: LogIn, role: Role) -> None:
    client = log_in(role, None)
    seen = sight(Reach.CENTRAL if role is Role.ANALYST else Reach.NAMED)
    words = hidden_names(sight(Reach.OWN, "nobody"))
    for table in TABLE_OF.values():
        id = seen.register.table(table)["id"][0]
        shown = id if seen.sees(table, id) else seen.pseudonym(id)
        answer = client.get(f"/register/{table}/{shown}/?on={ON}")
        assert answer.status_code == 200, table
        told = [word for word in words if f">{word}<" in answer.text]
        assert (told == []) or role is Role.AUDITOR, table


def test_what_is_not_there_or_of_others_has_no_page(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    others = ("services/svc-zittingen", "contracts/con-nimbus")
    nothing = ("services/none", "facts/svc-afval", "nothing/svc-afval", "suppliers/none")
    for url in (*others, *nothing):
        assert client.get(f"/register/{url}/").status_code == 404, url
    assert client.get("/groups/none/").status_code == 404


def test_a_service_tells_its_class_needs_and_fallbacks(log_in: LogIn) -> None:
    text = log_in(Role.SERVICE_OWNER).get(f"/register/services/svc-paspoorten/?on={ON}").text
    assert "Passports has class K/T4 and 62,000 users." in text
    assert "needs 1 of 1, essential, nobody notices for 4 h" in text
    assert "a service of another organisation" in text
    assert "Nimbus Cloud" in text
    assert '<svg viewBox="0 0 720' in text


def test_a_value_of_which_sources_differ_is_shown_with_all_of_them(log_in: LogIn) -> None:
    text = log_in(Role.SERVICE_OWNER).get(f"/register/services/svc-afval/?on={ON}").text
    assert "Voorbeeld Belastingkantoor" in text
    assert "58,400" in text
    assert ">stale<" not in text


def test_a_fact_grows_stale(log_in: LogIn) -> None:
    later = date(2026, 9, 1) + timedelta(days=400)
    text = log_in(Role.SERVICE_OWNER).get(f"/register/services/svc-afval/?on={later}").text
    assert ">stale<" in text


def test_a_supplier_tells_others_only_as_a_sum(log_in: LogIn) -> None:
    text = log_in(Role.CONTRACT_MANAGER).get(f"/register/suppliers/sup-nimbus/?on={ON}").text
    assert "Besides, about 5 services of about 5 other organisations." in text
    assert "contracts of other organisations" in text
    assert "00000027" in text
    assert "shareholding, share 60 %" in text


def test_a_thing_of_another_day_says_so(log_in: LogIn) -> None:
    text = log_in(Role.SERVICE_OWNER).get(f"/register/services/svc-bibliotheek/?on={ON}").text
    assert "does not hold on 2026-11-24" in text


def test_links_keep_the_day(log_in: LogIn) -> None:
    text = log_in(Role.SERVICE_OWNER).get(f"/register/services/svc-paspoorten/?on={ON}").text
    assert f'href="/register/suppliers/sup-nimbus/?on={ON}"' in text


def test_a_page_asks_the_database_little(
    log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client: Client = log_in(Role.SERVICE_OWNER)
    client.get(f"/register/services/svc-paspoorten/?on={ON}")
    with django_assert_max_num_queries(9):
        client.get(f"/register/services/svc-paspoorten/?on={ON}")
