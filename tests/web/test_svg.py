# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""SVG made on the server: escaped, named, and without anything that the policy of the pages
forbids."""

import re
from xml.etree import ElementTree

from dijkwacht.base.units import ONE
from dijkwacht.reports.words import Words
from dijkwacht.web import svg
from dijkwacht.web.record.cover_bar import Span, State, picture
from dijkwacht.web.record.layered import Drawn, Item
from dijkwacht.web.record.layered import picture as layered
from dijkwacht.web.record.sections import Called

NASTY = '<script>alert("x")</script>'


def test_text_and_attributes_are_escaped() -> None:
    made = svg.element("g", svg.text(NASTY, 1, 2), svg.title(NASTY), data_name=NASTY)
    assert "<script" not in made
    found = ElementTree.fromstring(made)
    assert found.get("data-name") == found[0].text == found[1].text == NASTY


def test_what_is_none_is_left_out_and_numbers_are_short() -> None:
    made = svg.element("rect", x=1.25, y=2, class_="node", fill=None)
    assert made == '<rect x="1.2" y="2" class="node"></rect>'


def test_long_text_is_cut_with_a_sign_of_it() -> None:
    assert svg.shortened("Paspoorten", 10) == "Paspoorten"
    assert svg.shortened("Reisdocumenten", 10) == "Reisdocum…"


def test_a_picture_is_an_image_or_a_group_of_links() -> None:
    assert 'role="img"' in svg.picture(10, 10, "x", [])
    item = Item("n1", 0, Called("a", "/a/"), NASTY, "service")
    other = Item("n2", 1, Called("b", "/b/"), "b", "system")
    made = layered(Drawn((item, other), (), (), ("n1",)), "around")
    assert 'role="group"' in made and 'aria-label="system: b"' in made
    assert "<script" not in made and "style=" not in made
    ElementTree.fromstring(made)


def test_the_bar_shows_each_span_once_and_ends_at_180_days() -> None:
    spans = [
        Span(0, 4, 0, 0, State.BEARABLE),
        Span(4, 24, ONE, 0, State.DECLARED),
        Span(24, 720, ONE, ONE, State.PROVEN),
        Span(720, 9_000, 0, 0, State.GAP),
        Span(9_000, 9_999, ONE, ONE, State.PROVEN),
    ]
    made = picture(spans, Words("en")).svg
    boxes = [part for part in re.findall(r"<rect.*?</rect>", made) if "<title>" in part]
    assert len(boxes) == 4
    ends = [
        float(x) + float(w)
        for x, w in re.findall(r'<rect x="([0-9.]+)"[^>]* width="([0-9.]+)"', made)
    ]
    assert max(ends) <= 720
    assert "url(#hatch-declared)" in made and "style=" not in made
