# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of the example state as somebody sees them, for the tests of lists."""

from datetime import date
from urllib.parse import parse_qs

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.tables.asked import read
from dijkwacht.web.tables.listing import listing
from dijkwacht.web.tables.lists import Lists
from dijkwacht.web.tables.query import Found

ON = date(2026, 11, 24)
SEEN = f"on={ON}"


def lists(reach: Reach = Reach.NAMED, *own: str, language: str = "en") -> Lists:
    reasoned = REASONING.on(ON)
    viewer = Viewer(1, "Roos", Role.CONTRACT_MANAGER, None, reach, frozenset(own))
    return Lists(reasoned, reasoned, reasoned.sight(viewer), language)


def found(name: str, query: str = "", of: Lists | None = None) -> Found:
    return Found(read(listing(name), parse_qs(query, keep_blank_values=True)), of or lists())
