# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about the weight of suppliers: the systemic test, and crosswalks of classes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from dijkwacht.findings.classes import Classes
from dijkwacht.findings.critical_use import Level, deliveries_of
from dijkwacht.findings.critical_ways import Ways
from dijkwacht.findings.crosswalk import Crossed
from dijkwacht.findings.crosswalk import crosswalk as cross
from dijkwacht.findings.systemic import Form, FormName, Systemic, critical_services
from dijkwacht.findings.systemic import systemic as weigh
from dijkwacht.graph.find import find
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.verbs.opening import Opened


@dataclass(frozen=True, slots=True)
class Weighed:
    """The systemic test of all suppliers, and how many meet it without what is estimated."""

    found: Systemic
    sure: Systemic  # the same without estimates; itself where there are none
    critical: int  # critical services
    provisional: int  # of those, how many have a provisional class
    unlinked: int  # contracts of which the register does not say what is delivered


@dataclass(frozen=True, slots=True)
class WeighedOne:
    """One supplier in the test: who it is at each level, and per organisation that has critical use
    of it one way from a delivery to a critical service."""

    weighed: Weighed
    supplier: str
    subjects: Mapping[Level, str]  # supplier, or the head of its group
    level: Level  # at which the ways run
    ways: Mapping[str, tuple[int, ...]]


def systemic(opened: Opened, classes: Classes, form: FormName) -> Weighed:
    """Step 1 of the systemic test for every supplier; RuleNotInForce when policy has no such form
    on that day."""
    rules, graphs = Form.of(opened.rules, form), opened.graphs
    found = weigh(graphs.every, opened.register, classes, rules)
    sure = found
    if graphs.estimates:
        sure = weigh(graphs.sure, opened.register, classes, rules, estimates=False)
    critical = critical_services(graphs.every, classes, rules)
    held = [graphs.every.nodes.ids[node] for node in np.flatnonzero(critical).tolist()]
    provisional = sum(bool(classes.provisional[classes.of(id)]) for id in held)
    return Weighed(found, sure, len(held), provisional, _unlinked(opened))


def systemic_supplier(
    opened: Opened, classes: Classes, weighed: Weighed, name: str, level: Level
) -> WeighedOne:
    """One supplier of the test; NotInRegister for a name that is no supplier of the register."""
    graph, form = opened.graphs.every, weighed.found.form
    supplier = graph.nodes.ids[find(graph, opened.register, name, (NodeNoun.SUPPLIER,))]
    head = ultimate_parents(opened.register).get(supplier, supplier)
    subjects = {of: supplier if of is Level.PARTY else head for of in Level}
    critical = critical_services(graph, classes, form)
    ways = Ways(graph, critical, direct=level is not Level.CHAIN)
    held = deliveries_of(graph, opened.register, form.counted, level)
    own = held.filter(pl.col("provider") == subjects[level])["node"].to_list()
    return WeighedOne(weighed, supplier, subjects, level, ways.to_bodies(own))


def crosswalk(opened: Opened, classes: Classes) -> tuple[Crossed, ...]:
    """Every service in the words of every regime of which policy has a crosswalk."""
    return cross(opened.register, opened.rules, classes)


def service_id(opened: Opened, name: str) -> str:
    """The id of the service that is named; NotInRegister for any other name."""
    graph = opened.graphs.every
    return graph.nodes.ids[find(graph, opened.register, name, (NodeNoun.SERVICE,))]


def _unlinked(opened: Opened) -> int:
    contracts = opened.register.table("contracts").select("id").unique()
    delivered = opened.register.table("deliveries").select("contract_id")
    return contracts.join(delivered, left_on="id", right_on="contract_id", how="anti").height
