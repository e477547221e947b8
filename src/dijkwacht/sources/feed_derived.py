# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the accounts themselves tell: that they are late, that there is another auditor, that the
auditor doubts. A feed that nobody publishes (docs/reference/sources/feeds.md#accounts)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import polars as pl

from dijkwacht.base.months import months_later
from dijkwacht.register.codes import Answer
from dijkwacht.register.notices import Notice
from dijkwacht.register.register import Columns
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feed_merge import framed, merged
from dijkwacht.sources.feed_state import FeedState
from dijkwacht.sources.feeds import Feed

NAME: Final = "accounts"
FEED: Final = Feed(NAME, NAME, "", 1, 10_000, True, False, False, "")
YEAR: Final = 12  # months
OTHER: Final = "other"


def with_accounts(state: FeedState, register: Columns, rules: Rules, on: date) -> FeedState:
    """The state with what the accounts known on the day tell; of a day before the last one as it
    is."""
    if state.last_day is not None and on < state.last_day:
        return state
    told = list(notices(register, rules, on))
    fresh = framed(told, NAME, on, "")
    return replace(state, notices=merged(state.notices, FeedRead(), fresh, FEED, on))


def notices(register: Columns, rules: Rules, on: date) -> Iterator[Notice]:
    """What the accounts known on the day tell of each supplier that has any."""
    known = register.table("statements").filter(
        (pl.col("known_on") <= on).fill_null(True)
        & pl.col("ends_on").is_not_null()
        & pl.col("supplier_id").is_not_null()
    )
    countries = dict(register.once("suppliers").select("id", "country").iter_rows())
    in_order = known.sort("supplier_id", "ends_on", "known_on", nulls_last=False)
    years = in_order.unique(["supplier_id", "ends_on"], keep="last", maintain_order=True)
    newest = years.group_by("supplier_id", maintain_order=True).tail(2).select(COLUMNS).to_dicts()
    for supplier, of in groupby(newest, itemgetter("supplier_id")):
        told = list(of)
        yield from _late(supplier, told[-1], countries.get(supplier), rules, on)
        yield from _doubted(supplier, told[-1])
        if len(told) > 1:
            yield from _audited(supplier, *told)


COLUMNS: Final = ("supplier_id", "ends_on", "known_on", "auditor", "going_concern_doubt")


def _late(
    supplier: str, last: dict[str, Any], country: str | None, rules: Rules, on: date
) -> Iterator[Notice]:
    """The accounts of the year after the last one are not there, and should be."""
    policy = rules.parameters("signals/limits")
    months = policy["deadline_months"]
    wait = int(months.get(country or OTHER, months[OTHER]))
    due = months_later(last["ends_on"], YEAR + wait)
    if on > due + timedelta(days=int(policy["grace_days"])):
        year = months_later(last["ends_on"], YEAR)
        yield _notice("accounts-late", supplier, year, due, f"{year} > {due}")


def _doubted(supplier: str, last: dict[str, Any]) -> Iterator[Notice]:
    if last["going_concern_doubt"] == Answer.YES.value:
        yield _notice("going-concern-doubt", supplier, last["ends_on"], last["known_on"], None)


def _audited(supplier: str, before: dict[str, Any], last: dict[str, Any]) -> Iterator[Notice]:
    old, new = before["auditor"], last["auditor"]
    if old and new and old.strip().casefold() != new.strip().casefold():
        said = f"{old} > {new}"
        yield _notice("auditor-changed", supplier, last["ends_on"], last["known_on"], said)


def _notice(kind: str, supplier: str, year: date, since: date | None, said: str | None) -> Notice:
    return Notice(
        kind=kind,
        entry=f"{supplier} {year}",
        numbers=(("supplier", supplier),),
        observed_on=since,
        said=said,
    )
