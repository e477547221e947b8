# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The neighbourhood of a thing: the same things and ties in picture and list, by name only where
the reader may, and with little work in a large graph."""

import re
from collections import Counter
from datetime import date

import numpy as np
import polars as pl
import pytest
from builders import rules
from web.conftest import LogIn

from dijkwacht.graph.build import build
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Criticality, Noun
from dijkwacht.register.records import Member, Requirement, Service, System
from dijkwacht.register.register import History
from dijkwacht.register.row import OrganisationId, RequirementId
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.record.around import MOST, Tie, around, resting_on, way
from dijkwacht.web.record.layered import Drawn, Item, Line, columns, picture
from dijkwacht.web.record.sections import Called
from dijkwacht.web.roles import Role

ON = date(2026, 11, 24)
THINGS = (
    "services/svc-paspoorten",
    "services/svc-afval",
    "suppliers/sup-zilverlijn",
    "suppliers/sup-nimbus",
    "systems/sys-inlog",
    "contracts/con-polder",
    "organisations/org-ijmeer",
    "requirements/req-identiteit",
    "fallbacks/fal-uitkeringen",
)

pytestmark = pytest.mark.django_db


def nobody(node: int) -> bool:
    return False


def drawn(text: str) -> str:
    """The section of dependencies."""
    return text[text.index('<section id="dependencies"') :].partition("</section>")[0]


def in_picture(section: str) -> tuple[set[str], set[tuple[str, str]]]:
    svg = section[section.index("<svg") : section.index("</svg>")]
    edges = {(a, b) for a, b in re.findall(r'data-edge="(\S+) (\S+)"', svg)}
    return set(re.findall(r'data-node="([^"]+)"', svg)), edges


def in_lists(section: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The things and ties of the lists: who stands under whom."""
    nodes: set[str] = set()
    edges: set[tuple[str, str]] = set()
    for part in section.split("<h3>")[1:]:
        upwards, stack = part.startswith("What hangs on it"), list[str]()
        plain = re.sub(r"(?s)<details>.*?</details>", "", part)
        for found in re.finditer(r'<ul class="tree">|</ul>|<li data-node="([^"]+)"', plain):
            if found[0] == "</ul>":
                stack.pop()
            elif found[1] is None:
                stack.append("")
            else:
                stack[-1] = found[1]
                nodes.add(found[1])
                if len(stack) > 1:
                    owner, needed = stack[-2:][::-1] if upwards else stack[-2:]
                    edges.add((owner, needed))
    return nodes, edges


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("asked", ["", "steps=1", "steps=3&each=1", "steps=3&only=critical"])
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CONTRACT_MANAGER])
def test_picture_and_lists_hold_the_same(log_in: LogIn, thing: str, asked: str, role: Role) -> None:
    client = log_in(role, None if role is Role.AUDITOR else "org-waterdam")
    answer = client.get(f"/register/{thing}/?on={ON}&{asked}")
    if answer.status_code == 404:
        assert role is Role.CONTRACT_MANAGER
        return
    section = drawn(answer.text)
    (nodes, edges), (listed, ties) = in_picture(section), in_lists(section)
    assert edges == ties
    assert nodes == listed


def test_others_stand_together_by_kind_and_distance(log_in: LogIn) -> None:
    text = log_in(Role.CONTRACT_MANAGER).get(f"/register/suppliers/sup-zilverlijn/?on={ON}&steps=3")
    section = drawn(text.text)
    assert "deliveries of other organisations" in section
    assert "Court hearings" not in section


