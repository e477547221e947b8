# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens made, recognised and revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.models import Grant
from dijkwacht.web.accounts.viewing import grants_of, viewer
from dijkwacht.web.audit import trail
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right
from dijkwacht.web.tokens.models import Scope, Token

PREFIX: Final = "dijkwacht_"
"""Before every secret, so that scanners of leaked secrets know it."""

BYTES: Final = 32
LONGEST: Final = 366  # days
WRITES: Final = (Right.EDIT, Right.IMPORT)
USED: Final = timedelta(hours=1)
"""How exactly it is kept when a token was last used."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token as its maker wants it."""

    name: str
    scope: Scope
    days: int
    organisation: str | None


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def may_make(asks: Viewer, scope: Scope) -> bool:
    """Whether somebody may hand out what they may do themselves: reading is export by a program."""
    writes = any(asks.may(right) for right in WRITES)
    return asks.may(Right.EXPORT) and (writes or scope is Scope.READ)


def make(asks: Viewer, wanted: Wanted) -> tuple[Token, str]:
    """A new token, and its secret, which is told only here. WrongQuestion for one that its maker
    may not make, or that would last too long."""
    if not may_make(asks, wanted.scope) or not _within(asks, wanted.organisation):
        raise WrongQuestion("token-beyond", name=wanted.name)
    if not wanted.name.strip() or not 1 <= wanted.days <= LONGEST:
        raise WrongQuestion("token-wrong", days=wanted.days, most=LONGEST)
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        token = Token.objects.create(
            name=wanted.name.strip(),
            digest=digest_of(secret),
            maker_id=asks.user,
            role=asks.role.value,
            organisation=wanted.organisation,
            scope=wanted.scope,
            valid_until=timezone.now() + timedelta(days=wanted.days),
        )
        _record(asks, "token-made", token)
    return token, secret


def revoke(asks: Viewer, token: Token) -> None:
    """No program comes in with it any more."""
    with transaction.atomic():
        token.revoked_at, token.revoked_by_id = timezone.now(), asks.user
        token.save(update_fields=["revoked_at", "revoked_by"])
        _record(asks, "token-revoked", token)


def seen_by(asks: Viewer) -> list[Token]:
    """The tokens of one's own organisations; all for who manages people."""
    tokens = Token.objects.select_related("maker")
    if asks.may(Right.MANAGE):
        return list(tokens)
    return list(tokens.filter(Q(organisation__in=asks.acts_for) | Q(maker_id=asks.user)))


def recognised(secret: str) -> tuple[Token, Viewer] | None:
    """The token with this secret and who acts with it; None for one that is not known, has run
    out, was revoked, or whose maker has lost the role."""
    found = Token.objects.select_related("maker").filter(digest=digest_of(secret)).first()
    now = timezone.now()
    if found is None or not found.holds(now) or not found.maker.is_active:
        return None
    held = [grant for grant in grants_of(found.maker) if grant.role == found.role]
    if not any(_covers(grant, found.organisation) for grant in held):
        return None
    if found.last_used is None or found.last_used < now - USED:
        Token.objects.filter(pk=found.pk).update(last_used=now)
    acting = Grant(user=found.maker, role=found.role, organisation=found.organisation)
    return found, viewer(found.maker, acting)


def _covers(grant: Grant, organisation: str | None) -> bool:
    """Whether a role reaches as far as a token."""
    if grant.organisation == organisation:
        return True
    if grant.organisation is None or organisation is None:
        return False
    return organisation in REASONING.on(timezone.localdate()).below(grant.organisation)


def _within(asks: Viewer, organisation: str | None) -> bool:
    """Whether an organisation is one at which the maker has the role."""
    return organisation == asks.node if organisation is None else organisation in asks.own


def _record(asks: Viewer, act: str, token: Token) -> None:
    told = {"name": token.name, "scope": token.scope, "valid_until": token.valid_until}
    trail.record(asks.user, act, str(token.pk), told, asks.role.value, token.organisation or "")
