# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each format of a feed says, in small: the entries that count, those that do not, and what is
wrong with what is wrong."""

import gzip
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from builders import rules
from feeding import DAY, LEI, catalogue, table, vulnerability

from dijkwacht.register.notices import Notice
from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feeds import reading

RULES = rules(DAY)
OTHER_LEI = "9999WATERDAM00000254"


def read(form: str, content: Any, name: str = "file") -> FeedRead:
    """What a reader makes of bytes, text, or what becomes JSON."""
    data = (
        content
        if isinstance(content, bytes)
        else content.encode()
        if isinstance(content, str)
        else json.dumps(content).encode()
    )
    return reading(data, name, form, RULES)


def kinds(found: FeedRead) -> list[str]:
    assert found.problems == []
    return [one.kind for one in found.notices]


def faults(found: FeedRead) -> list[str]:
    return [one.what.code for one in found.problems]


def case(number: str = "F.16/26/150", person: str = "rechtspersoon", **more: str) -> str:
    """An answer about one case of the insolvency register."""
    sort, gone = more.get("sort", "1300"), more.get("gone", "")
    end = f"<eindeVindbaarheid>{gone}</eindeVindbaarheid>" if gone else ""
    return f"""<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>
    <getCaseResponse xmlns="http://www.rechtspraak.nl/namespaces/cir01"><getCaseResult>
    <inspubWebserviceInsolvente xmlns="http://www.rechtspraak.nl/namespaces/inspubber01">
    <insolvente><insolventienummer>{number}</insolventienummer>
    <persoon><rechtspersoonlijkheid>{person}</rechtspersoonlijkheid>
    <achternaam>Polder ICT B.V.</achternaam><KvKNummer>{more.get("kvk", "12345")}</KvKNummer>
    </persoon><handelendOnderDeNamen><handelendOnderDeNaam voorheen="true">
    <handelsnaam>Polder Oud</handelsnaam></handelendOnderDeNaam></handelendOnderDeNamen>
    <publicatiegeschiedenis><publicatie><publicatieDatum>2026-05-20</publicatieDatum>
    <publicatieKenmerk>16.mne.26.150.F.{sort}.1.00</publicatieKenmerk>
    <publicatieOmschrijving>Curator: mr. K. Oopt</publicatieOmschrijving>
    <publicatieSoortCode>{sort}</publicatieSoortCode></publicatie></publicatiegeschiedenis>{end}
    </insolvente></inspubWebserviceInsolvente></getCaseResult></getCaseResponse></s:Body>
    </s:Envelope>"""


def test_a_bankruptcy_of_a_legal_person_names_the_firm_and_nobody_else() -> None:
    found = read("cir", case())
    assert found.notices == [
        Notice(
            kind="insolvency-bankruptcy",
            entry="F.16/26/150",
            names=("Polder ICT B.V.", "Polder Oud"),
            numbers=(("kvk", "00012345"),),
            observed_on=date(2026, 5, 20),
            country="NL",
            said="F.16/26/150, 1300 2026-05-20",
        )
    ]
    assert "Oopt" not in repr(found)


def test_a_suspension_is_another_kind_and_the_day_to_forget_is_kept() -> None:
    (one,) = read("cir", case("S.16/26/150", gone="2026-12-01")).notices
    assert (one.kind, one.ends_on) == ("insolvency-suspension", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("number", "person"),
    [("R.16/26/150", "natuurlijk persoon"), ("F.16/26/150", "natuurlijk persoon")],
)
def test_of_a_natural_person_nothing_is_kept(number: str, person: str) -> None:
    found = read("cir", case(number, person))
    assert (found.problems, found.notices, found.ended, found.asks) == ([], [], [], [])


def test_a_nullified_bankruptcy_ends_and_one_without_assets_does_not() -> None:
    assert read("cir", case(sort="1320")).ended == ["F.16/26/150"]
    assert kinds(read("cir", case(sort="1316"))) == ["insolvency-bankruptcy"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (case("X.16/26/150"), "feed-value"),
        (case(person="rechtspersoom"), "feed-code"),
        (case(kvk="12A"), "feed-value"),
        (case().replace("2026-05-20", "2026-15-20"), "feed-day"),
        (case().replace("cir01", "cir02"), "feed-code"),
        (case().replace("s:Envelope", "s:Envelop"), "feed-not-this"),
        ("<a/>", "feed-not-this"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "feed-doctype"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "feed-doctype"),
        (case()[:-10], "feed-not-xml"),
    ],
)
def test_an_answer_of_the_register_that_is_not_right_is_told(text: str, code: str) -> None:
    assert faults(read("cir", text)) == [code]


def test_that_the_register_found_nothing_is_an_answer_and_a_fault_of_it_is_none() -> None:
    body = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
    <searchResponse xmlns="http://www.rechtspraak.nl/namespaces/cir01">
    <exceptieCode>{}</exceptieCode></searchResponse></s:Body></s:Envelope>"""
    assert (read("cir", body.format(1)).problems, read("cir", body.format(1)).about) == ([], True)
    assert faults(read("cir", body.format(2))) == ["feed-refused"]


