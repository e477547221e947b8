# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong or doubtful in designations, overrides, evidence, populations, and what fallbacks
claim. Harm has checks of its own (`register/harms.py`)."""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from dijkwacht.base.problem import Grade, Problem, problem, row_problem
from dijkwacht.base.units import NEVER_DAY
from dijkwacht.register.codes import DesignationKind, Noun
from dijkwacht.register.register import Columns

DESIGNATED: Final[Mapping[DesignationKind, Noun]] = {
    DesignationKind.VITAL_PROCESS: Noun.SERVICE,
    DesignationKind.CRITICAL_ENTITY: Noun.SERVICE,  # a provider, but for this service
    DesignationKind.ISMS_SCOPE: Noun.SERVICE,
    DesignationKind.ESSENTIAL_ENTITY: Noun.ORGANISATION,
    DesignationKind.IMPORTANT_ENTITY: Noun.ORGANISATION,
}
"""What can be designated as what."""

NEEDED: Final = {
    "designations": ("noun", "of_id", "kind"),
    "overrides": ("service_id", "direction"),
    "evidence": ("service_id", "kind", "done_on"),
    "standings": ("organisation_id", "kind"),
    "statements": ("supplier_id", "ends_on"),
    "observations": ("kind", "observed_on"),
    "matches": ("observation_id", "supplier_id"),
    "alert_acts": ("supplier_id", "cause", "kind", "done_on"),
    "contract_options": ("contract_id", "kind"),
    "sovereignty_scores": ("supplier_id", "objective"),
}
"""Without these a row says nothing."""

SIGNED: Final = ("reason", "first_signatory", "first_unit", "second_signatory", "second_unit")


def assessed(rows: Columns) -> Iterator[Problem]:
    """Every problem of what people sign, designate and prove."""
    yield from _incomplete(rows)
    yield from _designations(rows.table("designations"))
    yield from _overrides(rows.table("overrides"))
    yield from _evidence(rows.table("evidence"))
    yield from _populations(rows.table("populations"))
    yield from _claims(rows)


def _incomplete(rows: Columns) -> Iterator[Problem]:
    for table, names in NEEDED.items():
        lacking = rows.table(table).filter(pl.any_horizontal(pl.col(names).is_null()))
        for row in lacking.iter_rows(named=True):
            missing = ", ".join(name for name in names if row[name] is None)
            yield row_problem(table, row["id"], "", "assessment-incomplete", columns=missing)


def _designations(frame: pl.DataFrame) -> Iterator[Problem]:
    for kind, noun in DESIGNATED.items():
        wrong = frame.filter((pl.col("kind") == kind) & (pl.col("noun") != noun))
        for id, found in wrong.select("id", "noun").iter_rows():
            said = {"noun": found, "kind": kind.value, "wanted": noun.value}
            yield row_problem("designations", id, "noun", "designation-noun", **said)


def _overrides(frame: pl.DataFrame) -> Iterator[Problem]:
    """What makes that an override cannot count, whatever policy says of it."""
    for name in SIGNED:
        for (id,) in frame.filter(pl.col(name).is_null()).select("id").iter_rows():
            yield row_problem(
                "overrides", id, name, "override-unsigned", Grade.WARNING, column=name
            )
    for what in ("signatory", "unit"):
        second = f"second_{what}"
        alike = frame.filter(pl.col(f"first_{what}") == pl.col(second))
        for id, who in alike.select("id", second).iter_rows():
            yield row_problem("overrides", id, second, "override-alike", Grade.WARNING, who=who)
    endless = frame.filter(pl.col("valid_until").fill_null(NEVER_DAY) == NEVER_DAY)
    for (id,) in endless.select("id").iter_rows():
        yield row_problem("overrides", id, "valid_until", "override-endless", Grade.WARNING)


def _evidence(frame: pl.DataFrame) -> Iterator[Problem]:
    early = frame.filter(pl.col("done_on") > pl.col("recorded_on"))
    for id, done, said in early.select("id", "done_on", "recorded_on").iter_rows():
        yield row_problem(
            "evidence", id, "done_on", "evidence-early", Grade.WARNING, done=done, recorded=said
        )
    alike = frame.filter(pl.col("done_by") == pl.col("observed_by"))
    for id, who in alike.select("id", "done_by").iter_rows():
        yield row_problem("evidence", id, "observed_by", "evidence-own", Grade.WARNING, who=who)


def _populations(frame: pl.DataFrame) -> Iterator[Problem]:
    unmeasured = frame.filter(pl.col("size").is_not_null() & pl.col("measure").is_null())
    for id, size in unmeasured.select("id", "size").iter_rows():
        yield row_problem(
            "populations", id, "measure", "population-unmeasured", Grade.WARNING, size=size
        )


def _claims(rows: Columns) -> Iterator[Problem]:
    """Claims on a facility that does not say what it can carry, and capacity that nobody claims."""
    fallbacks = rows.table("fallbacks").select("id", "claim").filter(pl.col("claim") > 0)
    systems = rows.table("systems").select("id", "fallback_capacity")
    able = systems.filter(pl.col("fallback_capacity").is_not_null())["id"].unique()
    places = _places(rows).join(fallbacks, left_on="owner_id", right_on="id", how="semi")
    unable = places.filter(~pl.col("member_id").is_in(able.implode()))
    yield from _counted(
        "fallbacks", "claims-without-capacity", unable["owner_id"], fallbacks["id"].n_unique()
    )
    unclaimed = able.filter(~able.is_in(places["member_id"].implode()))
    yield from _counted("systems", "capacity-without-claims", unclaimed, len(able))


def _places(rows: Columns) -> pl.DataFrame:
    """The systems that fallbacks need, each pair once."""
    needs = rows.table("requirements").filter(pl.col("owner_noun") == Noun.FALLBACK)
    members = rows.table("members").filter(pl.col("member_noun") == Noun.SYSTEM)
    pairs = needs.select("id", "owner_id").join(
        members.select("requirement_id", "member_id"), left_on="id", right_on="requirement_id"
    )
    return pairs.select("owner_id", "member_id").drop_nulls().unique()


def _counted(table: str, code: str, ids: pl.Series, total: int) -> Iterator[Problem]:
    found = ids.unique().sort()
    if len(found):
        yield problem(table, code, Grade.NOTE, count=len(found), total=total, first=found[0])
