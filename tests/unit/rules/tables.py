# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules made in a few words, for tests."""

from datetime import date
from typing import Any

from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.score_card import ScoreCard

WORDS = {"nl": "zo", "en": "so"}
OURS = {"tag": "OUR", "says": WORDS}
HEAD: dict[str, Any] = {
    "name": "waterdam/rule",
    "valid_from": date(2026, 1, 1),
    "valid_until": None,
    "digest": "0" * 12,
    "title": WORDS,
    "source": "Besluit Waterdam",
    "owner": "Gemeente Waterdam",
}


def table(
    rows: list[dict[str, Any]],
    facts: dict[str, str] | None = None,
    hit: str = "first",
    outcomes: str = "OKCV",
) -> DecisionTable:
    """A decision table of these rows; each has an id, a group, `if` and `then`."""
    units = facts or {"persons": "persons"}
    content = {
        "hit": hit,
        "outcomes": list(outcomes),
        "facts": {name: {"unit": unit, "says": WORDS} for name, unit in units.items()},
        "rows": [{"id": f"r{at}", "then": "K", **OURS, **row} for at, row in enumerate(rows)],
    }
    return DecisionTable.of(HEAD, content)


def card(**more: Any) -> ScoreCard:
    """A score card of three items, answers 0 to 3, and proof that counts for a half or in full."""
    content = {
        "items": [{"id": id, "weight": at, **OURS} for at, id in enumerate("abc", 1)],
        "levels": [{"id": str(points), "points": points, **OURS} for points in range(4)],
        "evidence": [
            {"id": "said", "factor": 5000, "confirmed_as": "seen", **OURS},
            {"id": "seen", "factor": 10_000, **OURS},
        ],
        "floors": {"V": {"theme": 6000, "total": 7500, "items": {"a": "1"}, **OURS}},
        "margin": {"value": 1000, **OURS},
        **more,
    }
    kept = {key: part for key, part in content.items() if part is not None}
    return ScoreCard.of(HEAD, kept)
