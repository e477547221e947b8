# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and codes of other registers: what cannot be right is a warning in its row."""

from builders import NIMBUS, PASPOORTEN, WATERDAM, identifier

from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.codes import Noun
from dijkwacht.register.outside import outside_codes
from dijkwacht.register.records import Contract, Organisation, OutsideIdentifier, Supplier
from dijkwacht.register.register import History
from dijkwacht.register.row import Row


def told(*rows: Row) -> list[Problem]:
    return list(outside_codes(History.from_records(rows)))


def codes(*rows: Row) -> list[tuple[str, str]]:
    return [(problem.where, problem.what.code) for problem in told(*rows)]


def test_what_can_exist_is_not_spoken_of() -> None:
    assert (
        codes(
            identifier(NIMBUS, "kvk", "00000027"),
            identifier(WATERDAM, "lei", "9999WATERDAM00000157"),
            Supplier(id="sup-1", country="NL"),  # type: ignore[arg-type]
            Contract(id="con-1", currency="EUR", cpv="72250000"),
            Contract(id="con-2"),
        )
        == []
    )


def test_a_number_that_fails_its_check_is_a_warning_in_its_row() -> None:
    (found,) = told(identifier(WATERDAM, "lei", "9999WATERDAM00000158"))
    assert (found.what.code, found.grade) == ("id-check", Grade.WARNING)
    assert found.about == ("identifiers", f"idn-{WATERDAM.id}-lei")


def test_a_number_without_scheme_is_never_guessed() -> None:
    row = OutsideIdentifier(id="i", noun=Noun.SUPPLIER, of_id="sup-1", value="00000027")
    assert codes(row) == [("identifiers i scheme", "scheme-missing")]
    assert codes(OutsideIdentifier(id="i", noun=Noun.SUPPLIER, of_id="sup-1")) == []


def test_each_number_is_judged_by_its_own_scheme() -> None:
    assert codes(
        identifier(NIMBUS, "kvk", "27"),
        identifier(PASPOORTEN, "rsin", "123456789"),
        identifier(WATERDAM, "paspoort", "x"),
    ) == [
        (f"identifiers idn-{NIMBUS.id}-kvk value", "id-length"),
        (f"identifiers idn-{PASPOORTEN.id}-rsin value", "id-check"),
        (f"identifiers idn-{WATERDAM.id}-paspoort value", "scheme-unknown"),
    ]


def test_every_row_with_a_wrong_code_is_told_though_the_code_is_judged_once() -> None:
    rows = [Organisation(id=f"org-{number}", country="Nederland") for number in range(3)]  # type: ignore[arg-type]
    assert [where for where, _ in codes(*rows)] == [
        f"organisations org-{number} country" for number in range(3)
    ]


def test_currencies_and_subjects_of_contracts_are_looked_at() -> None:
    assert codes(
        Contract(id="con-1", currency="euro"),
        Contract(id="con-2", currency="EUR "),
        Contract(id="con-3", cpv="ICT"),
    ) == [
        ("contracts con-3 cpv", "id-form"),
        ("contracts con-1 currency", "currency-form"),
        ("contracts con-2 currency", "currency-form"),
    ]
