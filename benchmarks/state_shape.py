# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a fictional state looks like at several sizes: totals, concentration, chains, sharing,
circles, and what is unknown.

    python benchmarks/state_shape.py [--seed 1] [--organisations 1 3 30 343 1700]

docs/reference/sources/fictional.md quotes this.
"""

import argparse
from collections import Counter
from datetime import date

import numpy as np
import polars as pl
from machine import machine

from dijkwacht import verbs
from dijkwacht.base.problem import Grade
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.loops import feedback_groups
from dijkwacht.register.codes import Noun, SystemKind
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
TOP = 10


def concentration(amounts: pl.Series) -> str:
    """Largest, ten largest, first 1 % and HHI (0 to 10,000) of what each supplier has."""
    sizes = amounts.drop_nulls().cast(pl.Float64).sort(descending=True).to_numpy()
    shares = sizes / sizes.sum()
    first = max(1, round(shares.size / 100))
    return (
        f"{shares.size:,} suppliers; largest {shares[0]:.1%}, ten largest {shares[:TOP].sum():.1%},"
        f" first 1 % {shares[:first].sum():.1%}, HHI {((100 * shares) ** 2).sum():,.0f}"
    )


def contracts(register: Register) -> list[str]:
    """Who has the contracts."""
    rows = register.table("contracts")
    ict = register.table("suppliers").filter(pl.col("kind") == "ict")["id"]
    on_ict = rows.filter(pl.col("supplier_id").is_in(ict.implode()))
    value = pl.col("yearly_value").sum()
    ends = rows["ends_on"]
    running = ((ends > ON) & (ends != date.max)).sum() / len(rows)
    return [
        f"contracts        {concentration(rows.group_by('supplier_id').len()['len'])}",
        f"  by value       "
        f"{concentration(rows.group_by('supplier_id').agg(value)['yearly_value'])}",
        f"  on ICT         {concentration(on_ict.group_by('supplier_id').len()['len'])}",
        f"  ICT            {len(on_ict) / len(rows):.1%} of contracts; end known and ahead"
        f" {running:.1%}",
        f"  value a year   {float(rows['yearly_value'].sum()) / 1e9:,.2f} thousand million euros",
    ]


def sharing(register: Register) -> list[str]:
    """Offices at the largest supplier, and platforms with the organisations that lean on them."""
    needs = register.table("requirements").select("id", "owner_noun", "owner_id", "name")
    members = register.table("members").select("requirement_id", "member_noun", "member_id")
    pairs = members.join(needs, left_on="requirement_id", right_on="id")
    services = register.table("services").select("id", "organisation_id")
    systems = register.table("systems").select("id", "organisation_id", "kind")
    owners = pl.concat([services, systems.drop("kind")])
    platforms = systems.filter(pl.col("kind") == SystemKind.PLATFORM)["id"]
    on = pairs.filter(pl.col("member_id").is_in(platforms.implode()))
    users = on.join(owners, left_on="owner_id", right_on="id")
    per = users.group_by("member_id").agg(pl.col("organisation_id").n_unique())["organisation_id"]
    straight = on.filter(pl.col("owner_noun") == Noun.SERVICE)["owner_id"].n_unique()
    applications = on.filter(pl.col("owner_noun") == Noun.SYSTEM)["owner_id"].unique()
    through = pairs.filter(
        (pl.col("owner_noun") == Noun.SERVICE)
        & pl.col("member_id").is_in(pl.concat([applications, platforms]).implode())
    )["owner_id"].n_unique()
    return [
        f"offices          {offices(register):.1%} of organisations at the largest supplier",
        f"platforms        {len(platforms)}; organisations on one: median"
        f" {per.median() or 0:.0f}, most {per.max() or 0}; services that need one:"
        f" {straight / len(services):.0%} straight,"
        f" {through / len(services):.0%} straight or through an application",
    ]


def offices(register: Register) -> float:
    """The part of organisations whose office environment the largest supplier delivers."""
    named = pl.col("name").str.starts_with("levering van de")
    needs = register.table("requirements").filter(named).select("owner_id", requirement_id="id")
    members = register.table("members").select("requirement_id", "member_id")
    largest = register.table("deliveries").filter(pl.col("supplier_id") == "sup-000001")["id"]
    held = needs.join(members, on="requirement_id")
    theirs = held.filter(pl.col("member_id").is_in(largest.implode()))
    return theirs["owner_id"].n_unique() / len(register.table("organisations"))


def chains(graph: DependencyGraph) -> list[str]:
    """The longest chain below each service, and the circles."""
    layer = graph.order.layer[graph.order.component[graph.services]]
    low, middle, high = np.quantile(layer, [0.1, 0.5, 0.9]).astype(int)
    sizes = Counter(len(group) for group in feedback_groups(graph))
    circles = ", ".join(f"{count:,} of {size} nodes" for size, count in sorted(sizes.items()))
    suppliers = np.flatnonzero(graph.nodes.noun == NodeNoun.SUPPLIER)
    first = graph.users_of[0]
    used = int((first[suppliers + 1] > first[suppliers]).sum())
    return [
        f"graph            {len(graph.nodes):,} nodes, {len(graph.groups):,} requirements with an"
        f" effect, {graph.groups.member.size:,} members; {used:,} suppliers in it deliver",
        f"chains           longest below a service, in links: 10 % {low}, half {middle},"
        f" 90 % {high}, longest {layer.max()}",
        f"circles          {circles or 'none'}",
    ]


def requirements(register: Register) -> list[str]:
    """Alternatives, what a shortage does, and fallbacks."""
    rows, members = register.table("requirements"), register.table("members")
    many = members.group_by("requirement_id").len()["len"]
    codes = rows["criticality"].value_counts(sort=True).iter_rows()
    does = ", ".join(f"{code or 'unknown'} {count / len(rows):.1%}" for code, count in codes)
    held = register.table("fallbacks")
    tested = held.filter(pl.col("proven_on").is_not_null() & (pl.col("proven_on") != date.max))
    return [
        f"requirements     {does}; more than one member {(many > 1).sum() / len(rows):.1%}",
        f"fallbacks        {len(held):,}, tested {len(tested) / max(1, len(held)):.1%}",
    ]


def shape(organisations: int, seed: int) -> None:
    """Print one state."""
    history = verbs.generate(organisations, seed, ON)
    register = history.at(ON)
    opened = verbs.Opened("state", history, register, Rulebook.read().on(ON), ())
    problems = verbs.check(opened)
    grades = Counter(each.grade for each in problems)
    cells = sum(frame.height * frame.width for frame in register.frames.values())
    empty = sum(
        int(frame.null_count().sum_horizontal().sum()) for frame in register.frames.values()
    )
    totals = ", ".join(f"{len(frame):,} {name}" for name, frame in register.frames.items())
    print(f"== {organisations:,} organisation(s), seed {seed}")
    print(f"tables           {totals}")
    lines = [
        *contracts(register),
        *sharing(register),
        *requirements(register),
        *chains(opened.graphs.every),
        f"empty cells      {empty / cells:.1%}, with the columns of validity and revision",
        f"check            {grades[Grade.FAULT]} faults, {grades[Grade.WARNING]} warnings,"
        f" {grades[Grade.NOTE]} notes",
    ]
    print("\n".join(lines), end="\n\n")


def main() -> None:
    """Print the states asked for."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--organisations", type=int, nargs="*", default=[1, 3, 30, 343, 1_700])
    asked = read.parse_args()
    print(machine(), end="\n\n")
    for organisations in asked.organisations:
        shape(organisations, asked.seed)


if __name__ == "__main__":
    main()
