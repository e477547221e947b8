# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outside identifiers: read by their scheme, checked, printed, and refused with the reason."""

from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.ids import Identifier, Scheme, faults, parse
from dijkwacht.base.ids.check_digits import luhn, mod_11_10, mod_97
from dijkwacht.base.ids.countries import ISO_3166_1
from dijkwacht.base.message import Message

# One of each: published by its register as an example, or plainly invented
# (docs/reference/identifiers.md).
RIGHT = {
    Scheme.KVK: ("68750110", "68750110"),
    Scheme.KVK_BRANCH: ("000037178598", "0000 3717 8598"),
    Scheme.RSIN: ("123456782", "123456782"),
    Scheme.OIN: ("00000004194049711000", "00000004 194049711 000"),
    Scheme.LEI: ("9999WATERDAM00000157", "9999 WATE RDAM 0000 0157"),
    Scheme.CIK: ("0000000099", "0000000099"),
    Scheme.EUID: ("NLNHR.68750110", "NLNHR.68750110"),
    Scheme.TOOI: ("https://identifier.overheid.nl/tooi/id/gemeente/gm0363",) * 2,
    Scheme.VAT: ("NL000099998B57", "NL 000099998B57"),
    Scheme.CPV: ("72250000", "72250000"),
    Scheme.COUNTRY: ("NL", "NL"),
    Scheme.CBS_MUNICIPALITY: ("GM0363", "GM0363"),
    Scheme.CPE_VENDOR: ("nimbus_cloud", "nimbus_cloud"),
    Scheme.KEV_VENDOR: ("nimbuscloud", "nimbuscloud"),
    Scheme.CSAF_VENDOR: ("nimbuscloud", "nimbuscloud"),
    Scheme.CSAF_PUBLISHER: ("https://psirt.nimbus.example", "https://psirt.nimbus.example"),
    Scheme.EUVD_VENDOR: ("nimbuscloud", "nimbuscloud"),
    Scheme.STATUS_PAGE: ("nimbus", "nimbus"),
    Scheme.DOMAIN: ("nimbus.example", "nimbus.example"),
}


def canonical(scheme: str, text: str) -> str:
    """The value, or a failed test that shows the message."""
    found = parse(scheme, text)
    assert isinstance(found, Identifier), found
    return found.value


def code(scheme: str, text: str) -> str:
    """The code of the message, or a failed test that shows the identifier."""
    found = parse(scheme, text)
    assert isinstance(found, Message), found
    return found.code


@pytest.mark.parametrize("scheme", Scheme)
def test_each_scheme_reads_its_example_and_what_it_prints(scheme: Scheme) -> None:
    value, shown = RIGHT[scheme]
    found = parse(str(scheme), value)
    assert found == Identifier(scheme, value)
    assert isinstance(found, Identifier)
    assert found.shown == shown
    assert parse(scheme, shown) == found


