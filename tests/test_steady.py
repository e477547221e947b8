# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""No test hangs on how busy its machine is."""

import ast
from pathlib import Path

TESTS = Path(__file__).parent
CLOCKS = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "time"}


def timed(source: str) -> list[int]:
    """The lines of the assertions that read a clock."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assert)
        for part in ast.walk(node)
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Attribute)
        and part.func.attr in CLOCKS
        and isinstance(part.func.value, ast.Name)
        and part.func.value.id == "time"
    ]


def test_an_assertion_on_a_time_is_seen() -> None:
    assert timed("x = time.monotonic()\nassert time.perf_counter() - x < 1\n") == [2]
    assert timed("assert row.time() < noon") == []


def test_no_test_asserts_a_time_of_the_clock() -> None:
    found = {file.name: timed(file.read_text("utf-8")) for file in sorted(TESTS.rglob("*.py"))}
    assert {name: lines for name, lines in found.items() if lines} == {}
