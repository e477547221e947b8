# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outside identifiers: which number another register gave a thing, read by its scheme, never
guessed from its shape.

    parse("kvk", "1234 5678")  ->  Identifier(Scheme.KVK, "12345678")
    parse("rsin", "123456789") ->  Message("id-check", …)

What each scheme is, what is checked and what is not: docs/reference/identifiers.md.
"""

from dijkwacht.base.ids.identifier import Identifier, Scheme
from dijkwacht.base.ids.read import faults, parse

__all__ = ["Identifier", "Scheme", "faults", "parse"]
