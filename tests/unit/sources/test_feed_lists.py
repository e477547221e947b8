# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sanctions lists, vulnerabilities, advisories and status pages, in small."""

import json
from datetime import date
from typing import Any

import pytest
from builders import rules
from feeding import DAY, LEI, catalogue, vulnerability

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


def export(code: str = "enterprise", **more: str) -> str:
    """A list of the EU with one entity."""
    return f"""<export xmlns="http://eu.europa.ec/fpi/fsd/export"
    generationDate="{more.get("made", "2026-05-30T10:00:00.000+02:00")}" globalFileId="7">
    <sanctionEntity euReferenceNumber="EU.1.2" logicalId="13">
    <regulation programme="{more.get("programme", "XYZ")}" entryIntoForceDate="2025-02-03"
      publicationDate="2025-02-04" logicalId="1">
      <publicationUrl>http://eur-lex.europa.eu/a</publicationUrl></regulation>
    <subjectType code="{code}"/><nameAlias wholeName="Vlinder Handel"/>
    <nameAlias wholeName="Vlinder Trading"/>
    <address city="Elders" countryIso2Code="{more.get("country", "DE")}"/>
    <identification number="00000009" countryIso2Code="NL"/>
    </sanctionEntity></export>"""


def test_an_enterprise_under_sanctions_brings_names_number_and_programme() -> None:
    found = read("eu-sanctions", export())
    (one,) = found.notices
    assert (one.kind, one.entry, one.said) == ("sanction-listed", "EU.1.2", "XYZ")
    assert one.names == ("Vlinder Handel", "Vlinder Trading")
    assert one.numbers == (("kvk", "00000009"),)
    assert (one.observed_on, one.country, one.town) == (date(2025, 2, 3), "DE", "Elders")
    assert found.generated == date(2026, 5, 30)


def test_of_a_person_under_sanctions_nothing_is_kept() -> None:
    found = read("eu-sanctions", export("person"))
    assert (kinds(found), found.entries) == ([], 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (export("firm"), "feed-code"),
        (export(programme=""), "feed-value"),
        (export(made="yesterday"), "feed-day"),
        (export().replace("fsd/export", "fsd/exporu"), "feed-not-this"),
        (
            export().replace("<regulation", "<regulatiom").replace("</regulation", "</regulatiom"),
            "feed-code",
        ),
        (export()[:200], "feed-not-xml"),
    ],
)
def test_a_list_of_the_eu_that_is_not_right_is_told(text: str, code: str) -> None:
    assert code in faults(read("eu-sanctions", text))


def sdn(**more: str) -> str:
    """A row of the list of OFAC."""
    cells = [more.get("key", "123"), '"VLINDER TRADING"', more.get("type", "-0- ")]
    rest = ["-0- "] * 7
    remarks = more.get("remarks", f"Legal Entity Number {LEI}; a.k.a. 'VLINDER'; ")
    return ",".join([*cells, '"SDGT] [IFSR"', *rest, f'"{remarks}"']) + "\r\n"


def test_an_entity_of_ofac_brings_aliases_and_its_lei_and_ships_and_people_do_not() -> None:
    text = sdn() + sdn(key="124", type='"vessel"') + sdn(key="125", type='"individual"')
    found = read("ofac", text)
    (one,) = found.notices
    assert (one.names, one.numbers) == (("VLINDER TRADING", "VLINDER"), (("lei", LEI),))
    assert (one.said, found.entries, found.problems) == ("SDGT, IFSR", 3, [])
    assert read("ofac", text + "\x1a").problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (sdn()[:-5], "feed-cut"),
        (sdn(key="12x"), "feed-value"),
        (sdn(type='"firm"'), "feed-code"),
        (sdn() + sdn(), "feed-twice"),
        (sdn() + "a,b\r\n", "feed-cells"),
        (sdn().replace("SDGT", "sdgt"), "feed-value"),
    ],
)
def test_a_list_of_ofac_that_is_not_right_is_told(text: str, code: str) -> None:
    assert code in faults(read("ofac", text))


def entity(key: str = "a-1", schema: str = "Company", **more: Any) -> dict[str, Any]:
    properties = {"name": ["Vlinder Trading"], "country": ["nl"], "leiCode": [LEI], **more}
    return {"id": key, "schema": schema, "caption": "Vlinder", "properties": properties}


def lines(*entries: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(entry)}\n" for entry in entries)


def test_of_followthemoney_only_firms_under_sanctions_count() -> None:
    under = {"topics": ["sanction"]}
    found = read(
        "ftm",
        lines(
            entity(registrationNumber=["00000009"], **under),
            entity("a-2"),
            entity("a-3", "Person", **under),
            entity("a-4", "Vessel", **under),
        ),
    )
    (one,) = found.notices
    assert (one.entry, one.country) == ("a-1", "NL")
    assert one.numbers == (("lei", LEI), ("kvk", "00000009"))
    assert (found.entries, found.problems) == (4, [])


def test_a_delta_adds_changes_and_ends() -> None:
    under = {"topics": ["sanction"]}
    found = read(
        "ftm",
        lines(
            {"op": "ADD", "entity": entity(**under)},
            {"op": "MOD", "entity": entity("a-2")},
            {"op": "DEL", "entity": {"id": "a-3"}},
        ),
    )
    assert ([one.entry for one in found.notices], found.ended) == (["a-1"], ["a-2", "a-3"])
    assert faults(read("ftm", lines({"op": "EAT", "entity": entity()}))) == ["feed-code"]
    assert faults(read("ftm", lines(entity())[:-1])) == ["feed-cut"]
    assert faults(read("ftm", '{"id": "a"}\n')) == ["feed-value"]


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
