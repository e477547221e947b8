# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes computed again after other harm or overrides, without the engine: as if all had been done
anew."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from dijkwacht import verbs

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def waterdam() -> verbs.Opened:
    return verbs.open_register(verbs.examples() / "01_waterdam", ON)


@pytest.mark.parametrize(
    ("harms", "overrides"),
    [
        (pl.lit(True), pl.lit(True)),
        (pl.col("service_id") != "svc-identiteit", pl.lit(True)),
        (pl.col("kind") != "law", pl.col("service_id") != "svc-belastingen"),
        (pl.col("after_hours") > 72, pl.lit(False)),
    ],
)
def test_only_harm_and_overrides_differ_and_the_classes_are_those_of_a_full_run(
    waterdam: verbs.Opened, harms: pl.Expr, overrides: pl.Expr
) -> None:
    before = verbs.classify(waterdam)
    cover = verbs.coverage(waterdam, before.classes)
    frames = dict(waterdam.register.frames)
    frames["harms"] = frames["harms"].filter(harms)
    frames["overrides"] = frames["overrides"].filter(overrides)
    quick = verbs.reclassify(before, cover, frames["harms"], frames["overrides"])
    full = verbs.classify(replace(waterdam, register=replace(waterdam.register, frames=frames)))
    for name in ("level", "gross", "mtpd", "mtpd_early", "provisional", "possible"):
        assert np.array_equal(getattr(quick.classes, name), getattr(full.classes, name)), name
    moved = {id for id in full.classes.ids if verbs.moved(before, full, id)}
    assert moved == {move.service_id for move in verbs.moves(before, full)}
