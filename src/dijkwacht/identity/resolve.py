# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From notices to suppliers: by an official number it is an observation of that supplier; by name
alone it is a candidate, until a person has decided.

A pure function of what is known on a day: the notices that hold, the register, the decisions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.ids import Identifier, parse
from dijkwacht.identity.candidates import Matching, alike, taken_apart
from dijkwacht.register.codes import MatchDecision, Noun
from dijkwacht.register.register import Columns, complete
from dijkwacht.rules.rulebook import Rules

OURS: Final = "supplier"
"""The scheme of our own ids."""
SURE: Final = 10_000


@dataclass(frozen=True)
class Resolved:
    """Observations, of suppliers or of nobody yet, and the candidates that wait for a person."""

    observations: pl.DataFrame
    matches: pl.DataFrame


def resolve(
    notices: pl.DataFrame, register: Columns, decided: pl.DataFrame, rules: Rules
) -> Resolved:
    """What the notices say of the suppliers of a register."""
    kinds = _kinds(rules)
    telling = [kind for kind, of in kinds.items() if of["severity"] or of["weight"]]
    told = notices.filter(pl.col("kind").is_in(telling)).with_columns(who=_who())
    decisions = _decisions(decided, notices)
    numbered = _numbered(told, register)
    numbered = numbered.join(
        _of(decisions, MatchDecision.DIFFERENT), on=["who", "supplier_id"], how="anti"
    )
    rest = told.join(numbered, on="id", how="anti")
    by_hand = rest.join(_of(decisions, MatchDecision.SAME), on="who").with_columns(
        scheme=pl.lit(None, pl.String), value=pl.lit(None, pl.String)
    )
    rest = rest.join(by_hand, on="id", how="anti")
    matches = _candidates(rest, register, decisions, Matching.of(rules))
    waiting = rest.filter(pl.col("who").is_in(matches["who"].implode())).with_columns(
        supplier_id=pl.lit(None, pl.String),
        scheme=pl.col("schemes").list.first(),
        value=pl.col("values").list.first(),
    )
    columns = [*told.columns, "supplier_id", "scheme", "value"]
    every = pl.concat([part.select(columns) for part in (numbered, by_hand, waiting)])
    observations = _observations(every, {kind: kinds[kind] for kind in telling})
    return Resolved(observations, _as_matches(matches, decided))


def _kinds(rules: Rules) -> Mapping[str, Mapping[str, Any]]:
    """What policy says of each kind; Unreadable where it leaves something out."""
    policy = rules.parameters("signals/kinds")
    for kind in policy.entries:
        for key in ("family", "severity", "weight"):
            if key not in policy[kind]:
                raise Unreadable("rule-without-value", rule=policy.version, name=f"{kind}.{key}")
    return {kind: policy[kind] for kind in policy.entries}


def _who() -> pl.Expr:
    """Of whom a feed speaks: a decision about one entry holds for all that name the same."""
    first = pl.col("names").list.first().fill_null("")
    number = pl.col("values").list.first().fill_null("")
    return pl.concat_str([pl.col("feed"), first, number], separator="\x1f")


def _decisions(decided: pl.DataFrame, notices: pl.DataFrame) -> pl.DataFrame:
    """`who`, `supplier_id` and the last decision about both."""
    of = notices.select(pl.col("id").alias("observation_id"), who=_who()).unique("observation_id")
    made = decided.join(of, on="observation_id", maintain_order="left")
    last = made.unique(["who", "supplier_id"], keep="last", maintain_order=True)
    return last.select("who", "supplier_id", "decision")


def _of(decisions: pl.DataFrame, decision: MatchDecision) -> pl.DataFrame:
    return decisions.filter(pl.col("decision") == decision.value).select("who", "supplier_id")


def numbers_of(register: Columns) -> pl.DataFrame:
    """`supplier_id`, `scheme`, `value` of every number of a supplier, those that are within another
    number too: an OIN or a EUID may hold a KvK number."""
    given = register.table("identifiers").filter(pl.col("noun") == Noun.SUPPLIER)
    plain = given.select(
        pl.col("of_id").alias("supplier_id"), "scheme", pl.col("value").str.strip_chars()
    ).drop_nulls()
    inside = [
        plain.filter(pl.col("scheme") == scheme).with_columns(
            scheme=pl.lit("kvk"), value=pl.col("value").str.extract(pattern)
        )
        for scheme, pattern in HOLDING.items()
    ]
    ids = register.table("suppliers").select(
        pl.col("id").alias("supplier_id"), scheme=pl.lit(OURS), value=pl.col("id")
    )
    return pl.concat([plain, *inside, ids]).drop_nulls().unique()


HOLDING: Final = {"oin": r"^00000003(\d{8})0000$", "euid": r"^NLNHR\.(\d{8})$"}


