# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a scheme and a text to an identifier, or to the message that says why not; one at a time or
a whole column."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dijkwacht.base.ids.abroad import cik, country, cpv, euid, lei
from dijkwacht.base.ids.dutch import cbs_municipality, kvk, kvk_branch, oin, rsin, tooi
from dijkwacht.base.ids.identifier import Fault, Identifier, Scheme
from dijkwacht.base.ids.plain import plain
from dijkwacht.base.ids.vat import vat
from dijkwacht.base.message import Message

_SHOWN_OF_VALUE: Final = 80  # a message shows no more of a text that may be a whole file

Reader = Callable[[str], str | Fault]
_READERS: Final[Mapping[Scheme, Reader]] = {
    Scheme.KVK: kvk,
    Scheme.KVK_BRANCH: kvk_branch,
    Scheme.RSIN: rsin,
    Scheme.OIN: oin,
    Scheme.LEI: lei,
    Scheme.CIK: cik,
    Scheme.EUID: euid,
    Scheme.TOOI: tooi,
    Scheme.VAT: vat,
    Scheme.CPV: cpv,
    Scheme.COUNTRY: country,
    Scheme.CBS_MUNICIPALITY: cbs_municipality,
    Scheme.CPE_VENDOR: str.lower,
    Scheme.KEV_VENDOR: str.lower,
    Scheme.CSAF_VENDOR: str.lower,
    Scheme.CSAF_PUBLISHER: str.lower,
    Scheme.EUVD_VENDOR: str.lower,
    Scheme.STATUS_PAGE: str.lower,
    Scheme.DOMAIN: str.lower,
}
_SCHEMES: Final[Mapping[str, Scheme]] = {str(scheme): scheme for scheme in Scheme}


def parse(scheme: str | Scheme, text: str) -> Identifier | Message:
    """The identifier that `text` is in `scheme`, or why it is none.

    The messages are `scheme-unknown`, `id-empty`, `id-characters`, `id-length`, `id-digits`,
    `id-zeros`, `id-form`, `id-check`, `id-country` and `id-prefix`, each with `scheme`, `value`,
    `expected` and `found`.
    """
    known = _SCHEMES.get(scheme)
    if known is None:
        return _unknown(scheme, text)
    value = _read(_READERS[known], text)
    return _message(known, text, value) if isinstance(value, Fault) else Identifier(known, value)


def faults(scheme: str | Scheme, values: Iterable[str]) -> list[tuple[int, Message]]:
    """Row (from 0) and message for each value that is not an identifier of `scheme` in its
    canonical spelling.

    Stored values are compared as they stand, so another spelling of a right one is told too:
    `id-spelling`.
    """
    known = _SCHEMES.get(scheme)
    if known is None:
        return [(row, _unknown(scheme, text)) for row, text in enumerate(values)]
    reader = _READERS[known]
    found: list[tuple[int, Message]] = []
    for row, text in enumerate(values):
        value = _read(reader, text)
        if isinstance(value, Fault):
            found.append((row, _message(known, text, value)))
        elif value != text:
            found.append((row, _message(known, text, Fault("id-spelling", value))))
    return found


def _read(reader: Reader, text: str) -> str | Fault:
    words = plain(text)
    return words if isinstance(words, Fault) else reader(words)


def _message(scheme: str, text: str, fault: Fault) -> Message:
    value = text[:_SHOWN_OF_VALUE]
    return Message.of(
        fault.code, scheme=str(scheme), value=value, expected=fault.expected, found=fault.found
    )


def _unknown(scheme: str, text: str) -> Message:
    return _message(scheme[:_SHOWN_OF_VALUE], text, Fault("scheme-unknown", ", ".join(Scheme)))
