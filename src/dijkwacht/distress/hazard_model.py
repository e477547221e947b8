# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A trained failure model as whole numbers: points for each input, and small trees. Each input is a
code of its place among the firm-years of the training; log-odds are sums of integers."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.distress.course import Years
from dijkwacht.distress.odds import Micro

Codes = npt.NDArray[np.uint8]
"""The code of each input (rows) of each firm (columns)."""

KIND: Final = "failure-model/v1"
LEADS: Final = (1, 2, 3)
TRAINED: Final = Path(__file__).parent / "trained"


@dataclass(frozen=True, slots=True)
class Scale:
    """How one input becomes points: the edges between its codes, the code of what is unknown, and
    what each code adds to the log-odds."""

    key: str
    edges: npt.NDArray[np.float64]
    middle: int
    points: npt.NDArray[np.int32]

    def codes(self, figures: Years) -> Codes:
        """The code of each figure; what is unknown counts as ordinary."""
        places = np.searchsorted(self.edges, figures, side="right").astype(np.uint8)
        places[np.isnan(figures)] = self.middle
        return places


@dataclass(frozen=True, slots=True)
class Tree:
    """Questions about inputs. Question n: is the code of `inputs[n]` at most `most[n]`? Then on to
    `yes[n]`, else `no[n]`; below zero are leaves. `within` is the mean of what lies below n."""

    inputs: Sequence[int]
    most: Sequence[int]
    yes: Sequence[int]
    no: Sequence[int]
    within: Sequence[int]
    leaves: Sequence[int]

    def log_odds(self, codes: Codes) -> npt.NDArray[np.int32]:
        """What the tree adds for each firm. The last questions come first: all firms at once."""
        below: dict[int, Any] = {~leaf: np.uint8(leaf) for leaf in range(len(self.leaves))}
        for n in range(len(self.inputs) - 1, -1, -1):
            yes, no = below.pop(self.yes[n]), below.pop(self.no[n])
            # all bits where the answer is yes, and none where it is no: quicker than a choice
            asked = -(codes[self.inputs[n]] <= self.most[n]).view(np.uint8)
            asked &= yes ^ no
            asked ^= no
            below[n] = asked
        added: npt.NDArray[np.int32] = np.asarray(self.leaves, np.int32)[below[0]]
        return added

    def path(self, codes: npt.NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
        """For one firm: the input of each question on its way, and what the answer added."""
        at = 0
        while at >= 0:
            asked, before = self.inputs[at], self.within[at]
            at = self.yes[at] if codes[asked] <= self.most[at] else self.no[at]
            yield asked, (self.within[at] if at >= 0 else self.leaves[~at]) - before


@dataclass(frozen=True, slots=True)
class HazardModel:
    """The log-odds that a firm files for bankruptcy in the fiscal year `lead` years after its last
    accounts, if it has not before."""

    lead: int
    market: bool
    base: int
    scales: tuple[Scale, ...]
    trees: tuple[Tree, ...]

    def codes(self, figures: Iterable[Years]) -> Codes:
        """The codes of all inputs of every firm."""
        pairs = zip(self.scales, figures, strict=True)
        return np.stack([scale.codes(column) for scale, column in pairs])

    def log_odds(self, codes: Codes) -> Micro:
        """The log-odds of every firm, in millionths."""
        total = np.full(codes.shape[1], self.base, np.int64)
        for scale, places in zip(self.scales, codes, strict=True):
            total += scale.points[places]
        for tree in self.trees:
            total += tree.log_odds(codes)
        return total

    def contributions(self, codes: npt.NDArray[np.uint8]) -> tuple[int, list[int]]:
        """For one firm: the log-odds of an ordinary one, and what each input adds to them. Together
        they are its log-odds, to the last millionth."""
        added = [int(one.points[code]) for one, code in zip(self.scales, codes, strict=True)]
        for tree in self.trees:
            for asked, step in tree.path(codes):
                added[asked] += step
        return self.base + sum(tree.within[0] for tree in self.trees), added


def to_bytes(model: HazardModel) -> bytes:
    """The model as a gzipped JSON text, the same bytes for the same model."""
    content = {
        "kind": KIND,
        "lead": model.lead,
        "market": model.market,
        "base": model.base,
        "scales": [
            [one.key, one.middle, one.edges.tolist(), one.points.tolist()] for one in model.scales
        ],
        "trees": [
            [
                list(part)
                for part in (tree.inputs, tree.most, tree.yes, tree.no, tree.within, tree.leaves)
            ]
            for tree in model.trees
        ],
    }
    return gzip.compress(json.dumps(content, separators=(",", ":")).encode(), mtime=0)


def from_bytes(data: bytes, name: str) -> HazardModel:
    """The model in unpacked JSON text; Unreadable where it is none of ours."""
    try:
        content = json.loads(data)
        if content["kind"] != KIND:
            raise Unreadable("no-failure-model", file=name)
        return HazardModel(
            content["lead"],
            content["market"],
            content["base"],
            tuple(_scale(*one) for one in content["scales"]),
            tuple(Tree(*map(tuple, parts)) for parts in content["trees"]),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable("no-failure-model", file=name) from fault


def _scale(key: str, middle: int, edges: list[float], points: list[int]) -> Scale:
    return Scale(key, np.array(edges, np.float64), middle, np.array(points, np.int32))


def file_name(*, market: bool, lead: int) -> str:
    """The file in which a trained model lies."""
    return f"{'market' if market else 'accounts'}-{lead}.json.gz"


@cache
def trained(*, market: bool, lead: int, folder: Path = TRAINED) -> HazardModel:
    """The trained model: the one that comes along, or one in a folder of one's own."""
    path = folder / file_name(market=market, lead=lead)
    return from_bytes(read_bytes(path), str(path))
