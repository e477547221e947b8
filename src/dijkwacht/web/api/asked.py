# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a program asks about an outage, looked up among what it may see only: a name that it may not
know does not exist for it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final, Literal

import polars as pl
from pydantic import Field

from dijkwacht import verbs
from dijkwacht.base.errors import DijkwachtError, NotInRegister, WrongQuestion
from dijkwacht.engine.scenario import Choice, FallbackMode, Start
from dijkwacht.graph.find import NAMED
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.select import Selector
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.rules.scenarios import Variant
from dijkwacht.web.access import Sight
from dijkwacht.web.api.schemas import Answer, Hours, Text, When
from dijkwacht.web.ownership import COMMON

Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]
MANY: Final = 50
NO_NODES: Final = frozenset((NodeNoun.WRAPPED, NodeNoun.FALLBACK))
SAYABLE: Final = frozenset(("country", "on", "value", "scenario", "variant", "hours", "allowed"))
"""What an error may repeat; anything else could name what the asker may not know."""


class Stopping(When):
    """How something stops, and what counts."""

    hours: Hours | None = Field(None, description="How long it stops; for good when absent.")
    permanent: bool = Field(False, description="It is replaced: replacement times count.")
    horizon: Hours | None = Field(None, description="Hours to look ahead; policy's when absent.")
    fallbacks: Literal["none", "declared", "proven"] = Field(
        "declared", description="Which fallbacks count."
    )
    scenario: str | None = Field(
        None, pattern="^[a-z0-9][a-z0-9-]*$", max_length=100, description="See /scenarios."
    )
    variant: Literal["stated", "acute", "long"] | None = None
    start: str | None = Field(
        None,
        pattern=r"^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]))?$",
        description="The local day and hour at which it begins: 2026-03-01T09.",
    )

    def choice(self, opened: verbs.Opened) -> Choice:
        """The same as the engine takes it; errors as `verbs.Stop.choice`."""
        stop = verbs.Stop(
            scenario=self.scenario,
            variant=self.variant,
            hours=self.hours,
            permanent=self.permanent,
            horizon=self.horizon,
            fallbacks=FallbackMode(self.fallbacks).value,
        )
        made = stop.choice(opened)
        fields = {name: getattr(made, name) for name in Choice.__slots__}
        return Choice(**{**fields, "start": _start(self.start)})


class OutageQuestion(Stopping):
    """What stops, and how."""

    fail: list[Text] = Field(
        [], max_length=MANY, description="What stops: an id, noun:id, scheme:value or name."
    )
    group: bool = Field(False, description="With every company of the same corporate group.")
    control: list[Country] = Field(
        [], max_length=MANY, description="Every supplier from there, or whose ultimate parent is."
    )
    country: list[Country] = Field(
        [], max_length=MANY, description="Every system and delivery that is there."
    )
    most: int = Field(100, ge=0, le=1_000, description="How many lost services are listed.")

    def selector(self, sight: Sight, opened: verbs.Opened, choice: Choice) -> Selector:
        """What stops, by ids; NotInRegister for what the asker does not see, WrongQuestion where
        nothing stops, or it is not what the scenario is about."""
        named = [_found(sight, opened, text) for text in self.fail]
        allowed = choice.profile.rule.chooses if choice.profile else ()
        for text, thing in zip(self.fail, named, strict=True):
            self._judge(text, thing.partition(":")[0], allowed)
        made = Selector(
            things=() if self.group else named,
            groups=named if self.group else (),
            control=self.control,
            location=self.country,
        )
        if made.is_empty and not (choice.profile and choice.profile.rule.fails):
            raise WrongQuestion("api-nothing-fails")
        return made

    def _judge(self, text: str, noun: str, allowed: Sequence[str]) -> None:
        """Whether a thing of this noun can stop so; what is wrong is told in the asker's words."""
        if allowed and noun not in allowed:
            raise WrongQuestion("not-of-this-scenario", name=text, allowed=", ".join(allowed))
        if self.group and noun != NodeNoun.SUPPLIER.word:
            raise NotInRegister("no-group", name=text)