def test_an_oin_of_a_kvk_number_is_grouped_round_it() -> None:
    assert Identifier(Scheme.OIN, "00000003687501100000").shown == "00000003 68750110 0000"


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "id-empty"),
        (" \t\u00a0", "id-empty"),
        ("\x00", "id-characters"),
        ("\uff16\uff18\uff17\uff15\uff10\uff11\uff11\uff10", "id-characters"),
        ("\u0666\u0668\u0667\u0665\u0660\u0661\u0661\u0660", "id-characters"),
        ("1234\u200b5678", "id-characters"),
        ("9" * 201, "id-length"),
        ("9" * 10_000_000, "id-length"),
    ],
)
def test_what_no_scheme_reads(scheme: Scheme, text: str, expected: str) -> None:
    found = parse(scheme, text)
    assert isinstance(found, Message)
    assert found.code == expected
    assert len(str(found.params["value"])) <= 80


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("kvk", " 6875 0110 ", "68750110"),
        ("kvk", "00012345", "00012345"),
        ("rsin", "1234.56.782", "123456782"),
        ("oin", "00000003-68750110-0000", "00000003687501100000"),
        ("oin", "00000099TESTWATERDAM", "00000099TESTWATERDAM"),
        ("lei", "9999-waterdam-00000157", "9999WATERDAM00000157"),
        ("euid", "dex1517r.hrb395ki", "DEX1517R.HRB395KI"),
        ("euid", "ROONRC.J40/12487/1998", "ROONRC.J40/12487/1998"),
        ("euid", "LURCSL.B186284_7", "LURCSL.B186284_7"),
        ("tooi", "http://identifier.overheid.nl/tooi/id/Gemeente/GM0363/", RIGHT[Scheme.TOOI][0]),
        (
            "tooi",
            "HTTPS://identifier.overheid.nl/tooi/id/oorg/oorg10103",
            "https://identifier.overheid.nl/tooi/id/oorg/oorg10103",
        ),
        ("cpv", "72250000-2", "72250000"),
        ("cpv", "72250000-0", "72250000"),
        ("cik", "CIK 1640147", "0001640147"),
        ("country", " nl", "NL"),
        ("country", "XK", "XK"),
        ("cbs-municipality", "0363", "GM0363"),
        ("cbs-municipality", "gm 0363", "GM0363"),
    ],
)
def test_other_spellings(scheme: str, text: str, value: str) -> None:
    assert canonical(scheme, text) == value


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("kvk", "6875011", "id-length"),
        ("kvk", "6875011O", "id-digits"),
        ("kvk", "00000000", "id-zeros"),
        ("kvk-branch", "68750110", "id-length"),
        ("rsin", "123456789", "id-check"),
        ("rsin", "12345678", "id-length"),
        ("rsin", "000000000", "id-zeros"),
        ("oin", "0000000419404971100", "id-length"),
        ("oin", "X0000004194049711000", "id-form"),
        ("oin", "00000004194049711001", "id-form"),
        ("oin", "00000005194049711000", "id-prefix"),
        ("oin", "00000001123456789000", "id-check"),
        ("oin", "00000003687501101000", "id-form"),
        ("oin", "00000003000000000000", "id-form"),
        ("oin", RIGHT[Scheme.LEI][0], "id-form"),
        ("lei", "9999WATERDAM0000015", "id-length"),
        ("lei", "9999WATERDAM000001AB", "id-form"),
        ("lei", "9999WATERDAM00000158", "id-check"),
        ("lei", "9999WÄTERDAM00000157", "id-characters"),
        ("cik", "12345678901", "id-length"),
        ("cik", "0", "id-zeros"),
        ("cik", "CIK", "id-digits"),
        ("euid", "68750110", "id-form"),
        ("euid", "NLNHR.6875011", "id-form"),
        ("euid", "GRGEMI.123", "id-country"),
        ("euid", "GBCH.123", "id-country"),
        ("tooi", "gm0363", "id-form"),
        ("tooi", "https://identifier.overheid.nl/tooi/id/gemeente/pv27", "id-form"),
        ("tooi", "https://identifier.overheid.nl/tooi/id/gemeente/gm363", "id-form"),
        ("cpv", "7225000", "id-form"),
        ("cpv", "72250000-", "id-form"),
        ("country", "NLD", "id-country"),
        ("country", "ZZ", "id-country"),
        ("cbs-municipality", "363", "id-length"),
        ("cbs-municipality", "PV0363", "id-form"),
        ("cbs-municipality", "0000", "id-zeros"),
    ],
)
def test_what_is_refused(scheme: str, text: str, expected: str) -> None:
    assert code(scheme, text) == expected


@pytest.mark.parametrize(
    ("scheme", "text", "meant"),
    [
        ("country", "EL", "GR"),
        ("country", "uk", "GB"),
        ("country", "ZZ", "ISO 3166-1"),
        ("euid", "GRGEMI.123", "EL"),
        ("vat", "GR123456783", "EL"),
    ],
)
def test_a_country_written_as_elsewhere_is_told_the_code_that_is_meant(
    scheme: str, text: str, meant: str
) -> None:
    found = parse(scheme, text)
    assert isinstance(found, Message)
    assert (found.code, found.params["expected"]) == ("id-country", meant)


