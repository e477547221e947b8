# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a supplier has its level: each term of its log-odds in words, the strongest first."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.distress.odds import MICRO
from dijkwacht.findings.fusion import Term
from dijkwacht.findings.signals import CAUSE_OF, Night
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rules

HUNDREDTHS: Final = MICRO // 100


class Because:
    """Puts the terms of one night in words."""

    def __init__(self, found: Night, rules: Rules, names: Names) -> None:
        self.found, self.names = found, names
        self.words = Words(names.language)
        self._kinds = rules.parameters("signals/kinds").entries
        self._families = rules.parameters("signals/families").entries

    def lines(self, id: str) -> list[str]:
        """One sentence per term of a supplier: floors first, then what weighs most."""
        order = [pl.col("floor"), pl.col("micro").abs(), pl.col("code"), pl.col("ref")]
        ranked = self.found.terms(id).sort(order, descending=[True, True, False, False])
        return [self.words.say(self.term(row)) for row in ranked.iter_rows(named=True)]

    def text(self, id: str) -> str:
        """All terms of a supplier in one line."""
        return "; ".join(self.lines(id))

    def term(self, row: Mapping[str, Any]) -> Message:
        """One term."""
        said: dict[str, object] = {
            "day": row["day"],
            "adds": self.adds(row["micro"]),
            "level": row["floor"],
            "what": self._what(row),
        }
        code = f"because.signal.{row['term']}"
        if row["term"] == Term.EVENT and row["floor"]:
            code += "-floor"
        return Message(code, said)

    def cause(self, cause: str) -> str:
        """The cause of an alert."""
        if cause in self._kinds:
            return str(self._kinds[cause]["says"][self.names.language])
        return self.words.text(f"cause.{cause}")

    def adds(self, micro: int) -> str:
        """A part of the log-odds, with its sign and two decimals, in the reader's spelling."""
        size = (abs(micro) + HUNDREDTHS // 2) // HUNDREDTHS
        sign = "−" if micro < 0 else "+"  # noqa: RUF001  # the sign of minus
        point = "," if self.names.language == "nl" else "."
        return f"{sign}{size // 100}{point}{size % 100:02}"

    def _what(self, row: Mapping[str, Any]) -> object:
        if row["term"] == Term.EVENT:
            return self.cause(row["code"]).removesuffix(".")
        if row["term"] == Term.CAP:
            return self._families[row["code"]]["says"][self.names.language].removesuffix(".")
        if row["term"] in (Term.GROUP, Term.GROUP_FLOOR):
            return self.names.of(Noun.SUPPLIER, row["code"])
        return row["code"]


def _known_causes() -> Iterator[str]:
    """The causes that are no kind of observation."""
    yield from dict.fromkeys(CAUSE_OF.values())
    yield "weight"


KNOWN_CAUSES: Final = tuple(_known_causes())