def quiet(fault: DijkwachtError) -> DijkwachtError:
    """The same error, without what it may have found among the things of others."""
    params = {name: value if name in SAYABLE else "-" for name, value in fault.what.params.items()}
    return type(fault)(fault.what.code, **params)


def variants() -> tuple[str, ...]:
    """The variants a scenario can have."""
    return tuple(variant.value for variant in Variant)


def _start(text: str | None) -> Start | None:
    if text is None:
        return None
    day, _, hour = text.partition("T")
    try:
        return Start(date.fromisoformat(day), int(hour or 0))
    except ValueError as fault:
        raise WrongQuestion("api-start", value=text) from fault


def _found(sight: Sight, opened: verbs.Opened, text: str) -> str:
    """The one thing that a text names among what is seen, as `noun:id`."""
    index = opened.graphs.every.index
    for looked in (_by_id, _by_identifier, _by_name):
        found = {one for one in looked(sight, text) if one in index}
        if len(found) > 1:
            told = ", ".join(sorted({noun.word for noun, _ in found}))
            raise NotInRegister("several-called", name=text, count=len(found), found=told)
        for noun, id in found:
            return f"{noun.word}:{id}"
    raise NotInRegister("nothing-called-or-near", name=text, near="-", on=opened.register.on)


def _nouns() -> Iterator[tuple[NodeNoun, str]]:
    for noun in NAMED:
        if noun not in NO_NODES:
            yield noun, TABLE_OF[Noun(noun.word)]


def _real(sight: Sight, noun: NodeNoun, table: str, shown: str) -> Iterator[tuple[NodeNoun, str]]:
    found = shown if table in COMMON else sight.real(table, shown)
    if found is not None:
        yield noun, found


def _by_id(sight: Sight, text: str) -> Iterator[tuple[NodeNoun, str]]:
    word, _, rest = text.partition(":")
    for noun, table in _nouns():
        if word == noun.word and rest:
            yield from _real(sight, noun, table, rest)
        else:
            yield from _real(sight, noun, table, text)


def _by_identifier(sight: Sight, text: str) -> Iterator[tuple[NodeNoun, str]]:
    scheme, _, value = text.partition(":")
    rows = sight.table("identifiers").filter(
        (pl.col("scheme") == scheme.lower()) & (pl.col("value") == value)
    )
    tables = {noun.word: (noun, table) for noun, table in _nouns()}
    for word, id in rows.select("noun", "of_id").drop_nulls().iter_rows():
        if word in tables:
            yield from _real(sight, *tables[word], id)


def _by_name(sight: Sight, text: str) -> Iterator[tuple[NodeNoun, str]]:
    """A supplier goes before anything else of the same name."""
    wanted = text.lower().strip()
    for noun, table in _nouns():
        rows = sight.table(table)
        names = [name for name in rows.columns if name == "name" or name.startswith("name_")]
        same = pl.any_horizontal(
            pl.col(name).cast(pl.String).str.to_lowercase() == wanted for name in names
        )
        ids = rows.filter(same)["id"].unique().to_list()
        for id in ids:
            yield from _real(sight, noun, table, id)
        if ids:
            return


class Asked(Answer):
    """How something stops, as it was reckoned with."""

    hours: int | None
    permanent: bool
    horizon: int
    fallbacks: str
    scenario: str | None
    variant: str | None
    start: str | None

    @classmethod
    def of(cls, choice: Choice) -> "Asked":
        """What the engine was asked."""
        profile = choice.profile
        return cls(
            hours=choice.duration,
            permanent=choice.permanent,
            horizon=int(choice.horizon),
            fallbacks=choice.fallbacks.value,
            scenario=profile.rule.version if profile else None,
            variant=profile.variant if profile else None,
            start=None if choice.start is None else str(choice.start),
        )
