# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists that are dear to make, made before anybody asks: those of who looks at all
organisations, in each language, and the large ones in the order of each column that is shown."""

from typing import Final

from django.conf import settings

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.roles import Role
from dijkwacht.web.tables.asked import read
from dijkwacht.web.tables.listing import BY_HAND, LISTED, listing
from dijkwacht.web.tables.lists import Lists
from dijkwacht.web.tables.query import Found

LARGE: Final = 10_000  # rows; fewer are put in order while the reader waits
WIDE: Final = ((Role.ANALYST, Reach.CENTRAL), (Role.AUDITOR, Reach.NAMED))


def warm(reasoned: Reasoned) -> None:
    """Make them."""
    for role, reach in WIDE:
        sight = reasoned.sight(Viewer(0, "", role, None, reach, frozenset()))
        for language, _ in settings.LANGUAGES:
            lists = Lists(reasoned, reasoned, sight, language)
            for name in LISTED:
                _made(lists, name)


def _made(lists: Lists, name: str) -> None:
    offered = listing(name)
    usual = read(offered, {})
    _ = lists.text(name), Found(usual, lists).shown
    if name in BY_HAND and lists.frame(name).height > LARGE:
        for column in usual.columns:
            _ = Found(read(offered, {"sort": [column]}), lists).shown
