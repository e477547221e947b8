# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vulnerabilities, advisories and status pages, in small."""

import json
from datetime import date
from typing import Any

import pytest
from builders import rules
from feeding import DAY, catalogue, vulnerability

from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feeds import reading

RULES = rules(DAY)


def read(form: str, content: Any, name: str = "file") -> FeedRead:
    """What a reader makes of text, or of what becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return reading(text.encode(), name, form, RULES)


def kinds(found: FeedRead) -> list[str]:
    assert found.problems == []
    return [one.kind for one in found.notices]


def faults(found: FeedRead) -> list[str]:
    return [one.what.code for one in found.problems]


def test_a_part_that_the_catalogue_never_had_is_doubted_and_the_rest_is_read() -> None:
    found = reading(catalogue(vulnerability(1, "Zilverlijn", nptes="")), "file", "kev", RULES)
    assert (faults(found), found.sound, len(found.notices)) == (["feed-key"], True, 1)


def answer(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer of the NVD."""
    count = len(entries)
    return {
        **{"resultsPerPage": count, "startIndex": 0, "totalResults": count, "format": "NVD_CVE"},
        **{"version": "2.0", "timestamp": "2026-05-30T10:00:00.000"},
        "vulnerabilities": [{"cve": entry} for entry in entries],
        **more,
    }


def cve(**more: Any) -> dict[str, Any]:
    criteria = "cpe:2.3:a:zilver_lijn:sluis:1.0:*:*:*:*:*:*:*"
    return {
        **{"id": "CVE-2026-0001", "published": "2026-05-01T10:00:00.000"},
        **{"lastModified": "2026-05-02T10:00:00.000", "vulnStatus": "Analyzed"},
        "descriptions": [{"lang": "en", "value": "It overflows."}],
        "metrics": {"cvssMetricV31": [{"cvssData": {"baseScore": 9.1}}]},
        "configurations": [{"nodes": [{"cpeMatch": [{"vulnerable": True, "criteria": criteria}]}]}],
        **more,
    }


def test_a_critical_vulnerability_brings_the_vendors_of_what_is_vulnerable() -> None:
    (one,) = read("nvd", answer(cve())).notices
    assert (one.kind, one.numbers) == ("vulnerability-critical", (("cpe-vendor", "zilver_lijn"),))
    exploited = read("nvd", answer(cve(cisaExploitAdd="2026-05-09"))).notices[0]
    assert (exploited.kind, exploited.observed_on) == (
        "vulnerability-exploited",
        date(2026, 5, 9),
    )
    assert read("nvd", answer(cve(vulnStatus="Rejected"))).ended == ["CVE-2026-0001"]


def test_a_page_of_many_asks_for_the_next() -> None:
    assert read("nvd", answer(cve(), totalResults=5)).asks == ["1"]
    assert faults(read("nvd", answer(cve(), resultsPerPage=2, totalResults=5))) == ["feed-count"]
    assert faults(read("nvd", answer(cve(vulnStatus="Eaten")))) == ["feed-code"]
    assert faults(read("nvd", answer(cve(), version="1.0"))) == ["feed-code"]


def advisory(**more: Any) -> dict[str, Any]:
    """An advisory in CSAF 2.0."""
    product = {"category": "product_version", "name": "1", "product": {"product_id": "P-1"}}
    vendor = {"category": "vendor", "name": "Zilverlijn", "branches": [product]}
    return {
        "document": {
            "csaf_version": "2.0",
            "title": "Sluis overflows",
            "publisher": {
                "category": more.get("publisher", "vendor"),
                "name": "Zilverlijn",
                "namespace": "https://zilverlijn.example",
            },
            "distribution": {"tlp": {"label": more.get("tlp", "WHITE")}},
            "tracking": {
                **{"id": "Z-1", "status": more.get("status", "final"), "version": "1"},
                "current_release_date": "2026-05-30T10:00:00Z",
                "initial_release_date": "2026-05-20T10:00:00Z",
            },
        },
        "product_tree": {"branches": [vendor]},
        "vulnerabilities": [
            {
                "cve": "CVE-2026-0001",
                "product_status": {"known_affected": [more.get("product", "P-1")]},
                "scores": [{"cvss_v3": {"baseScore": 9.8}, "products": ["P-1"]}],
            }
        ],
    }


