# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one viewer is told of an outage: nothing of what they do not see, whoever they are and
whatever they ask."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from builders import graph_of as graph
from builders import service
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web.conftest import LogIn
from web.outage_leaks import body, hidden_words, leaked

from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.disclosure import Limits
from dijkwacht.web.others import Others, others
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import Listing
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.says import first_line
from dijkwacht.web.outages.scene import Scene
from dijkwacht.web.outages.shown import because
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

ON = date(2026, 11, 24)
LIMITS = Limits.of(Rulebook.read().on(ON))
ORGANISATIONS = (
    *("org-waterdam", "org-duinwijk", "org-laagland", "org-rechtbank"),
    *("org-uitkeringen", "org-ijmeer", "org-staat"),
)
SUPPLIERS = (
    *("sup-zilverlijn", "sup-nimbus", "sup-nimbus-werkplek", "sup-nimbus-holding", "sup-polder"),
    *("sup-kade", "sup-doorgeef", "sup-meent", "sup-terp", "sup-vlonder"),
)
pytestmark = pytest.mark.django_db


def viewer(reach: Reach, own: frozenset[str]) -> Viewer:
    node = next(iter(sorted(own)), None)
    return Viewer(1, "Roos", Role.CONTRACT_MANAGER, node, reach, own)


def scene(seen_by: Viewer, question: OutageQuestion) -> Scene:
    return Scene(question, Reading(seen_by, Words("en"), ON, None))


viewers = st.one_of(
    st.sets(st.sampled_from(ORGANISATIONS), min_size=1).map(
        lambda own: viewer(Reach.OWN, frozenset(own))
    ),
    st.just(viewer(Reach.CENTRAL, frozenset())),
    st.just(viewer(Reach.NAMED, frozenset())),
)
questions = st.builds(
    OutageQuestion,
    what=st.lists(st.sampled_from(SUPPLIERS), min_size=1, max_size=3, unique=True).map(tuple),
    hours=st.sampled_from((None, 24, 72, 720)),
    fallbacks=st.sampled_from(OutageQuestion().fallbacks.__class__),
)


@given(seen_by=viewers, question=questions)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_chain_or_sentence_names_what_is_hidden(
    seen_by: Viewer, question: OutageQuestion
) -> None:
    asked = scene(seen_by, question)
    words, here = Words("en"), Here(question, {})
    listing = Listing.of(asked.seen, here, asked.horizon, words)
    told = [words.say(message) for message in first_line(asked.seen, asked.causes, 72)]
    told += [str(cell) for row in listing.table().rows for cell in row]
    for row, _ in listing.page(every=True):
        opened = Here(question, {"why": (f"service:{row.service.id}",)})
        told += [words.value(value) for value in _texts(because(asked, opened))]
    assert leaked("\n".join(told), hidden_words(asked.sight)) == set()


def _texts(shown: dict[str, object]) -> list[object]:
    """What a because shows: names, sentences, sources."""
    chain = shown["chain"]
    boxes = shown["layers"].boxes  # type: ignore[attr-defined]
    found = [value for step in chain for value in (step.label.name, step.because, step.source)]  # type: ignore[attr-defined]
    found += [box.name for box in boxes]
    found += [one.label.name for one in shown["helping"]]  # type: ignore[attr-defined]
    return [*found, *(label.name for label, _ in shown["fallbacks"])]  # type: ignore[attr-defined]


@given(seen_by=viewers, question=questions)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_own_and_others_together_are_all_that_is_lost(
    seen_by: Viewer, question: OutageQuestion
) -> None:
    asked = scene(seen_by, question)
    seen = asked.seen
    whole = seen.found.within(asked.horizon)
    told = seen.within(asked.horizon)
    if seen_by.reach is not Reach.OWN:
        assert (told.services, told.organisations) == (whole.services, whole.organisations)
        assert (told.persons, seen.others) == (whole.persons, None)
        return
    hidden = [loss for loss in seen.found.lost if not seen.told[loss.node]]
    assert told.services + len(hidden) == whole.services
    assert seen.others == others(seen.graph, (loss.node for loss in hidden), asked.sight.limits)


