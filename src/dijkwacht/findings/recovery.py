# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Obligations about getting on: the recovery time, how many fallbacks there are, and cover without
a gap."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.findings.classes import NONE, Flags, Ints
from dijkwacht.findings.cover import slots_of
from dijkwacht.findings.coverage import Coverage, Required
from dijkwacht.findings.duty import Asked, Because, Duty, Unit, asked, first_of, judged
from dijkwacht.findings.independence import Verdict
from dijkwacht.findings.options import WIDE, Counts
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules

NOT_AGREED: Final = -2  # said not to apply
RECOVERY: Final = "obligations/recovery"
FALLBACKS: Final = "obligations/fallbacks"
UNSURE: Final = (
    Counts.INDEPENDENCE_UNKNOWN,
    Counts.LEVEL_UNKNOWN,
    Counts.DURATION_UNKNOWN,
    Counts.TEST_UNKNOWN,
    Counts.MEASURED_UNKNOWN,
)


def recovery(register: Register, rules: Rules, cover: Coverage) -> Iterator[Duty]:
    """Whether the recovery time lies within the MTPD as the class asks; where O, whether one is
    agreed."""
    rule, classes = rules.parameters(RECOVERY), cover.classes
    rto = _recovery_times(register, classes.ids)
    for key, strict in (("rto_at_most", False), ("rto_below", True)):
        service, share = asked(classes, rule[key])
        hours = rto[service]
        limits = [
            np.where(mtpd == FOREVER, FOREVER, share * mtpd // ONE)
            for mtpd in (classes.mtpd[service], classes.mtpd_early[service])
        ]
        late, perhaps = (hours >= limit if strict else hours > limit for limit in limits)
        limit = np.where(perhaps & ~late, limits[1], limits[0])
        because = first_of(
            (hours == NONE, Because.VALUE_UNKNOWN),
            (hours == NOT_AGREED, Because.NONE_AGREED),
            (late, Because.TOO_LATE),
            (perhaps, Because.MTPD_MAY_BE_EARLIER),
            otherwise=Because.WITHIN,
        )
        yield judged(Asked.RTO, (rule, key), Unit.HOURS, service, because, hours, limit)
    service, _ = asked(classes, dict.fromkeys(rule["rto_agreed"], 0))
    because = first_of(
        (rto[service] == NONE, Because.VALUE_UNKNOWN),
        (rto[service] == NOT_AGREED, Because.NONE_AGREED),
        otherwise=Because.AGREED,
    )
    none = np.full(service.size, NONE)
    yield judged(Asked.RTO, (rule, "rto_agreed"), Unit.HOURS, service, because, rto[service], none)


def _recovery_times(register: Register, ids: tuple[str, ...]) -> Ints:
    """The recovery time of each service in hours; NONE where unknown, NOT_AGREED where it is said
    not to apply."""
    rows = register.once("services")
    known = pl.DataFrame({"id": list(ids)}, schema={"id": pl.String}).join(
        rows.select("id", "rto_hours"), on="id", how="left", maintain_order="left"
    )
    hours = known["rto_hours"].cast(pl.Int64)
    told = pl.when(hours < 0).then(NOT_AGREED).otherwise(hours.fill_null(NONE))
    return pl.select(told).to_series().to_numpy()


def no_gap(rules: Rules, cover: Coverage) -> Duty:
    """Whether the proven cover has no gap up to the horizon. With an option that might fill the gap
    if more were known of it, or a gap only in the strictest reading, it is unknown."""
    rule = rules.parameters(RECOVERY)
    service, _ = asked(cover.classes, dict.fromkeys(rule["no_gap"], 0))
    required = cover.required[service]
    hours, most = (one.proven.gap_hours[service] for one in (cover.sure, cover.strict))
    unsure = np.zeros(len(cover.classes.ids), np.bool_)
    unsure[cover.options.service[[counts in UNSURE for counts in cover.options.proven]]] = True
    because = first_of(
        (required == Required.NO, Because.NOT_REQUIRED),
        (required == Required.UNKNOWN, Because.REQUIRED_UNKNOWN),
        ((hours > 0) & unsure[service], Because.SOME_UNKNOWN),
        (hours > 0, Because.GAP),
        (_within(cover)[service], Because.GAP_IF_EARLIER),
        (most > 0, Because.GAP_IF_HIGHER),
        (cover.exit_unknown[service], Because.EXIT_UNKNOWN),
        otherwise=Because.NO_GAP,
    )
    none = np.zeros(service.size, np.int64)
    told = np.where((required == Required.YES) & (hours == 0), most, hours)
    return judged(Asked.NO_GAP, (rule, "no_gap"), Unit.HOURS, service, because, told, none)


def _within(cover: Coverage) -> Flags:
    """Services with a proven gap in the strictest reading that begins before the horizon."""
    line = cover.strict.proven
    found: Flags = line.gap_hours > 0
    found[found] = line.gaps[line.first[:-1][found], 0] < cover.horizon[found]
    return found


def enough_fallbacks(register: Register, rules: Rules, cover: Coverage) -> Iterator[Duty]:
    """Whether there are as many fallbacks as the class asks, and one without a commercial party."""
    rule, found = rules.parameters(FALLBACKS), cover.options
    kinds = _kinds(register, cover, rule)
    sure = found.verdict == Verdict.INDEPENDENT
    maybe = found.verdict != Verdict.DEPENDENT
    every = np.ones(len(found), np.bool_)
    for name, key, counted, possible in (
        (Asked.FALLBACKS_INDEPENDENT, "independent", sure, maybe),
        (Asked.FALLBACKS_ANY, "any", every, every),
        (Asked.FALLBACKS_PUBLIC, "public", sure & kinds[0], maybe & kinds[1]),
    ):
        service, least = asked(cover.classes, rule[key])
        have, might = (_fewest(cover, held)[service] for held in (counted, possible))
        because = first_of(
            (have >= least, Because.ENOUGH),
            (might >= least, Because.SOME_UNKNOWN),
            otherwise=Because.TOO_FEW,
        )
        yield judged(name, (rule, key), Unit.COUNT, service, because, have, least)


def _kinds(register: Register, cover: Coverage, rule: Parameters) -> tuple[Flags, Flags]:
    """Which options are for sure of a kind that needs no commercial party, and which may be."""
    rows = register.once("fallbacks")
    kind = dict(rows.select("id", "kind").iter_rows())
    ids = cover.graph.nodes.ids
    of = [kind[ids[node]] for node in cover.options.fallback.tolist()]
    public = np.array([one in rule["public_kinds"] for one in of], np.bool_)
    return public, public | np.array([one is None for one in of], np.bool_)


def _fewest(cover: Coverage, counted: Flags) -> Ints:
    """Per service how many of these options it has: those of the whole service, and at that of its
    essential requirements that has the fewest."""
    found, size = cover.options, len(cover.classes.ids)
    slots = slots_of(cover.graph, cover.nodes)
    wide = found.group == WIDE
    whole = np.bincount(found.service[counted & wide], minlength=size)
    held = slots.of_group[found.group[counted & ~wide]]
    of_slot = np.bincount(held, minlength=slots.service.size)
    fewest = np.full(size, FOREVER)
    essential = ~slots.degrading
    np.minimum.at(fewest, slots.service[essential], of_slot[essential])
    return np.asarray(whole + np.where(fewest == FOREVER, 0, fewest), np.int64)
