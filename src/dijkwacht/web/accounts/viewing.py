# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A logged-in person as a viewer: in which role, at which organisation."""

from django.http import HttpRequest
from django.utils import timezone

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.ownership import above
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

CHOSEN = "grant"  # in the session: the role one acts in


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
    return None if grant is None else viewer(user, grant)


def viewer(user: User, grant: Grant) -> Viewer:
    """The person in one role, on the tree of organisations of today."""
    role = Role(grant.role)
    today = timezone.localdate()
    own: frozenset[str] = frozenset()
    higher: frozenset[str] = frozenset()
    if grant.organisation is not None:
        reasoned = REASONING.on(today)
        own = reasoned.below(grant.organisation)
        higher = above(reasoned.opened.register, grant.organisation)
    return Viewer(
        user=user.pk,
        name=str(user),
        role=role,
        node=grant.organisation,
        reach=_reach(role, grant.organisation),
        own=own,
        above=higher,
    )


def _reach(role: Role, node: str | None) -> Reach:
    if node is not None:
        return Reach.OWN
    return Reach.NAMED if role is Role.AUDITOR else Reach.CENTRAL
