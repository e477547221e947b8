# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arrays for the published models are what they should be, or refused by name."""

import numpy as np
import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.inputs import indices, numbers, square, totals


def test_what_fits_comes_back_as_an_array() -> None:
    assert numbers("a", [0, 1], (2,)).tolist() == [0.0, 1.0]
    assert indices("a", [1.0, 0.0], (2,), 2).tolist() == [1, 0]
    assert square("a", np.empty((0, 0))).shape == (0, 0)
    assert totals(np.array([1, 1]), np.array([0.5, 2.0]), 3).tolist() == [0.0, 2.5, 0.0]


@pytest.mark.parametrize("values", [[-1, 0], [0, 2], [0, float("nan")]])
def test_numbers_out_of_range_are_refused_by_name(values: list[float]) -> None:
    with pytest.raises(WrongQuestion) as told:
        numbers("capacity", values, (2,), most=1)
    expected = {"name": "capacity", "least": "0", "most": "1"}
    assert (told.value.what.code, dict(told.value.what.params)) == ("model-range", expected)


@pytest.mark.parametrize("values", [[0.5, 0], [2, 0], [-1, 0]])
def test_indices_are_whole_and_within(values: list[float]) -> None:
    with pytest.raises(WrongQuestion, match="model-range"):
        indices("industry", values, (2,), 2)


def test_another_shape_is_refused() -> None:
    with pytest.raises(WrongQuestion, match="model-shape"):
        square("interdependency", [[1, 2]])
