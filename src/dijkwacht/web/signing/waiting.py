# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for a signature or an approval of the reader."""

from dataclasses import dataclass

from django.urls import reverse

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.web.judged import Judged
from dijkwacht.web.roles import Right
from dijkwacht.web.signing.models import OpenSignature, State


@dataclass(frozen=True, slots=True)
class Waiting:
    """One service of which something waits."""

    href: str
    name: str
    says: Message


def waiting_for(held: Judged) -> list[Waiting]:
    """The open signatures that the reader may set: of services they see in full, and not their
    own."""
    if not held.viewer.may(Right.SIGN):
        return []
    found = OpenSignature.objects.filter(state=State.OPEN).exclude(first_by=held.viewer.user)
    return [
        Waiting(
            reverse("class-override", args=[one.service_id]),
            str(held.names.of(Noun.SERVICE, one.service_id)),
            one.says,
        )
        for one in found
        if held.sight.sees("services", one.service_id)
    ]
