# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`person`: an account from the command line of the server: the first administrator, and a way back
in when nobody is left who can give roles."""

import os
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.accounts import granting
from dijkwacht.web.accounts.models import User
from dijkwacht.web.roles import Role
from dijkwacht.web.settings import ENVIRONMENT


class Command(BaseCommand):
    """Makes an account, or finds it; gives it a role; prints a link to set a password."""

    help = "Make an account with a role, and print a link to set its password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what they may do where."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=[role.value for role in Role])
        parser.add_argument("--organisation")
        parser.add_argument("--until", type=date.fromisoformat)

    def handle(self, *_: Any, **options: Any) -> None:
        """One person, one role. On the server no second administrator is asked: who can do this
        can do everything."""
        email = options["email"].strip().lower()
        with transaction.atomic():
            user = User.objects.filter(email=email).first()
            user = user or granting.invite(None, email, options["name"] or email.partition("@")[0])
            if options["role"]:
                self._give(user, options)
            address = f"{ENVIRONMENT.address}{granting.link(None, user)}"
        told = Message.of("person.link", address=address)
        self.stdout.write(Words(language_of(os.environ)).say(told))

    def _give(self, user: User, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        role, organisation = Role(options["role"]), options["organisation"]
        held = user.grants.filter(role=role, organisation=organisation)
        if not any(one.holds(today) for one in held):
            wanted = granting.Wanted(role, organisation, today, options["until"])
            granting.give(None, user, wanted)
