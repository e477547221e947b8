# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a check of an audit trail found, in sentences."""

from dijkwacht.base.message import Message
from dijkwacht.base.trail import Verdict
from dijkwacht.reports.report import Report


def trail_report(file: str, verdict: Verdict, head: str | None) -> Report:
    """How many entries are whole, the hash of the last, and the first that is broken."""
    return Report(
        title=Message.of("trail.title", file=file),
        before=(
            Message.of("trail.whole", count=verdict.entries),
            Message.of("trail.head", hash=verdict.head),
        ),
        after=_outcome(verdict, head),
        made={
            "entries": verdict.entries,
            "head": verdict.head,
            "fault": verdict.fault,
            "why": verdict.why or None,
        },
    )


def _outcome(verdict: Verdict, head: str | None) -> tuple[Message, ...]:
    if verdict.why == "head":
        return (Message("trail.fault.head", {"hash": head}),)
    if verdict.fault is not None:
        return (Message(f"trail.fault.{verdict.why}", {"number": verdict.fault}),)
    return (Message("trail.sound"), *(() if head else (Message("trail.unanchored"),)))
