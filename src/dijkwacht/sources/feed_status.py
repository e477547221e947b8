# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Incidents on the status pages of suppliers: Statuspage (version 2) and Google Cloud
(docs/reference/sources/feeds.md#status-pages)."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import urlsplit

from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedFault, FeedRead, coded, day_of, each, json_of, needed, short

PAGE: Final = "status-page"
"""The scheme of a status page: its own key, or the name of its file."""
IMPACTS: Final = {
    "none": None,
    "maintenance": None,
    "minor": "outage-minor",
    "major": "outage-major",
    "critical": "outage-critical",
}
GOOGLE: Final = {
    "SERVICE_OUTAGE": "outage-major",
    "SERVICE_DISRUPTION": "outage-minor",
    "SERVICE_INFORMATION": None,
}
STATES: Final = (
    *("investigating", "identified", "monitoring", "resolved", "postmortem"),
    *("scheduled", "in_progress", "verifying", "completed"),
)
Who = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every incident that the page tells."""
    content = json_of(data)
    found = FeedRead()
    named = (PAGE, PurePath(place).name.split(".")[0])
    if isinstance(content, list):
        each(found, place, content, lambda entry: _google(entry, named))
        return found
    page = needed(content.get("page"), "page", dict)
    found.generated = day_of(page.get("updated_at"), "updated_at")
    name, key = (needed(page.get(of), of) for of in ("name", "id"))
    host = urlsplit(needed(page.get("url"), "url")).hostname
    if not host:
        raise FeedFault("feed-value", name="url", value=str(page.get("url"))[:80])
    if "status" in content:
        coded(content["status"].get("indicator"), "indicator", IMPACTS)
    who = ((name,), ((PAGE, key), ("domain", host), named))
    incidents = needed(content.get("incidents", []), "incidents", list)
    found.about = not incidents
    each(found, place, incidents, lambda entry: _incident(entry, who))
    return found


def _incident(entry: Any, who: Who) -> Iterator[Notice]:
    key = needed(entry.get("id"), "id")
    kind = IMPACTS[coded(entry.get("impact"), "impact", IMPACTS)]
    coded(entry.get("status"), "status", STATES)
    begun = day_of(entry.get("started_at") or entry.get("created_at"), "created_at")
    if kind:
        yield Notice(
            kind=kind,
            entry=key,
            names=who[0],
            numbers=who[1],
            observed_on=begun,
            said=short(needed(entry.get("name"), "name")),
            link=short(entry.get("shortlink")),
        )


def _google(entry: Any, named: tuple[str, str]) -> Iterator[Notice]:
    key = needed(needed(entry, "incident", dict).get("id"), "id")
    kind = GOOGLE[coded(entry.get("status_impact"), "status_impact", GOOGLE)]
    begun = day_of(entry.get("begin"), "begin")
    if kind:
        yield Notice(
            kind=kind,
            entry=key,
            numbers=(named,),
            observed_on=begun,
            said=short(needed(entry.get("external_desc"), "external_desc")),
            link=f"https://status.cloud.google.com/incidents/{key}",
        )
