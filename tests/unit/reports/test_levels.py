# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The levels of an outage as another program reads them: every hour can be had back from them."""

import csv
import io
from pathlib import Path

import pytest
from builders import IDENTITEIT, NIMBUS, PASPOORTEN, SMALL, fallback, graph_of, node_of

from dijkwacht.__main__ import main
from dijkwacht.base.errors import ExitCode
from dijkwacht.base.units import Hours
from dijkwacht.engine import reference
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.reports.levels import levels_csv

HOURS = 60


def test_the_reference_engine_says_the_same_at_every_hour() -> None:
    graph = graph_of(SMALL, fallback("Papier", PASPOORTEN, activation_hours=9, level=4_000))
    scenario = stops([node_of(graph, NIMBUS)], Hours(HOURS), duration=Hours(30))
    rows = list(csv.DictReader(io.StringIO(levels_csv(outage(graph, scenario)))))
    truth = reference.simulate(graph, scenario)
    for node, id in enumerate(graph.nodes.ids):
        noun = graph.noun_of(node).word
        steps = {
            int(r["hour"]): int(r["level"]) for r in rows if (r["noun"], r["id"]) == (noun, id)
        }
        level, told = 10_000, []
        for hour in range(HOURS):
            level = steps.get(hour, level)
            told.append(level)
        if graph.noun_of(node) is not NodeNoun.WRAPPED:
            assert told == truth[node].tolist(), (noun, id)
    assert {row["noun"] for row in rows} == {"supplier", "delivery", "service"}
    assert IDENTITEIT.id in {row["id"] for row in rows}


def test_the_command_writes_them_to_a_new_file_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "levels.csv"
    ask = ["outage", "--fail", "sup-zilverlijn", "--hours", "72", "--levels", str(file)]
    assert main(ask) == ExitCode.DONE
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "noun,id,hour,level"
    assert {"supplier,sup-zilverlijn,0,0", "supplier,sup-zilverlijn,72,10000"} <= set(lines)
    assert "service,svc-identiteit,8,6000" in lines
    capsys.readouterr()
    assert main(ask) == ExitCode.UNREADABLE
    assert "levels.csv" in "".join(capsys.readouterr().err.split())
    assert file.read_text("utf-8").splitlines() == lines