def record(lei: str = LEI, **more: Any) -> dict[str, Any]:
    """One entity as the golden copy has it in JSON."""
    return {
        "LEI": lei,
        "Entity": {
            "LegalName": more.get("name", "Nimbus B.V."),
            "LegalAddress": {"Country": more.get("country", "NL"), "City": "Waterdam"},
            "RegistrationAuthority": {
                "RegistrationAuthorityID": "RA000463",
                "RegistrationAuthorityEntityID": "00000001",
            },
            "EntityCategory": more.get("category", "GENERAL"),
            "EntityStatus": more.get("entity", "ACTIVE"),
            "LegalEntityEvents": more.get("events", []),
        },
        "Registration": {
            "RegistrationStatus": more.get("status", "ISSUED"),
            "LastUpdateDate": "2026-05-01T10:00:00Z",
            "NextRenewalDate": "2026-04-01T10:00:00Z",
        },
    }


def event(sort: str, status: str = "COMPLETED") -> dict[str, str]:
    return {
        "LegalEntityEventType": sort,
        "event_status": status,
        "LegalEntityEventEffectiveDate": "2026-04-30T00:00:00Z",
    }


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, []),
        ({"status": "LAPSED"}, ["lei-lapsed"]),
        ({"status": "RETIRED", "entity": "INACTIVE"}, ["lei-retired", "entity-inactive"]),
        ({"status": "MERGED"}, ["lei-merged"]),
        ({"status": "DUPLICATE"}, ["lei-annulled"]),
        ({"events": [event("BANKRUPTCY")]}, ["legal-insolvency"]),
        ({"events": [event("DISSOLUTION"), event("CHANGE_LEGAL_NAME")]}, ["legal-dissolution"]),
        ({"events": [event("LIQUIDATION", "WITHDRAWN_CANCELLED")]}, []),
    ],
)
def test_what_the_status_and_the_events_of_an_entity_say(
    more: dict[str, Any], told: list[str]
) -> None:
    assert kinds(read("gleif-records", [record(**more)])) == ["lei-record", *told]


def test_a_lapsed_lei_is_so_since_its_renewal_was_due_and_brings_the_number_of_the_register() -> (
    None
):
    found = read("gleif-records", [record(status="LAPSED")]).notices[1]
    assert found.observed_on == date(2026, 4, 1)
    assert found.numbers == (("lei", LEI), ("kvk", "00000001"))


def test_of_a_sole_proprietor_nothing_is_kept() -> None:
    assert kinds(read("gleif-records", [record(category="SOLE_PROPRIETOR")])) == []


def test_the_shapes_of_a_record_say_the_same() -> None:
    head = (
        "LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.LegalAddress.City,"
        "Entity.RegistrationAuthority.RegistrationAuthorityID,"
        "Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Entity.EntityCategory,"
        "Entity.EntityStatus,Registration.RegistrationStatus,Registration.LastUpdateDate,"
        "Registration.NextRenewalDate"
    )
    row = f"{LEI},Nimbus B.V.,NL,Waterdam,RA000463,00000001,GENERAL,ACTIVE,LAPSED,"
    as_csv = read("gleif-records", f"{head}\n{row}2026-05-01T10:00:00Z,2026-04-01T10:00:00Z\n")
    as_json = read("gleif-records", {"records": [record(status="LAPSED")]})
    assert as_csv.notices == as_json.notices
    assert kinds(as_csv) == ["lei-record", "lei-lapsed"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ([record("9999WATERDAM00000158")], "feed-value"),
        ([record(country="QQ")], "feed-code"),
        ([record(status="LAPSEE")], "feed-code"),
        ([record(name="")], "feed-value"),
        ([{"LEI": LEI}], "feed-value"),
        ({"records": "none"}, "feed-value"),
        ("a,b\n1,2\n", "feed-not-this"),
        ("[", "feed-not-json"),
        ('[{"LEI": 1, "LEI": 2}]', "feed-not-json"),
        ("[NaN]", "feed-not-json"),
        (b'["\xff"]', "feed-not-utf8"),
        ("[" * 100_000, "feed-not-json"),
    ],
)
def test_a_record_that_is_not_right_is_told(content: Any, code: str) -> None:
    assert faults(read("gleif-records", content)) == [code]


