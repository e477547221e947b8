# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kind of job is: its work, and who may ask for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.message import Message
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.viewing import grants_of, viewer
from dijkwacht.web.queue.models import Job
from dijkwacht.web.roles import Right


class Told(Protocol):
    """Who hears of progress, and says when to stop."""

    def __call__(self, done: int, of: int) -> None:
        """So much is done, of so much. Raises to end the work: cancelled, or handed on."""

    def finish(self, result: Mapping[str, Any]) -> None:
        """The work is done. A kind that writes says so in the transaction in which it writes, which
        is short: all that takes long comes before it. Raises as a call does, and nothing is
        written."""


Result = Mapping[str, Any]
Work = Callable[[Job, Told], Result]
"""Does the work. It may be begun again from its start after a worker fell, so it must come to the
same whether it is done once or twice."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job."""

    name: str
    right: Right  # who may ask for it
    work: Work
    address: Callable[[Job], tuple[str, tuple[Any, ...]] | None] = lambda job: None
    """The page of what came of it: its name and arguments."""

    @property
    def says(self) -> Message:
        """What it does."""
        return Message(f"job.{self.name}")


def viewer_of(job: Job, right: Right) -> Viewer:
    """Who asked, as they may look now; NotInRegister when they no longer have the role, or the role
    not the right."""
    for grant in grants_of(job.by):
        if (grant.role, grant.organisation) == (job.role, job.organisation):
            looks = viewer(job.by, grant)
            if looks.may(right):
                return looks
    raise NotInRegister("job-no-right", role=Message(f"role.{job.role}"))
