# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""VAT identification numbers of the European Union: the forms that VIES publishes, and the check
where one is known."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from dijkwacht.base.ids import vat_checks as check
from dijkwacht.base.ids.check_digits import mod_11_10
from dijkwacht.base.ids.identifier import Fault
from dijkwacht.base.ids.plain import joined

Check = Callable[[str], bool]


def form_only(_: str) -> bool:
    """No check digit is verified: the numbers are those of natural persons, or the rule has no
    source."""
    return True


# Forms as VIES writes them: 9 a digit, L a letter, X either, S a letter or + or *; other signs
# stand for themselves.
FORMS: Final[Mapping[str, Mapping[str, Check]]] = {
    "AT": {"U99999999": check.austria},
    "BE": {"9999999999": check.belgium},
    "BG": {"999999999": check.bulgaria, "9999999999": form_only},
    "CY": {"99999999L": check.cyprus},
    "CZ": {"99999999": check.czechia, "999999999": check.czechia_special, "9999999999": form_only},
    "DE": {"999999999": lambda digits: digits[0] != "0" and mod_11_10(digits)},
    "DK": {"99999999": check.multiple(11, 2, 7, 6, 5, 4, 3, 2, 1)},
    "EE": {"999999999": check.multiple(10, 3, 7, 1, 3, 7, 1, 3, 7, 1)},
    "EL": {"999999999": check.greece},
    "ES": {"X9999999X": check.spain},
    "FI": {"99999999": check.multiple(11, 7, 9, 10, 5, 8, 4, 2, 1)},
    "FR": {"XX999999999": check.france},
    "HR": {"99999999999": mod_11_10},
    "HU": {"99999999": check.multiple(10, 9, 7, 3, 1, 9, 7, 3, 1)},
    "IE": {"9999999L": check.ireland, "9999999LL": check.ireland, "9S99999L": check.ireland_old},
    "IT": {"99999999999": check.italy},
    "LT": {"999999999": check.lithuania, "999999999999": check.lithuania},
    "LU": {"99999999": lambda digits: int(digits[:6]) % 89 == int(digits[6:])},
    "LV": {"99999999999": check.latvia},
    "MT": {"99999999": check.malta},
    "NL": {"999999999B99": check.netherlands},
    "PL": {"9999999999": check.multiple(11, 6, 5, 7, 2, 3, 4, 5, 6, 7, -1)},
    "PT": {"999999999": check.portugal},
    "RO": {"9" * length: check.romania for length in range(2, 11)},
    "SE": {"999999999999": check.sweden},
    "SI": {"99999999": check.slovenia},
    "SK": {"9999999999": check.slovakia},
    "XI": {
        "999999999": check.northern_ireland,
        "999999999999": check.northern_ireland,
        "GD999": lambda part: part < "GD500",
        "HA999": lambda part: part >= "HA500",
    },
}
_SIGNS: Final[Mapping[str, str]] = {"9": "[0-9]", "L": "[A-Z]", "X": "[0-9A-Z]", "S": "[A-Z+*]"}
_PATTERNS: Final = {
    country: [
        (re.compile("".join(_SIGNS.get(sign, sign) for sign in form)), right)
        for form, right in forms.items()
    ]
    for country, forms in FORMS.items()
}


def vat(text: str) -> str | Fault:
    """The country and its number; Greece is EL, Northern Ireland XI."""
    value = joined(text)
    country, number = value[:2], value[2:]
    if country not in _PATTERNS:
        return Fault("id-country", "EL" if country == "GR" else ", ".join(FORMS), country)
    fits = [right for pattern, right in _PATTERNS[country] if pattern.fullmatch(number)]
    if fits and number.strip("0"):
        return value if any(right(number) for right in fits) else Fault("id-check")
    return _unlike(country, "id-zeros" if fits else "id-form")


def _unlike(country: str, code: str) -> Fault:
    """The fault of a number that is like no number of the country."""
    return Fault(code, ", ".join(country + form for form in FORMS[country]))