def test_a_step_follows_needs_down_and_users_up() -> None:
    graph = REASONING.on(ON).opened.graphs.every
    inlog = graph.index[NodeNoun.SYSTEM, "sys-inlog"]
    found = around(graph, [inlog], 1, nobody)
    called = {graph.nodes.ids[node] for node in found.down.distance}
    assert called == {"del-inlog", "sys-toegang"}
    assert {graph.nodes.ids[node] for node in found.up.distance} == {
        "svc-identiteit",
        "sys-toegang",
    }
    fallback = graph.index[NodeNoun.FALLBACK, "fal-inlog"]
    service = graph.index[NodeNoun.SERVICE, "svc-identiteit"]
    ties = set(around(graph, [service], 1, nobody).down.edges)
    assert (service, fallback, Tie.FALLBACK) in ties
    without = around(graph, [service], 1, nobody, critical=True).down.distance
    assert fallback not in without


def test_an_inner_node_counts_as_its_service() -> None:
    graph = REASONING.on(ON).opened.graphs.every
    service = graph.index[NodeNoun.SERVICE, "svc-uitkeringen"]
    found = around(graph, [service], 1, nobody)
    assert {graph.nodes.ids[node] for node in found.down.distance} == {
        "svc-identiteit",
        "fal-uitkeringen",
    }


def test_a_way_and_what_it_rests_on() -> None:
    graph = REASONING.on(ON).opened.graphs.every
    service = graph.index[NodeNoun.SERVICE, "svc-paspoorten"]
    supplier = graph.index[NodeNoun.SUPPLIER, "sup-zilverlijn"]
    found = way(graph, service, supplier)
    assert (found[0], found[-1]) == (service, supplier)
    assert way(graph, supplier, service) == []
    assert supplier in resting_on(graph, service)


def test_the_picture_of_the_same_question_is_the_same() -> None:
    items = tuple(Item(f"n{i}", i % 3, Called(str(i)), str(i), "thing") for i in range(20))
    lines = tuple(Line(f"n{i}", f"n{i + 1}", Tie.ESSENTIAL) for i in range(0, 18, 3))
    one, two = Drawn(items, lines, (), ("n0",)), Drawn(items[::-1], lines, (), ("n0",))
    assert [[i.key for i in part] for part in columns(one)] == [
        [i.key for i in part] for part in columns(two)
    ]
    assert picture(one, "x").count("data-node") == 20


def large(systems: int, services: int) -> History:
    """A state in which every service needs five systems, and one platform carries all."""
    draw = np.random.default_rng(1)
    rows: list[object] = [System(id=f"sys-{i}") for i in range(systems)]
    for i in range(services):
        need = RequirementId(f"req-{i}")
        rows.append(Service(id=f"svc-{i}", organisation_id=OrganisationId("o"), users=None))
        rows.append(
            Requirement(
                id=need,
                owner_noun=Noun.SERVICE,
                owner_id=f"svc-{i}",
                criticality=Criticality.ESSENTIAL,
            )
        )
        chosen = {0, *draw.integers(1, systems, 4).tolist()}
        rows += [
            Member(
                id=f"{need}-{n}", requirement_id=need, member_noun=Noun.SYSTEM, member_id=f"sys-{n}"
            )
            for n in sorted(chosen)
        ]
    return History.from_records(rows)  # type: ignore[arg-type]


def test_a_neighbourhood_among_a_hundred_thousand_ties_asks_twice_of_each_node_at_most() -> None:
    graph = build(large(2_000, 20_000).at(ON), rules())
    assert graph.edges[0].size > 99_000
    platform = graph.index[NodeNoun.SYSTEM, "sys-0"]
    asked: Counter[int] = Counter()

    def counted(node: int) -> bool:
        asked[node] += 1
        return nobody(node)

    found = around(graph, [platform], 3, counted)
    assert len(asked) == 20_000
    assert max(asked.values()) == 2
    assert len(found.nodes) == MOST
    assert found.up.more + len(found.up.distance) == 20_000


def test_the_rows_of_the_example_hold_what_these_tests_ask() -> None:
    rows = REASONING.on(ON).opened.register.table("requirements")
    assert rows.filter(pl.col("owner_id") == "svc-paspoorten").height == 3
