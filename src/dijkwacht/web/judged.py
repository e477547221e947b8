# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was judged, as frames that lists sift in milliseconds: made once for each register."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl
from django.http import Http404

from dijkwacht.base.message import Message
from dijkwacht.findings.classification import Classification
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.reports.classes import classes_report
from dijkwacht.reports.coverage import coverage_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Table
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.pages.sighted import Redaction, SightedNames
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import Reasoned

UNSAID = ("service", "declared_cover", "proven_cover")  # text in one language


@dataclass(frozen=True)
class Judged:
    """What was reasoned, as one viewer may read it."""

    reasoned: Reasoned
    viewer: Viewer
    words: Words

    @cached_property
    def sight(self) -> Sight:
        """The register that was reasoned on, as they see it."""
        return self.reasoned.sight(self.viewer)

    @cached_property
    def names(self) -> SightedNames:
        """What they may call things."""
        return SightedNames(self.sight, self.words)

    @cached_property
    def redaction(self) -> Redaction:
        """What takes hidden ids out of reports."""
        return Redaction(self.sight)

    @property
    def found(self) -> Classification:
        """The classes."""
        return self.reasoned.classification

    @property
    def is_own(self) -> bool:
        """Whether they look at their own organisation alone."""
        return self.viewer.reach is Reach.OWN

    @property
    def is_veiled(self) -> bool:
        """Whether they see all organisations, under other names."""
        return self.viewer.reach is Reach.CENTRAL

    def services(self) -> pl.DataFrame:
        """The classes of the services they may see, the highest first; real ids inside."""
        return self.visible(services(self.reasoned))

    def covered(self) -> pl.DataFrame:
        """The cover of the services they may see, the least first; real ids inside."""
        return self.visible(covered(self.reasoned))

    def visible(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Of rows about services (`service_id`) those that they may see."""
        if self.is_veiled:
            told = self.sight.veil.told("services", rows, "service_id", {"persons": "users"})
            return self._shuffled(told)
        if not self.is_own:
            return rows
        seen = self.sight.table("services")["id"].unique()
        return rows.filter(pl.col("service_id").is_in(seen.implode()))

    def _shuffled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The highest class first, equal ones by their other names: the order of the register tells
        whose they are."""
        others = [self.sight.pseudonym(id) for id in rows["service_id"]]
        by = pl.Series("~other", others, pl.String)
        ranks = ["class_rank"] if "class_rank" in rows.columns else []
        falls = [*(True for _ in ranks), False]
        return rows.with_columns(by).sort(*ranks, "~other", descending=falls).drop("~other")

    def link(self, id: str, noun: Noun = Noun.SERVICE) -> str | None:
        """The id of a thing in addresses: its own, or for the centre its other one."""
        return self.sight.label(noun, id, self.names).id

    def wanted(self, given: str, noun: Noun = Noun.SERVICE) -> str:
        """The id of the thing that an address names; Http404 for what is not there for them."""
        id = self.sight.real(TABLE_OF[noun], given)
        if id is None:
            raise Http404(given)
        return id

    def own(self, given: str) -> str:
        """The id of a service that they see in full; Http404 for any other."""
        id = self.wanted(given)
        if not self.sight.sees("services", id) or id not in self.found.classes.rows:
            raise Http404(given)
        return id


def judged(request: Asking) -> Judged:
    """What was reasoned for this request. Only behind `needs`."""
    reading = request.reading
    assert reading.viewer is not None
    return Judged(reading.reasoned, reading.viewer, reading.words)


def services(reasoned: Reasoned) -> pl.DataFrame:
    """Every service with its class, the highest first: the columns of the report, without names."""
    return reasoned.once("frame-services", lambda: _services(reasoned))


def covered(reasoned: Reasoned) -> pl.DataFrame:
    """Every service with its cover: the highest class and the least proven cover first."""
    return reasoned.once("frame-covered", lambda: _covered(reasoned))


def _services(reasoned: Reasoned) -> pl.DataFrame:
    found = reasoned.classification
    names = Names(found.register, "en")
    return _owned(found, _frame(classes_report("", found, names).tables[0]))


def _covered(reasoned: Reasoned) -> pl.DataFrame:
    found, cover = reasoned.classification, reasoned.coverage
    names = Names(found.register, "en")
    return _owned(found, _frame(coverage_report("", found, cover, names).tables[0]))


def _frame(table: Table) -> pl.DataFrame:
    """The cells of a report; a message by its code."""
    columns = [column.key for column in table.columns]
    rows = [
        tuple(cell.code if isinstance(cell, Message) else cell for cell in row)
        for row in table.rows
    ]
    frame = pl.DataFrame(rows, columns, orient="row", infer_schema_length=None)
    return frame.drop([name for name in UNSAID if name in columns])


def _owned(found: Classification, rows: pl.DataFrame) -> pl.DataFrame:
    """With whose each service is, its sector, and its class as a number."""
    held = found.register.once("services").select(
        pl.col("id").alias("service_id"), "organisation_id", "sector"
    )
    level = pl.DataFrame(
        {"service_id": list(found.classes.ids), "class_rank": found.classes.level},
        schema_overrides={"service_id": pl.String},
    )
    text = rows.with_columns(pl.col("service_id").cast(pl.String))
    joined = text.join(held, on="service_id", how="left", maintain_order="left")
    return joined.join(level, on="service_id", how="left", maintain_order="left")
