# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""VAT numbers of the European Union: forms, check digits and what is refused."""

import re
import tarfile
from pathlib import Path
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.ids import Identifier, Scheme, parse
from dijkwacht.base.ids.countries import EU
from dijkwacht.base.ids.vat import FORMS
from dijkwacht.base.message import Message

# Invented: the digits count up, or take a rule to its edges; the check digits are as another
# program computes them.
COUNTED_UP = """
    ATU12345675 BE0123456749 BE1234567005 BG123456786 BG101399867 BG100388850 CY10345678D
    CY00102030N CY40506070C
    CY80901020T CY50709080S CZ12345679 CZ612345670 DE123456788 DK12345674 EE101234568 EL123456783
    ES12345678Z
    ESA12345674 ESQ1234567D ESK1234567L ESX1234567L ESY1234567X ESZ1234567R FI12345671 FR12345670558
    FRA0345670558
    HR12345678903 HU12345676 IE1234567T IE1234567FA IE1234567TW IE1234567II IE1A23456W IE1+23456W
    IT12345670017
    IT12345671007 IT12345671205 IT12345671213 IT12345678887 IT12345679992 LT123456715 LT100077815
    LT101244810
    LT123456789011 LT100233100315 LT104895106310 LU12345613 LU89089000 LV41234567891 MT12345634
    NL123456782B01
    NL123456789B13 PL1234567802 PT123456789 PT123456070 RO19 RO1234567897 SE123456789701 SI12345679
    SI12345687
    SK2023456787 XI123456782 XI123456727 XI123456782000 XIGD120 XIGD499 XIHA500
"""
RIGHT_VAT = COUNTED_UP.split()


@pytest.mark.parametrize("number", RIGHT_VAT)
def test_vat_numbers_with_right_check_digits(number: str) -> None:
    assert parse("vat", number) == Identifier(Scheme.VAT, number)


def test_every_member_state_has_a_right_number() -> None:
    assert {number[:2] for number in RIGHT_VAT} == set(FORMS) == EU | {"XI"}


WITH_AN_UNCHECKED_TAIL = ("LV", "SE", "XI123456782000")


@pytest.mark.parametrize(
    "number", [n for n in RIGHT_VAT if n[2:].isdigit() and not n.startswith(WITH_AN_UNCHECKED_TAIL)]
)
def test_most_wrong_digits_in_a_vat_number_are_seen(number: str) -> None:
    others = [
        number[:place] + other + number[place + 1 :]
        for place in range(2, len(number))
        for other in set(digits) - {number[place]}
    ]
    assert sum(isinstance(parse("vat", other), Message) for other in others) / len(others) > 0.85


@pytest.mark.parametrize("number", ["BG1234567890", "CZ1234567890", "CZ123456789", "LV01234567890"])
def test_vat_numbers_of_persons_are_read_by_form_only(number: str) -> None:
    assert parse("vat", number) == Identifier(Scheme.VAT, number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("be 0123.456.749", "BE0123456749"),
        (" NL-1234.56.782.B.01 ", "NL123456782B01"),
    ],
)
def test_other_spellings(text: str, value: str) -> None:
    assert parse("vat", text) == Identifier(Scheme.VAT, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("800097476B01", "id-country"),
        ("GR123456783", "id-country"),
        ("GB123456782", "id-country"),
        ("EU372000041", "id-country"),
        ("NL123456789B01", "id-check"),
        ("NL123456782B00", "id-check"),
        ("NL123456782", "id-form"),
        ("BE123456749", "id-form"),
        ("DE000000000", "id-zeros"),
        ("BE2123456767", "id-check"),
        ("MT12345671", "id-check"),
        ("ES12345678A", "id-check"),
        ("ESO1234567A", "id-check"),
        ("FRIO345670558", "id-check"),
        ("IT12345671015", "id-check"),
        ("IE1234567AT", "id-check"),
        ("CY12345678A", "id-check"),
        ("CZ97141640", "id-check"),
        ("IT00000000018", "id-check"),
        ("XI057740109", "id-check"),
        ("XIGD500", "id-check"),
        ("XIHA499", "id-check"),
    ],
)
def test_what_is_refused(text: str, expected: str) -> None:
    found = parse("vat", text)
    assert isinstance(found, Message)
    assert found.code == expected


@given(
    st.data(),
    st.sampled_from([(country, form) for country, forms in FORMS.items() for form in forms]),
)
def test_vat_of_every_form_is_right_or_fails_its_check(
    data: st.DataObject, form: tuple[str, str]
) -> None:
    signs = {
        "9": digits,
        "L": ascii_uppercase,
        "X": digits + ascii_uppercase,
        "S": ascii_uppercase + "+*",
    }
    number = form[0] + "".join(
        data.draw(st.sampled_from(signs.get(sign, sign))) for sign in form[1]
    )
    found = parse("vat", number)
    assert found == Identifier(Scheme.VAT, number) or (
        isinstance(found, Message) and found.code in ("id-check", "id-zeros")
    )


def test_real_numbers_of_procurement_notices(shared: Path) -> None:
    """Of national numbers that begin with a member state's code and have its form, the check fails
    for one at most."""
    with tarfile.open(shared / "procurement/ted_notices.tar.xz") as archive:
        files = [archive.extractfile(member) for member in archive if member.isfile()]
        text = "\n".join(file.read().decode("utf-8", "replace") for file in files if file)
    told = [parse("vat", number) for number in set(re.findall("<NATIONALID>([A-Z]{2}[^<]+)", text))]
    assert sum(isinstance(found, Identifier) for found in told) > 30
    assert sum(isinstance(found, Message) and found.code == "id-check" for found in told) <= 1
