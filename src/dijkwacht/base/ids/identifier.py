# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemes we know, and one identifier in canonical form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple


class Scheme(StrEnum):
    """Who gave the number out, and so how it is read."""

    KVK = "kvk"  # Dutch company register (KVK-nummer)
    KVK_BRANCH = "kvk-branch"  # its establishments (vestigingsnummer)
    RSIN = "rsin"  # Dutch legal entities and partnerships
    OIN = "oin"  # Dutch digital government (Logius)
    LEI = "lei"  # ISO 17442
    CIK = "cik"  # filers at the SEC of the United States
    EUID = "euid"  # business registers of the European Economic Area
    TOOI = "tooi"  # Dutch public bodies, a URI
    VAT = "vat"  # VAT identification numbers of the European Union
    CPV = "cpv"  # Common Procurement Vocabulary
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    CBS_MUNICIPALITY = "cbs-municipality"  # Dutch municipalities (gemeentecode)
    # words by which feeds call a maker or a service: no register gave them out
    CPE_VENDOR = "cpe-vendor"  # NVD
    KEV_VENDOR = "kev-vendor"  # CISA's catalogue of known exploited vulnerabilities
    CSAF_VENDOR = "csaf-vendor"  # the vendor in the product tree of an advisory
    CSAF_PUBLISHER = "csaf-publisher"  # the namespace of a vendor that publishes advisories
    EUVD_VENDOR = "euvd-vendor"  # the vulnerability database of ENISA
    STATUS_PAGE = "status-page"  # the key of a status page, or the name of its file
    DOMAIN = "domain"  # a host name


_BREAKS: Final[Mapping[Scheme, tuple[int, ...]]] = {
    Scheme.KVK_BRANCH: (4, 8),
    Scheme.OIN: (8, 17),
    Scheme.LEI: (4, 8, 12, 16),
    Scheme.VAT: (2,),
}
_BREAKS_OF_A_KVK_OIN: Final = (8, 16)
OIN_OF_KVK: Final = "00000003"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier that keeps to its scheme; `value` is its one canonical spelling, so equal means
    the same."""

    scheme: Scheme
    value: str

    @property
    def shown(self) -> str:
        """The value in groups a person can read; `parse` reads it back."""
        breaks = _BREAKS.get(self.scheme, ())
        if self.scheme is Scheme.OIN and self.value.startswith(OIN_OF_KVK):
            breaks = _BREAKS_OF_A_KVK_OIN
        return " ".join(
            self.value[start:end] for start, end in pairwise((0, *breaks, len(self.value)))
        )


class Fault(NamedTuple):
    """Why a text is no identifier: the message's code, and its parameters beside scheme and
    value."""

    code: str
    expected: str = ""
    found: str = ""
