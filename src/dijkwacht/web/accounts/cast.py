# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of the example: one for every role, in the fictional state of Waterdam."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast, with a role at an organisation (None: the whole state)."""

    name: str
    role: Role
    organisation: str | None

    @property
    def email(self) -> str:
        """An address that goes nowhere (RFC 2606)."""
        return f"{self.name.lower().replace(' ', '.')}@waterdam.example"


CAST: Final = (
    Person("Roos de Wit", Role.CONTRACT_MANAGER, "org-waterdam"),
    Person("Sem Bakker", Role.SERVICE_OWNER, "org-waterdam"),
    Person("Noor Visser", Role.CISO, "org-waterdam"),
    Person("Daan Mulder", Role.CIO, "org-waterdam"),
    Person("Fatima Aksoy", Role.BOARD, "org-waterdam"),
    Person("Joris Kuiper", Role.CONTRACT_MANAGER, "org-duinwijk"),
    Person("Mila Postma", Role.REVIEWER, "org-waterdam"),
    Person("Anna Smit", Role.ANALYST, None),
    Person("Bram Dekker", Role.CRISIS, None),
    Person("Ruth Levi", Role.AUDITOR, None),
    Person("Tess Vos", Role.ADMINISTRATOR, None),
    Person("Lars Prins", Role.ADMINISTRATOR, None),
)


def has_real_people() -> bool:
    """Whether there is anybody who is not of the example: then nobody comes in with one click."""
    return User.objects.filter(is_demo=False).exists()


def settle(since: date) -> None:
    """Let the cast exist, each with their role."""
    for person in CAST:
        user = User.objects.filter(email=person.email).first()
        user = user or User.objects.create_user(person.email, name=person.name, is_demo=True)
        Grant.objects.get_or_create(
            user=user,
            role=person.role,
            organisation=person.organisation,
            defaults={"valid_from": since},
        )
