# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each role comes for, from home to done, with clicks and keys, in both languages, and nothing
goes wrong on the way; what axe has to say of these pages `test_pages` asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from browser.visiting import DAY, Page, Site

pytestmark = [
    pytest.mark.optional,  # of a machine without a browser
    pytest.mark.parametrize("language", ["nl", "en"]),
]
WORKPLACES = {"nl": "Werkplekken", "en": "Workplaces"}
PASSPORTS = {"nl": "Paspoorten", "en": "Passports"}


@pytest.fixture
def journey(site: Site, language: str) -> Iterator[Any]:
    """Begins as somebody at home; at the end nothing may have gone wrong on the way."""
    visits = []

    def begin(person: str, home: str = "/") -> Page:
        visit = site.visit(person, language)
        page = visit.__enter__()
        visits.append((visit, page))
        page.tab.goto("/demo/")
        page.press(person)
        assert page.path() == home
        return page

    yield begin
    wrong = [fault for _, page in visits for fault in page.wrong()]
    for visit, _ in reversed(visits):
        visit.__exit__(None, None, None)
    assert wrong == []


def test_the_contract_manager_mends_a_fact_and_takes_it_back(journey: Any, language: str) -> None:
    page = journey("Roos de Wit")
    page.tab.keyboard.press("Control+k")
    page.tab.keyboard.type(WORKPLACES[language][:6], delay=20)
    page.tab.locator(".suggestions a").first.wait_for()
    page.tab.keyboard.press("Enter")
    page.tab.locator("main").get_by_role("link", name=WORKPLACES[language]).first.click()
    assert page.title() == WORKPLACES[language]
    page.follow("edit.tool-change")
    ends = page.tab.locator("#ends_on")
    before = ends.input_value()
    ends.fill("2029-06-30")
    page.tab.fill("#why", "Verlenging gelezen in het contract")
    page.press("edit.see")
    assert "2029-06-30" in page.tab.locator("main table").first.inner_text()
    page.press("edit.apply")
    assert "2029-06-30" in page.main()
    page.tab.goto("/changes/")
    page.tab.locator("main table tbody a").first.click()
    page.tab.locator("form[action$='/undo/'] button").click()
    page.tab.goto(f"/register/contracts/con-werkplek/?on={DAY}")
    assert before in page.main() and "2029-06-30" not in page.tab.locator("#facts").inner_text()


def test_a_newcomer_adds_a_contract_and_finds_it(journey: Any, language: str) -> None:
    page = journey("Roos de Wit")
    page.follow("menu.tables")
    page.follow("tables.contracts")
    page.tab.locator("main .actions a.button").click()
    page.tab.fill("#name", f"Printers {language}")
    page.tab.fill("#supplier_id", "Polder ICT")
    page.tab.fill("#ends_on", "2029-12-31")
    page.press("edit.see")
    assert page.tab.locator("[role=alert]").count() == 0, page.main()
    page.press("edit.apply")
    assert page.title() == f"Printers {language}" and "Polder ICT" in page.main()


def test_the_contract_manager_says_that_a_thing_is_still_right(journey: Any, language: str) -> None:
    page = journey("Roos de Wit")
    page.tab.goto("/register/services/svc-afval/")
    page.press("edit.still-right")
    page.tab.locator("main").wait_for()
    assert page.tab.locator(".notice.done, .notice.info").count() >= 1


def test_the_service_owner_fills_harm_and_sees_at_once_what_follows(
    journey: Any, language: str
) -> None:
    page = journey("Sem Bakker")
    page.tab.goto("/classes/")
    page.tab.get_by_role("link", name=PASSPORTS[language]).click()
    page.follow("act.assess")
    cell = page.tab.locator("table.data tbody tr").nth(3).locator("input").nth(2)
    with page.tab.expect_response(lambda answer: answer.request.method == "POST"):
        cell.fill({"nl": "2500", "en": "2600"}[language])
        cell.blur()
    page.tab.locator("#consequences .consequence").first.wait_for()
    page.tab.fill("#why", "Geteld aan de balie")
    page.press("harm.apply")
    assert page.path().startswith("/classes/") and "harm" not in page.path()


