# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import pytest
from builders import needs, rules, service, supplier
from hypothesis import given
from hypothesis import strategies as st
from sector import (
    ASSETS,
    body,
    classes_of,
    critical,
    easy,
    leaning,
    lines,
    population,
    sized,
    standing,
    vector,
    weighed,
)

from dijkwacht.findings.classes import Class
from dijkwacht.findings.systemic import INDICATORS, Form, FormName
from dijkwacht.register.codes import StandingKind
from dijkwacht.register.row import Row
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.rulebook import cases, default_folder

NIMBUS = supplier("Nimbus")
HOSTING = easy(NIMBUS, "Hosting")
BANKS = [body(f"Bank {letter}") for letter in "ABCDEFGH"]
CCP = body("Clearing", "central-counterparty")
BANK = "credit-institution"


def tables() -> list[str]:
    forms = [Form.of(rules(), name) for name in FormName]
    return [table.name for form in forms for table in form.tables.values()]


WORKED = [(name, case) for name in tables() for case in cases(default_folder(), name)]


@pytest.mark.parametrize(
    ("rule", "case"), WORKED, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_the_worked_cases_of_each_indicator_hold(rule: str, case: dict[str, Any]) -> None:
    judged = rules().table(rule).judge(case["given"])
    assert judged.outcome == case["expect"]
    assert [row.id for row in judged.fired] == case["rows"]


@pytest.mark.parametrize("rule", tables())
def test_every_row_is_worked_at_its_threshold_just_below_and_just_above(rule: str) -> None:
    given = [case["given"] for case in cases(default_folder(), rule)]
    for row in rules().table(rule).rows:
        for condition in row.conditions:
            values = {case[condition.fact] for case in given}
            threshold = int(condition.threshold)
            assert any(condition.holds(value) for value in values)
            assert any(not condition.holds(value) for value in values)
            assert threshold in values or min(values) < threshold < max(values)


def test_published_thresholds_are_read_and_the_analogy_is_ours() -> None:
    found = {
        name: {tag for table in Form.of(rules(), name).tables.values() for tag in table.tags}
        for name in FormName
    }
    assert found == {FormName.FINANCIAL: {Tag.SRC}, FormName.GOVERNMENT: {Tag.OUR}}


def sector(leans: int = 2, total: int | None = 20, own: int | None = 50) -> list[Row]:
    """Some banks that lean on Nimbus, out of 20 with 1,000 together, and a clearing house."""
    rows: list[Row] = [NIMBUS, HOSTING, population(BANK, total, 1_000)]
    for bank in BANKS[:leans]:
        rows += [*leaning(bank, HOSTING), sized(bank, own)]
    rows += [population("central-counterparty", 4, 400), *leaning(CCP, HOSTING), sized(CCP, 10)]
    ranks = [standing(CCP, StandingKind.CENTRAL_COUNTERPARTY)]
    return [*rows, *ranks, standing(BANKS[0], StandingKind.G_SII)]


def test_all_indicators_with_numerator_denominator_and_verdict() -> None:
    found = weighed(*sector())
    assert lines(found, NIMBUS, "1.1") == [
        ("central-counterparty", None, 1, 1, 4, True),
        (BANK, None, 2, 2, 20, True),
    ]
    assert lines(found, NIMBUS, "1.2") == [
        ("central-counterparty", ASSETS, 10, 10, 400, False),
        (BANK, ASSETS, 100, 100, 1_000, True),
    ]
    assert lines(found, NIMBUS, "2.1")[0] == (None, None, 1, 1, 1, True)
    assert [line[-1] for line in lines(found, NIMBUS, "2.2")] == [True, False]
    assert {line[-1] for line in lines(found, NIMBUS, "4.1")} == {False}


def test_step_one_asks_for_all() -> None:
    easily = vector(weighed(*sector()), NIMBUS)
    assert [easily[key] for key in INDICATORS] == [True, True, True, True, False, False]
    assert easily["step_one"] is False
    bound = easy(NIMBUS, "Hosting", reintegration="highly-complex")
    tied = vector(weighed(*[bound if row is HOSTING else row for row in sector()]), NIMBUS)
    assert (tied["4.1"], tied["4.2"], tied["4"], tied["step_one"]) == (False, True, True, True)


def test_reach_and_weight_in_two_categories_are_not_enough_unless_policy_says_so() -> None:
    rows = [*sector(leans=0), *leaning(BANKS[0], HOSTING), sized(BANKS[0], 500)]
    found = vector(weighed(*rows), NIMBUS)
    assert (found["1.1"], found["1.2"], found["1"]) == (True, True, False)
    apart = vector(weighed(*rows, options={"together": "any-category"}), NIMBUS)
    assert apart["1"] is True


def test_without_the_number_of_all_the_share_is_not_known_and_never_of_the_users() -> None:
    found = weighed(*sector(total=None))
    assert lines(found, NIMBUS, "1.1")[1] == (BANK, None, 2, 2, None, None)


def test_a_number_of_all_below_what_the_register_holds_is_not_believed() -> None:
    assert lines(weighed(*sector(total=1)), NIMBUS, "1.1")[1][-2:] == (None, None)


def test_a_size_that_is_not_known_leaves_the_weight_between_bounds() -> None:
    unknown = weighed(*sector(own=None))
    assert lines(unknown, NIMBUS, "1.2")[1] == (BANK, ASSETS, 0, None, 1_000, None)
    one = [*sector(own=None), sized(BANKS[1], 100)]
    assert lines(weighed(*one), NIMBUS, "1.2")[1] == (BANK, ASSETS, 100, None, 1_000, True)


def test_an_organisation_of_no_known_kind_may_be_of_any() -> None:
    stray = body("Onbekend", None)
    found = weighed(*sector(leans=1), *leaning(stray, HOSTING))
    assert (BANK, None, 1, 2, 20, None) in lines(found, NIMBUS, "1.1")
    assert (None, None, 0, 1, None, None) in lines(found, NIMBUS, "1.1")


def test_an_organisation_of_no_known_kind_does_not_make_a_met_share_unknown() -> None:
    rows: list[Row] = [NIMBUS, HOSTING, population(BANK, 2, 1_000)]
    for one in (*BANKS[:2], body("Onbekend", None)):
        rows += leaning(one, HOSTING)
    assert lines(weighed(*rows), NIMBUS, "1.1")[1] == (BANK, None, 2, 2, 2, True)


def test_a_critical_service_of_nobody_counts_as_one_organisation_more_at_most() -> None:
    pay = service("Betalen", organisation_id=None)
    alone = weighed(NIMBUS, HOSTING, pay, *needs(pay, HOSTING))
    assert alone.use.unowned == (pay.id,)
    for level in ("party", "group", "chain"):
        assert lines(alone, NIMBUS, "1.1", level) == [(None, None, 0, 1, None, None)]
    told = vector(alone, NIMBUS)
    assert (told["bodies"], told["1.1"], told["2.1"], told["4.1"]) == (0, None, None, False)
    more = weighed(*sector(leans=1), pay, *needs(pay, HOSTING))
    assert (BANK, None, 1, 2, 20, None) in lines(more, NIMBUS, "1.1")
    assert lines(more, NIMBUS, "2.2")[1][:-1] == (None, None, 0, 1, None)


def test_answers_that_nobody_gave_leave_the_share_between_bounds() -> None:
    unsaid = easy(NIMBUS, "Hosting", substitutability=None, alternative=None)
    found = weighed(*[unsaid if row is HOSTING else row for row in sector()])
    assert lines(found, NIMBUS, "4.1")[1] == (BANK, None, 0, 2, 20, None)
    assert vector(found, NIMBUS)["step_one"] is None


def test_where_the_register_ranks_nobody_it_is_not_known_who_is_systemic() -> None:
    rows = [row for row in sector() if not row.id.startswith("sta-")]
    found = weighed(*rows)
    assert lines(found, NIMBUS, "2.1") == [(None, None, None, None, None, None)] * 3
    assert vector(found, NIMBUS)["2.2"] is None


def test_an_institution_of_unknown_score_may_have_a_high_one() -> None:
    rows = [row for row in sector() if not row.id.endswith("g-sii")]
    scored = weighed(*rows, standing(BANKS[0], StandingKind.O_SII, 3_000))
    assert vector(scored, NIMBUS)["2.1"] is False
    unscored = weighed(*rows, standing(BANKS[0], StandingKind.O_SII))
    assert vector(unscored, NIMBUS)["2.1"] is None
    high = weighed(*rows, standing(BANKS[0], StandingKind.O_SII, 3_001))
    assert vector(high, NIMBUS)["2.1"] is True


def test_a_bank_is_no_other_systemic_entity() -> None:
    ranks = [standing(bank, StandingKind.OTHER_SYSTEMIC) for bank in BANKS[:3]]
    rows = [row for row in sector(leans=3) if not row.id.startswith("sta-")]
    assert vector(weighed(*rows, *ranks), NIMBUS)["2.2"] is None
    insurers = [body(f"Verzekeraar {letter}", "insurance-undertaking") for letter in "ABC"]
    more = [row for one in insurers for row in leaning(one, HOSTING)]
    others = [standing(one, StandingKind.OTHER_SYSTEMIC) for one in insurers]
    assert vector(weighed(*rows, *more, *others), NIMBUS)["2.2"] is True


def test_the_register_as_population_is_a_choice_of_policy() -> None:
    rows = [row for row in sector() if not row.id.startswith(f"pop-{BANK}")]
    assert vector(weighed(*rows), NIMBUS)["1"] is None
    chosen = weighed(*rows, options={"population": "register"})
    assert lines(chosen, NIMBUS, "1.1")[1] == (BANK, None, 2, 2, 2, True)
    assert lines(chosen, NIMBUS, "1.2")[1] == (BANK, ASSETS, 100, 100, 100, True)


def test_a_government_of_few_bodies_asks_for_two() -> None:
    provinces = [body(f"Provincie {letter}", "province") for letter in "AB"]
    kinds = population("province", 12, 1_200, measure="service-users")
    rows: list[Row] = [NIMBUS, HOSTING, kinds, *leaning(provinces[0], HOSTING)]
    one = weighed(*rows, form=FormName.GOVERNMENT)
    assert lines(one, NIMBUS, "1.1") == [("province", None, 1, 1, 12, False)]
    two = weighed(*rows, *leaning(provinces[1], HOSTING), form=FormName.GOVERNMENT)
    assert lines(two, NIMBUS, "1.1") == [("province", None, 2, 2, 12, True)]


def test_a_government_is_weighed_in_every_measure_that_has_a_total() -> None:
    tax = body("Belastingdienst", "agency")
    totals = [
        population("agency", 5, 10_000, measure="service-users"),
        population("agency", 5, 80, measure="payments"),
    ]
    rows = (NIMBUS, HOSTING, *leaning(tax, HOSTING), *totals, sized(tax, 20, "payments"))
    assert lines(weighed(*rows, form=FormName.GOVERNMENT), NIMBUS, "1.2") == [
        ("agency", "payments", 20, 20, 80, True),
        ("agency", "service-users", 1_000, 1_000, 10_000, True),
    ]


def test_a_government_counts_tiers_and_shared_services() -> None:
    shared = body("Gedeeld", "shared-service")
    rows = (NIMBUS, HOSTING, *leaning(shared, HOSTING), standing(shared, StandingKind.TIER_ONE))
    found = vector(weighed(*rows, form=FormName.GOVERNMENT), NIMBUS)
    assert (found["2.1"], found["2.2"]) == (True, True)


@given(st.integers(1, 7), st.randoms())
def test_order_never_matters(leans: int, random: Any) -> None:
    rows = sector(leans)
    mixed = random.sample(rows, len(rows))
    one, other = weighed(*rows), weighed(*mixed)
    assert one.lines.equals(other.lines)
    assert one.vectors.equals(other.vectors)


@given(st.integers(1, 6), st.sampled_from(INDICATORS))
def test_one_user_more_never_lowers_a_numerator(leans: int, indicator: str) -> None:
    low = {line[:2]: line[2] for line in lines(weighed(*sector(leans)), NIMBUS, indicator)}
    more = {line[:2]: line[2] for line in lines(weighed(*sector(leans + 1)), NIMBUS, indicator)}
    assert all(more[key] >= low[key] for key in low if low[key] is not None)


@given(st.integers(1, 7))
def test_without_a_denominator_what_was_judged_by_it_is_unknown(leans: int) -> None:
    rows = [row for row in sector(leans) if not row.id.startswith(f"pop-{BANK}")]
    bare = weighed(*rows)
    for indicator in ("1.1", "1.2"):
        verdicts = {line[0]: line[-1] for line in lines(bare, NIMBUS, indicator)}
        assert verdicts[BANK] is None
    assert vector(bare, NIMBUS)["1"] is None


@given(st.integers(0, 7), st.sampled_from([Class.O, Class.K, Class.C, Class.V]))
def test_a_higher_class_never_lowers_a_numerator(leans: int, level: Class) -> None:
    rows = tuple(sector(leans))
    changed = {critical(CCP).id.replace("-", "_"): level}
    found = weighed(*rows, classes=classes_of(rows, Class.O, **changed))
    assert found.use.pairs.height == (3 if level > Class.O else 0)
