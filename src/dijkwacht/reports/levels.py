# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The level over time of everything that an outage touches, for other programs to compare."""

import csv
import io
from collections.abc import Iterator

from dijkwacht.engine.outage import Outage
from dijkwacht.graph.graph import NodeNoun

COLUMNS = ("noun", "id", "hour", "level")


def levels_csv(found: Outage) -> str:
    """Every step of every touched node as CSV: noun, id, hour, and the level in basis points from
    that hour on; 10,000 before the first. What is not in it stays at 10,000.

    In the order of noun, id and hour. Values are exact: nothing is quoted for spreadsheets.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(level_rows(found))
    return buffer.getvalue()


def level_rows(found: Outage) -> Iterator[tuple[str, str, int, int]]:
    """Noun, id, hour and level of every step; without the inner nodes of
    wrapped services, which exist for the engine only."""
    for node in sorted(found.touched):
        noun = found.graph.noun_of(node)
        if noun is not NodeNoun.WRAPPED:
            for hour, level in found.steps(node):
                yield noun.word, found.graph.nodes.ids[node], hour, level
