# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch identifiers: KvK, vestiging, RSIN, OIN, TOOI and the CBS code of a municipality.

Each reader takes a plain text (`plain.py`) and gives the canonical value or the Fault.
"""

import re
from collections.abc import Mapping
from typing import Final

from dijkwacht.base.ids.check_digits import elfproef
from dijkwacht.base.ids.identifier import OIN_OF_KVK, Fault
from dijkwacht.base.ids.plain import joined, not_digits

OIN_OF_RSIN: Final = "00000001"
OIN_OF_TESTS: Final = "00000099"
# Logius, OIN-Stelsel, chapter 6 (13 March 2026): which register a number is from. 00000005 is not
# given out.
OIN_PREFIXES: Final = (
    OIN_OF_RSIN,
    "00000002",  # fiscal number
    OIN_OF_KVK,
    "00000004",  # subOIN
    "00000006",  # given by Logius itself
    "00000007",  # BRIN, schools
    "00000008",  # foreign organisations
    "00000009",  # UZI, care
    "00000010",  # TRR-BD
    OIN_OF_TESTS,
)
_OIN: Final = re.compile("[0-9]{8}[0-9A-Z]{12}")

TOOI: Final = "https://identifier.overheid.nl/tooi/id/"
_TOOI: Final = re.compile(
    r"https?://identifier\.overheid\.nl/tooi/id/([a-z][a-z_-]*)/([a-z]+[0-9]+)"
)
_TOOI_CODES: Final[Mapping[str, str]] = {
    "gemeente": "gm0000",
    "provincie": "pv00",
    "waterschap": "ws0000",
    "ministerie": "mnre0000",
    "zbo": "zb000000",
}
_MUNICIPALITY: Final = re.compile("(?:GM)?([0-9]+)")


def kvk(text: str) -> str | Fault:
    """Eight digits, leading zeros kept; there is no check digit."""
    value = joined(text)
    return not_digits(value, 8) or value


def kvk_branch(text: str) -> str | Fault:
    """Twelve digits; there is no check digit."""
    value = joined(text)
    return not_digits(value, 12) or value


def rsin(text: str) -> str | Fault:
    """Nine digits that pass the eleven-test."""
    value = joined(text)
    return not_digits(value, 9) or (value if elfproef(value) else Fault("id-check"))


def oin(text: str) -> str | Fault:
    """Twenty signs: a prefix that names the register, its number, and zeros. RSIN and KvK inside
    are checked."""
    value = joined(text)
    if len(value) != 20:
        return Fault("id-length", "20", str(len(value)))
    if not _OIN.fullmatch(value):
        return Fault("id-form", "99999999XXXXXXXXX000")
    prefix = value[:8]
    if prefix not in OIN_PREFIXES:
        return Fault("id-prefix", ", ".join(OIN_PREFIXES), prefix)
    return _oin_number_fault(prefix, value) or value


def _oin_number_fault(prefix: str, value: str) -> Fault | None:
    """What is wrong behind the prefix; behind that of the tests everything is allowed."""
    if prefix == OIN_OF_TESTS:
        return None
    if not value.endswith("000"):
        return Fault("id-form", f"{prefix}XXXXXXXXX000")
    if prefix == OIN_OF_KVK:
        is_kvk = value.endswith("0000") and not_digits(value[8:16], 8) is None
        return None if is_kvk else Fault("id-form", f"{prefix}999999990000")
    if prefix == OIN_OF_RSIN:
        inside = rsin(value[8:17])
        return inside if isinstance(inside, Fault) else None
    return None


def tooi(text: str) -> str | Fault:
    """A URI of a public body; the code behind a kind of body that we know must be of that kind."""
    found = _TOOI.fullmatch(text.lower().removesuffix("/"))
    if found is None:
        return Fault("id-form", f"{TOOI}gemeente/gm0000")
    kind, code = found.groups()
    shape = _TOOI_CODES.get(kind)
    if shape is not None and re.sub("[0-9]", "0", code) != shape:
        return Fault("id-form", f"{TOOI}{kind}/{shape}")
    return f"{TOOI}{kind}/{code}"


def cbs_municipality(text: str) -> str | Fault:
    """GM and four digits; the four digits alone are read too."""
    found = _MUNICIPALITY.fullmatch(joined(text))
    if found is None:
        return Fault("id-form", "GM9999")
    code = found.group(1)
    return not_digits(code, 4) or f"GM{code}"
