# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stops when something stops: own services with their why, others as a number."""

from collections.abc import Collection, Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from dijkwacht import verbs
from dijkwacht.base.errors import NotInRegister, WrongQuestion
from dijkwacht.engine.explain import explain
from dijkwacht.engine.explain import shown as without_inner
from dijkwacht.engine.outage import Loss
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.api.answers import answer, kept
from dijkwacht.web.api.asked import Asked, OutageQuestion, quiet
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.schemas import Answer, Dated, Thing
from dijkwacht.web.api.tables import TAGGED
from dijkwacht.web.others import others
from dijkwacht.web.outages.rows import counted
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import ENGINE, Reasoned

ROUTER: Final = Router(tags=["outages"], by_alias=True)
FAILING: Final = 100  # things that stop, listed at most


class Lost(Answer):
    """How much is lost within some hours."""

    services: int
    organisations: int
    persons: int = Field(description="An upper bound: one person can use several services.")
    persons_unknown: int = Field(description="Services of which the users are not known.")


class LostByOthers(Answer):
    """How much others lose over the whole run, rounded; null where it would say too much of one of
    them."""

    services: int | None
    organisations: int | None
    persons: int | None = Field(description="An upper bound: one person can use several services.")


class Within(Answer):
    """What is lost within some hours."""

    hours: int
    own: Lost


class Step(Thing):
    """One step on the way from the cause to a service."""

    hour: int
    level: int = Field(description="What is left of it, in basis points.")


class LostService(Answer):
    """A service below its minimum."""

    id: str
    name: str
    organisation_id: str | None
    lost_at_hours: int
    returns_at_hours: int | None = Field(description="null: not within the horizon.")
    sure_at_hours: int | None = Field(description="Without estimated dependencies; null: not.")
    lowest: int = Field(description="In basis points.")
    users: int | None
    person_hours: int | None
    assumed: bool = Field(description="Whether a value that policy assumes had a part in it.")
    because: list[Step]


class OutageAnswer(Dated):
    """What stops when something stops."""

    asked: Asked
    rules: list[str]
    failing: list[Thing] = Field(description="What stops by itself, as far as it is seen.")
    failing_total: int | None = Field(description="null where fewer than three are not seen.")
    within: list[Within]
    others: LostByOthers | None = Field(description="null for who sees all organisations.")
    lost_total: int = Field(description="Of the services that whoever asks may see.")
    lost: list[LostService] = Field(description="The first lost first.")


SAYS: Final = (
    "Which services are lost when this stops, when, for whom and why. The engine runs on all "
    "organisations; of others one learns their number, where that is at least three."
)


@ROUTER.get(
    "/outages",
    response={200: OutageAnswer},
    operation_id="read-outage",
    url_name="read-outage",
    summary="Ask what stops, by an address",
    description=SAYS,
    openapi_extra=TAGGED,
)
def by_address(request: HttpRequest, question: Query[OutageQuestion]) -> HttpResponse:
    """The answer to a question in the address."""
    reading = read(request, question)
    reasoned = reading.reasoned
    return kept(request, reading, reasoned, lambda: answer(told(reading, reasoned, question)))


@ROUTER.post(
    "/outages",
    response={200: OutageAnswer},
    operation_id="ask-outage",
    url_name="ask-outage",
    summary="Ask what stops, by a body",
    description=SAYS,
)
def by_body(request: HttpRequest, question: OutageQuestion) -> HttpResponse:
    """The answer to a question in the body."""
    reading = read(request, question)
    return answer(told(reading, reading.reasoned, question))


def told(reading: Reading, reasoned: Reasoned, question: OutageQuestion) -> OutageAnswer:
    """The answer as far as the asker may know it."""
    assert reading.viewer is not None
    opened, sight = reasoned.opened, reasoned.sight(reading.viewer)
    choice = question.choice(opened)
    selector = question.selector(sight, opened, choice)
    try:
        asked = verbs.outage(opened, verbs.Question(selector, choice), ENGINE)
    except (NotInRegister, WrongQuestion) as fault:
        raise quiet(fault) from fault
    look = Look(reading, sight, asked)
    seen = [loss for loss in look.found.lost if look.sees(loss.node)]
    return OutageAnswer(
        on=reasoned.on,
        revision=reasoned.revision,
        later_changes=reading.rows.revision - reasoned.revision,
        asked=Asked.of(choice),
        rules=list(opened.graphs.every.rules),
        failing=look.failing(),
        failing_total=look.failing_total(),
        within=[look.within(hours) for hours in verbs.horizons_of(opened.rules, choice.horizon)],
        others=look.others(),
        lost_total=len(seen),
        lost=[look.service(loss) for loss in seen[: question.most]],
    )