def test_the_ciso_explores_an_outage_and_moves_the_time(journey: Any, language: str) -> None:
    page = journey("Noor Visser")
    page.follow("menu.outage")
    page.tab.fill("#add", "Zilverlijn Hosting")
    page.press("outage-form.do-add")
    assert "Zilverlijn" in page.title()
    page.tab.locator("#at").focus()
    before = page.tab.locator("output[for=at]").inner_text()
    with page.tab.expect_response(lambda answer: "/outage/" in answer.url):
        page.tab.keyboard.press("PageUp")
    page.tab.wait_for_url("**at=*")
    page.tab.locator("output[for=at]").wait_for()
    assert page.tab.locator("output[for=at]").inner_text() != before
    assert page.tab.evaluate("document.activeElement.id") == "at", "the next key moves it on"
    page.tab.locator("#lost-table").wait_for()
    page.tab.fill("#q", PASSPORTS[language][:5].lower())
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_url("**q=*")
    page.tab.locator("main section:has(#lost) tbody tr").nth(1).wait_for()
    assert page.tab.locator("main section:has(#lost) tbody th").count() == 1
    page.tab.locator("main table").get_by_role("link", name=PASSPORTS[language]).first.click()
    assert PASSPORTS[language] in page.tab.locator("#because").inner_text()
    assert page.tab.locator("section:has(#map) svg a").count() >= 1


def test_the_cio_goes_from_the_ranking_to_what_one_supplier_costs(
    journey: Any, language: str
) -> None:
    page = journey("Daan Mulder")
    page.follow("menu.ranking")
    first = page.tab.locator("main table tbody th a").first
    name = first.inner_text()
    first.click()
    assert name in page.title()
    page.follow("menu.obligations")
    page.tab.select_option("#status", index=1)
    page.press("sifted.show")
    assert page.tab.locator("main table tbody tr").count() >= 1


def test_the_board_reads_how_it_stands_and_prints_it(journey: Any, language: str) -> None:
    page = journey("Fatima Aksoy")
    assert page.tab.locator("main table").count() >= 1
    assert (
        page.tab.locator("header.frame")
        .get_by_role("link", name=page.says("menu.import"), exact=True)
        .count()
        == 0
    )
    page.follow("menu.coverage")
    page.tab.locator("main").get_by_role("link", name=PASSPORTS[language]).click()
    page.tab.emulate_media(media="print")
    assert page.tab.locator("header.frame nav").is_hidden()
    assert page.tab.locator("main h1").is_visible()


def test_the_analyst_compares_two_questions_and_sees_the_systemic_test(
    journey: Any, language: str
) -> None:
    page = journey("Anna Smit")
    page.tab.goto("/outage/?what=supplier:sup-nimbus")
    page.tab.get_by_role("link", name=page.says("outage-compare.none")).click()
    assert page.path() == "/outage/compare/" and page.tab.locator("main svg").count() == 2
    page.follow("compare.swap")
    assert "Waterdam" not in page.main()
    page.tab.goto("/systemic/")
    assert page.tab.locator("main table tbody tr").count() >= 1
    page.tab.locator("main table tbody a").first.click()
    assert page.path().startswith("/systemic/sup-")


def test_the_reviewer_reads_a_rule_and_the_class_it_gives(journey: Any, language: str) -> None:
    page = journey("Mila Postma")
    page.tab.goto("/policy/")
    page.tab.locator("main a[href*='classification/service-class']").first.click()
    assert page.tab.locator("main table tbody tr").count() > 10
    page.tab.goto("/crosswalk/")
    page.tab.get_by_role("link", name=PASSPORTS[language]).click()
    assert "DORA" in page.main()
    page.follow("page.record.of")
    page.tab.fill("#compare", "2026-06-01")
    page.press("page.record.compare-do")
    assert page.tab.locator("[role=status]").count() >= 1


def test_the_auditor_lets_the_trail_be_verified_and_takes_it_along(
    journey: Any, language: str
) -> None:
    page = journey("Ruth Levi")
    page.tab.goto("/trail/")
    page.follow("trail.check")
    assert page.says("trail.sound") in page.tab.locator("[role=status]").inner_text()
    with page.tab.expect_download() as taken:
        page.follow("trail.export")
    assert taken.value.path().stat().st_size > 100


def test_the_crisis_team_keeps_a_run_and_asks_for_names(journey: Any, language: str) -> None:
    page = journey("Bram Dekker")
    page.tab.goto("/outage/?what=supplier:sup-zilverlijn")
    page.press("outage-made.keep")
    assert page.path().startswith("/runs/")
    page.tab.goto("/runs/")
    assert page.tab.locator("main table tbody tr").count() >= 1
    page.tab.goto("/names/")
    page.tab.select_option("#suppliers", "sup-zilverlijn")
    page.tab.fill("#reason", "Zilverlijn ligt plat; wie moeten we bellen?")
    page.press("names.do-ask")
    assert "Zilverlijn" in page.tab.locator("main article").first.inner_text()


def test_the_administrator_lets_somebody_in_and_another_agrees(journey: Any, language: str) -> None:
    page = journey("Tess Vos", home="/people/")
    page.tab.fill("#name", f"Pim {language}")
    page.tab.fill("#email", f"pim.{language}@waterdam.example")
    page.press("people.do-invite")
    assert f"pim.{language}@waterdam.example" in page.main()
