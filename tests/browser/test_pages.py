# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page for everybody who sees it: nothing is refused, axe reads it in both languages,
by day and by night, and 320 px wide without scrolling sideways. A sample of them, drawn anew each
day (all of them with DIJKWACHT_BROWSER=all), without JavaScript, in print, with the keyboard alone,
and with letters twice as large."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from browser.visiting import ALL, EYES, NARROW, WIDE, Page, Site, shape

pytestmark = pytest.mark.optional  # of a machine without a browser

SAMPLE: Final = 12  # pages of one person
PAPER: Final = {"width": 680, "height": 960}  # A4 within its margins
POLICY: Final = (
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
SEEN: Final = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const shown = box.width > 0 && box.height > 0 && style.visibility !== "hidden";
  const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const parts = one.type === "date";  // day, month and year are stops of their own
  return { shown, marked, parts, html: one.outerHTML.slice(0, 120) };
}"""


def own(site: Site, person: str | None) -> list[str]:
    """The pages that are looked at as this person: those that nobody before them sees."""
    before = {shape(one) for other in EYES[: EYES.index(person)] for one in site.pages(other)}
    return [one for one in site.pages(person) if shape(one) not in before or "?" in one]


def sample(site: Site, person: str | None) -> list[str]:
    """Some of them: others on another day."""
    pages = own(site, person)
    if ALL:
        return pages
    drawn = random.Random(f"{date.today()} {person}")  # noqa: DTZ011  # which is no matter
    return drawn.sample(pages, min(SAMPLE, len(pages)))


def opened(page: Page, addresses: list[str]) -> Iterator[tuple[str, int]]:
    """One page after the other."""
    for address in addresses:
        yield address, page.open(address)


def only_wrong(faults: dict[str, list[str]]) -> dict[str, list[str]]:
    """The pages with which something is wrong; there were some."""
    assert faults, "no page was looked at"
    told = {address: [one for one in wrong if one] for address, wrong in faults.items()}
    return {address: wrong for address, wrong in told.items() if wrong}


everybody = pytest.mark.parametrize("person", EYES)


@everybody
@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_nothing_is_wrong_with_any_page(
    site: Site, person: str | None, language: str, scheme: str
) -> None:
    """Loaded once, and then asked: is it the page, in the language; is nothing refused, and nothing
    unsafe in its policy; what does axe find; does it fit on a phone?"""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    faults = {}
    with site.visit(person, language, color_scheme=scheme) as page:
        for address, status in opened(page, own(site, person)):
            spoken = page.tab.locator("html").get_attribute("lang")
            faults[address] = ["" if (status, spoken) == (200, language) else f"{status} {spoken}"]
            faults[address] += [*page.wrong(), *_policy(page)]  # before axe brings its own styles
            found = axe.run(page.tab).response["violations"]
            faults[address] += [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
            page.tab.set_viewport_size(NARROW)
            faults[address].append(page.overflow())
            page.tab.set_viewport_size(WIDE)
    assert only_wrong(faults) == {}


def _policy(page: Page) -> Iterator[str]:
    """What the policy of a page lacks, or has too much."""
    for one in POLICY:
        if one not in page.policy:
            yield f"no {one}"
    if "unsafe" in page.policy:
        yield page.policy


@everybody
def test_pages_can_be_read_without_javascript(site: Site, person: str | None) -> None:
    faults = {}
    with site.visit(person, "en", java_script_enabled=False) as page:
        for address, status in opened(page, sample(site, person)):
            heads = page.tab.locator("h1").count()
            faults[address] = ["" if (status, heads) == (200, 1) else f"{status}, {heads} heads"]
    assert only_wrong(faults) == {}


@everybody
def test_pages_print_without_the_frame_and_within_the_paper(site: Site, person: str | None) -> None:
    faults = {}
    frame = "header.frame nav, .tools, header.frame form, footer.frame form"
    with site.visit(person, "nl", viewport=PAPER) as page:
        for address, _ in opened(page, sample(site, person)):
            page.tab.emulate_media(media="print")
            shown = page.tab.locator(frame).locator("visible=true").count()
            faults[address] = [page.overflow(), "frame" * bool(shown)]
    assert only_wrong(faults) == {}


@everybody
def test_pages_go_with_the_keyboard_alone(site: Site, person: str | None) -> None:
    """Tab leads through everything that can be used, forwards and out again, and one sees where one
    is."""
    faults = {}
    with site.visit(person, "nl") as page:
        for address, _ in opened(page, sample(site, person)[: SAMPLE // 3]):
            faults[address] = list(_walked(page.tab))
    assert only_wrong(faults) == {}


def _walked(tab: Any, most: int = 60) -> Iterator[str]:
    seen: list[str] = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        here = tab.evaluate(SEEN)
        if here is None:
            return
        seen.append(here["html"])
        if seen[-3:].count(here["html"]) == 3 and not here["parts"]:
            yield f"the keyboard is caught in {here['html']}"
        if not here["shown"]:
            yield f"nobody sees where they are: {here['html']}"
        elif not here["marked"] and not here["parts"]:
            yield f"nothing marks where one is: {here['html']}"


@everybody
def test_pages_keep_within_the_window_when_letters_are_twice_as_large(
    site: Site, person: str | None
) -> None:
    faults = {}
    with site.visit(person, "nl") as page:
        for address, _ in opened(page, sample(site, person)[: SAMPLE // 2]):
            page.tab.evaluate("document.documentElement.style.fontSize = '200%'")
            faults[address] = [page.overflow()]
    assert only_wrong(faults) == {}
