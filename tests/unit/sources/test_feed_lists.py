# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sanctions lists in small: firms with their numbers, and nobody else."""

import json
from datetime import date
from typing import Any

import pytest
from builders import rules
from feeding import DAY, LEI

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
