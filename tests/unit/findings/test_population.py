# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from builders import organisation, register, service
from sector import body, population, sized

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.findings.population import Population, of_register, of_table
from dijkwacht.register.row import Row

BANK, OTHER = body("Bank A"), body("Bank B")
KIND = "credit-institution"


def counted(people: Population) -> dict[str, int | None]:
    return dict(people.counts.iter_rows())


def totals(people: Population) -> dict[tuple[str, str], int | None]:
    return {(kind, measure): total for kind, measure, total in people.totals.iter_rows()}


def test_what_two_rows_say_alike_is_believed_and_else_not() -> None:
    one = population(KIND, 20, 500)
    same = population(KIND, 20, 90, measure="payments", id="pop-2")
    assert counted(of_table(register(one, same))) == {KIND: 20}
    other = population(KIND, 21, 90, measure="payments", id="pop-2")
    assert counted(of_table(register(one, other))) == {KIND: None}


def test_a_total_below_what_the_register_holds_is_not_known() -> None:
    rows: tuple[Row, ...] = (BANK, OTHER, sized(BANK, 60), sized(OTHER, 50))
    enough = of_table(register(*rows, population(KIND, 2, 110)))
    assert (counted(enough)[KIND], totals(enough)[KIND, "total-assets"]) == (2, 110)
    short = of_table(register(*rows, population(KIND, 1, 109)))
    assert (counted(short)[KIND], totals(short)[KIND, "total-assets"]) == (None, None)


def test_what_does_not_apply_is_no_number() -> None:
    people = of_table(register(BANK, sized(BANK, NOT_APPLICABLE)))
    assert people.sizes.height == 0


def test_users_of_services_are_added_up_where_all_are_known() -> None:
    rows = (
        organisation("Rijk", kind="ministry"),
        service("A", organisation_id="org-rijk", users=300),
        service("B", organisation_id="org-rijk", users=NOT_APPLICABLE),
        service("C", organisation_id="org-rijk", users=50),
    )
    summed = of_table(register(*rows), "service-users").sizes
    assert summed.rows() == [("org-rijk", "service-users", 350)]
    unknown = service("D", organisation_id="org-rijk", users=None)
    assert of_table(register(*rows, unknown), "service-users").sizes.height == 0


def test_the_register_as_all_there_is_has_no_total_when_a_size_is_missing() -> None:
    rows: tuple[Row, ...] = (BANK, OTHER, sized(BANK, 60))
    assert totals(of_register(register(*rows))) == {(KIND, "total-assets"): None}
    whole = of_register(register(*rows, sized(OTHER, 40)))
    assert totals(whole) == {(KIND, "total-assets"): 100}
    assert counted(whole) == {KIND: 2}


def test_measures_are_those_that_are_wanted_or_those_that_have_a_total() -> None:
    people = of_table(register(population(KIND, 2, 100)))
    assert people.measures(None, [KIND, "court"]).rows() == [
        (KIND, "total-assets", 100),
        ("court", None, None),
    ]
    assert people.measures(["payments"], [KIND]).rows() == [(KIND, "payments", None)]
