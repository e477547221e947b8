# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving people an account and roles, and ending them. Every act is in the trail, and ends the
sessions of whom it is about."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.audit import trail
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import WHOLE_STATE, Role

LONGEST_DAYS: Final = 366
OF_OTHERS: Final = frozenset((Role.ANALYST, Role.CRISIS, Role.AUDITOR, Role.REVIEWER))
"""The roles that look at what is not their own: each for a mandate with an end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role that somebody should have."""

    role: Role
    organisation: str | None
    since: date
    until: date | None  # exclusive


def invite(by: Viewer | None, email: str, name: str) -> User:
    """A new person, who can log in once they have set a password. WrongQuestion for an address
    that is none, or is taken."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise WrongQuestion("person-address", email=email) from fault
    if User.objects.filter(email=address).exists():
        raise WrongQuestion("person-known", email=address)
    with transaction.atomic():
        is_demo = settings.ENVIRONMENT.demo  # whoever is invited there is of the example too
        user = User.objects.create_user(address, name=name.strip(), is_demo=is_demo)
        _told(by, "invited", user, {})
    return user


def link(by: Viewer | None, user: User) -> str:
    """The address at which somebody sets a password, once and within three days. Whoever has it is
    that person, so it is handed over by another way than the site."""
    _told(by, "link", user, {})
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)


def give(by: Viewer | None, user: User, wanted: Wanted) -> Grant:
    """A role for somebody; one of the whole state waits for a second administrator. WrongQuestion
    for one's own, and for a role that cannot be."""
    _may(by, user)
    _sound(wanted)
    with transaction.atomic():
        grant = Grant.objects.create(
            user=user,
            role=wanted.role,
            organisation=wanted.organisation,
            valid_from=wanted.since,
            valid_until=wanted.until,
            given_by_id=by.user if by else None,
            waits=by is not None and wanted.organisation is None,
        )
        _changed(by, "granted", grant)
    return grant


def agree(by: Viewer, grant: Grant) -> None:
    """The second administrator agrees. WrongQuestion for who gave it, or whose it is."""
    _may(by, grant.user)
    if grant.given_by_id == by.user:
        raise WrongQuestion("grant-second")
    with transaction.atomic():
        grant.waits, grant.agreed_by_id = False, by.user
        grant.save(update_fields=["waits", "agreed_by"])
        _changed(by, "agreed", grant)


def end(by: Viewer, grant: Grant) -> None:
    """A role ends today. WrongQuestion for the last administrator's."""
    _leave_one(grant.user, grant)
    with transaction.atomic():
        grant.valid_until = min(timezone.localdate(), grant.valid_until or date.max)
        grant.waits = False
        grant.save(update_fields=["valid_until", "waits"])
        _changed(by, "ended", grant)


def set_active(by: Viewer, user: User, active: bool) -> None:
    """Somebody comes in no longer, or again. WrongQuestion for oneself and the last
    administrator."""
    _may(by, user)
    if not active:
        _leave_one(user)
    with transaction.atomic():
        user.is_active = active
        user.save(update_fields=["is_active"])
        user.end_sessions()
        _told(by, "activated" if active else "deactivated", user, {})


def _may(by: Viewer | None, user: User) -> None:
    """Nobody decides about themselves."""
    if by is not None and by.user == user.pk:
        raise WrongQuestion("grant-own")


def _sound(wanted: Wanted) -> None:
    role, organisation = wanted.role, wanted.organisation
    if organisation is None and role not in WHOLE_STATE:
        raise WrongQuestion("grant-organisation", role=role.says)
    if organisation is not None and role is Role.ADMINISTRATOR:
        raise WrongQuestion("grant-whole", role=role.says)
    held = REASONING.on(timezone.localdate()).opened.register.table("organisations")["id"]
    if organisation is not None and organisation not in held:
        raise WrongQuestion("grant-unknown", organisation=organisation)
    _timely(wanted)


def _timely(wanted: Wanted) -> None:
    if wanted.until is not None and wanted.until <= wanted.since:
        raise WrongQuestion("grant-period", since=wanted.since, until=wanted.until)
    longest = wanted.since + timedelta(days=LONGEST_DAYS)
    if wanted.role in OF_OTHERS and (wanted.until is None or wanted.until > longest):
        raise WrongQuestion("grant-end", role=wanted.role.says, days=LONGEST_DAYS)


def _leave_one(user: User, grant: Grant | None = None) -> None:
    """Somebody must be left who can give roles."""
    today = timezone.localdate()
    if grant is not None and grant.role != Role.ADMINISTRATOR:
        return
    others = Grant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=user)
    is_one = any(one.holds(today) for one in user.grants.filter(role=Role.ADMINISTRATOR))
    if is_one and not any(one.holds(today) for one in others):
        raise WrongQuestion("grant-last")


def _changed(by: Viewer | None, act: str, grant: Grant) -> None:
    """Sessions end when a role changes, and the trail tells it."""
    grant.user.end_sessions()
    _told(
        by,
        act,
        grant.user,
        {
            "grant": grant.pk,
            "role": str(grant.role),
            "at": grant.organisation,
            "since": grant.valid_from,
            "until": grant.valid_until,
            "waits": grant.waits,
        },
        grant.organisation or "",
    )


def _told(by: Viewer | None, act: str, user: User, told: dict[str, Any], of: str = "") -> None:
    """An entry in the trail; nobody acts where the command line does."""
    role = by.role.value if by else ""
    trail.record(by.user if by else None, act, str(user.pk), told, role, of)