def graph_with(*lost: tuple[str, int]) -> DependencyGraph:
    """A graph of services: whose each is, and how many use it."""
    rows = [
        service(f"S{at}", organisation_id=whose, users=users)
        for at, (whose, users) in enumerate(lost)
    ]
    return graph(*rows)


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ([], Others(0, 0, 0)),
        ([("a", 900), ("b", 900)], Others(None, None, None)),  # few
        ([("a", 900)] * 9 + [("b", 900), ("c", 900)], Others(10, 5, 9900)),
        ([("a", 9)] * 90 + [("b", 9), ("c", 9)], Others(None, None, None)),  # services of one
        ([("a", 123), ("b", 456), ("c", 789)], Others(5, 5, 1400)),
        ([("a", 123), ("b", 456), ("c", 789), ("d", 1)], Others(5, 5, 1400)),
        ([("a", 9_000_000), ("b", 456), ("c", 789)], Others(5, 5, None)),
        ([(whose, 100) for whose in "abcdefgh"] * 5, Others(40, 10, 4000)),
    ],
)
def test_of_others_counts_are_rounded_and_none_is_told_of_few_or_of_one_or_two_large_ones(
    lost: list[tuple[str, int]], told: Others
) -> None:
    assert others(graph_with(*lost), range(len(lost)), LIMITS) == told


@given(seen_by=viewers, question=questions, more=st.sampled_from(SUPPLIERS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_answers_that_differ_in_few_of_others_do_not_say_by_how_many(
    seen_by: Viewer, question: OutageQuestion, more: str
) -> None:
    if seen_by.reach is not Reach.OWN:
        return
    both = [question, replace(question, what=tuple(dict.fromkeys((*question.what, more))))]
    told = [scene(seen_by, one).seen.others for one in both]
    counts = [one.services for one in told if one is not None]
    assert all(count is None or count % LIMITS.step == 0 for count in counts)


ADDRESSES = (
    *(f"/outage/?what={supplier}&at=4380" for supplier in SUPPLIERS),
    *("/outage/", "/outage/?add=e", "/outage/?add=s", "/outage/?country=NL", "/outage/?control=NL"),
    "/outage/?facility=sys-datacentrum&view=table",
    "/outage/?what=sup-zilverlijn&form=csv",
    "/outage/?what=sup-zilverlijn&form=json",
    "/outage/?what=sup-nimbus&why=service:svc-paspoorten",
    "/outage/?country=NL&scenario=bankruptcy",
    "/outage/?what=Zitting",
    f"/outage/compare/?a={quote('what=sup-nimbus')}&b={quote('what=sup-zilverlijn')}",
    f"/outage/compare/?a={quote('what=sup-nimbus')}&b={quote('what=sup-zilverlijn')}&form=csv",
    *(f"/ranking/?kind={kind}" for kind in ("suppliers", "groups", "facilities")),
    "/ranking/?kind=facilities&form=csv",
    *("/scenarios/", "/runs/"),
)


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ANALYST, Role.AUDITOR])
def test_no_page_or_file_names_what_is_hidden(log_in: LogIn, role: Role) -> None:
    client = log_in(role)
    sight = _sight(client)
    words = hidden_words(sight)
    assert bool(words) == (role is not Role.AUDITOR)
    found = {}
    for address in ADDRESSES:
        asked = _asked(address)
        told = leaked(body(client.get(address)), words)
        if told - asked:
            found[address] = told - asked
    assert found == {}


def _asked(address: str) -> set[str]:
    """What the reader wrote themselves, which a page says back."""
    return {word for word in ("sys-datacentrum", "svc-paspoorten") if word in address}


def _sight(client: Client) -> Sight:
    """The sight of whoever is logged in."""
    reading = client.get("/scenarios/").wsgi_request.reading  # type: ignore[attr-defined]
    sight: Sight = REASONING.on(ON).sight(reading.viewer)
    return sight
