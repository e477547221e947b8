# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register in the database: the same rows as in a folder, plan by plan, and back again."""

import dataclasses
from datetime import date

import polars as pl
import pytest
from django.db import transaction
from django.db.models import Max
from hypothesis import given, settings
from strategies import histories
from web import world

from dijkwacht import verbs
from dijkwacht.base.errors import PlanRefused
from dijkwacht.register.plan import Ends
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.register.schema import columns
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store import reading
from dijkwacht.web.store.apply import Act, apply_plan, insert
from dijkwacht.web.store.models import MODELS, Revision
from dijkwacht.web.store.undo import undo

ON = date(2026, 11, 24)
WATERDAM = verbs.examples() / "01_waterdam"

pytestmark = pytest.mark.django_db


def rows() -> History:
    return REASONING.newest().history


def renamed(history: History, id: str, name: str) -> History:
    """The history with one organisation under another name."""
    frame = history.known().frames["organisations"]
    changed = frame.with_columns(
        name=frame["name"].zip_with(
            frame["id"] != id, frame["name"].clear(frame.height).fill_null(name)
        )
    )
    return History.of({"organisations": changed.drop("known_from", "known_until")})


def change(name: str) -> Revision:
    plan = verbs.plan(
        rows(), renamed(rows(), "org-waterdam", name), ON, Rulebook.read().on(ON), Ends.NOTHING
    )
    return apply_plan(plan, plan.checksum, Act(why="test"))


def test_every_model_has_the_fields_of_its_record_and_no_other() -> None:
    for table, record in TABLES.items():
        fields = {field.name for field in MODELS[table]._meta.get_fields()} - {"row", "extra"}
        wanted = {
            "key" if field.name == "id" else field.name for field in dataclasses.fields(record)
        }
        assert fields == wanted, table
        assert len(columns(table)) == len(wanted), table


def test_the_example_comes_out_of_the_database_as_it_went_in() -> None:
    opened = verbs.with_rows(verbs.open_register(WATERDAM, ON), world.frames())
    for table in TABLES:
        assert kept(rows().frames[table], set()) == kept(opened.history.frames[table], set()), table


def kept(frame: pl.DataFrame, without: set[str]) -> list[tuple[object, ...]]:
    names = sorted(set(frame.columns) - without)
    return sorted(frame.select(names).rows(), key=repr)


@settings(max_examples=20)
@given(histories())
def test_any_rows_come_back_as_they_were_written(made: History) -> None:
    with transaction.atomic():
        for table, frame in made.frames.items():
            model = MODELS[table]._default_manager
            last = model.aggregate(last=Max("row"))["last"] or 0
            insert(table, frame)
            back = reading.frame(table, model.filter(row__gt=last).order_by("row"))
            told = frame.select(name for name in frame.columns if name in back.columns)
            assert back.equals(told.select(back.columns)), table
            lost = frame.select(set(frame.columns) - set(back.columns))
            assert sum(lost.null_count().row(0)) == lost.height * lost.width
        transaction.set_rollback(True)


def test_a_change_is_the_next_revision_and_the_old_row_stays_known() -> None:
    before = rows()
    revision = change("Gemeente Waterdam aan Zee")
    after = rows()
    assert revision.number == before.revision + 1 == after.revision
    named = dict(after.at(ON).table("organisations").select("id", "name").iter_rows())
    assert named["org-waterdam"] == "Gemeente Waterdam aan Zee"
    for table, frame in before.at(ON).frames.items():
        then = after.at(ON, before.revision).table(table)
        assert kept(then, {"known_until"}) == kept(frame, {"known_until"}), table


def test_what_is_brought_up_to_date_equals_what_is_read_anew() -> None:
    rows()
    change("Anders")
    assert rows() == reading.whole()
    assert [frame["id"].to_list() for frame in rows().frames.values()] == [
        frame["id"].to_list() for frame in reading.whole().frames.values()
    ]


def test_a_change_taken_back_leaves_the_same_register() -> None:
    before = rows().at(ON)
    number = change("Anders").number
    made = undo(number, ON, Act())
    for table, frame in before.frames.items():
        now, then = (
            one.drop("known_from", "known_until").sort("id", maintain_order=True)
            for one in (rows().at(ON).table(table), frame)
        )
        assert now.equals(then), table
    assert made.undoes is not None and made.undoes.number == number
    with pytest.raises(PlanRefused, match="undo-done"):
        undo(number, ON, Act())


def test_a_change_that_a_later_one_touched_is_not_taken_back() -> None:
    number = change("Anders").number
    change("Nog anders")
    with pytest.raises(PlanRefused, match="undo-later"):
        undo(number, ON, Act())


def test_a_plan_made_on_an_older_revision_is_refused_and_writes_nothing() -> None:
    plan = verbs.plan(
        rows(), renamed(rows(), "org-waterdam", "Eerst"), ON, Rulebook.read().on(ON), Ends.NOTHING
    )
    change("Tussendoor")
    count = Revision.objects.count()
    with pytest.raises(PlanRefused, match="plan-outdated"):
        apply_plan(plan, plan.checksum, Act())
    assert Revision.objects.count() == count


def test_some_things_are_read_at_the_newest_revision_and_a_plan_on_them_is_applied() -> None:
    change("Anders")
    base = reading.things({"organisations": ["org-duinwijk", "org-staat"]})
    assert base.revision == rows().revision
    plan = verbs.plan(
        base, renamed(base, "org-duinwijk", "Duin"), ON, Rulebook.read().on(ON), Ends.NOTHING
    )
    assert apply_plan(plan, plan.checksum, Act(), anyway=True).number == base.revision + 1
    held = dict(rows().at(ON).table("organisations").select("id", "name").iter_rows())
    assert held["org-duinwijk"] == "Duin"
