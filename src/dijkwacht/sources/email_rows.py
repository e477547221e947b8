# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows that the observed e-mail of municipalities makes: who, which services, what they depend
on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.codes import Confidence, Criticality, Mode, Noun, Role, SystemKind
from dijkwacht.register.register import History
from dijkwacht.register.schema import schema
from dijkwacht.sources.email_operators import Operator, Operators
from dijkwacht.sources.email_signals import Town

Rows = dict[str, list[dict[str, Any]]]
ADDED: Final[dict[str, tuple[str, ...]]] = {
    "organisations": ("code", "domain"),
    "services": ("name_en", "name_nl"),
    "systems": ("evidence",),
    "deliveries": ("name_en", "name_nl", "evidence"),
    "requirements": ("name_en", "name_nl", "evidence"),
}
"""Columns this source adds to the fixed ones."""
DELIVERED: Final[dict[str, dict[str, str]]] = {
    "mx": {"name_en": "Mail servers of {}", "name_nl": "Mailservers van {}"},
    "mailbox": {"name_en": "Mailboxes at {}", "name_nl": "Postbussen bij {}"},
    "network": {"name_en": "Network of {}", "name_nl": "Netwerk van {}"},
    "spf": {"name_en": "Sending by {}", "name_nl": "Verzenden door {}"},
}
"""What an operator delivers, by the signal that shows it."""
REQUIRED: Final[dict[str, dict[str, str]]] = {
    "mx": {"name_en": "Mail servers (MX)", "name_nl": "Mailservers (MX)"},
    "mailbox": {"name_en": "Mailboxes", "name_nl": "Postbussen"},
    "network": {"name_en": "Network of the mail servers", "name_nl": "Netwerk van de mailservers"},
    "spf": {"name_en": "May send (SPF)", "name_nl": "Mag verzenden (SPF)"},
}
"""What a service requires, by the signal that shows it."""


