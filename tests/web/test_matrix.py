# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address and operation with every role and own and others' things: who comes in, who does
not, and what is not there for them. A page without a guard, without a sample or with an answer that
nobody expects fails here."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from web.expecting import (
    BODY,
    OPEN,
    POSTED,
    READ,
    WITH,
    WRITING,
    expected,
    is_api,
    is_there,
    may,
)
from web.samples import make
from web.walk import Address, Sample, Thing, addresses, sampled, things, told

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.cast import CAST, Person
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import RIGHTS, Right, Role
from dijkwacht.web.store.apply import newest

OURS = sorted(
    (one for one in addresses() if not one.is_others), key=lambda one: one.name == "import-forget"
)
"""The last one throws files away, which no transaction brings back."""

GUARDED = [one for one in OURS if one.needs is not None or is_api(one)]

pytestmark = pytest.mark.django_db

WHOLE = bool(os.environ.get("DIJKWACHT_CRAWL"))
FEW, PARTS = 4, 4
PEOPLE = list({(one.role, one.organisation): one for one in CAST}.values())
"""One of the cast for each role at each organisation."""


@dataclass(frozen=True)
class World:
    """The example with what people made in it, and a browser for each of the cast."""

    clients: Mapping[str, Client]
    viewers: Mapping[str, Viewer]
    samples: Mapping[str, list[Sample]]

    @classmethod
    def made(cls) -> "World":
        clients = {person.name: _client(person) for person in CAST}
        makers = {"org-waterdam": "Roos de Wit", "org-duinwijk": "Joris Kuiper"}
        made = make({at: clients[name] for at, name in makers.items()})
        return cls(
            clients,
            {person.name: _viewer(person) for person in CAST},
            {address.name: sampled(address, _things(), made) for address in OURS},
        )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The example with what people made; gone after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made()
        transaction.set_rollback(True)


def _things() -> list[Thing]:
    every = Viewer(0, "", Role.AUDITOR, None, Reach.NAMED, frozenset())
    return things(REASONING.on(timezone.localdate()).sight(every), "org-waterdam")


def _client(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=person.email))
    return client


def _viewer(person: Person) -> Viewer:
    user = User.objects.get(email=person.email)
    return viewer(user, user.grants.get())


def ask(client: Client, address: Address, sample: Sample, method: str) -> tuple[int, str]:
    """The status and all that is said; nothing of what was done stays, not even who is logged
    in."""
    held, before = client.cookies.output(header=""), newest()
    with transaction.atomic():
        if method == "get":
            answer = client.get(sample.url)
        elif address.name in BODY:
            url = sample.url.partition("?")[0] + WITH.get(address.name, "")
            answer = client.post(url, BODY[address.name], content_type="application/json")
        else:
            answer = client.post(sample.url)
        said = answer.get("location", "") or _plain(answer, sample.url)
        if newest() != before and address.name not in WRITING:
            raise AssertionError(f"{sample.url} writes what nobody asked for")
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(held)
    _close(answer)
    return answer.status_code, said


