# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of the explorer: what falls by what, no more than the list says, in picture and list
alike."""

import re

import pytest
from web.conftest import LogIn

from dijkwacht.web.outages.map import MOST
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

ASKED = "/outage/?what=supplier:sup-zilverlijn&at=4320&on=2026-11-24"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ANALYST, Role.CISO])
def test_picture_and_list_hold_the_same_and_services_open_why(log_in: LogIn, role: Role) -> None:
    answer = log_in(role, None if role is not Role.CISO else "org-waterdam").get(ASKED)
    page = answer.content.decode().partition('id="map"')[2].partition("</section>")[0]
    picture, _, twin = page.partition("<details>")
    drawn = set(re.findall(r'data-node="(way-\d+)"', picture))
    assert drawn == set(re.findall(r'data-node="(way-\d+)"', twin)) and drawn
    ties = re.findall(r'data-edge="(\S+) (\S+)"', picture)
    assert len(ties) == len(drawn) - 1, "a tree"
    assert answer.context["map"].shown == len(answer.context["lines"]) <= MOST
    assert picture.count("<a ") == len(answer.context["lines"])


def test_the_map_tells_no_name_that_the_list_does_not(log_in: LogIn) -> None:
    answer = log_in(Role.CISO).get(ASKED)
    page = answer.content.decode()
    told = page.partition('id="map"')[2].partition("</section>")[0]
    for hidden in ("Log-in platform", "Government log-in", "Case management", "Travel documents"):
        assert hidden not in told
    assert "a system of another organisation" in told
