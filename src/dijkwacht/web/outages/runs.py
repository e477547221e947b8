# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping an answer, and holding a kept one against the same question asked again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from dijkwacht import __version__, verbs
from dijkwacht.base.message import Message
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.web.access import Viewer
from dijkwacht.web.audit import trail
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.outages.answers import Asked
from dijkwacht.web.outages.choosing import Choosing
from dijkwacht.web.outages.question import OutageQuestion, starting
from dijkwacht.web.reasoning import Reasoned

TEXTS = {
    "what": "things",
    "group": "groups",
    "facility": "facilities",
    "technology": "technologies",
}


def digest(content: object) -> str:
    """SHA-256 of what is written as JSON with sorted keys."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def keep_outage(reasoned: Reasoned, asked: Asked, found: verbs.Asked, viewer: Viewer) -> Run:
    """Keep the answer to a question, whole, with an entry in the trail."""
    return keep(
        Run.Kind.OUTAGE,
        reasoned,
        as_question(asked),
        result_of(found.answer.found),
        rules_of(reasoned, found),
        viewer,
    )


def keep(
    kind: Run.Kind,
    reasoned: Reasoned,
    question: Mapping[str, Any],
    result: Any,
    rules: Mapping[str, str],
    viewer: Viewer | None,
) -> Run:
    """Keep one answer; None as viewer is the machine itself."""
    with transaction.atomic():
        run = Run.objects.create(
            kind=kind,
            question=dict(question),
            asked=digest(question),
            on=reasoned.on,
            revision=reasoned.revision,
            stamp=reasoned.held.stamp,
            rules=dict(rules),
            version=__version__,
            seed=None,
            result=result,
            digest=digest(result),
            by_id=viewer.user if viewer else None,
            organisation=viewer.node if viewer else None,
        )
        told = {"kind": kind.value, "revision": run.revision, "digest": run.digest}
        role, node = (viewer.role.value, viewer.node or "") if viewer else ("", "")
        trail.record(run.by_id, "run", str(run.uuid), told, role, node)
    return run


def as_question(asked: Asked) -> dict[str, Any]:
    """A question as it is kept: in ids of the register."""
    return {
        "selector": {name: list(texts) for name, texts in asdict(asked.selector).items()},
        "stop": asdict(asked.stop),
        "start": None if asked.start is None else str(asked.start),
        "without": list(asked.without),
    }


def result_of(found: Outage) -> dict[str, Any]:
    """Every service that is lost, in whole numbers: id, lost at, back at, lowest, hours lost."""
    columns, ids = found.columns, found.graph.nodes.ids
    rows = zip(
        [ids[node] for node in columns.service.tolist()],
        *(
            column.tolist()
            for column in (
                columns.lost_at,
                columns.returns_at,
                columns.lowest,
                columns.lost_hours,
            )
        ),
        strict=True,
    )
    lost = [list(row) for row in rows if row[1] >= 0]
    return {"lost": lost, "person_hours": found.person_hours}


def rules_of(reasoned: Reasoned, found: verbs.Asked) -> dict[str, str]:
    """The rules that had a part, with the digest of each that has one."""
    rules = dict.fromkeys(reasoned.opened.graphs.every.rules, "")
    profile = found.question.choice.profile
    if profile is not None:
        rules[profile.rule.version] = profile.rule.digest
    table = reasoned.classification.table
    return {**rules, table.version: table.digest}


def _chosen(selector: Mapping[str, Any], choosing: Choosing) -> dict[str, tuple[str, ...]] | None:
    """What was chosen, kind by kind; None where a reader may not choose some of it."""
    chosen: dict[str, tuple[str, ...]] = {}
    for kind, name in TEXTS.items():
        texts = _texts(selector[name], choosing)
        if texts is None:
            return None
        chosen[kind] = texts
    return chosen


def question_for(run: Run, choosing: Choosing) -> OutageQuestion | None:
    """The kept question as a reader would ask it; None where it is about what they may not
    choose."""
    selector, stop = run.question["selector"], run.question["stop"]
    chosen = _chosen(selector, choosing)
    without = _texts([f"fallback:{id}" for id in run.question["without"]], choosing)
    if without is None or chosen is None:
        return None
    return OutageQuestion(
        **chosen,
        control=tuple(selector["control"]),
        country=tuple(selector["location"]),
        scenario=stop["scenario"] or "",
        variant=stop["variant"] or "",
        hours=stop["hours"],
        permanent=stop["permanent"],
        horizon=stop["horizon"],
        start=starting(run.question["start"] or ""),
        fallbacks=FallbackMode(stop["fallbacks"]),
        without=without,
    )


def holds(run: Run, reasoned: Reasoned, found: verbs.Asked) -> list[Message]:
    """Why the same question gives another answer now; empty when it gives the same."""
    if digest(result_of(found.answer.found)) == run.digest:
        return []
    now = rules_of(reasoned, found)
    why = [Message("run.differs")]
    if run.version != __version__:
        why.append(Message.of("run.other-version", then=run.version, now=__version__))
    others = sorted(set(now.items()) ^ set(run.rules.items()))
    if others:
        names = ", ".join(sorted({name for name, _ in others}))
        why.append(Message.of("run.other-rules", rules=names))
    if len(why) == 1:
        why.append(Message("run.other-register"))
    return why


def _texts(things: list[str], choosing: Choosing) -> tuple[str, ...] | None:
    found = [choosing.real(*thing.split(":", 1)) for thing in things]
    return None if None in found else tuple(option.text for option in found if option)
