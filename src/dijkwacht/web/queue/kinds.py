# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of job, by its name. A new kind is one line here: its work is a function of the job
and of who hears of progress (`queue/kind.py`)."""

from collections.abc import Mapping
from typing import Final

from dijkwacht.web.imports.jobs import APPLY, PLAN
from dijkwacht.web.outages.job import RANKING
from dijkwacht.web.queue.kind import Kind
from dijkwacht.web.queue.standard import EXPORT, SNAPSHOT
from dijkwacht.web.watch.job import WATCH

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind for kind in (PLAN, APPLY, RANKING, SNAPSHOT, EXPORT, WATCH)
}
