# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of lists: links that hold, files with as many rows as the filter leaves, and few
questions to the database."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from web.listed import SEEN, found, lists

from dijkwacht.web.access import Reach
from dijkwacht.web.roles import Role
from dijkwacht.web.tables.listing import LISTED, listing
from dijkwacht.web.tables.lists import Lists

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def as_role(reach: Reach) -> Lists:
    return lists(reach, "org-waterdam") if reach is Reach.OWN else lists(reach)


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ANALYST, Role.AUDITOR])
@pytest.mark.parametrize("name", LISTED)
def test_every_list_is_a_page_with_links_to_every_form(
    log_in: LogIn, name: str, role: Role
) -> None:
    client = log_in(role)
    page = client.get(f"/register/{name}/?{SEEN}")
    assert page.status_code == 200
    for form in ("csv", "xlsx", "ods", "json"):
        assert f'href="?{SEEN.replace("&", "&amp;")}&amp;form={form}"' in page.text
    assert not re.findall(r">(?:field|code|tables)\.[\w.-]+<", page.text)


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ANALYST, Role.AUDITOR])
def test_a_file_holds_as_many_rows_as_the_filter_leaves(
    log_in: LogIn, name: str, role: Role
) -> None:
    client = log_in(role)
    facet = next(iter(listing(name).facets), "id")
    query = f"{SEEN}&facet.{facet}=~unknown&size=25&page=2"
    reach = {Role.CONTRACT_MANAGER: Reach.OWN, Role.ANALYST: Reach.CENTRAL}.get(role, Reach.NAMED)
    expected = found(name, query, as_role(reach)).count
    answer: Any = client.get(f"/register/{name}/?{query}&form=json")
    held = json.loads(b"".join(answer.streaming_content))
    assert len(held[name]) == expected
    answer = client.get(f"/register/{name}/?{SEEN}&form=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    body = text[re.search(r"^(?!# )", text, re.MULTILINE).start() :]  # type: ignore[union-attr]
    rows = list(csv.DictReader(io.StringIO(body)))
    assert len(rows) == found(name, SEEN, as_role(reach)).count


def test_a_file_names_what_a_reference_refers_to_and_the_exchange_format_does_not(
    log_in: LogIn,
) -> None:
    client = log_in(Role.CONTRACT_MANAGER)

    def rows(query: str) -> list[dict[str, Any]]:
        answer: Any = client.get(f"/register/contracts/?{SEEN}&form=json&{query}")
        held: list[dict[str, Any]] = json.loads(b"".join(answer.streaming_content))["contracts"]
        return held

    named = {row["supplier_id"]: row["supplier_name"] for row in rows("")}
    names = dict(lists().names("suppliers").iter_rows())
    assert named and all(name == names[id] for id, name in named.items())
    assert tuple(rows("columns=all")[0]) == listing("contracts").exchanged


def test_a_reference_leads_to_the_page_of_the_thing_and_keeps_the_day(log_in: LogIn) -> None:
    page = log_in(Role.CONTRACT_MANAGER).get(f"/register/contracts/?{SEEN}&size=500").text
    assert re.search(rf'href="/register/suppliers/sup-[\w-]+/\?{SEEN}"', page)
    assert re.search(rf'href="/register/contracts/[\w-]+/\?{SEEN}"', page)


def test_choosing_a_facet_twice_lets_it_go_and_starts_at_the_first_page(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    page = client.get(f"/register/systems/?{SEEN}&page=2&facet.kind=platform").text
    assert "Let go: platform" in page
    links = [unescape(link) for link in re.findall(r'<a href="(\?[^"]*)"', page)]
    facets = [link for link in links if "kind=application" in link]
    assert facets and all("page=" not in link for link in facets)
    assert f"?{SEEN}" in links


def test_an_unknown_list_is_not_there_and_the_register_shows_all(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    assert client.get("/register/colours/").status_code == 404
    page = client.get("/register/").text
    assert all(f'href="/register/{name}/"' in page for name in LISTED)
    assert "Contracts" in page


@pytest.mark.parametrize("name", ["services", "contracts", "members"])
def test_a_list_asks_the_database_a_bounded_number_of_questions(
    log_in: LogIn, name: str, django_assert_max_num_queries: Any
) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    client.get(f"/register/{name}/?{SEEN}")
    with django_assert_max_num_queries(12):
        client.get(f"/register/{name}/?{SEEN}")
