# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well the feeds do: each feed, and every reading of it."""

from collections.abc import Iterator
from typing import Any, Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.base.message import Message
from dijkwacht.register.register import Register
from dijkwacht.reports.feed_health import FEEDS, feed_rows
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

MOST: Final = 50
READINGS: Final = (
    Column("feed"),
    Column("read_on", head=Message("field.read_on")),
    Column("feed_state", Cell.CODE),
    Column("entries", Cell.COUNT),
    Column("newest_on"),
    Column("fault"),
)


@require_safe
@needs(Right.READ)
def feeds(request: Asking) -> HttpResponse:
    """When did each feed last go well, and what went wrong with it since?"""
    register = request.reading.rows.opened.register
    of_feeds = list(feed_rows(register))
    tables = (
        Table("feeds", Message("bulletin.feeds"), FEEDS, of_feeds),
        Table(
            "readings", Message("watch-page.readings"), READINGS, list(_readings(register)), MOST
        ),
    )
    file = asked(request, tables)
    if file is not None:
        return cast(HttpResponse, file)
    bad = sum(state != "code.reading-state.good" for _, state, *_ in of_feeds)
    lead = Message.of("watch-page.feeds-lead", count=len(of_feeds), bad=bad)
    return render(request, "watch/feeds.html", {"tables": tables, "lead": lead, "any": of_feeds})


def _readings(register: Register) -> Iterator[tuple[Any, ...]]:
    """Every reading known on the day, the last first."""
    known = register.table("readings").filter(pl.col("read_on") <= register.on)
    ordered = known.sort(["read_on", "feed", "id"], descending=[True, False, False])
    for row in ordered.iter_rows(named=True):
        state = f"code.reading-state.{row['state']}"
        yield row["feed"], row["read_on"], state, row["entries"], row["newest_on"], row["fault"]


PATHS = [path("watch/feeds/", feeds, name="watch-feeds")]