class Look:
    """One answer of the engine as one viewer sees it."""

    def __init__(self, reading: Reading, sight: Sight, asked: verbs.Asked) -> None:
        self.reading, self.sight, self.asked = reading, sight, asked
        self.found = counted(asked.answer.found, sight)
        self.graph = self.found.graph
        self.own = sight.viewer.own if sight.viewer.reach is Reach.OWN else None

    def sees(self, node: int) -> bool:
        """Whether a service is listed: own ones, or all for who sees all."""
        return self.own is None or self.sight.sees("services", self.graph.nodes.ids[node])

    def thing(self, node: int) -> Thing:
        """What a node is called."""
        label = self.sight.node(self.graph, node, self.reading.names)
        noun = self.graph.noun_of(node)
        word = (NodeNoun.SERVICE if noun is NodeNoun.WRAPPED else noun).word
        return Thing(noun=word, id=label.id, name=self.reading.words.value(label.name))

    def failing(self) -> list[Thing]:
        """What stops, as far as it is seen."""
        every = (self.thing(node) for node in self.asked.selection.failing)
        return [one for one in every if one.id is not None][:FAILING]

    def failing_total(self) -> int | None:
        """How many things stop, the hidden ones rounded; None where these are of too few."""
        nodes = self.asked.selection.failing
        hidden = [node for node in nodes if self.thing(node).id is None]
        others = self.sight.counted(map(self._owner, hidden)).services
        return None if others is None else len(nodes) - len(hidden) + others

    def _owner(self, node: int) -> str | None:
        table = TABLE_OF[Noun(self.graph.noun_of(node).word)]
        return self.sight.owners.by_id(table).get(self.graph.nodes.ids[node])

    def within(self, hours: int) -> Within:
        """What is lost within some hours of what is seen."""
        lost = [loss for loss in self.found.lost if (loss.lost_at or 0) < hours]
        return Within(hours=hours, own=self._sum([one for one in lost if self.sees(one.node)]))

    def others(self) -> LostByOthers | None:
        """What others lose over the whole run: what they lose between two hours would be a figure
        of few."""
        if self.own is None:
            return None
        hidden = [loss.node for loss in self.found.lost if not self.sees(loss.node)]
        told = others(self.graph, hidden, self.sight.limits)
        return LostByOthers(
            services=told.services, organisations=told.organisations, persons=told.persons
        )

    def _sum(self, losses: Collection[Loss]) -> Lost:
        known = [loss.users for loss in losses if loss.users is not None]
        organisations = {self.graph.nodes.organisation[loss.node] for loss in losses} - {None}
        return Lost(
            services=len(losses),
            organisations=len(organisations),
            persons=sum(known),
            persons_unknown=len(losses) - len(known),
        )

    def service(self, loss: Loss) -> LostService:
        """One lost service with its why."""
        thing = self.thing(loss.node)
        organisation = self.graph.nodes.organisation[loss.node]
        return LostService(
            id=str(thing.id),
            name=thing.name,
            organisation_id=self._organisation(organisation),
            lost_at_hours=int(loss.lost_at or 0),
            returns_at_hours=loss.returns_at,
            sure_at_hours=self.asked.answer.sure_at(loss.node),
            lowest=loss.lowest,
            users=loss.users,
            person_hours=loss.person_hours,
            assumed=loss.assumed,
            because=list(self._because(loss.node)),
        )

    def _organisation(self, id: str | None) -> str | None:
        if id is None:
            return None
        return self.sight.label(Noun.ORGANISATION, id, self.reading.names).id

    def _because(self, node: int) -> Iterator[Step]:
        for link in without_inner(self.found, explain(self.found, node)):
            thing = self.thing(link.node)
            yield Step(**thing.__dict__, hour=link.hour, level=link.level)
