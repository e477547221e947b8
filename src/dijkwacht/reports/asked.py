# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was asked, in words: what stops, how, by which scenario and rules, and what could not be
chosen."""

from collections.abc import Iterator
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.graph.select import Selection
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Lasting, Words
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.scenarios import Profile, Step

CAUSES = 3
FAILING = 12
STEPS = (
    Column("hour", Cell.HOURS),
    Column("level", Cell.LEVEL),
    Column("happens"),
    Column("known"),
    Column("tag", shown=False),
    Column("source", shown=False),
)


def title(graph: DependencyGraph, selection: Selection, choice: Choice, names: Names) -> Message:
    """Always a question: what if this stops."""
    words = Words(names.language)
    called = [names.node(graph, node) for node in selection.causes]
    for kind in ("control", "location"):
        called += [
            words.say(Message(f"selected.{kind}", {"country": country}))
            for country in getattr(selection, kind)
        ]
    values = {"names": _some(called, CAUSES), **said(choice, names.language)}
    return Message(f"outage.title.{manner(choice)}", values)


def manner(choice: Choice) -> str:
    """How things stop: the last part of a message code."""
    if choice.profile is not None:
        return "scenario"
    lasting = "for-good" if choice.duration is None else "hours"
    return f"{lasting}-replaced" if choice.permanent else lasting


def said(choice: Choice, language: str) -> dict[str, Any]:
    """The values that the sentences about how things stop show."""
    if choice.profile is None:
        return {"hours": Lasting(choice.duration or 0)}
    called = {"title": choice.profile.rule.title[language]}
    return {"scenario": Message(f"scenario.called.{choice.profile.variant}", called)}


def chosen(graph: DependencyGraph, selection: Selection, names: Names) -> Iterator[Message]:
    """All that stops, where that is more than was named, and what was not chosen because nobody
    knows its country."""
    countries = selection.control or selection.location
    if countries or len(selection.failing) > len(selection.causes):
        called = _some([names.node(graph, node) for node in selection.failing], FAILING)
        code = "outage.chosen" if countries else "outage.group"
        yield Message(code, {"count": len(selection.failing), "names": called})
    for node in selection.groupless:
        yield Message("outage.groupless", {"names": names.node(graph, node)})
    if selection.unknown_control:
        yield Message.of("outage.unknown-control", count=selection.unknown_control)
    if selection.unknown_location:
        yield Message.of("outage.unknown-location", count=selection.unknown_location)


def caveat(choice: Choice) -> Iterator[Message]:
    """That an answer by a scenario foretells nothing: what it names may be real, and sound."""
    if choice.profile is not None:
        yield Message("scenario.no-forecast")


def how(choice: Choice, graph: DependencyGraph) -> Iterator[Message]:
    """How far the run looks, which fallbacks count, by which rules, and what the scenario rests
    on."""
    fallbacks = Message(f"fallbacks.{choice.fallbacks.value}")
    yield Message.of(
        "outage.made",
        horizon=Lasting(choice.horizon),
        fallbacks=fallbacks,
        rules=", ".join(graph.rules),
    )
    if choice.profile is not None:
        tags = [step.tag for step in choice.profile.steps]
        yield Message.of(
            "scenario.made",
            scenario=choice.profile.rule.version,
            variant=choice.profile.variant,
            steps=len(tags),
            ours=tags.count(Tag.OUR),
            unverified=tags.count(Tag.MEM),
        )


def calendars(choice: Choice, outage: Outage) -> Iterator[Message]:
    """Whether calendars of use count in the person-hours, where the register has any."""
    held = outage.graph.calendars
    if choice.start is not None:
        touched = sum(loss.node in held for loss in outage.losses)
        yield Message.of("outage.calendars", start=str(choice.start), count=touched)
    elif held:
        yield Message.of("outage.calendars-unused", count=len(held))


def as_made(choice: Choice) -> dict[str, Any]:
    """How things stop, for whoever makes the answer again."""
    found: dict[str, Any] = {
        "hours": choice.duration,
        "permanent": choice.permanent,
        "horizon": int(choice.horizon),
        "fallbacks": choice.fallbacks.value,
    }
    if choice.start is not None:
        found["start"] = str(choice.start)
    if choice.profile is not None:
        rule = choice.profile.rule
        found |= {
            "scenario": rule.version,
            "scenario_digest": rule.digest,
            "variant": choice.profile.variant,
            "profile": [list(step) for step in choice.profile.own],
        }
    return found


def profile_table(profile: Profile, language: str) -> Table:
    """What happens in a scenario, step by step."""
    title = Message("scenario.steps", {"variant": profile.variant})
    rows = [step_cells(step, language) for step in profile.steps]
    return Table("profile", title, STEPS, rows)


def step_cells(step: Step, language: str) -> tuple[Any, ...]:
    """One step as the cells of `STEPS`."""
    known = Message(f"tag.{step.tag.lower()}")
    return step.hour, step.level, step.says[language], known, step.tag.value, step.source


def _some(called: list[str], most: int) -> str:
    more = len(called) - most
    return ", ".join(called[:most]) + (f" + {more}" if more > 0 else "")
