# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which line each part of a policy file stands."""

import pytest

from dijkwacht.rules.sources_check import source_faults
from dijkwacht.rules.yaml_text import Lines, load

TEXT = """\
kind: parameters/v1
values:
  buffer:
    value: 4
    says: {nl: "", en: x}
  tolerance:
    value:
      - 1

      - {a: 2, tag: SRC}
"""
LINES = Lines.read(TEXT)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("kind",), 1),
        (("values", "buffer", "value"), 4),
        (("values", "tolerance", "value", 0), 8),
        (("values", "tolerance", "value", 1, "a"), 10),
        (("values", "buffer", "source"), 3),
        (("values", "weather", "value"), 2),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_part_has_its_line_and_what_is_not_there_that_of_what_is_around_it(
    place: tuple[object, ...], line: int
) -> None:
    assert LINES.at(place) == line


def test_a_key_that_stands_twice_is_told_with_its_second_line() -> None:
    assert Lines.read("a: 1\nb: {c: 1, d: 2}\na: 3\n").twice == ((("a",), 3),)
    assert LINES.twice == ()
    assert Lines.read("").of == {}


def test_sources_and_words_that_are_missing_are_told_with_their_place() -> None:
    told = [(fault.says.code, LINES.at(fault.place)) for fault in source_faults(load(TEXT))]
    assert told == [("policy.no-language", 5), ("policy.no-source", 10)]
    assert list(source_faults({"tag": "MEM", "source": "Fw"})) == []
    assert list(source_faults({"tag": "OUR"})) == []