def _close(answer: HttpResponse) -> None:
    """Let go of the files of an answer, and not of the connection, which the test goes on with."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def _plain(answer: HttpResponse, url: str) -> str:
    """All that an answer says, but for what differs each time, and the address that was asked."""
    text = CHANGING.sub("", told(answer)) if answer.status_code == 404 else ""
    return text.replace(url, "").replace(quote(url, safe=""), "")


CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken"?: ?"\w+"|Content-Length: \d+'
    r'|nonce(-|=")[\w+/=-]+'
)


def every(world: World, *names: str) -> Iterator[tuple[Address, Sample]]:
    """All addresses with all their samples; or those of some names."""
    for address in OURS:
        if not names or address.name in names:
            for sample in world.samples[address.name]:
                yield address, sample


def test_every_address_has_a_name_a_guard_or_a_reason_and_a_sample(world: World) -> None:
    assert [one.route for one in OURS if not one.name] == []
    unguarded = [one.route for one in OURS if one not in GUARDED and one.name not in OPEN]
    assert unguarded == []
    names = {one.name for one in OURS}
    assert set(OPEN) | POSTED | READ | set(BODY) <= names, "a word for an address that is gone"
    assert [one.route for one in OURS if not world.samples[one.name]] == []


def shared_out(world: World, person: Person) -> Iterator[tuple[Address, Sample]]:
    """The samples for one of the cast. By day, of an address about many tables a quarter of what
    is there for them and a quarter of what is not, each person another; at night all."""
    turn, looks = PEOPLE.index(person), world.viewers[person.name]
    for address in OURS:
        samples = world.samples[address.name]
        if WHOLE or len(samples) <= FEW:
            yield from ((address, sample) for sample in samples)
            continue
        for there in (True, False):
            part = [one for one in samples if is_there(address, one, looks) is there]
            yield from ((address, sample) for sample in part[turn % PARTS :: PARTS])
            if 0 < len(part) <= turn % PARTS:
                yield address, part[0]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.email.partition("@")[0])
def test_each_comes_where_their_role_may_and_sees_what_is_theirs(
    person: Person, world: World
) -> None:
    client, looks, faults = world.clients[person.name], world.viewers[person.name], []
    for address, sample in shared_out(world, person):
        for method in ("get", "post"):
            status, _ = ask(client, address, sample, method)
            wanted = expected(address, sample, looks, method)
            if status != wanted:
                faults.append(f"{method} {address.name} {sample.url}: {status}, not {wanted}")
    assert "\n".join(faults) == ""


def test_between_them_they_ask_everything_and_each_asks_of_own_and_of_others(world: World) -> None:
    asked = {person: list(shared_out(world, person)) for person in PEOPLE}
    whole = {sample.url for of in asked.values() for _, sample in of}
    assert whole == {sample.url for _, sample in every(world)}
    for person, of in asked.items():
        looks = world.viewers[person.name]
        kinds = {(address.name, is_there(address, sample, looks)) for address, sample in of}
        assert kinds == {
            (address.name, is_there(address, sample, looks)) for address, sample in every(world)
        }
    requests = 2 * sum(map(len, asked.values()))
    assert requests > (6_000 if WHOLE else 3_000)


def test_who_is_not_logged_in_comes_nowhere(world: World) -> None:
    client, faults = Client(), []
    for address, sample in every(world):
        for method in ("get", "post"):
            if address in GUARDED:
                status, location = ask(client, address, sample, method)
                login = status == 302 and location.startswith("/accounts/login/")
                if not login and status not in (401, 405):
                    faults.append(f"{method} {sample.url}: {status}")
    assert "\n".join(faults) == ""


@pytest.mark.parametrize("name", ["Roos de Wit", "Anna Smit"])
def test_what_is_hidden_is_answered_as_what_is_not_there(name: str, world: World) -> None:
    """Else one learns by asking what there is."""
    client, looks, compared, faults = world.clients[name], world.viewers[name], 0, []
    for address, sample in every(world):
        if may(address, looks) and not is_there(address, sample, looks) and sample.nothing:
            method = "post" if address.name in POSTED else "get"
            hidden = ask(client, address, sample, method)
            compared += 1
            if hidden[0] != 404 or hidden != ask(client, address, Sample(sample.nothing), method):
                faults.append(sample.url)
    assert "\n".join(faults) == ""
    assert compared > 50


def test_nothing_is_posted_without_a_token(world: World) -> None:
    faults = []
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(email=CAST[0].email))
    for address, sample in every(world):
        if not address.route.startswith("api") and address.name not in READ:
            status, _ = ask(client, address, sample, "post")
            if status != 403:
                faults.append(f"{sample.url}: {status}")
    assert "\n".join(faults) == ""


def test_every_right_is_somebodys_and_nobody_has_two_that_check_each_other() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)
    for rights in RIGHTS.values():
        assert not {Right.ASSESS, Right.APPROVE} <= rights
        assert not {Right.EDIT, Right.APPROVE} <= rights
        assert not {Right.MANAGE, Right.READ} <= rights
        assert not {Right.AUDIT, Right.EDIT} <= rights
