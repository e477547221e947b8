# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often names that are alike are of the same firm, and how many of those it finds; 30,000
suppliers against 20,000 entries of three names each.

    python benchmarks/name_matching.py SHARED

SHARED is the folder of the labelled names (docs/decisions/0053-names-ask-and-numbers-assert.md),
which are not ours to keep. Only figures are printed, no names.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import polars as pl
from machine import head, line, machine, peak, timed

from dijkwacht import verbs
from dijkwacht.identity.candidates import Matching, alike, taken_apart
from dijkwacht.identity.resolve import resolve
from dijkwacht.register.notices import Notice
from dijkwacht.register.schema import empty
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.feed_merge import framed

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
MATCHING = Matching.of(RULES)
LEVELS = (9_500, 9_000, 8_800, 8_600, 8_400, 8_200, 8_000, 7_500)
Scores = dict[tuple[str, str], int]


def scores(left: pl.Series, right: pl.Series) -> Scores:
    """The score of every pair that is met at all."""
    every = replace(MATCHING, candidate=0)
    sides = [taken_apart(side, every.namer) for side in (left, right)]
    return {
        (name, other): score
        for name, other, score in alike(*sides, every).select("name", "other", "score").rows()
    }


def clusters(folder: Path, name: str) -> tuple[Scores, set[tuple[str, str]]]:
    """The scores of the pairs of labelled names, and the pairs that are of one firm."""
    read = [
        pl.read_csv(folder / f"{name}{part}.csv", infer_schema=False)
        for part in ("", "_dev_labels")
    ]
    rows = read[0].join(read[1], on="record_id")
    of: dict[str, set[str]] = {}
    for cluster, text in rows.select("cluster", "name").iter_rows():
        of.setdefault(cluster, set()).add(text)
    right = {pair for names in of.values() for pair in combinations(sorted(names), 2)}
    found = scores(rows["name"], rows["name"])
    return {(one, other): score for (one, other), score in found.items() if one < other}, right


def cases(folder: Path) -> tuple[Scores, set[tuple[str, str]]]:
    """The same of hand-labelled pairs of names that are not of persons; only these are judged."""
    rows = pl.read_csv(folder / "opensanctions_name_cases.csv", infer_schema=False)
    rows = rows.filter(pl.col("schema") != "Person")
    judged = set(rows.select("name1", "name2").iter_rows())
    right = set(rows.filter(pl.col("is_match") == "true").select("name1", "name2").iter_rows())
    found = scores(rows["name1"], rows["name2"])
    return {pair: score for pair, score in found.items() if pair in judged}, right


def table(name: str, found: Scores, right: set[tuple[str, str]]) -> Iterator[str]:
    yield f"{name}: {len(right):,} pairs of one firm, {len(found):,} pairs met"
    for level in LEVELS:
        told = {pair for pair, score in found.items() if score >= level}
        hit = len(told & right)
        mark = " <- policy" if level == MATCHING.candidate else ""
        precision = hit / len(told) if told else 0.0
        yield (
            f"  score {level:>6,}  pairs {len(told):>6,}  precision {precision:.3f}"
            f"  recall {hit / len(right):.3f}{mark}"
        )


def full() -> None:
    """A sanctions list of 20,000 entries against a full-size state; every 50th a supplier's name
    with a letter wrong in a third of them."""
    register = verbs.generate(1_700, 1, ON).at(ON)
    names = register.table("suppliers")["name"].to_list()
    draw = random.Random(1)
    listed = framed(
        [
            Notice(kind="sanction-listed", entry=str(number), names=_names(draw, names, number))
            for number in range(20_000)
        ],
        "ofac",
        ON,
        "",
    )
    head()
    found, seconds = timed(lambda: resolve(listed, register, empty("matches"), RULES))
    said = f"{len(names):,} suppliers, 20,000 entries, {found.matches.height:,} candidates"
    line("names of a sanctions list", seconds, peak(), said)


def _names(draw: random.Random, names: list[str], number: int) -> tuple[str, ...]:
    if number % 50 == 0:
        name = list(draw.choice(names))
        if draw.random() < 1 / 3:
            name[draw.randrange(len(name))] = draw.choice("abcdefgh")
        return ("".join(name),)
    front = [f"{draw.choice(FRONTS)}{draw.choice(MIDDLES)}{draw.choice(ENDS)}" for _ in range(3)]
    return tuple(f"{word} {draw.randrange(3_000)} Trading" for word in front)


FRONTS, MIDDLES = ("Al", "Zar", "Kor", "Mur", "Pek"), ("ta", "vo", "mi", "rek")
ENDS = ("prom", "neft", "stroy", "bank", "avia")


def main() -> None:
    """Figures on labelled names, then the time at full size."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("shared", type=Path)
    folder = read.parse_args().shared
    print(machine(), end="\n\n")
    for name in ("ted_organisations", "dutch_patent_applicants"):
        print(*table(f"{name}, development labels", *clusters(folder, name)), sep="\n")
    print(*table("opensanctions name cases without persons", *cases(folder)), sep="\n", end="\n\n")
    full()


if __name__ == "__main__":
    main()
