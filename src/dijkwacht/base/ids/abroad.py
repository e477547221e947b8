# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identifiers of the world and of Europe, VAT apart: LEI, CIK, EUID, CPV and countries.

Each reader takes a plain text (`plain.py`) and gives the canonical value or the Fault.
"""

import re
from typing import Final

from dijkwacht.base.ids.check_digits import mod_97
from dijkwacht.base.ids.countries import EEA, ISO_3166_1, KOSOVO, MEANT
from dijkwacht.base.ids.dutch import kvk
from dijkwacht.base.ids.identifier import Fault
from dijkwacht.base.ids.plain import joined, not_digits

_LEI: Final = re.compile("[0-9A-Z]{18}[0-9]{2}")
_EUID: Final = re.compile(r"([A-Z]{2})([A-Z0-9]*)\.([A-Z0-9][A-Z0-9./-]*)(_[A-Z0-9]+)?")
_CPV: Final = re.compile("([0-9]{8})(?:-[0-9])?")
DUTCH_REGISTER: Final = "NHR"
CIK_DIGITS: Final = 10


def lei(text: str) -> str | Fault:
    """Twenty letters and digits, the last two the check digits of ISO 7064 MOD 97-10."""
    value = joined(text)
    if len(value) != 20:
        return Fault("id-length", "20", str(len(value)))
    if not _LEI.fullmatch(value):
        return Fault("id-form", "XXXXXXXXXXXXXXXXXX99")
    return value if mod_97(value) == 1 else Fault("id-check")


def cik(text: str) -> str | Fault:
    """Ten digits, the first of which are zeros that the SEC itself often leaves out; it has no
    check digit."""
    value = joined(text).removeprefix("CIK")
    if len(value) > CIK_DIGITS:
        return Fault("id-length", str(CIK_DIGITS), str(len(value)))
    padded = value.zfill(CIK_DIGITS) if value.isdigit() else value
    return not_digits(padded, CIK_DIGITS) or padded


def euid(text: str) -> str | Fault:
    """Country, register, a full stop, the number there, perhaps `_` and a check sign (which nobody
    can check)."""
    value = text.upper()
    found = _EUID.fullmatch(value)
    if found is None:
        return Fault("id-form", "NLNHR.99999999")
    country, register, number, check = found.groups()
    if country not in EEA:
        return Fault("id-country", "EL" if country == "GR" else ", ".join(sorted(EEA)), country)
    if country == "NL" and register == DUTCH_REGISTER and (check or isinstance(kvk(number), Fault)):
        return Fault("id-form", "NLNHR.99999999")
    return value


def cpv(text: str) -> str | Fault:
    """Eight digits; a ninth behind a hyphen is read and left out, since the published ones keep to
    no known rule."""
    found = _CPV.fullmatch(text)
    return found.group(1) if found else Fault("id-form", "99999999")


def country(text: str) -> str | Fault:
    """Two letters of ISO 3166-1, or XK; EL and UK are refused with the code that was meant."""
    value = text.upper()
    if value in ISO_3166_1 or value == KOSOVO:
        return value
    return Fault("id-country", MEANT.get(value, "ISO 3166-1"), value[:10])
