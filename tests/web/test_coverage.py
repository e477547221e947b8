# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cover: who is covered as declared and as proven, in words, in a picture, and what is shared."""

import csv
import io
from datetime import date

import pytest
from web.conftest import LogIn

from dijkwacht.findings.capacity import Place, Share
from dijkwacht.findings.classes import Class
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.judged import Judged
from dijkwacht.web.pages.cover_bar import END, WIDTH, bar, x_of
from dijkwacht.web.pages.coverage_record import shared_place
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def held(*own: str) -> Judged:
    viewer = Viewer(1, "Roos", Role.SERVICE_OWNER, None, Reach.OWN, frozenset(own))
    return Judged(REASONING.judged(ON), viewer, Words("en"))


def test_the_first_line_says_how_many_are_covered(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR).get("/coverage/?on=2026-11-24").text
    assert "Of 10 services 10 have to be covered: 1 are, as proven; 1 only as declared" in page
    page = log_in(Role.SERVICE_OWNER).get("/coverage/").text
    assert "Of 2 services 2 have to be covered" in page
    assert "Court hearings" not in page


def test_a_list_is_filtered_by_state_and_taken_along(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    page = client.get("/coverage/?on=2026-11-24&state=declared").text
    assert "Permits" in page
    assert "Passports" not in page
    answer = client.get("/coverage/?on=2026-11-24&state=declared&form=csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "svc-vergunningen" in text
    assert "svc-paspoorten" not in text


def test_the_record_says_why_a_fallback_does_not_count(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR).get("/coverage/svc-uitkeringen/?on=2026-11-24").text
    assert "no: independence unknown" in page
    assert "First gap at 3 d" in page
    assert "Emergency payment" in page


def test_the_scale_begins_at_nothing_and_ends_at_half_a_year() -> None:
    places = [x_of(hours) for hours in (0, 1, 4, 24, 168, 720, END, 2 * END)]
    assert places == sorted(places)
    assert (places[0], places[-2], places[-1]) == (0, WIDTH, WIDTH)


def test_a_gap_is_only_where_cover_has_to_be() -> None:
    cover = REASONING.judged(ON).coverage
    at = cover.classes.of("svc-afval")
    found = bar(cover, at)
    assert {part.kind for part in found.proven} == {"holds"}
    passports = bar(cover, cover.classes.of("svc-paspoorten"))
    (gap,) = [part for part in passports.proven if part.kind == "gap"]
    assert gap.x == passports.mtpd == x_of(168)


@pytest.mark.parametrize(
    ("others", "told"),
    [(("req-afval",), False), (("org-ijmeer", "org-duinwijk", "org-laagland"), True)],
)
def test_claims_of_others_are_a_sum_and_only_of_enough_of_them(
    others: tuple[str, ...], told: bool
) -> None:
    of = held("org-waterdam")
    graph = of.reasoned.opened.graphs.every
    own = graph.index[NodeNoun.FALLBACK, "fal-afval"]
    other = graph.index[NodeNoun.FALLBACK, "fal-inlog"]
    services = [
        next(node for node in graph.services.tolist() if graph.nodes.organisation[node] == name)
        for name in ("org-ijmeer", "org-duinwijk", "org-laagland")[: len(others)]
    ]
    shares = (
        Share(own, graph.index[NodeNoun.SERVICE, "svc-afval"], Class.O, 40, None),
        *(Share(other, node, Class.K, 30, None) for node in services),
    )
    place = Place(graph.index[NodeNoun.SYSTEM, "sys-inlog"], 100, shares)
    found = shared_place(of, place)
    assert found.own == 40
    assert found.told is told
    assert found.others == (90 if told else None)
    assert found.capacity is None
    assert found.state == ("lost" if told else "holds")
    assert found.name == "a system of another organisation"


def test_the_list_of_the_centre_names_nobody(log_in: LogIn) -> None:
    answer = log_in(Role.ANALYST).get("/coverage/?on=2026-11-24&form=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]
    text = repr(rows)
    assert "svc-" not in text
    assert "org-" not in text
    assert "Passports" not in text
    assert len(rows) > 10
