# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which foreign law reaches a supplier: because it is of that country, because who controls it is,
or because who works for it is. With the way that makes it so; unknown where a way is not known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

import polars as pl

from dijkwacht.findings.control_chain import RULE, ControlChain, Gap, Missing
from dijkwacht.register.codes import Role
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules


class Exposure(StrEnum):
    """By which way a jurisdiction reaches a supplier, the nearest first."""

    DIRECT = "direct"  # it is of that country
    BY_PARENT = "by-parent"  # who controls it is
    BY_OPERATIONS = "by-operations"  # who works for it is, or it works there
    UNKNOWN = "unknown"  # a way is not known
    NONE_KNOWN = "none-known"


FOUND = (Exposure.DIRECT, Exposure.BY_PARENT, Exposure.BY_OPERATIONS)


class Exposed(NamedTuple):
    """How one jurisdiction reaches one supplier."""

    supplier: str
    jurisdiction: str
    exposure: Exposure
    path: tuple[str, ...]  # suppliers, from this one to the one that makes it so
    country: str | None = None  # where something is delivered from, if that makes it so
    missing: Missing | None = None  # what is not known, where that decides


class Owners:
    """Whose law reaches suppliers by themselves and who controls them; each found once."""

    def __init__(self, register: Register, rule: Parameters) -> None:
        """That of a register on its day."""
        self.chain = ControlChain.of(register, rule)
        self.of = cache(self._of)

    def _of(self, supplier: str, country: str) -> Exposed:
        """How the law of a country reaches a supplier by its owners."""
        maybe = None
        for step in self.chain.above(supplier):
            if self.chain.countries.get(step.entity) != country:
                continue
            if not step.sure:
                maybe = maybe or Gap(Missing.SHARE_UNKNOWN, step.path)
                continue
            how = Exposure.DIRECT if step.entity == supplier else Exposure.BY_PARENT
            return Exposed(supplier, country, how, step.path)
        gap = maybe or next(self.chain.unknown(supplier), None)
        if gap is None:
            return Exposed(supplier, country, Exposure.NONE_KNOWN, ())
        return Exposed(supplier, country, Exposure.UNKNOWN, gap.path, missing=gap.why)


@dataclass(frozen=True, eq=False)
class ForeignLaw:
    """The ways of all suppliers of one register, on its day."""

    rule: Parameters
    owners: Owners
    # per supplier who works for it, and who delivers something for it from which countries
    workers: Mapping[str, Sequence[str]]
    places: Mapping[str, Sequence[tuple[str, str]]]

    @property
    def jurisdictions(self) -> Mapping[str, str]:
        """The law of each country that is looked for."""
        found: Mapping[str, str] = self.rule["jurisdictions"]
        return found

    @cached_property
    def of(self) -> Callable[[str], tuple[Exposed, ...]]:
        """How each jurisdiction reaches a supplier; found once."""
        countries = sorted(self.jurisdictions)
        return cache(lambda supplier: tuple(self._of(supplier, one) for one in countries))

    def _of(self, supplier: str, country: str) -> Exposed:
        owned = self.owners.of(supplier, country)
        if owned.exposure in FOUND[:2]:
            return owned
        worked = tuple(self._by_work(supplier, country))
        first = next((one for one in worked if one.exposure is Exposure.BY_OPERATIONS), None)
        if first is not None or owned.exposure is Exposure.UNKNOWN:
            return first or owned
        return next(iter(worked), owned)

    def _by_work(self, supplier: str, country: str) -> Iterator[Exposed]:
        """What makes it so, or may, among who works for it and where."""
        for worker, place in self.places.get(supplier, ()):
            if place == country:
                way = (supplier,) if worker == supplier else (supplier, worker)
                yield Exposed(supplier, country, Exposure.BY_OPERATIONS, way, place)
        for worker in self.workers.get(supplier, ()):
            found = self.owners.of(worker, country)
            path = (supplier, *(found.path or (worker,)))
            if found.exposure in FOUND:
                yield Exposed(supplier, country, Exposure.BY_OPERATIONS, path)
            elif found.exposure is Exposure.UNKNOWN:
                yield Exposed(supplier, country, Exposure.UNKNOWN, path, missing=found.missing)


def foreign_law(
    register: Register,
    rules: Rules,
    work: pl.DataFrame | None = None,
    owners: Owners | None = None,
) -> ForeignLaw:
    """The ways by which foreign law reaches suppliers. `work` is what counts as work for a party
    (as `work_of` gives it; default: all of the register); `owners` are those of the register,
    where they are known already. RuleNotInForce when policy has no rule for the day."""
    rule = rules.parameters(RULE)
    rows = work_of(register) if work is None else work
    roles = pl.col("role").is_in(rule["operations_roles"]).fill_null(False)
    helping = rows.filter(roles & (pl.col("party") != pl.col("supplier_id")))
    known = helping.select("party", "supplier_id").drop_nulls().unique().sort("supplier_id")
    workers: dict[str, list[str]] = {}
    for party, worker in known.iter_rows():
        workers.setdefault(party, []).append(worker)
    own = pl.col("role") == Role.CONTRACTING_PARTY
    found = owners or owners_of(register, rules)
    return ForeignLaw(rule, found, workers, _places(rows.filter(roles | own.fill_null(False))))


def _places(rows: pl.DataFrame) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Per supplier who delivers what from where: for it, or itself for others."""
    for_it = rows.select("party", "supplier_id", "country")
    itself = rows.select(pl.col("supplier_id").alias("party"), "supplier_id", "country")
    placed = pl.concat([for_it, itself]).drop_nulls().unique()
    found: dict[str, list[tuple[str, str]]] = {}
    for party, worker, country in placed.sort("party", "supplier_id", "country").iter_rows():
        found.setdefault(party, []).append((worker, country))
    return found


def owners_of(register: Register, rules: Rules) -> Owners:
    """Whose law reaches suppliers by who controls them. RuleNotInForce as above."""
    return Owners(register, rules.parameters(RULE))


def work_of(register: Register) -> pl.DataFrame:
    """Who delivers what for whom: of each delivery its contract, the party to that, the supplier
    that delivers, its role and the country it delivers from."""
    parties = register.once("contracts").select(
        "organisation_id", contract_id="id", party="supplier_id"
    )
    rows = register.once("deliveries").select("contract_id", "supplier_id", "role", "country")
    return rows.join(parties, on="contract_id", how="left", maintain_order="left")
