# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A logged-in person as a viewer: in which role, at which organisation."""

from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.models import Consent, Grant, Naming, User
from dijkwacht.web.ownership import above
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import RIGHTS, Right, Role

CHOSEN = "grant"  # in the session: the role one acts in
NAMING = "naming"  # in the session: the request under which one looks by name
NAMES = "names"  # the purpose of who looks by name


def grants_of(user: User) -> list[Grant]:
    """The roles that hold today."""
    today = timezone.localdate()
    return [grant for grant in user.grants.all() if grant.holds(today)]


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The person in the role they chose, else in their first; None without any role."""
    user = request.user
    assert isinstance(user, User)
    grants = grants_of(user)
    chosen = request.session.get(CHOSEN)
    grant = next((one for one in grants if one.pk == chosen), grants[0] if grants else None)
    if grant is None:
        return None
    looks = viewer(user, grant)
    held = request.session.get(NAMING)
    return looks if held is None else by_name(looks, held)


def landing(user: User, chosen: int | None = None) -> str:
    """The page that somebody comes to first in their role: home, or for who manages people and
    reads no register, the people."""
    grants = grants_of(user)
    grant = next((one for one in grants if one.pk == chosen), grants[0] if grants else None)
    reads = grant is None or Right.READ in RIGHTS[Role(grant.role)]
    return "/" if reads else reverse("people")


def viewer(user: User, grant: Grant) -> Viewer:
    """The person in one role, on the tree of organisations of today."""
    role, node = Role(grant.role), grant.organisation
    own: frozenset[str] = frozenset()
    higher: frozenset[str] = frozenset()
    if node is not None:
        reasoned = REASONING.on(timezone.localdate())
        own = reasoned.below(node)
        higher = above(reasoned.opened.register, node)
    return Viewer(
        user=user.pk,
        name=str(user),
        role=role,
        node=node,
        reach=_reach(role, node),
        own=own,
        above=higher,
        named=_agreed(own),
    )


def by_name(looks: Viewer, naming: int) -> Viewer:
    """Somebody of the centre who sees by name what a second person agreed to, while it holds."""
    if looks.reach is not Reach.CENTRAL or not looks.may(Right.ASK_NAMES):
        return looks
    found = Naming.objects.filter(pk=naming, by=looks.user).first()
    if found is None or not found.holds(timezone.now()):
        return looks
    own = frozenset(found.organisations)
    return replace(looks, own=own, purpose=NAMES, until=found.ends_at, naming=found.pk)


def _agreed(own: frozenset[str]) -> frozenset[str]:
    """The organisations that agreed to be named to these."""
    if not own:
        return own
    today = timezone.localdate()
    held = Consent.objects.filter(Q(to=None) | Q(to__in=own))
    return frozenset(one.organisation for one in held if one.holds(today))


def _reach(role: Role, node: str | None) -> Reach:
    if node is not None:
        return Reach.OWN
    return Reach.NAMED if role is Role.AUDITOR else Reach.CENTRAL
