# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inline XBRL, xBRL-JSON and XBRL instances, figure by figure.

`golden/statements/oim.json` is what Arelle 2.47.3 makes of `inline.xhtml` beside it (a fictional
company and a taxonomy of one file), so our two readers are held against another program:

    arelleCmdLine --internetConnectivity=offline --file inline.xhtml \
        --plugins=saveLoadableOIM --saveLoadableOIM=oim.json
"""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import rules

from dijkwacht.base.errors import Unreadable
from dijkwacht.sources import statements, statements_inline, statements_oim, statements_xbrl
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import Fact, agreed, until
from dijkwacht.sources.statements_transforms import figure, known

CONCEPTS = Concepts(rules())
MONEY = "https://xbrl.ifrs.org/taxonomy/2022-03-24/ifrs-full"


@pytest.fixture
def page(root: Path) -> str:
    """The fictional report."""
    return (root / "tests" / "golden" / "statements" / "inline.xhtml").read_text("utf-8")


def key(fact: Fact) -> tuple[Any, ...]:
    return (fact.concept, fact.starts_on, fact.ends_on, fact.unit, fact.members)


def inline(text: str) -> tuple[dict[tuple[Any, ...], Decimal], list[str]]:
    documents, problems = statements_inline.read(text.encode(), "page", CONCEPTS)
    facts = documents[0].facts if documents else ()
    return {key(fact): fact.value for fact in facts}, [found.what.code for found in problems]


def test_our_reader_of_pages_says_what_arelle_says(page: str, root: Path) -> None:
    told = json.loads((root / "tests" / "golden" / "statements" / "oim.json").read_text("utf-8"))
    (by_arelle,), problems = statements_oim.read(told, "oim", CONCEPTS)
    (by_us,), others = statements_inline.read(page.encode(), "page", CONCEPTS)
    assert problems == others == []
    assert {key(fact): fact.value for fact in by_us.facts} == {
        key(fact): fact.value for fact in by_arelle.facts
    }
    assert len(by_us.facts) == 22
    assert by_us.texts == by_arelle.texts
    assert by_us.entity.value == by_arelle.entity.value
    assert by_us.standard == by_arelle.standard == "ifrs"


def test_a_report_becomes_two_years_and_nil_stays_unknown(root: Path) -> None:
    file = root / "tests" / "golden" / "statements" / "inline.xhtml"
    found, problems = statements.read(file, rules())
    prior, last = found.table("statements").sort("ends_on").to_dicts()
    assert (last["revenue"], last["ebit"], last["interest_expense"]) == (12_500_000, -420_000, 0)
    assert (last["equity"], last["shares"]) == (900_000, 100_000)
    assert last["operating_cash_flow"] is None and last["retained_earnings"] is None
    assert (prior["revenue"], prior["net_income"], prior["equity"]) == (11_900_000, 80_000, None)
    assert found.table("suppliers")["name"].to_list() == ["Polder ICT N.V."]
    assert {found.what.code for found in problems} == {"statements-undated"}


@pytest.mark.parametrize(
    ("printed", "form", "value"),
    [
        ("1,234.5", "ixt:num-dot-decimal", "1234.5"),
        ("1 234.5", "ixt4:numdotdecimal", "1234.5"),
        ("1\u00a0234,5", "ixt:num-comma-decimal", "1234.5"),
        ("1.234,5", "ixt:numdotcomma", "1234.5"),
        (".5", "ixt:num-dot-decimal", "0.5"),
        ("12", "", "12"),
        ("-12.50", "", "-12.50"),
        ("\u2013", "ixt:zerodash", "0"),
        ("nil", "ixt:fixed-zero", "0"),
        ("1,23", "ixt:num-dot-decimal", None),
        ("1.234,5", "ixt:num-dot-decimal", None),
        ("one", "", None),
        ("1,234", "", None),
        ("", "ixt:num-dot-decimal", None),
        ("x", "ixt:zerodash", None),
        ("٣", "", None),
    ],
)
def test_printed_figures(printed: str, form: str, value: str | None) -> None:
    assert known(form)
    assert figure(printed, form) == (None if value is None else Decimal(value))


def test_a_form_we_do_not_know_is_a_problem_and_no_guess(page: str) -> None:
    whole, _ = inline(page)
    odd = page.replace("ixt:num-comma-decimal", "ixt-sec:numwordsen")
    facts, codes = inline(odd)
    assert codes == ["statements-format"] * 2
    assert len(facts) == len(whole) - 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('scale="3" format="ixt:num-dot-decimal">12,500', 'scale="3.5">12500'),
        ('scale="3" format="ixt:num-dot-decimal">12,500', 'scale="99">12500'),
        (">12,500<", ">12,50<"),
        ('contextRef="d25" unitRef="eur" decimals="-3" scale="3" format="ixt:num-dot-decimal">12',
         'contextRef="none" unitRef="eur">12'),
        ('unitRef="eur" decimals="-3" scale="3" format="ixt:num-dot-decimal">12,5',
         'unitRef="none" format="ixt:num-dot-decimal">12,5'),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_read_is_one_problem(page: str, old: str, new: str) -> None:
    whole, _ = inline(page)
    assert old in page
    facts, codes = inline(page.replace(old, new))
    assert codes == ["statements-fact"]
    assert len(facts) == len(whole) - 1


def test_figures_for_another_output_are_left_out(page: str) -> None:
    facts, codes = inline(page.replace('scale="3" format', 'target="other" scale="3" format'))
    assert codes == [] and len(facts) < 10


def test_two_entities_in_one_document_are_a_problem(page: str) -> None:
    facts, codes = inline(page.replace("5299000WATERDAM00049<", "OTHER<", 1))
    assert (facts, codes) == ({}, ["statements-entities"])


def test_a_context_that_ends_before_it_begins_is_a_problem(page: str) -> None:
    _, codes = inline(page.replace(">2025-10-01<", ">2026-10-01<"))
    assert codes == ["statements-context", "statements-fact"]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><a>&nbsp;</a>',
        "<a>" * 600 + "</a>" * 600,
        '<a xmlns:p="x"><b xmlns:p="y"/></a>',
        "<a",
        "",
        "\x00",
    ],
)
def test_hostile_xml_is_refused(hostile: str) -> None:
    with pytest.raises(Unreadable):
        statements_inline.read(hostile.encode(), "page", CONCEPTS)
    with pytest.raises(Unreadable):
        statements_xbrl.read(hostile.encode(), "page", CONCEPTS)


def instance(facts: str, standard: str = "http://www.nltaxonomie.nl/8.0/basis/venj") -> bytes:
    """A Dutch instance about a fictional company: a year, its last day, the group and itself."""
    parts = {"g": "Consolidated", "s": "Separate"}
    days = {
        "d": "<p:startDate>2025-01-01</p:startDate><p:endDate>2025-12-31</p:endDate>",
        "i": "<p:instant>2025-12-31</p:instant>",
    }
    who = '<p:entity><p:identifier scheme="http://www.kvk.nl/kvk-id">00000019</p:identifier>'
    contexts = "".join(
        f'<p:context id="{day}{part}">{who}</p:entity><p:period>{period}</p:period><p:scenario>'
        f'<m:explicitMember dimension="x:FinancialStatementsTypeAxis">x:{name}Member'
        "</m:explicitMember></p:scenario></p:context>"
        for day, period in days.items()
        for part, name in parts.items()
    )
    unit = '<p:unit id="e"><p:measure>iso4217:EUR</p:measure></p:unit>'
    return (
        '<p:xbrl xmlns:p="http://www.xbrl.org/2003/instance" '
        'xmlns:m="http://xbrl.org/2006/xbrldi" '
        f'xmlns:x="{standard}">{contexts}{unit}{facts}</p:xbrl>'
    ).encode()


def test_the_group_and_the_entity_alone_are_apart(tmp_path: Path) -> None:
    told = [("NetRevenue", "dg", 900), ("NetRevenue", "ds", 700), ("Assets", "ig", 1000)]
    facts = "".join(
        f'<x:{name} contextRef="{context}" unitRef="e" decimals="INF">{value}</x:{name}>'
        for name, context, value in told
    )
    file = tmp_path / "a.xbrl"
    file.write_bytes(instance(facts))
    rows = statements.read(file, rules())[0].table("statements").sort("basis").to_dicts()
    assert [(row["basis"], row["revenue"], row["total_assets"]) for row in rows] == [
        ("consolidated", 900, 1000),
        ("separate", 700, None),
    ]
    assert {row["standard"] for row in rows} == {"nl-gaap"}


def test_a_small_firm_has_a_balance_and_no_revenue(tmp_path: Path) -> None:
    facts = '<x:Equity contextRef="is" unitRef="e" decimals="INF">40</x:Equity>'
    facts += '<x:Assets contextRef="is" unitRef="e" decimals="INF">90</x:Assets>'
    file = tmp_path / "a.xbrl"
    file.write_bytes(instance(facts))
    (row,) = statements.read(file, rules())[0].table("statements").to_dicts()
    assert (row["total_assets"], row["total_liabilities"], row["revenue"]) == (90, 50, None)
    assert (row["starts_on"], row["ends_on"]) == (None, date(2025, 12, 31))


def test_a_standard_that_policy_does_not_know_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.xbrl"
    fact = '<x:Equity contextRef="is" unitRef="e" decimals="INF">40</x:Equity>'
    file.write_bytes(instance(fact, "http://voorbeeld.example/gaap"))
    found, problems = statements.read(file, rules())
    assert found.table("statements").height == 0
    assert problems[0].what.code == "statements-standard"


def test_midnight_at_the_end_is_the_end_of_the_day_before() -> None:
    assert until("2026-01-01T00:00:00") == until("2025-12-31") == date(2025, 12, 31)
    assert until("2025-12-31T12:00:00") == date(2025, 12, 31)
    assert until("0001-01-01T00:00:00") is None and until("soon") is None


def test_the_most_exact_of_rounded_figures_is_taken() -> None:
    def fact(value: str, decimals: int) -> Fact:
        return Fact(
            concept="x", value=Decimal(value), unit="EUR", ends_on=date.max, decimals=decimals
        )

    assert agreed([fact("12000", -3), fact("12345", 0)]) == Decimal(12345)
    assert agreed([fact("13000", -3), fact("12345", 0)]) is None


def test_facts_of_json_need_a_concept_and_a_period(root: Path) -> None:
    told = json.loads((root / "tests" / "golden" / "statements" / "oim.json").read_text("utf-8"))
    held = [one for one in told["facts"].values() if one["dimensions"].get("unit")]
    del held[0]["dimensions"]["concept"]
    held[1]["dimensions"]["period"] = "2026"
    held[2]["value"] = "many"
    held[3]["dimensions"]["period"] = "2026-01-01T00:00:00/2025-01-01T00:00:00"
    _, problems = statements_oim.read(told, "oim", CONCEPTS)
    assert [found.what.code for found in problems] == ["statements-fact"] * 4
    assert all(re.fullmatch(r"oim .+", found.where) for found in problems)
