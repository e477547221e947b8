# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Training the failure model (extra `train`): boosted trees and logistic regression on the codes of
the inputs, blended on log-odds, set to the observed rate, and written as whole numbers."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dijkwacht.base.errors import Unreadable
from dijkwacht.distress.course import Years
from dijkwacht.distress.hazard_model import Codes, HazardModel, Scale, Tree
from dijkwacht.distress.inputs import inputs
from dijkwacht.distress.odds import MICRO
from dijkwacht.distress.training_rows import Mask, Rows, weights

CODES: Final = 96
WIDEST: Final = 2.9  # the outermost edges, in standard deviations of a normal distribution
FINEST: Final = 100  # points and leaves are whole hundreds of millionths
HISTORIES: Final = {1: (1, 2, 3, 4), 2: (1, 2, 3, 4), 3: (1, 2, 3)}
ENDED: Final = (3, 4, 5)
LOGISTIC: Final = 0.02
COMMON: Final = {
    "objective": "binary",
    "learning_rate": 0.06,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 20.0,
    "max_bin": 255,
    "min_data_in_bin": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
GREEDY: Final = {"num_leaves": 8, "min_data_in_leaf": 60, "feature_fraction": 0.3}
DRAWN: Final = {
    "extra_trees": True,
    "num_leaves": 12,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.2,
}


@dataclass(frozen=True, slots=True)
class Forest:
    """One way of growing trees: its options, how many, on which firm-years, and its share."""

    options: dict[str, Any]
    rounds: int
    ended: bool  # on last years alone
    share: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What a member learns from: codes of firm-years, their outcome and weight."""

    codes: Codes
    fails: Mask
    weight: Years


FORESTS: Final = (
    Forest(GREEDY, 170, False, 1.0),
    Forest(DRAWN, 250, False, 1.0),
    Forest(GREEDY, 125, True, 1.0),
    Forest(DRAWN, 200, True, 1.0),
)
LINES: Final = ((False, 0.4), (True, 0.4))
"""Logistic regressions: on last years alone, and the share of each."""


def needed(name: str) -> Any:
    """A library of the extra `train`; Unreadable where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as fault:
        raise Unreadable("no-training", library=name.partition(".")[0]) from fault


def scales(rows: Rows, *, market: bool) -> tuple[Scale, ...]:
    """The edges of every input: of the firm-years that have three or four years of history."""
    known = [(rows.seen >= years, rows.figures(years, market=market)) for years in (3, 4)]
    keys = [one.key for one in inputs(market=market)]
    shares = [NormalDist().cdf(at) for at in np.linspace(-WIDEST, WIDEST, CODES - 1)]
    made = []
    for place, key in enumerate(keys):
        figures = np.concatenate([columns[place][here] for here, columns in known])
        figures = figures[~np.isnan(figures)]
        edges = np.unique([float(f"{edge:.6g}") for edge in np.quantile(figures, shares)])
        middle = int(np.searchsorted(edges, np.median(figures), side="right"))
        made.append(Scale(key, edges, middle, _normal(edges, figures)))
    return tuple(made)


def _normal(edges: Years, figures: Years) -> npt.NDArray[np.int32]:
    """Where each code lies on a normal distribution, in millionths."""
    count = np.bincount(np.searchsorted(edges, figures, side="right"), minlength=len(edges) + 1)
    middle = (np.cumsum(count) - count / 2) / count.sum()
    places = [NormalDist().inv_cdf(min(max(at, 1e-4), 1 - 1e-4)) for at in middle]
    return np.asarray(np.rint(np.array(places) * MICRO), np.int32)


@dataclass(frozen=True, slots=True)
class Coded:
    """Firm-years as codes, by length of history."""

    rows: Rows
    scales: tuple[Scale, ...]
    codes: dict[int, Codes]


def coded(rows: Rows, *, market: bool, known: Mask | None = None) -> Coded:
    """All firm-years as codes, by edges that are taken from those in `known` alone."""
    learned = rows if known is None else picked(rows, known)
    on = scales(learned, market=market)
    codes = {
        years: np.stack(
            [
                scale.codes(column)
                for scale, column in zip(on, rows.figures(years, market=market), strict=True)
            ]
        )
        for years in (1, 2, 3, 4, 5)
    }
    return Coded(rows, on, codes)


def picked(rows: Rows, among: Mask) -> Rows:
    """Some of the firm-years."""
    return Rows(
        {item: course[among] for item, course in rows.items.items()},
        rows.firm[among],
        rows.fyear[among],
        rows.seen[among],
        rows.before[among],
        rows.failed[among],
        rows.validation[among],
    )


def sample(data: Coded, lead: int, among: Mask, *, ended: bool) -> Sample:
    """The firm-years of a member: with each length of history, or last years alone."""
    _, fails = data.rows.target(lead)
    histories = ENDED if ended else HISTORIES[lead]
    parts = []
    for years in histories:
        weight = weights(data.rows, lead, years, among)
        if ended:
            weight = np.where(data.rows.before == lead - 1, weight > 0, 0.0)
        here = weight > 0
        parts.append((data.codes[years][:, here], fails[here], weight[here] / len(histories)))
    codes, outcome, weight_ = zip(*parts, strict=True)
    return Sample(np.concatenate(codes, axis=1), np.concatenate(outcome), np.concatenate(weight_))


def fit(data: Coded, lead: int, among: Mask, seeds: Sequence[int], *, market: bool) -> HazardModel:
    """The blend of all members, learned from the firm-years in `among`; not yet calibrated."""
    samples = {ended: sample(data, lead, among, ended=ended) for ended in (False, True)}
    every = sum(one.share for one in FORESTS) + sum(share for _, share in LINES)
    trees: list[Tree] = []
    for forest in FORESTS:
        trees += _grown(forest, samples[forest.ended], seeds, forest.share / every / len(seeds))
    base, points = 0.0, np.zeros((len(data.scales), 256))
    for ended, share in LINES:
        line, bent = _line(data.scales, samples[ended], share / every)
        base, points = base + line, points + bent
    on = tuple(
        replace(scale, points=_whole(points[place, : len(scale.points)]))
        for place, scale in enumerate(data.scales)
    )
    return HazardModel(lead, market, round(base * MICRO), on, tuple(trees))


def _whole(log_odds: npt.ArrayLike) -> npt.NDArray[np.int32]:
    """Log-odds as whole millionths, in hundreds."""
    return np.asarray(np.rint(np.asarray(log_odds) * (MICRO / FINEST)) * FINEST, np.int32)


def _grown(forest: Forest, data: Sample, seeds: Sequence[int], share: float) -> list[Tree]:
    """The trees of one way of growing, for every seed."""
    boosting = needed("lightgbm")
    trees = []
    for seed in seeds:
        table = boosting.Dataset(
            np.ascontiguousarray(data.codes.T, np.float32), data.fails, weight=data.weight
        )
        options = {**COMMON, **forest.options, "seed": seed}
        grown = boosting.train(options, table, forest.rounds).dump_model()
        trees += [_tree(one["tree_structure"], share) for one in grown["tree_info"]]
    return [tree for tree in trees if tree.inputs]


def _tree(root: dict[str, Any], share: float) -> Tree:
    """A tree of the library as ours: questions numbered from the top, so that those below come
    later."""
    questions: list[dict[str, Any]] = []
    leaves: list[int] = []

    def place(node: dict[str, Any]) -> int:
        if "leaf_index" not in node:
            if "split_index" not in node:  # a tree of one leaf says nothing
                return 0
            questions.append(node)
            node["at"] = len(questions) - 1
            node["yes"], node["no"] = place(node["left_child"]), place(node["right_child"])
            return int(node["at"])
        leaves.append(int(_whole(node["leaf_value"] * share)))
        return ~(len(leaves) - 1)

    place(root)
    means = [int(_whole(_mean(node)[0] * share)) for node in questions]
    return Tree(
        [node["split_feature"] for node in questions],
        [int(node["threshold"]) for node in questions],
        [node["yes"] for node in questions],
        [node["no"] for node in questions],
        means,
        leaves,
    )


def _mean(node: dict[str, Any]) -> tuple[float, float]:
    """The mean of the leaves below, each by its firm-years, and how many those are."""
    if "leaf_index" in node:
        return node["leaf_value"], node["leaf_count"]
    (yes, some), (no, others) = _mean(node["left_child"]), _mean(node["right_child"])
    return (yes * some + no * others) / (some + others), some + others


def _line(scales_: tuple[Scale, ...], data: Sample, share: float) -> tuple[float, Years]:
    """A logistic regression as a base and points for every code."""
    linear = needed("sklearn.linear_model")
    places = [scale.points[codes] / MICRO for scale, codes in zip(scales_, data.codes, strict=True)]
    learner = linear.LogisticRegression(C=LOGISTIC, solver="newton-cholesky", tol=1e-10)
    learner.fit(np.stack(places, axis=1), data.fails, sample_weight=data.weight)
    points = np.zeros((len(scales_), 256))
    for place, scale in enumerate(scales_):
        points[place, : len(scale.points)] = learner.coef_[0, place] * scale.points / MICRO * share
    return float(learner.intercept_[0]) * share, points


def scaled(model: HazardModel, slope: float, level: float) -> HazardModel:
    """The model with its log-odds stretched and shifted."""

    def stretched(values: Sequence[int] | npt.NDArray[np.int32]) -> list[int]:
        return [int(one) for one in _whole(np.asarray(values, float) * slope / MICRO)]

    trees = tuple(
        replace(tree, within=stretched(tree.within), leaves=stretched(tree.leaves))
        for tree in model.trees
    )
    on = tuple(
        replace(scale, points=np.array(stretched(scale.points), np.int32)) for scale in model.scales
    )
    base = round(model.base * slope + level * MICRO)
    return replace(model, base=base, scales=on, trees=trees)
