# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Security advisories in CSAF 2.0, and the lists by which a provider tells of them: ROLIE feed,
provider metadata, changes.csv and index.txt (docs/reference/sources/feeds.md#csaf)."""

import re
from collections.abc import Iterator
from typing import Any, Final

from dijkwacht.base.problem import Grade, problem
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    clean,
    coded,
    day_of,
    each,
    json_of,
    matching,
    needed,
    short,
    text_of,
)

TLP: Final = ("WHITE", "GREEN", "AMBER", "RED", "CLEAR", "AMBER+STRICT")
OPEN: Final = ("WHITE", "CLEAR")
STATES: Final = ("draft", "final", "interim")
PUBLISHERS: Final = ("coordinator", "discoverer", "other", "translator", "user", "vendor")
CVE: Final = re.compile(r"CVE-[0-9]{4}-[0-9]{4,}")
PATH: Final = re.compile(r"[A-Za-z0-9_+\-./]+\.json")
VERSION: Final = re.compile(r"\d+(\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?)?")
VENDOR: Final = "csaf-vendor"
PUBLISHER: Final = "csaf-publisher"
DEEPEST: Final = 30  # branches within each other
STATUSES: Final = frozenset(
    (
        *("first_affected", "first_fixed", "fixed", "known_affected", "known_not_affected"),
        *("last_affected", "recommended", "under_investigation"),
    )
)


def read(data: bytes, place: str, rules: Rules) -> FeedRead:
    """The advisory, or what a list names."""
    first = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if first != b"{":
        return _lines(text_of(data), place)
    content = needed(json_of(data), "document", dict)
    if "document" in content:
        return _advisory(content, place, int(rules.parameters("signals/limits")["critical_score"]))
    if "feed" in content:
        return _rolie(needed(content["feed"], "feed", dict), place)
    if "metadata_version" in content:
        return _provider(content)
    raise FeedFault("feed-not-this", format="CSAF")


def _advisory(content: dict[str, Any], place: str, critical: int) -> FeedRead:
    document = needed(content["document"], "document", dict)
    tracking = needed(document.get("tracking"), "tracking", dict)
    found = FeedRead(
        entries=1,
        generated=day_of(tracking.get("current_release_date"), "current_release_date"),
        version=coded(document.get("csaf_version"), "csaf_version", ("2.0", "2.1")),
    )
    matching(tracking.get("version"), "version", VERSION)
    key = needed(tracking.get("id"), "id")
    state = coded(tracking.get("status"), "status", STATES)
    label = document.get("distribution", {}).get("tlp", {}).get("label", "WHITE")
    if coded(label, "tlp", TLP) not in OPEN:
        found.problems.append(problem(place, "feed-tlp", Grade.WARNING, label=label))
        return found
    if state == "draft":
        found.ended.append(key)
        return found
    score = _checked(content)
    publisher = needed(document.get("publisher"), "publisher", dict)
    vendors = sorted(set(_vendors(content.get("product_tree", {}), 0)))
    kind = "vulnerability-critical" if score >= critical else "vulnerability-known"
    found.notices = [
        Notice(
            kind=kind,
            entry=key,
            names=tuple(vendors),
            numbers=(*((VENDOR, vendor) for vendor in vendors), *_publisher(publisher)),
            observed_on=day_of(tracking.get("initial_release_date"), "initial_release_date"),
            said=short(needed(document.get("title"), "title")),
            link=_self(document),
        )
    ]
    return found


