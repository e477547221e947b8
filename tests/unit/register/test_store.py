# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder store: whole plans or nothing, through crashes, and every revision stays known."""

import json
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from dijkwacht.base.errors import PlanRefused, Unreadable
from dijkwacht.base.units import BasisPoints
from dijkwacht.register import store as store_module
from dijkwacht.register.plan import Limit, Plan, plan
from dijkwacht.register.records import Contract, Supplier
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.register.store import JOURNAL, LOG, Store
from dijkwacht.register.tables import Format, write_tables

LOOSE = Limit(BasisPoints(10_000), 0)
DAY = date(2026, 6, 1)


def planned(store: Store, *rows: Row) -> Plan:
    return plan(store.read()[0], History.from_records(rows), DAY, LOOSE)


def load(store: Store, *rows: Row) -> History:
    made = planned(store, *rows)
    return store.apply(made, made.checksum)


def test_an_absent_folder_is_an_empty_register(tmp_path: Path) -> None:
    history, problems = Store(tmp_path / "nieuw").read()
    assert (history.count(), history.revision, problems) == (0, 0, [])


def test_each_applied_plan_is_a_revision_that_stays_known(tmp_path: Path) -> None:
    store = Store(tmp_path)
    load(store, Supplier(id="a", name="Een"))
    load(store, Supplier(id="a", name="Twee"), Contract(id="c", supplier_id="a"))
    history, problems = store.read()
    assert problems == []
    assert history.revision == 2
    assert [history.at(DAY, n).table("suppliers")["name"].to_list() for n in range(3)] == [
        [],
        ["Een"],
        ["Twee"],
    ]
    lines = [json.loads(line) for line in (tmp_path / LOG).read_text("utf-8").splitlines()]
    assert [line["revision"] for line in lines] == [1, 2]
    assert lines[1]["tables"] == {
        "suppliers": {"new": 0, "changed": 1, "ended": 0},
        "contracts": {"new": 1, "changed": 0, "ended": 0},
    }


@pytest.mark.parametrize("form", list(Format))
def test_a_folder_of_tables_becomes_a_store_in_its_own_form(tmp_path: Path, form: Format) -> None:
    write_tables(History.from_records([Supplier(id="a")]), tmp_path / "s", form)
    store = Store(tmp_path / "s")
    load(store, Supplier(id="a"), Supplier(id="b"))
    assert (tmp_path / "s" / f"suppliers.{form.value}").exists()
    assert set(store.read()[0].known().table("suppliers")["id"]) == {"a", "b"}


def test_a_plan_made_on_older_rows_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    late = planned(store, Supplier(id="late"))
    load(store, Supplier(id="a"))
    with pytest.raises(PlanRefused, match="plan-outdated"):
        store.apply(late, late.checksum)
    assert set(store.read()[0].table("suppliers")["id"]) == {"a"}


def test_a_store_with_a_faulty_cell_is_not_rewritten(tmp_path: Path) -> None:
    (tmp_path / "suppliers.csv").write_text("id,valid_from\na,gisteren\n", "utf-8")
    store = Store(tmp_path)
    made = planned(store, Supplier(id="b"))
    with pytest.raises(PlanRefused, match="store-faulty"):
        store.apply(made, made.checksum)
    assert "gisteren" in (tmp_path / "suppliers.csv").read_text("utf-8")


class Crash(BaseException):
    """The machine stops."""


@pytest.mark.parametrize("step", range(14))
def test_a_crash_at_any_step_leaves_the_old_or_the_new_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    store = Store(tmp_path)
    load(store, Supplier(id="a", name="Een"))
    made = planned(store, Supplier(id="a", name="Twee"), Contract(id="c", supplier_id="a"))
    before, left = store.read()[0], [step]

    def dying(function):  # type: ignore[no-untyped-def]
        def wrapped(*args, **kwargs):  # type: ignore[no-untyped-def]
            if left[0] == 0:
                raise Crash
            left[0] -= 1
            return function(*args, **kwargs)

        return wrapped

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "_durable", dying(store_module._durable))
        patch.setattr(store_module, "_sync", dying(store_module._sync))
        patch.setattr(Path, "replace", dying(Path.replace))
        patch.setattr(Path, "rename", dying(Path.rename))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        try:
            store.apply(made, made.checksum)
            finished = True
        except Crash:
            finished = False
    found, problems = store.read()
    assert problems == []
    after = made.base.revision + 1
    assert found.revision in (before.revision, after)
    if finished:
        assert found.revision == after
    if found.revision == after:
        assert found.at(DAY).table("suppliers")["name"].to_list() == ["Twee"]
        assert found.at(DAY).table("contracts").height == 1
    else:
        assert found == before
    assert not (tmp_path / JOURNAL).exists()


def test_a_journal_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    load(store, Supplier(id="a"))
    (tmp_path / "s" / JOURNAL).write_text('{"../evil": "suppliers.csv"}', "utf-8")
    with pytest.raises(Unreadable, match="file-outside"):
        store.read()


def _load_many(folder: Path, name: str) -> None:
    store = Store(folder)
    for number in range(5):
        while True:
            made = plan(
                store.read()[0],
                History.from_records([Supplier(id=f"{name}{number}", source=name)]),
                DAY,
                LOOSE,
            )
            try:
                store.apply(made, made.checksum)
                break
            except PlanRefused:
                continue


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_load_many, args=(tmp_path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    history, _ = Store(tmp_path).read()
    assert history.revision == 10
    assert len(set(history.table("suppliers")["id"])) == 10