@dataclass(frozen=True)
class EmailRows:
    """The rows of the tables as they are found."""

    rows: Rows
    source: str
    seen_on: date
    operators: Operators
    serving: frozenset[str]
    used: Counter[Operator] = field(default_factory=Counter)

    def add(self, table: str, id: str, confidence: Confidence, **values: Any) -> str:
        """One row with its provenance; the answer is its id."""
        told = {
            "valid_from": self.seen_on,
            "source": self.source,
            "recorded_on": self.seen_on,
            "known_from": 0,
        }
        self.rows.setdefault(table, []).append(
            {"id": id, **told, "confidence": confidence, **values}
        )
        return id

    def town(self, town: Town) -> None:
        """The organisation, its two services, and what each was seen to use."""
        country = self.operators.country(town.form)
        at = f"{(country or 'xx').lower()}-{town.key.replace(' ', '-')}"
        organisation = self.add(
            "organisations",
            f"org-{at}",
            Confidence.OBSERVED,
            name=town.name,
            kind="municipality",
            country=country,
            region=town.region,
            code=town.key,
            domain=town.domain,
        )
        service = {"organisation_id": organisation, "sector": "public administration"}
        receiving = self.add(
            "services",
            f"svc-{at}-receive",
            Confidence.OBSERVED,
            **service,
            name="Receive e-mail",
            name_en="Receive e-mail",
            name_nl="E-mail ontvangen",
        )
        sending = self.add(
            "services",
            f"svc-{at}-send",
            Confidence.OBSERVED,
            **service,
            name="Send e-mail",
            name_en="Send e-mail",
            name_nl="E-mail verzenden",
        )
        self._receiving(town, at, receiving, organisation)
        self._sending(town, at, sending)
        for kind, value in town.others.items():
            self.add(
                "facts", receiving, Confidence.OBSERVED, noun=Noun.SERVICE, field=kind, value=value
            )

    def _receiving(self, town: Town, at: str, service: str, organisation: str) -> None:
        served = {**town.mx, **self._neighbourly(town)}
        members = [
            (
                Noun.DELIVERY,
                self._delivery(at, "mx", operator, Role.HOST, Confidence.OBSERVED, "MX", hosts),
            )
            for operator, hosts in served.items()
        ]
        if town.own and not self._neighbourly(town):
            own = self.add(
                "systems",
                f"sys-{at}-mx",
                Confidence.OBSERVED,
                name=f"MX {town.domain}",
                kind=SystemKind.APPLICATION,
                organisation_id=organisation,
                evidence=f"MX {', '.join(town.own)}",
            )
            members.append((Noun.SYSTEM, own))
        evidence = (
            f"MX {', '.join((*town.own, *(host for hosts in town.mx.values() for host in hosts)))}"
        )
        self._require(
            service,
            f"req-{at}-mx",
            "mx",
            Criticality.ESSENTIAL,
            Confidence.OBSERVED,
            members,
            evidence,
        )
        if members:
            self._behind(at, service, "mailbox", town.mailbox, served, any_served=True)
            self._behind(at, service, "network", town.networks, served, any_served=False)

    def _neighbourly(self, town: Town) -> dict[Operator, tuple[str, ...]]:
        """The own hosts as an operator's, where the same domain serves other municipalities too."""
        if not town.own or self.operators.of(town.own[0]).key not in self.serving:
            return {}
        return {self.operators.of(town.own[0]): town.own}

    def _behind(
        self,
        at: str,
        service: str,
        why: str,
        told: Mapping[Operator, tuple[str, ...]],
        served: Mapping[Operator, tuple[str, ...]],
        *,
        any_served: bool,
    ) -> None:
        """What is behind the MX hosts: one cannot see it from outside, so it is estimated.

        Nothing to add when those who run the MX hosts are that themselves: all of them, or
        (`any_served`) one of them.
        """
        same = [operator in served for operator in told]
        if not told or all(same) or (any_served and any(same)):
            return
        members = [
            (
                Noun.DELIVERY,
                self._delivery(at, why, operator, Role.HOST, Confidence.ESTIMATED, "", seen),
            )
            for operator, seen in told.items()
        ]
        self._require(
            service,
            f"req-{at}-{why}",
            why,
            Criticality.ESSENTIAL,
            Confidence.ESTIMATED,
            members,
            "; ".join(text for seen in told.values() for text in seen),
        )

    def _sending(self, town: Town, at: str, service: str) -> None:
        members = [
            (
                Noun.DELIVERY,
                self._delivery(at, "spf", operator, None, Confidence.OBSERVED, "SPF", domains),
            )
            for operator, domains in town.senders.items()
        ]
        permitted = ", ".join(domain for domains in town.senders.values() for domain in domains)
        evidence = f"SPF {permitted}"
        self._require(
            service,
            f"req-{at}-spf",
            "spf",
            Criticality.NONE,
            Confidence.OBSERVED,
            members,
            evidence,
        )

    def _delivery(
        self,
        at: str,
        why: str,
        operator: Operator,
        role: Role | None,
        confidence: Confidence,
        word: str,
        seen: tuple[str, ...],
    ) -> str:
        evidence = f"{word} {', '.join(seen)}".strip()
        self.used[operator] += 1
        names = {column: name.format(operator.name) for column, name in DELIVERED[why].items()}
        return self.add(
            "deliveries",
            f"del-{at}-{why}-{operator.key}",
            confidence,
            **names,
            name=names["name_en"],
            supplier_id=f"sup-{operator.key}",
            role=role,
            evidence=evidence,
        )

    def _require(
        self,
        service: str,
        id: str,
        why: str,
        criticality: Criticality,
        confidence: Confidence,
        members: list[tuple[Noun, str]],
        evidence: str,
    ) -> None:
        """One of these members is enough."""
        if not members:
            return
        self.add(
            "requirements",
            id,
            confidence,
            owner_noun=Noun.SERVICE,
            owner_id=service,
            **REQUIRED[why],
            name=REQUIRED[why]["name_en"],
            need=ONE,
            mode=Mode.PROPORTIONAL,
            criticality=criticality,
            evidence=evidence,
        )
        for number, (noun, member) in enumerate(members, 1):
            self.add(
                "members",
                f"{id}-{number}",
                confidence,
                requirement_id=id,
                member_noun=noun,
                member_id=member,
                weight=ONE,
            )

    def suppliers(self) -> None:
        """Every operator that some delivery names, once."""
        for operator in sorted(self.used, key=lambda operator: (-self.used[operator], operator)):
            self.add(
                "suppliers",
                f"sup-{operator.key}",
                Confidence.OBSERVED,
                name=operator.name,
                kind="mail operator",
            )

    def history(self) -> History:
        """The tables of all rows."""
        return History.of({table: _frame(table, values) for table, values in self.rows.items()})


def _frame(table: str, values: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        values, schema=schema(table) | dict.fromkeys(ADDED.get(table, ()), pl.String())
    )
