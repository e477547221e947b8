# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The graph to walk through and the chart to zoom in on: they come when asked for, do what they
say, by keys too, break no policy, and without JavaScript nothing is lost."""

from typing import Any

import pytest
from browser.visiting import Page, Site

pytestmark = [
    pytest.mark.optional,  # of a machine without a browser
    pytest.mark.parametrize("language", ["nl", "en"]),
]
ASKED = "/outage/?what=supplier:sup-zilverlijn&at=4320&on=2026-11-24"
PASSPORTS = {"nl": "Paspoorten", "en": "Passports"}
SCHEMES = {"nl": "light", "en": "dark"}
INK = """(place) => {
  const layers = [...place.querySelectorAll("canvas")];
  return layers.map((layer) => {
    const flat = document.createElement("canvas");
    [flat.width, flat.height] = [layer.width, layer.height];
    const pen = flat.getContext("2d");
    pen.drawImage(layer, 0, 0);
    return pen.getImageData(0, 0, flat.width, flat.height).data.some((value) => value);
  });
}"""


def opened(page: Page, kind: str) -> Any:
    """The part of the page in which it is drawn, once it is."""
    assert page.open(ASKED) == 200
    part = page.tab.locator(f"[data-draw={kind}]")
    assert not part.locator(".drawing").is_visible()
    page.press(f"outage-{kind}.open")
    part.locator(".canvas canvas, .canvas svg").first.wait_for(state="attached")
    return part


def axe(page: Page) -> list[str]:
    """What axe finds."""
    run = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().run
    found = run(page.tab).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def test_the_graph_is_drawn_searched_by_keys_and_leads_to_a_record(
    site: Site, language: str
) -> None:
    with site.visit("Noor Visser", language, color_scheme=SCHEMES[language]) as page:
        loaded: list[str] = []
        page.tab.on("request", lambda request: loaded.append(request.url))
        part = opened(page, "graph")
        assert sum("sigma" in url for url in loaded) == 1
        assert not any("echarts" in url for url in loaded)
        told = part.locator("[data-told]")
        part.locator("input").press_sequentially(PASSPORTS[language][:6].lower())
        assert told.inner_text().startswith(page.says("outage-graph.found"))
        part.locator("input").press("Enter")
        assert PASSPORTS[language] in told.inner_text()
        assert any(part.locator(".canvas").evaluate(INK)), "an empty canvas"
        page.press("outage-graph.nearer")
        page.press("outage-graph.whole")
        assert [*page.wrong(), page.overflow()] == [""]
        assert axe(page) == []
        told.get_by_role("link", name=page.says("outage-graph.record")).click()
        page.tab.wait_for_url("**/register/services/**")
        assert page.title() == PASSPORTS[language]


def test_a_second_click_on_a_point_goes_there(site: Site, language: str) -> None:
    """Where the last point found lies in the middle after going to it."""
    with site.visit("Noor Visser", language, reduced_motion="reduce") as page:
        part = opened(page, "graph")
        part.locator("input").fill(PASSPORTS[language].lower())
        part.locator("input").press("Enter")
        page.tab.wait_for_timeout(300)  # until the next picture
        canvas = part.locator(".canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        canvas.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
        page.tab.wait_for_url("**/register/services/**")
        assert page.title() == PASSPORTS[language] and page.wrong() == []


def test_the_chart_zooms_and_tells_values_by_keys_and_closes_again(
    site: Site, language: str
) -> None:
    with site.visit("Noor Visser", language, color_scheme=SCHEMES[language]) as page:
        part = opened(page, "chart")
        canvas, told = part.locator(".canvas"), part.locator("[data-told]")
        said = canvas.get_attribute("aria-label") or ""
        assert {"nl": "Uitgevallen diensten", "en": "Services lost"}[language] in said
        before = canvas.inner_text()
        part.locator("#chart-until").fill("48")
        part.locator("#chart-until").press("Tab")
        page.tab.wait_for_function(
            "before => !document.querySelector('#chart .canvas').textContent.includes(before)",
            arg=before,
        )
        part.locator("#chart-read").press("ArrowRight")
        assert page.says("column.persons") in told.inner_text()
        assert [*page.wrong(), page.overflow()] == [""]
        assert axe(page) == []
        page.press("outage-chart.open")
        assert not canvas.is_visible() and canvas.locator("svg").count() == 0


def test_both_live_through_a_new_answer_in_the_place_of_the_old(site: Site, language: str) -> None:
    with site.visit("Noor Visser", language) as page:
        opened(page, "graph")
        with page.tab.expect_response(lambda answer: "/outage/?" in answer.url):
            page.tab.locator("#at").press("PageDown")
        page.tab.locator("[data-draw=graph] .drawing").wait_for(state="hidden")
        page.press("outage-graph.open")
        page.tab.locator("#graph canvas").first.wait_for(state="attached")
        assert page.wrong() == []


def test_without_javascript_there_is_neither_button_nor_loss(site: Site, language: str) -> None:
    with site.visit("Noor Visser", language, java_script_enabled=False) as page:
        assert page.open(ASKED) == 200
        for kind in ("graph", "chart"):
            said = page.says(f"outage-{kind}.open")
            assert page.tab.get_by_role("button", name=said).count() == 0
            assert said not in page.main()
        rows = page.tab.locator("section:has(#lost) tbody th").count()
        assert page.tab.locator("section:has(#map) svg a").count() == rows > 0
        assert page.tab.locator("section:has(#map) details").count() == 1
        assert page.tab.locator("figure.course svg path").count() > 2
        assert page.tab.locator("#lost-table").count() == 1