def tie(sort: str, **more: str) -> dict[str, Any]:
    return {
        "Relationship": {
            "StartNode": {"NodeID": LEI, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": OTHER_LEI, "NodeIDType": "LEI"},
            "RelationshipType": sort,
            "RelationshipStatus": more.get("status", "ACTIVE"),
            "RelationshipPeriods": [
                {"StartDate": "2024-01-01T00:00:00Z", "PeriodType": "RELATIONSHIP_PERIOD"}
            ],
        },
        "Registration": {
            "RegistrationStatus": more.get("registered", "PUBLISHED"),
            "LastUpdateDate": "2026-05-01T10:00:00Z",
        },
    }


def test_ties_that_consolidate_count_and_funds_and_ended_ones_do_not() -> None:
    ties = [
        tie("IS_DIRECTLY_CONSOLIDATED_BY"),
        tie("IS_FUND-MANAGED_BY"),
        tie("IS_ULTIMATELY_CONSOLIDATED_BY", status="INACTIVE"),
        tie("IS_ULTIMATELY_CONSOLIDATED_BY", registered="RETIRED"),
    ]
    found = read("gleif-parents", ties)
    assert kinds(found) == ["parent-record"]
    assert (found.notices[0].said, found.notices[0].observed_on) == (OTHER_LEI, date(2024, 1, 1))


def test_a_parent_that_may_not_be_told_is_told_as_hidden_and_nobody_is_not() -> None:
    category = "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT"
    entries = [
        {"LEI": LEI, "ExceptionCategory": category, "ExceptionReason": ["NON_PUBLIC"]},
        {"LEI": OTHER_LEI, "ExceptionCategory": category, "ExceptionReason": "NO_KNOWN_PERSON"},
    ]
    found = read("gleif-exceptions", {"exceptions": entries})
    assert kinds(found) == ["parent-hidden"]
    assert found.notices[0].numbers == (("lei", LEI),)


def test_a_packed_feed_is_unpacked_within_bounds() -> None:
    plain = catalogue(vulnerability(1, "Zilverlijn"))
    assert len(read("kev", gzip.compress(plain)).notices) == 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kev.json", plain)
    assert len(read("kev", buffer.getvalue()).notices) == 1
    assert faults(read("kev", gzip.compress(bytes(80 * 1024**2)))) == ["feed-bomb"]
    assert faults(read("kev", gzip.compress(plain)[:-4])) == ["feed-damaged"]


def test_a_table_names_kinds_of_policy_and_right_numbers() -> None:
    found = read("table", table("rating-lowered,2026-03-02,Nimbus,kvk,1234 5678,NL,,,BBB to BB,"))
    assert kinds(found) == ["rating-lowered"]
    assert found.notices[0].numbers == (("kvk", "12345678"),)
    for row, code in {
        "rating-eaten,2026-03-02,Nimbus,,,NL,,,,": "feed-code",
        "rating-lowered,2 March,Nimbus,,,NL,,,,": "feed-day",
        "rating-lowered,2026-03-02,,,,NL,,,,": "feed-value",
        "rating-lowered,2026-03-02,Nimbus,kvk,12,NL,,,,": "feed-value",
        "rating-lowered,2026-03-02,Nimbus,,,Nederland,,,,": "feed-code",
        "rating-lowered,2026-03-02": "feed-cells",
        'rating-lowered,2026-03-02,"Nimbus': "feed-cells",
    }.items():
        assert faults(read("table", table(row))) == [code], row
    assert faults(read("table", table()[:-1])) == ["feed-cut"]
    assert faults(read("table", "a,b\n")) == ["feed-not-this"]
