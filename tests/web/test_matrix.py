# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address with every role and own and others' things: who comes in, who does not, and what is
not there for them. A page without a guard fails here."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from web.walk import Address, Thing, addresses, asked, things

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.cast import CAST, Person
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.pages.needs import KNOWN
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import RIGHTS, Right, Role

OPEN: Final = {
    "language": "a reader without an account chooses a language too",
    "role": "takes only roles that one has",
    "demo": "404 unless the server is a demonstration",
    "live": "says that the process answers",
    "ready": "says that the database answers",
    "metrics": "404 without the token of who keeps watch",
    "openapi-json": "what can be asked is no secret",
    "openapi-yaml": "what can be asked is no secret",
    "api-not-found": "404 for everybody",
}
"""The addresses that need no right, each with the reason why that is safe."""

OURS = [address for address in addresses() if not address.is_others]
ON = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def samples(address: Address) -> list[tuple[str, Thing | None]]:
    sight = REASONING.on(timezone.localdate()).sight(
        Viewer(0, "", Role.AUDITOR, None, Reach.NAMED, frozenset())
    )
    return list(asked(address, things(sight, "org-waterdam")))


def somebody(person: Person) -> tuple[Client, Viewer]:
    user = get_user_model().objects.get(email=person.email)
    client = Client(headers={"accept-language": "en"}, raise_request_exception=True)
    client.force_login(user)
    return client, viewer(user, user.grants.get())


def is_api(address: Address) -> bool:
    """Whether it is an operation of the API, which guards itself with 401 and 403."""
    return address.route.startswith("api/") and address.name not in OPEN


GUARDED = [one for one in OURS if one.needs is not None or is_api(one)]


def may_read(address: Address, looks: Viewer) -> bool:
    """Whether the role has the right; each operation of the API that reads asks that of reading."""
    if address.needs == KNOWN:
        return True
    return looks.may(Right(str(address.needs)) if address.needs else Right.READ)


def hidden(thing: Thing | None, looks: Viewer) -> bool:
    """Whether it is a thing that this viewer does not see."""
    return thing is not None and not looks.sees(thing.owner)


def wrong(address: Address, url: str, answer: HttpResponse, *fits: int) -> Iterator[str]:
    """What there is to say when an answer has none of these statuses."""
    login = answer.status_code == 302 and str(answer.get("location")).startswith("/accounts/login")
    status = 401 if login else answer.status_code
    if status not in fits and status != 405:
        yield f"{address.name} {url}: {status}, not {fits}"


def test_every_address_has_a_guard_or_a_reason() -> None:
    unguarded = [
        address.route
        for address in OURS
        if address.needs is None and not is_api(address) and address.name not in OPEN
    ]
    assert unguarded == []
    assert set(OPEN) <= {address.name for address in OURS}, "a reason for an address that is gone"


def test_every_address_has_a_name_and_a_sample() -> None:
    assert [address.route for address in OURS if not address.name] == []
    assert [address.route for address in OURS if not samples(address)] == []


def test_who_is_not_logged_in_comes_nowhere() -> None:
    client = Client()
    faults = [
        fault
        for address in GUARDED
        for url, _ in samples(address)
        for answer in (client.get(url), client.post(url))
        for fault in wrong(address, url, answer, 401)
    ]
    assert faults == []


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.email.partition("@")[0])
def test_each_comes_where_their_role_may_and_sees_what_is_theirs(person: Person) -> None:
    client, looks = somebody(person)
    faults: list[str] = []
    for address in GUARDED:
        for url, thing in samples(address):
            if not may_read(address, looks):
                faults += wrong(address, url, client.get(url), 403)
                faults += wrong(address, url, client.post(url), 403)
            elif hidden(thing, looks):
                faults += wrong(address, url, client.get(url), 404)
                faults += wrong(address, url, client.post(url), 404)
            else:
                faults += wrong(address, url, client.get(url), 200, 302, 400, 404)
    assert faults == []


def test_every_page_opens_for_somebody() -> None:
    """A guard that lets nobody in, or a page that finds nothing, would pass the tests above."""
    waiting = {address.name: address for address in GUARDED}
    for person in CAST:
        client, looks = somebody(person)
        for address in list(waiting.values()):
            if may_read(address, looks) and any(
                client.get(url).status_code in (200, 302, 400, 405) for url, _ in samples(address)
            ):
                del waiting[address.name]
    assert sorted(set(waiting) - UNSAMPLED) == []


UNSAMPLED: Final = frozenset(
    (
        *("job", "job-stop", "job-file", "import-map", "import-forget", "import-problems"),
        *("import-returned", "import-plan", "import-result"),
    )
)
"""Pages of things that the example has none of: kept runs, changes of others."""


def test_nothing_is_posted_without_a_token() -> None:
    faults: list[str] = []
    for person in CAST:
        user = get_user_model().objects.get(email=person.email)
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        for address in OURS:
            if not address.route.lstrip("^").startswith("api"):  # its session asks for one itself
                url = samples(address)[0][0]
                faults += wrong(address, url, client.post(url), 403)
    assert faults == []


def test_every_right_is_somebodys_and_nobody_has_two_that_check_each_other() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)
    for rights in RIGHTS.values():
        assert not {Right.ASSESS, Right.APPROVE} <= rights
        assert not {Right.EDIT, Right.APPROVE} <= rights
        assert not {Right.MANAGE, Right.READ} <= rights
        assert not {Right.AUDIT, Right.EDIT} <= rights
