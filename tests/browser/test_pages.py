# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page, for every role: nothing refused and no error, 320 px wide without scrolling sideways,
read by axe in both languages by day and by night, without JavaScript, and in print."""

from typing import Any

import pytest
from browser.visiting import NARROW, Site, shape

from dijkwacht.web.accounts.cast import CAST

PEOPLE = (None, *(person.name for person in CAST if person.organisation != "org-duinwijk"))
pytestmark = pytest.mark.optional  # of a machine without a browser


def every_page(site: Site) -> dict[str, tuple[str | None, str]]:
    """Of every shape one page, and who can see it."""
    found: dict[str, tuple[str | None, str]] = {}
    for person in PEOPLE:
        for address in site.pages(person):
            found.setdefault(shape(address), (person, address))
    return found


def visits(site: Site, language: str, **more: Any) -> Any:
    """Every page opened once, person by person."""
    for person in PEOPLE:
        mine = [address for who, address in every_page(site).values() if who == person]
        with site.visit(person, language, **more) as page:
            for address in mine:
                status = page.open(address)
                yield address, status, page


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_scrolls_sideways_on_a_phone_or_has_an_error(
    site: Site, person: str | None
) -> None:
    faults = {}
    with site.visit(person, "nl", viewport=NARROW) as page:
        for address in site.pages(person):
            status = page.open(address)
            wrong = [*page.wrong(), page.overflow(), "" if status == 200 else str(status)]
            faults[address] = [one for one in wrong if one]
    assert {address: wrong for address, wrong in faults.items() if wrong} == {}
    assert len(faults) > 2


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_any_page(site: Site, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    faults = {}
    for address, _, page in visits(site, language, color_scheme=scheme):
        found = axe.run(page.tab).response["violations"]
        told = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        if told or page.wrong():
            faults[address] = [*told, *page.wrong()]
    assert faults == {}


def test_every_page_can_be_read_without_javascript(site: Site) -> None:
    faults = []
    for address, status, page in visits(site, "en", java_script_enabled=False):
        if status != 200 or page.tab.locator("h1").count() != 1 or page.tab.title() == "None":
            faults.append((address, status))
    assert faults == []


def test_every_page_prints_without_the_frame_and_within_the_paper(site: Site) -> None:
    faults = {}
    paper = {"width": 680, "height": 960}  # A4 within its margins
    for address, _, page in visits(site, "nl", viewport=paper):
        page.tab.emulate_media(media="print")
        shown = page.tab.locator("header.frame nav, .tools, header.frame form").locator(
            "visible=true"
        )
        faults[address] = [one for one in (page.overflow(), "frame" * bool(shown.count())) if one]
    assert {address: wrong for address, wrong in faults.items() if wrong} == {}