def test_an_advisory_brings_its_vendor_and_a_vendor_that_speaks_for_itself() -> None:
    (one,) = read("csaf", advisory()).notices
    assert (one.kind, one.entry, one.observed_on) == (
        "vulnerability-critical",
        "Z-1",
        date(2026, 5, 20),
    )
    assert one.numbers == (
        ("csaf-vendor", "Zilverlijn"),
        ("csaf-publisher", "https://zilverlijn.example"),
    )
    other = read("csaf", advisory(publisher="coordinator")).notices[0]
    assert other.numbers == (("csaf-vendor", "Zilverlijn"),)


def test_what_may_not_be_spread_and_what_is_a_draft_is_not_kept() -> None:
    red = read("csaf", advisory(tlp="RED"))
    assert (faults(red), red.notices, red.sound) == (["feed-tlp"], [], True)
    assert read("csaf", advisory(status="draft")).ended == ["Z-1"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (advisory(product="P-2"), "feed-code"),
        (advisory(status="finel"), "feed-code"),
        (advisory(tlp="PINK"), "feed-code"),
        ({"a": 1}, "feed-not-this"),
        ("a.json,yesterday\n", "feed-day"),
        ("a.exe\n", "feed-value"),
        ("a.json", "feed-cut"),
        ("a.json,2026-05-01,b\n", "feed-cells"),
    ],
)
def test_an_advisory_or_list_that_is_not_right_is_told(content: Any, code: str) -> None:
    assert faults(read("csaf", content)) == [code]


def test_lists_of_a_provider_say_what_to_ask() -> None:
    provider = {
        **{"metadata_version": "2.0", "last_updated": "2026-05-30T10:00:00Z"},
        "canonical_url": "https://zilverlijn.example/provider-metadata.json",
        "publisher": advisory()["document"]["publisher"],
        "distributions": [{"rolie": {"feeds": [{"url": "https://zilverlijn.example/feed.json"}]}}],
    }
    assert read("csaf", provider).asks == ["https://zilverlijn.example/feed.json"]
    assert read("csaf", "2026/z-1.json\n2026/z-2.json\n").asks == ["2026/z-1.json", "2026/z-2.json"]
    assert read("csaf", '"2026/z-1.json","2026-05-30T10:00:00Z"\n').generated == date(2026, 5, 30)


def test_enisa_writes_days_in_words() -> None:
    entry = {
        **{"id": "EUVD-2026-12", "baseScore": 7.5, "description": "It overflows."},
        "datePublished": "Apr 15, 2026, 8:30:58 PM",
        "enisaIdVendor": [{"vendor": {"name": "Zilverlijn"}}],
    }
    (one,) = read("euvd", {"items": [entry], "total": 1}).notices
    assert (one.kind, one.observed_on) == ("vulnerability-known", date(2026, 4, 15))
    assert one.numbers == (("euvd-vendor", "Zilverlijn"),)
    assert read("euvd", {"items": [entry], "total": 9}).asks == ["1"]
    assert kinds(read("euvd", [{**entry, "exploitedSince": "2026-04-01"}])) == [
        "vulnerability-exploited"
    ]
    assert faults(read("euvd", [{**entry, "id": "CVE-1"}])) == ["feed-value"]
    assert faults(read("euvd", [{**entry, "datePublished": "soon"}])) == ["feed-day"]


def test_incidents_of_a_status_page_count_by_their_impact() -> None:
    def incident(key: str, impact: str) -> dict[str, Any]:
        return {
            **{"id": key, "name": "Slow", "impact": impact, "status": "resolved"},
            **{"created_at": "2026-05-30T10:00:00Z", "shortlink": "https://stspg.example/1"},
        }

    page = {
        "page": {
            **{"id": "p1", "name": "Nimbus", "url": "https://status.nimbus.example"},
            "updated_at": "2026-05-31T10:00:00Z",
        },
        "status": {"indicator": "none"},
        "incidents": [incident("i1", "critical"), incident("i2", "none")],
    }
    found = read("status", page, "status/nimbus.json")
    assert kinds(found) == ["outage-critical"]
    assert found.notices[0].numbers == (
        ("status-page", "p1"),
        ("domain", "status.nimbus.example"),
        ("status-page", "nimbus"),
    )
    assert faults(read("status", {**page, "status": {"indicator": "odd"}})) == ["feed-code"]
    google = [
        {
            **{"id": "g1", "begin": "2026-05-30T10:00:00+00:00", "external_desc": "Down"},
            "status_impact": "SERVICE_OUTAGE",
        }
    ]
    assert kinds(read("status", google, "wolken.json")) == ["outage-major"]
    assert read("status", google, "wolken.json").notices[0].numbers == (("status-page", "wolken"),)