def _numbered(told: pl.DataFrame, register: Columns) -> pl.DataFrame:
    """The notices of which a number is that of a supplier; once per supplier."""
    rows = told.select("id", "schemes", "values").explode("schemes", "values").drop_nulls()
    pairs = rows.select(pl.col("schemes").alias("scheme"), pl.col("values").alias("value")).unique()
    plain = [_plain(scheme, value) for scheme, value in pairs.iter_rows()]
    canonical = pairs.with_columns(plain=pl.Series("plain", plain, dtype=pl.String))
    known = numbers_of(register).rename({"value": "plain"})
    found = (
        rows.rename({"schemes": "scheme", "values": "value"})
        .join(canonical, on=["scheme", "value"])
        .join(known, on=["scheme", "plain"])
        .sort("id", "supplier_id", "scheme", "value")
        .unique(["id", "supplier_id"], keep="first", maintain_order=True)
    )
    return told.join(found.select("id", "supplier_id", "scheme", "value"), on="id")


def _plain(scheme: str, value: str) -> str:
    """A number in the spelling of the register."""
    found = parse(scheme, value)
    return found.value if isinstance(found, Identifier) else value


def _candidates(
    rest: pl.DataFrame, register: Columns, decisions: pl.DataFrame, matching: Matching
) -> pl.DataFrame:
    """`who`, `supplier_id`, `score`, `evidence` and the entry that stands for all of that name."""
    spoken = (
        rest.select("id", "who", "country", "names", "kind")
        .explode("names")
        .drop_nulls("names")
        .sort("id")
        .unique(["who", "names"], keep="first", maintain_order=True)
        .rename({"names": "name"})
    )
    firms = register.once("suppliers").select(
        pl.col("id").alias("supplier_id"),
        pl.col("name").alias("other"),
        pl.col("country").alias("other_country"),
    )
    left = taken_apart(spoken["name"], matching.namer)
    right = taken_apart(firms["other"], matching.namer)
    met = alike(left, right, matching).join(spoken, on="name").join(firms, on="other")
    conflict = (pl.col("country") != pl.col("other_country")).fill_null(False)
    scored = met.with_columns(
        conflict=conflict,
        score=pl.col("score") - pl.when(conflict).then(matching.country_conflict).otherwise(0),
    )
    best = (
        scored.filter(pl.col("score") >= matching.candidate)
        .join(decisions, on=["who", "supplier_id"], how="anti")
        .sort(["who", "score", "supplier_id"], descending=[False, True, False])
        .unique(["who", "supplier_id"], keep="first", maintain_order=True)
    )
    return best.filter(pl.int_range(pl.len()).over("who") < matching.most)


def _evidence(row: Mapping[str, Any]) -> str:
    """Why it may be, and what speaks against it, in one line that no language needs."""
    parts = [f"{row['name']} ~ {row['other']}"]
    for of in ("country", "form"):
        here, there = row[of], row[f"other_{of}"]
        sign = "?" if here is None or there is None else "=" if here == there else "≠"
        parts.append(f"{of}: {here or '-'} {sign} {there or '-'}")
    return "; ".join(parts)


def _as_matches(found: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The candidates as rows of the table `matches`, after those that were decided."""
    evidence = [_evidence(row) for row in found.iter_rows(named=True)]
    rows = found.select(
        id="mat-" + pl.col("id").str.slice(4) + "-" + pl.col("supplier_id"),
        observation_id="id",
        supplier_id="supplier_id",
        score="score",
        decision=pl.lit(MatchDecision.OPEN.value),
    ).with_columns(evidence=pl.Series("evidence", evidence, dtype=pl.String))
    opened = complete({"matches": rows})["matches"]
    return pl.concat([decided.select(opened.columns), opened])


def _observations(every: pl.DataFrame, kinds: Mapping[str, Mapping[str, Any]]) -> pl.DataFrame:
    """The rows of the table `observations`."""
    by_kind = _kind_frame(kinds)
    several = pl.len().over("id") > 1
    rows = every.join(by_kind, on="kind").sort("id", "supplier_id")
    frame = rows.select(
        id=pl.when(several).then(pl.col("id") + "-" + pl.col("supplier_id")).otherwise("id"),
        valid_from=pl.coalesce("observed_on", "known_on"),
        valid_until="valid_until",
        source="feed",
        recorded_on="known_on",
        confidence=pl.lit("observed"),
        named=pl.col("names").list.first(),
        **{name: name for name in SAME},
    )
    return complete({"observations": frame})["observations"].sort("id")


SAME: Final = (
    *("supplier_id", "scheme", "value", "family", "kind", "observed_on", "known_on", "severity"),
    *("feed", "entry", "link", "digest", "said"),
)
"""Columns that are called the same in both."""


def _kind_frame(kinds: Mapping[str, Mapping[str, Any]]) -> pl.DataFrame:
    rows: Sequence[tuple[str, str, int]] = [
        (kind, of["family"], of["severity"]) for kind, of in kinds.items()
    ]
    schema = {"kind": pl.String(), "family": pl.String(), "severity": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")
