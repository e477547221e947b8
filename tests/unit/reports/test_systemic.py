# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test of all suppliers, told: who comes first, what is not known, and by what."""

import pytest
from banking import BANKING, CABLE, POLIS, all_report, asked, guessed, said, saved, screen
from builders import needs
from sector import critical

from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import FormName
from dijkwacht.reports.report import Report
from dijkwacht.reports.systemic import verdict
from dijkwacht.reports.words import Words

TITLES = {
    ("en", FormName.FINANCIAL): "Which suppliers carry a financial sector? Systemic test, step 1, "
    "as published",
    ("en", FormName.GOVERNMENT): "Which suppliers carry a government? Systemic test, step 1, "
    "our analogy",
    ("nl", FormName.FINANCIAL): "Welke leveranciers dragen een financiële sector? Systeemtoets, "
    "stap 1, zoals gepubliceerd",
    ("nl", FormName.GOVERNMENT): "Welke leveranciers dragen een overheid? Systeemtoets, stap 1, "
    "onze analogie",
}
HEALTH = {
    "en": "This is a test of weight, not of health: it says how much leans on a supplier, not that "
    "anything is wrong with it.",
    "nl": "Dit is een toets van gewicht, niet van gezondheid: hij zegt hoeveel op een leverancier "
    "steunt, niet dat er iets mee mis is.",
}


def ids(of: Report) -> list[str]:
    return [row["supplier_id"] for row in saved(of, "systemic")]


@pytest.mark.parametrize(("language", "form"), TITLES)
def test_the_title_asks_who_carries_and_the_first_line_says_weight_and_not_health(
    language: str, form: FormName
) -> None:
    told = all_report(asked(form=form), language)
    assert Words(language).say(told.title) == TITLES[language, form]
    assert said(told, language)[0] == HEALTH[language]


def test_those_that_meet_it_come_first_then_those_of_which_it_is_not_known() -> None:
    found = [(row["leverancier"], row["stap 1"]) for row in screen(all_report(), "systemic")]
    assert found == [
        ("Nimbus Holding", "ja"),
        ("Polder", "?"),
        ("Terp", "nee"),  # with two bodies, so before Meent
        ("Meent", "nee"),
    ]


def test_of_suppliers_with_as_many_bodies_the_first_by_id_comes_first() -> None:
    gone = {row.id for row in needs(critical(POLIS), CABLE)}
    rows = tuple(row for row in BANKING if row.id not in gone)
    assert ids(all_report(asked(rows)))[-2:] == ["sup-meent", "sup-terp"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["ja", "?", "ja", "ja", "nee", "ja", "?"]),
        ("en", ["yes", "?", "yes", "yes", "no", "yes", "?"]),
    ],
)
def test_what_is_not_known_is_a_question_mark_and_never_a_no(
    language: str, words: list[str]
) -> None:
    polder = screen(all_report(language=language), "systemic", language)[1]
    assert list(polder.values())[2:] == words


def test_a_file_has_codes_shares_and_step_one_at_every_level() -> None:
    rows = {row["supplier_id"]: row for row in saved(all_report(), "systemic")}
    nimbus = rows["sup-nimbus-holding"]
    assert (nimbus["bodies"], nimbus["reach_share"], nimbus["weight_share"]) == (3, 2_500, 1_000)
    levels = [nimbus[f"step_one_{level}"] for level in Level]
    assert levels == ["verdict.not-met", "verdict.met", "verdict.met"]  # itself it delivers nothing
    polder = rows["sup-polder"]
    assert (polder["reach"], polder["step_one"]) == ("verdict.met", "verdict.unknown")


def test_a_share_of_which_the_whole_is_not_known_is_not_given() -> None:
    made = asked(tuple(row for row in BANKING if not row.id.startswith("pop-c")))
    rows = saved(all_report(made), "systemic")
    assert {(row["reach_share"], row["weight_share"]) for row in rows} == {(None, None)}


def test_at_the_level_of_contract_parties_the_one_that_delivers_stands_there() -> None:
    told = all_report(asked(level=Level.PARTY))
    assert ids(told)[0] == "sup-nimbus-cloud"
    assert Words("nl").say(told.tables[0].title) == "Leveranciers als contractpartij"


@pytest.mark.parametrize(
    ("language", "counted", "critical_ones"),
    [
        (
            "en",
            "Suppliers with critical use: 4. Step 1 met: 1; not met: 2; not known: 1.",
            "Critical services: 5, of which 1 by a provisional class.",
        ),
        (
            "nl",
            "Leveranciers met kritiek gebruik: 4. Stap 1 gehaald: 1; niet gehaald: 2; "
            "niet bekend: 1.",
            "Kritieke diensten: 5, waarvan 1 door een voorlopige klasse.",
        ),
    ],
)
def test_it_counts_met_not_met_and_not_known_apart(
    language: str, counted: str, critical_ones: str
) -> None:
    assert {counted, critical_ones} <= set(said(all_report(language=language), language))


def test_what_rests_on_a_guess_is_counted_without_it_and_only_then() -> None:
    without = "Zonder wat het register alleen schat, wordt stap 1 gehaald door 0."
    assert without in said(all_report(asked(guessed())))
    assert not any(line.startswith("Zonder wat") for line in said(all_report()))


def test_contracts_that_say_nothing_of_what_is_delivered_are_counted_and_only_then() -> None:
    assert said(all_report(asked(unlinked=3)))[3].endswith("wat erop steunt: 3.")
    assert not any(line.startswith("Contracten") for line in said(all_report()))


def test_it_says_when_policy_takes_the_register_as_all_there_is() -> None:
    told = said(all_report(asked(options={"population": "register"})))
    assert told[2].startswith("Het beleid neemt het register zelf als alles wat er is")


def test_it_says_when_the_form_knows_no_body_of_the_register() -> None:
    told = said(all_report(asked(options={"categories": ["trading-venue"]})))
    assert told[2].startswith("Geen organisatie van dit register is van een soort")


def test_published_thresholds_and_our_own_are_told_apart() -> None:
    assert "Hoe de drempels bekend zijn: gepubliceerd." in said(all_report())
    ours = said(all_report(asked(form=FormName.GOVERNMENT)))
    assert "Hoe de drempels bekend zijn: voorstel Dijkwacht." in ours
    assert "Hoe de drempels bekend zijn: gepubliceerd." not in ours


def test_every_rule_is_cited_with_the_hash_of_its_file() -> None:
    made = asked()
    form, told = made.found.form, all_report(made)
    used = (form.options, form.critical, *form.tables.values())
    cited = [f"{rule.name}@2026-01-01 ({rule.digest})" for rule in used]
    assert told.made is not None
    assert told.made["rules"] == cited
    assert said(told)[-1] == f"Regels: {'; '.join(cited)}."
    assert (told.made["form"], told.made["level"]) == ("financial", "chain")


def test_a_verdict_is_met_not_met_or_not_known() -> None:
    codes = [verdict(met) for met in (True, False, None)]
    assert [Words("nl").text(code) for code in codes] == ["ja", "nee", "?"]