def _publisher(publisher: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Who speaks of its own products."""
    category = coded(publisher.get("category"), "category", PUBLISHERS)
    space = needed(publisher.get("namespace"), "namespace")
    needed(publisher.get("name"), "name")
    if category == "vendor":
        yield PUBLISHER, space


def _checked(content: dict[str, Any]) -> int:
    """Ten times the highest score; FeedFault for a weakness that is not as it should be."""
    products = set(_products(content.get("product_tree", {}), 0))
    highest = 0
    for weakness in needed(content.get("vulnerabilities", []), "vulnerabilities", list):
        if "cve" in weakness:
            matching(weakness["cve"], "cve", CVE)
        for status, ids in needed(weakness.get("product_status", {}), "status", dict).items():
            coded(status, "product_status", STATUSES)
            for id in needed(ids, "product_status", list):
                coded(id, "product_id", products)
        for score in needed(weakness.get("scores", []), "scores", list):
            given = score.get("cvss_v3") or score.get("cvss_v2") or {}
            highest = max(
                highest, round(needed(given.get("baseScore"), "score", (int, float)) * 10)
            )
    return highest


def _branches(tree: Any, depth: int) -> list[Any]:
    if depth > DEEPEST:
        raise FeedFault("feed-value", name="branches", value=str(depth))
    return needed(needed(tree, "branch", dict).get("branches", []), "branches", list)  # type: ignore[no-any-return]


def _vendors(tree: Any, depth: int) -> Iterator[str]:
    for branch in _branches(tree, depth):
        if needed(branch.get("category"), "category") == "vendor":
            yield needed(branch.get("name"), "name")
        yield from _vendors(branch, depth + 1)


def _products(tree: Any, depth: int) -> Iterator[str]:
    for branch in _branches(tree, depth):
        if "product" in branch:
            yield needed(branch["product"].get("product_id"), "product_id")
        yield from _products(branch, depth + 1)
    for name in ("full_product_names", "product_groups"):
        for one in tree.get(name, []) if depth == 0 else []:
            yield needed(one.get("product_id") or one.get("group_id"), "product_id")
    for tie in tree.get("relationships", []) if depth == 0 else []:
        yield needed(tie["full_product_name"].get("product_id"), "product_id")


def _self(document: dict[str, Any]) -> str | None:
    references = needed(document.get("references", []), "references", list)
    own = (one.get("url") for one in references if one.get("category") == "self")
    return next((needed(url, "url") for url in own), None)


def _rolie(feed: dict[str, Any], place: str) -> FeedRead:
    found = FeedRead(about=True, generated=day_of(feed.get("updated"), "updated"))
    found.version = needed(feed.get("id"), "id")

    def one(entry: Any) -> tuple[Notice, ...]:
        needed(entry.get("id"), "id")
        day_of(entry.get("published"), "published")
        day_of(entry.get("updated"), "updated")
        found.asks.append(needed(entry["content"].get("src"), "src"))
        return ()

    each(found, place, needed(feed.get("entry"), "entry", list), one)
    return found


def _provider(content: dict[str, Any]) -> FeedRead:
    found = FeedRead(about=True, generated=day_of(content.get("last_updated"), "last_updated"))
    found.version = coded(content["metadata_version"], "metadata_version", ("2.0",))
    needed(content.get("canonical_url"), "canonical_url")
    list(_publisher(needed(content.get("publisher"), "publisher", dict)))
    for distribution in needed(content.get("distributions", []), "distributions", list):
        for feed in distribution.get("rolie", {}).get("feeds", []):
            found.asks.append(needed(feed.get("url"), "url"))
    return found


def _lines(text: str, place: str) -> FeedRead:
    """changes.csv: a path and a time a line; index.txt: a path a line."""
    found = FeedRead(about=True)
    if not text.endswith("\n"):
        raise FeedFault("feed-cut")

    def one(line: str) -> tuple[Notice, ...]:
        path, *rest = (part.strip('"') for part in clean(line).split(","))
        found.asks.append(matching(path, "path", PATH))
        if len(rest) > 1:
            raise FeedFault("feed-cells", line=path)
        days = [day_of(moment, "time") for moment in rest]
        found.generated = max(
            [*days, *([found.generated] if found.generated else [])], default=None
        )
        return ()

    each(found, place, text.splitlines(), one)
    return found
