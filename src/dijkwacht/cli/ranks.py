# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The options of a ranking: of what, kept where, and counted how."""

import os
from dataclasses import dataclass
from pathlib import Path

import click

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.cli.options import PATH, Whole, taking
from dijkwacht.engine.kind import Kind


@dataclass(frozen=True, slots=True)
class Ranks:
    """What is ranked, and how the counting is done."""

    groups: bool = False
    facilities: bool = False
    into: Path | None = None
    threads: int = 1
    cluster: str | None = None

    @property
    def kind(self) -> Kind:
        """What is ranked; WrongQuestion for two kinds at once."""
        if self.groups and self.facilities:
            raise WrongQuestion("groups-and-facilities")
        if self.facilities:
            return Kind.FACILITIES
        return Kind.GROUPS if self.groups else Kind.SUPPLIERS


with_ranks = taking(
    "ranks",
    Ranks,
    click.option(
        "--groups",
        is_flag=True,
        help="Corporate groups instead of single suppliers.",
    ),
    click.option(
        "--facilities",
        is_flag=True,
        help="Facilities (data centres, networks) instead of suppliers.",
    ),
    click.option(
        "--into",
        type=PATH,
        help="Keep the ranking in this folder, as Parquet; what is there is not counted again.",
    ),
    click.option(
        "--threads",
        type=Whole(1, 256),
        metavar="N",
        default=os.cpu_count() or 1,
        help="How many threads count (default: one per processor). The figures are the same.",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Count on a Dask cluster at this address. The figures are the same.",
    ),
)
