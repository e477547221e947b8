# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A night every day by itself, once somebody began the watch: in the name of who asked last."""

import logging
from datetime import date
from typing import Final

from dijkwacht.base.errors import NotInRegister
from dijkwacht.web.queue.kind import viewer_of
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.work import begin
from dijkwacht.web.watch.job import WATCH, question_of
from dijkwacht.web.watch.models import Night

LOG: Final = logging.getLogger("dijkwacht.jobs")
ALIVE: Final = (Job.State.WAITING, Job.State.RUNNING)


def begin_night(today: date) -> Job | None:
    """Ask for the night of today; None where it is made, is being made, or nobody began the watch
    who still may."""
    asked = Job.objects.filter(kind=WATCH.name).select_related("by")
    last = asked.filter(state=Job.State.DONE).first()
    made = Night.objects.filter(day__gte=today).exists()
    if last is None or made or asked.filter(state__in=ALIVE).exists():
        return None
    try:
        looks = viewer_of(last, WATCH.right)
    except NotInRegister:
        LOG.warning("no night is made: who asked for the last one has that role no more")
        return None
    return begin(WATCH.name, question_of(today), looks)
