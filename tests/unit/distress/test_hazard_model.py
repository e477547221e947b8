# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A trained model as whole numbers: trees, points, and what each input adds."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.distress.hazard_model import (
    LEADS,
    HazardModel,
    Scale,
    Tree,
    from_bytes,
    to_bytes,
    trained,
)
from dijkwacht.distress.inputs import inputs

# is the first code at most 1? then 10; else is the second at most 0? then 20, else 40
TREE = Tree((0, 1), (1, 0), (~0, ~1), (1, ~2), (20, 30), (10, 20, 40))


def small() -> HazardModel:
    """A model of two inputs."""
    scales = (
        Scale("debt now", np.array([0.5, 1.0]), 1, np.array([-5, 0, 5], np.int32)),
        Scale("cash now", np.array([0.1]), 0, np.array([7, -7], np.int32)),
    )
    return HazardModel(1, False, -100, scales, (TREE,))


def test_a_figure_has_the_code_of_its_place_and_unknown_is_ordinary() -> None:
    figures = np.array([0.4, 0.5, 0.9, 1.0, np.nan])
    assert small().scales[0].codes(figures).tolist() == [0, 1, 1, 2, 1]


def test_log_odds_are_the_base_the_points_and_the_leaves() -> None:
    codes = np.array([[0, 2, 2], [1, 0, 1]], np.uint8)
    assert small().log_odds(codes).tolist() == [-100 - 5 - 7 + 10, -100 + 5 + 7 + 20, -62]


def test_what_the_inputs_add_is_the_log_odds_to_the_last_millionth() -> None:
    model = small()
    for first in range(3):
        for second in range(2):
            codes = np.array([first, second], np.uint8)
            ordinary, added = model.contributions(codes)
            assert ordinary == -100 + 20
            assert ordinary + sum(added) == model.log_odds(codes[:, None])[0]


def test_a_model_is_read_as_it_was_written() -> None:
    data = to_bytes(small())
    assert data == to_bytes(from_bytes(gzip.decompress(data), "small"))


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"kind": "other"}'])
def test_what_is_no_model_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        from_bytes(text, "other")
    assert told.value.what.code == "no-failure-model"


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("market", [True, False])
def test_the_models_that_come_along_ask_for_the_inputs_there_are(market: bool, lead: int) -> None:
    model = trained(market=market, lead=lead)
    assert (model.market, model.lead) == (market, lead)
    assert [one.key for one in model.scales] == [one.key for one in inputs(market=market)]
    for tree in model.trees:
        assert all(below > n for n, below in enumerate(tree.yes) if below >= 0)
        assert all(below > n for n, below in enumerate(tree.no) if below >= 0)


def test_the_models_that_come_along_are_small_and_no_pickle(root: Path) -> None:
    files = sorted((root / "src/dijkwacht/distress/trained").glob("*.json.gz"))
    assert len(files) == 2 * len(LEADS)
    assert sum(file.stat().st_size for file in files) < 1_500_000
    for file in files:
        assert json.loads(gzip.decompress(file.read_bytes()))["kind"] == "failure-model/v1"
