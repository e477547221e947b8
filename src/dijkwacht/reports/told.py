# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and thresholds of decision tables as a person reads them."""

from dijkwacht.reports.words import Words
from dijkwacht.rules.condition import Between, Fact, Known


def told(value: Known, fact: Fact, words: Words) -> str:
    """A value, or what is known of it, with its unit where that is not a count."""
    if isinstance(value, Between):
        if value.high is None:
            return f"≥ {_number(value.low, fact, words)}" if value.low else "?"
        return f"{_number(value.low, fact, words)}-{_number(value.high, fact, words)}"
    if isinstance(value, frozenset):
        return ", ".join(words.text(f"designation.{word}") for word in sorted(value))
    return words.value(value) if not isinstance(value, int) else _number(value, fact, words)


def told_threshold(operator: str, threshold: int | str | bool, fact: Fact, words: Words) -> str:
    """A threshold as a person reads it: `≥ 100,000 persons`."""
    if isinstance(threshold, str):
        return words.text(f"designation.{threshold}") if fact.unit == "codes" else threshold
    sign = {">=": "≥", "<=": "≤"}.get(operator, operator)
    return f"{sign} {_number(int(threshold), fact, words)}"


def _number(value: int, fact: Fact, words: Words) -> str:
    if fact.unit == "basis points":
        return words.percent(value)
    if fact.unit == "EUR":
        return f"€ {words.number(value)}"
    return words.number(value)
