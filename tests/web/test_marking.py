# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markings: what this deployment may not hold is not taken in, whichever way it comes."""

from datetime import date

import polars as pl
import pytest
from web.conftest import LogIn

from dijkwacht.base.errors import PlanRefused, WrongQuestion
from dijkwacht.register.register import History
from dijkwacht.web.environment import MARKINGS, read
from dijkwacht.web.marking import refuse_above_ceiling
from dijkwacht.web.roles import Role
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.loading import take_over
from dijkwacht.web.store.models import MODELS, Revision

pytestmark = pytest.mark.django_db


def marked(*markings: str | None) -> History:
    ids = [f"org-{number}" for number, _ in enumerate(markings)]
    rows = pl.DataFrame(
        {"id": ids, "marking": list(markings)}, schema_overrides={"marking": pl.String}
    )
    return History.of({"organisations": rows})


@pytest.mark.parametrize(
    ("ceiling", "refused"),
    [
        ("tlp:clear", ["org-1", "org-2", "org-3"]),
        ("tlp:amber", ["org-2", "org-3"]),
        ("stg-zg", ["org-3"]),
    ],
)
def test_what_is_above_the_ceiling_or_unknown_is_a_problem(
    ceiling: str, refused: list[str]
) -> None:
    found = refuse_above_ceiling(
        marked("TLP:CLEAR ", "tlp:green", "stg-c", "geheim", None), ceiling
    )
    assert [one.about for one in found] == [("organisations", id) for id in refused]


def test_it_is_not_written_whichever_way_it_comes() -> None:
    for model in MODELS.values():
        model._default_manager.all().delete()
    Revision.objects.all().delete()
    with pytest.raises(PlanRefused, match="marking-too-high"):
        take_over(marked("tlp:clear", "stg-g"), date(2026, 11, 24), Act())
    assert not MODELS["organisations"]._default_manager.exists()
    take_over(marked("tlp:clear", "tlp:green"), date(2026, 11, 24), Act())


def test_the_ceiling_is_one_that_exists() -> None:
    assert read({"DIJKWACHT_CEILING": "dep-v"}).ceiling in MARKINGS
    with pytest.raises(WrongQuestion, match="setting-ceiling"):
        read({"DIJKWACHT_CEILING": "secret"})


def test_every_page_bears_the_marking_of_the_whole(log_in: LogIn) -> None:
    assert "TLP:AMBER+STRICT" in log_in(Role.CISO).get("/").text