def test_a_message_carries_what_a_sentence_needs() -> None:
    told = {"scheme": "kvk", "value": "6875 011", "expected": "8", "found": "7"}
    assert parse("kvk", "6875 011") == Message("id-length", told)


@pytest.mark.parametrize("scheme", ["KvK", "kvk ", "duns", "", "NULL"])
def test_an_unknown_scheme_is_told_and_never_guessed(scheme: str) -> None:
    found = parse(scheme, "68750110")
    assert isinstance(found, Message)
    assert found.code == "scheme-unknown"
    assert set(str(found.params["expected"]).split(", ")) == set(Scheme)
    assert faults(scheme, ["68750110", "1"]) == [(0, found), (1, parse(scheme, "1"))]


def test_twenty_digits_are_what_their_scheme_says() -> None:
    """All digits, so of the LEI's pattern too; only the scheme tells."""
    oin = "00000004194049711000"
    assert canonical("oin", oin) == oin
    assert code("lei", oin) == "id-check"
    both = "00000099000000000000"
    both = both[:18] + f"{98 - int(both) % 97:02}"
    assert (canonical("oin", both), canonical("lei", both)) == (both, both)


def test_a_column_is_told_its_faults_by_row() -> None:
    column = ["68750110", "123", "6875 0110", "69599068", ""]
    found = faults(Scheme.KVK, column)
    assert [(row, message.code) for row, message in found] == [
        (1, "id-length"),
        (2, "id-spelling"),
        (4, "id-empty"),
    ]
    assert found[1][1].params["expected"] == "68750110"


def test_the_countries_are_all_there() -> None:
    assert len(ISO_3166_1) == 249
    assert all(canonical("country", country) == country for country in ISO_3166_1)


nine = st.text(digits, min_size=9, max_size=9)
body = st.text(digits + ascii_uppercase, min_size=18, max_size=18)


@given(body)
def test_mod_97_10_round_trips_and_sees_every_wrong_digit_or_letter(first: str) -> None:
    lei = first + f"{98 - mod_97(first + '00'):02}"
    assert canonical("lei", lei) == lei
    for place, sign in enumerate(lei):
        # A digit for a letter moves all that stands before it, and the standard promises nothing
        # there.
        for other in digits if sign.isdigit() else ascii_uppercase:
            assert (mod_97(lei[:place] + other + lei[place + 1 :]) == 1) == (other == sign)


@given(nine)
def test_the_eleven_test_sees_every_wrong_digit_and_every_swap(number: str) -> None:
    if isinstance(parse("rsin", number), Message):
        return
    for place, sign in enumerate(number):
        for other in set(digits) - {sign}:
            assert code("rsin", number[:place] + other + number[place + 1 :]) in (
                "id-check",
                "id-zeros",
            )
    for place in range(8):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or code("rsin", swapped) == "id-check"


@given(st.text(digits, min_size=8, max_size=8))
def test_at_most_one_check_digit_makes_an_rsin(first: str) -> None:
    right = [digit for digit in digits if isinstance(parse("rsin", first + digit), Identifier)]
    assert len(right) <= 1
    if right:
        assert canonical("oin", f"00000001{first}{right[0]}000").endswith("000")


@pytest.mark.parametrize("check", [luhn, mod_11_10])
@given(number=st.text(digits, min_size=1, max_size=12))
def test_the_other_standards_give_one_check_digit_and_see_every_wrong_digit(
    check: object, number: str
) -> None:
    assert callable(check)
    (right,) = [number + digit for digit in digits if check(number + digit)]
    for place, sign in enumerate(right):
        for other in set(digits) - {sign}:
            assert not check(right[:place] + other + right[place + 1 :])


@given(st.sampled_from(list(Scheme)), st.text(max_size=40))
def test_any_text_gives_an_identifier_that_reads_itself_or_a_message(
    scheme: Scheme, text: str
) -> None:
    found = parse(scheme, text)
    if isinstance(found, Identifier):
        assert parse(scheme, found.value) == found == parse(scheme, found.shown)
        assert found.value.isascii()
        assert faults(scheme, [found.value]) == []
