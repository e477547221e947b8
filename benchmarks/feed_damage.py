# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is noticed of damage to real files of feeds, with a digest beside them and without.

    python benchmarks/feed_damage.py SAMPLES [--cuts 200] [--flips 200]

SAMPLES is a folder of real samples. A cut or flip is *told* (a problem, and the file is not used),
*harmless* (what is read is the same), or *unseen*: another letter in a value, which only a digest
can tell.
"""

import argparse
import importlib
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from machine import machine

from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feeds import reading

sys.path.append(str(Path(__file__).parent.parent / "tests"))
feeding = importlib.import_module("feeding")
RULES = Rulebook.read().on(date(2026, 6, 1))


def said(read: FeedRead) -> tuple[object, ...]:
    """All that is taken over of a file."""
    return read.notices, read.ended, read.asks, read.generated, read.declared, read.version


def judged(name: str, form: str, data: bytes, harmed: Iterable[bytes]) -> Counter[str]:
    """How often damage is told, harmless, or unseen."""
    before = reading(data, name, form, RULES)
    found: Counter[str] = Counter()
    for one in harmed:
        read = reading(one, name, form, RULES)
        told = not read.sound or (not read.entries and not read.about) or bool(read.problems)
        found["told" if told else "harmless" if said(read) == said(before) else "unseen"] += 1
    return found


def cuts(data: bytes, count: int, draw: random.Random) -> Iterator[bytes]:
    return (data[: draw.randrange(1, len(data))] for _ in range(count))


def flips(data: bytes, count: int, draw: random.Random) -> Iterator[bytes]:
    for _ in range(count):
        turned = bytearray(data)
        turned[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        yield bytes(turned)


def main() -> None:
    """One line for each sample."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("samples", type=Path)
    read.add_argument("--cuts", type=int, default=200)
    read.add_argument("--flips", type=int, default=200)
    asked = read.parse_args()
    print(machine(), end="\n\n")
    words = ("told", "harmless", "unseen")
    titles = [f"{what} {word}" for what in ("cuts", "flips") for word in words]
    print(f"{'without a digest':34}" + "".join(f"{title:>16}" for title in titles))
    total: Counter[str] = Counter()
    for name, form in feeding.FORMATS.items():
        data = feeding.whole(asked.samples.parent, name)
        row = []
        for what, harm, count in (("cuts", cuts, asked.cuts), ("flips", flips, asked.flips)):
            found = judged(name, form, data, harm(data, count, random.Random(f"{name} {what}")))
            row += [found[word] for word in words]
            total += Counter({f"{what} {word}": found[word] for word in words})
        print(f"{name:34}" + "".join(f"{number:>16,}" for number in row))
    print(f"{'all':34}" + "".join(f"{total[title]:>16,}" for title in titles))
    print("\nwith a digest beside the file every one of them is told: its SHA-256 is another.")


if __name__ == "__main__":
    main()
