# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was promised of all pages together: every table goes along as a file, taking back brings the
identical export, every figure leads to its sources, and a class follows from what its page shows.
The other promises have rooms of their own: search, tables and views, imports, the neighbourhood,
kills and the queue, and the browser."""

import re
from typing import Final

import pytest
from django.test import Client
from web.conftest import LogIn
from web.walk import links, told

from dijkwacht.findings.classes import Class
from dijkwacht.web.pages.export import Form
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

ANSWERS: Final = (
    "/classes/",
    "/coverage/",
    "/obligations/",
    "/problems/",
    "/ranking/",
    "/crosswalk/",
    "/scenarios/",
    "/outage/?what=supplier:sup-zilverlijn",
    "/outage/compare/?a=what%3Dsupplier%3Asup-nimbus&b=what%3Dsupplier%3Asup-polder",
    "/register/services/",
    "/register/contracts/",
)
BOARD: Final = ("/", "/classes/", "/coverage/", "/obligations/", "/ranking/", ANSWERS[7])
SOURCED: Final = re.compile(r"Voorbeeld Waterdam|@20\d\d-\d\d-\d\d|/policy/[a-z]")
"""What a source looks like: who said it, or the version of a rule."""
DAY: Final = {"on": "2026-11-24"}  # classes nobody confirmed rise with time
FIRED: Final = re.compile(
    r'<tr class="marked">.*?<span class="badge class-(\w)">', re.DOTALL | re.IGNORECASE
)


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_goes_along_in_every_form(log_in: LogIn, address: str) -> None:
    client = log_in(Role.CISO)
    found = set(links(client.get(address), address))
    files = {
        form: next((one for one in found if re.search(rf"form={form}\b", one)), None)
        for form in Form
    }
    assert None not in files.values(), files
    for form, link in files.items():
        answer = client.get(str(link))
        assert answer.status_code == 200, (form, link)
        assert "attachment" in answer["Content-Disposition"]
        assert len(told(answer)) > 200


def test_taking_back_brings_the_identical_export(log_in: LogIn) -> None:
    """But for the head, which says when it was made and at which revision."""

    def export(client: Client) -> list[str]:
        lines = told(client.get("/register/contracts/?form=csv")).splitlines()
        return [line for line in lines if "," in line and not line.startswith(("#", "\ufeff#"))]

    client = log_in(Role.CONTRACT_MANAGER)
    before = export(client)
    page = client.get("/register/contracts/con-werkplek/edit/").content.decode()
    given = dict(re.findall(r'<input id="(\w+)" name="\w+" value="([^"]*)"', page))
    asked = {**given, "name": "Werkplekken en telefoons", "since": "correct", "id": "con-werkplek"}
    plan = client.post("/register/contracts/con-werkplek/edit/", asked).content.decode()
    checksum = re.search(r'name="checksum" value="(\w+)"', plan)
    assert checksum, plan
    client.post("/register/contracts/con-werkplek/edit/", {**asked, "checksum": checksum[1]})
    changed = export(client)
    assert changed != before and len(changed) == len(before)
    newest = max(map(int, re.findall(r"/changes/(\d+)/", told(client.get("/changes/")))))
    client.post(f"/changes/{newest}/undo/", {"why": "toch niet"})
    assert export(client) == before


@pytest.mark.parametrize("address", BOARD)
def test_every_page_of_the_board_leads_to_its_sources_in_two_clicks(
    log_in: LogIn, address: str
) -> None:
    client = log_in(Role.BOARD)
    page = client.get(address)
    inside = page.content.decode().partition("<main")[2].partition("</main>")[0]
    if SOURCED.search(inside):
        return
    near = [one for one in links(page, address) if one.split("?")[0] in _records(inside)]
    assert near, "nothing on this page leads on"
    for one in near:
        answer = client.get(one)
        reached = [answer, *(client.get(next_) for next_ in _deeper(answer, one))]
        assert any(SOURCED.search(told(here)) for here in reached), one


def _records(html: str) -> set[str]:
    return {path.split("?")[0] for path in re.findall(r'href="(/[^"#]+)"', html)}


def _deeper(answer: object, address: str) -> list[str]:
    """Some of the pages behind a page."""
    return [one for one in links(answer, address) if "form=" not in one][-6:]  # type: ignore[arg-type]


def test_a_class_follows_from_the_rows_that_its_page_shows(log_in: LogIn) -> None:
    """Whoever takes the highest outcome of the rows that hold gets the class, unless the page says
    that it was moved or is provisional."""
    client = log_in(Role.AUDITOR, None)
    pages = sorted(set(re.findall(r"/classes/(svc-\w+)/", told(client.get("/classes/", DAY)))))
    assert len(pages) > 5
    otherwise = set()
    for id in pages:
        page = client.get(f"/classes/{id}/", DAY).content.decode()
        code = re.search(r'class="lead"><span class="badge class-\w">(\w)', page)
        fired = [Class[letter.upper()] for letter in FIRED.findall(page)]
        assert code
        if not fired or "rovisional" in page.partition("<section")[0]:
            continue
        if Class[code[1]] != max(fired):
            otherwise.add(id)
    assert otherwise == {"svc-afval"}
    moved = client.get("/classes/svc-afval/", DAY).content.decode()
    assert "K → O" in moved.partition("h-adjusted")[2], "an alternative lowers it, and it says so"
