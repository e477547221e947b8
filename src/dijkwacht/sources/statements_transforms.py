# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures as they are printed in an inline XBRL document, by the transformation that the document
names. Format: https://www.xbrl.org/Specification/inlineXBRL-transformationRegistry/REC-2022-02-16/
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from dijkwacht.sources.statements_facts import number

_SPACES: Final = " \u00a0\u2009\u202f"
_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    # name without hyphens: what may group thousands, and what parts the decimals
    "numdotdecimal": (_SPACES + ",", "."),
    "numcommadecimal": (_SPACES + ".", ","),
    "numcommadot": (",", "."),
    "numdotcomma": (".", ","),
    "numspacedot": (_SPACES, "."),
    "numspacecomma": (_SPACES, ","),
    "numcomma": ("", ","),
    "numcommadecimalapos": ("'\u2019", ","),
    "numdotdecimalapos": ("'\u2019", "."),
}
_ZEROS: Final = frozenset(("zerodash", "fixedzero", "numdash"))
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")


def known(form: str) -> bool:
    """Whether we can read figures of this transformation; the empty one is a plain number."""
    plain = _plain_name(form)
    return not plain or plain in _FORMS or plain in _ZEROS


def figure(printed: str, form: str) -> Decimal | None:
    """The figure that is printed; None where it is not of that form."""
    plain, text = _plain_name(form), printed.strip()
    if not plain:
        return number(text)
    if plain in _ZEROS:
        return Decimal(0) if text in _DASHES or plain == "fixedzero" else None
    return _grouped(text, *_FORMS[plain])


def _grouped(text: str, groups: str, point: str) -> Decimal | None:
    """A number with signs between its thousands, and one before its decimals."""
    whole = rf"\d{{1,3}}(?:[{re.escape(groups)}]\d{{3}})+|\d+" if groups else r"\d+"
    match = re.fullmatch(rf"({whole})?(?:{re.escape(point)}(\d+))?", text, re.ASCII)
    if match is None or not text:
        return None
    digits = re.sub(r"\D", "", match[1] or "0")
    return number(f"{digits}.{match[2] or 0}")


def _plain_name(form: str) -> str:
    """The name of a transformation without prefix and hyphens, in lower case: the registries
    spell the same one in two ways."""
    return form.rpartition(":")[2].replace("-", "").lower()
