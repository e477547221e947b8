# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""No answer holds anything of an organisation that its reader may not see: every address, every
link and export on every page, for every role, on a state in which everything tells whose it is."""

import os
from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from web.canaries import CANARY, Aviary, aviary
from web.samples import keep_night
from web.walk import addresses, crawl, sampled, things, told

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.cast import CAST, Person
from dijkwacht.web.accounts.models import Grant
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.ownership import CENTRE
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import RIGHTS, Right, Role
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.loading import take_over
from dijkwacht.web.store.models import MODELS, Revision

WHOLE = bool(os.environ.get("DIJKWACHT_CRAWL"))
MOST = 2_000 if WHOLE else 420
"""Answers read for one person: by day every address, and some that they link to."""

PEOPLE = list({(one.role, one.organisation): one for one in CAST}.values())
"""One of the cast for each role at each organisation."""

PARTS = 3

HELD = aviary()

pytestmark = pytest.mark.django_db


def release(birds: Aviary) -> None:
    """Put the state with canaries in the place of the example, and the cast at its places."""
    for model in MODELS.values():
        model._default_manager.all().delete()
    Revision.objects.all().delete()
    take_over(birds.history, timezone.localdate(), Act(why="canaries"))
    for grant in Grant.objects.exclude(organisation=None):
        grant.organisation = birds.of(str(grant.organisation))
        grant.save()
    keep_night()


@pytest.fixture(scope="module")
def released(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The state with canaries; gone after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        release(HELD)
        yield
        transaction.set_rollback(True)


def somebody(person: Person) -> tuple[Client, Viewer]:
    user = get_user_model().objects.get(email=person.email)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    found = viewer(user, user.grants.get())
    return client, found


def begin(person: Person) -> list[str]:
    """Every address with samples of every organisation, and questions that find everything.

    By day, of those who see the same the first reads all, and each other what needs more than
    reading and a third of the rest.
    """
    sight = REASONING.on(timezone.localdate()).sight(
        Viewer(0, "", CAST[0].role, None, Reach.NAMED, frozenset())
    )
    of = things(sight, HELD.of("org-waterdam"))
    ours = [one for one in addresses() if not one.is_others and one.name != "demo"]
    by_right: dict[bool, list[str]] = {True: [], False: []}
    for one in ours:
        urls = [sample.url for sample in sampled(one, of, [])]
        by_right[one.needs in (None, Right.READ)] += urls
    plain = by_right[True]
    plain += [f"{url}?q=kanarie" for url in plain if url.count("/") <= 2 and "?" not in url]
    turn = alike(person).index(person)
    return [*by_right[False], *(plain[turn % PARTS :: PARTS] if turn and not WHOLE else plain)]


def alike(person: Person) -> list[Person]:
    """Those of the cast who see the same rows."""
    central = Right.CENTRAL in RIGHTS[person.role]
    return [
        one
        for one in PEOPLE
        if (one.organisation, Right.CENTRAL in RIGHTS[one.role]) == (person.organisation, central)
    ]


def leaks(person: Person, start: list[str]) -> tuple[int, dict[str, list[str]]]:
    """How many answers somebody read, and what they should not have in them. By day the links are
    followed by the first of those who see the same, and not by who sees all."""
    client, looks = somebody(person)
    read, found = 0, {}
    first = alike(person)[0] is person and looks.reach is not Reach.NAMED
    most = MOST if first or WHOLE else len(start)
    for address, answer in crawl(client, start, most):
        read += 1
        assert answer.status_code < 500, address
        heard = sorted(one for one in HELD.leaks(told(answer), looks) if one not in address)
        if heard:
            found[address] = heard[:5]
    return read, found


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.email.partition("@")[0])
def test_no_answer_holds_what_its_reader_may_not_see(person: Person, released: None) -> None:
    start = begin(person)
    read, found = leaks(person, start)
    assert found == {}
    assert read >= len(start) > 100


def test_those_who_see_the_same_read_every_address_between_them(released: None) -> None:
    for group in (alike(CAST[0]), alike(next(one for one in CAST if one.role is Role.ANALYST))):
        first, *others = (set(begin(one)) for one in group)
        assert len(first) > 250
        assert all(other <= first for other in others)
        assert len(group) < 4 or set().union(*others) == first


@pytest.mark.urls("web.leaking")
def test_a_page_that_shows_too_much_is_found_and_so_is_what_it_links_to(released: None) -> None:
    _, found = leaks(CAST[0], ["/leak/", "/leak/count/"])
    assert set(found) == {"/leak/?format=xlsx", "/leak/count/"}


def test_the_canaries_sing(released: None) -> None:
    """What is searched for is there: those who see everything, or their own, find it."""
    register = REASONING.on(date(2026, 11, 24)).opened.register
    for table in MODELS:
        owners = REASONING.on(date(2026, 11, 24)).sight(
            Viewer(0, "", CAST[0].role, None, Reach.NAMED, frozenset())
        )
        for row, owner in zip(
            register.table(table).iter_rows(), owners.owners.frame(table)["owner"], strict=True
        ):
            said = {f"idq{match[2]}x" for match in CANARY.finditer(repr(row))}
            assert owner in ("", None, CENTRE) or owner.partition("-")[0] in said, (table, row)
    _, looks = somebody(CAST[0])
    everything = "\n".join(repr(frame.rows()) for frame in HELD.history.frames.values())
    assert len(HELD.leaks(everything, looks)) > 100


def test_a_canary_is_heard_in_the_answer_to_who_may_not_hear_it() -> None:
    looks = Viewer(
        1,
        "",
        CAST[0].role,
        "x",
        Reach.OWN,
        frozenset({HELD.of("org-waterdam")}),
        above=frozenset({HELD.of("org-staat")}),
    )
    other, mine = HELD.organisations["org-duinwijk"], HELD.organisations["org-waterdam"]
    state = HELD.organisations["org-staat"]
    number = next(one for one, whose in HELD.numbers.items() if whose == other)
    assert HELD.leaks(f"<p>txq{mine}x orq{state}x</p>", looks) == set()
    assert HELD.leaks(f"<p>txq{state}x</p>", looks) == {f"txq{state}x"}
    assert HELD.leaks(f"<p>{number:,}</p>", looks) == {str(number)}
    assert HELD.leaks(f"<p>{number:,}</p>".replace(",", "."), looks) == {str(number)}
