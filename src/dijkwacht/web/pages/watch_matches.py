# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that may be a supplier's: with their evidence, for a person of the centre to decide."""

from typing import Any, Final, cast

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.message import Message
from dijkwacht.register.codes import MatchDecision, Noun
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.today_only import today_only
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.watch.acting import decide, match_of

SHOWN: Final = 200


@require_safe
@needs(Right.CENTRAL)
def matches(request: Asking) -> HttpResponse:
    """Which names wait for somebody to say whether they are a supplier's?"""
    rows = candidates(request, None)
    waiting = [row for row in rows if row["decision"] == MatchDecision.OPEN]
    context = {
        "waiting": waiting[:SHOWN],
        "count": len(waiting),
        "decided": [row for row in rows if row["decision"] != MatchDecision.OPEN][:SHOWN],
    }
    return render(request, "watch/matches.html", context)


def candidates(request: Asking, supplier: str | None) -> list[dict[str, Any]]:
    """The names that may be one supplier's, or anybody's: the likest first."""
    register = request.reading.rows.opened.register
    rows = register.table("matches").with_columns(
        pl.col("decision").fill_null(MatchDecision.OPEN.value)
    )
    if supplier is not None:
        rows = rows.filter(pl.col("supplier_id") == supplier)
    about = register.table("observations").select("id", "named", "feed", "kind", "observed_on")
    joined = rows.join(about.rename({"kind": "seen"}), left_on="observation_id", right_on="id",
                       how="left")  # fmt: skip
    kinds = request.reading.rows.opened.rules.parameters("signals/kinds").entries
    language, names = request.reading.words.language, request.reading.names
    return [
        {
            **row,
            "supplier": names.of(Noun.SUPPLIER, row["supplier_id"]) or row["supplier_id"],
            "says": kinds[row["seen"]]["says"][language] if row["seen"] in kinds else row["seen"],
            "code": f"code.match-decision.{row['decision']}",
        }
        for row in joined.sort(["score", "id"], descending=[True, False]).iter_rows(named=True)
    ]


@require_POST
@needs(Right.CENTRAL)
@today_only
def decided(request: Asking, id: str) -> HttpResponse:
    """Say whether a name is the supplier's."""
    match = match_of(request.reading.rows.opened.register, id)
    if match is None:
        raise Http404(id)
    said, reason = request.POST.get("decision", ""), request.POST.get("reason", "")
    viewer = request.reading.sight.viewer
    revision = decide(match, said, reason, viewer, timezone.localdate())
    done = Message.of("watch-page.acted", revision=revision.number)
    messages.success(request, request.reading.words.say(done))
    return cast(HttpResponse, HttpResponseRedirect(reverse("watch-matches")))


PATHS = [
    path("watch/matches/", matches, name="watch-matches"),
    path("watch/matches/<path:id>/", decided, name="watch-decide"),
]
