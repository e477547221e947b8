# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an entry of a feed says of somebody, before it is known which supplier that is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Told(StrEnum):
    """The kinds that readers of feeds tell of by themselves; tables may name any of policy's."""

    BANKRUPTCY = "insolvency-bankruptcy"
    SUSPENSION = "insolvency-suspension"
    LEGAL_INSOLVENCY = "legal-insolvency"
    LEGAL_DISSOLUTION = "legal-dissolution"
    LEGAL_MERGER = "legal-merger"
    ENTITY_INACTIVE = "entity-inactive"
    LEI_RECORD = "lei-record"  # the state of an entity: says nothing by itself
    LEI_LAPSED = "lei-lapsed"
    LEI_RETIRED = "lei-retired"
    LEI_MERGED = "lei-merged"
    LEI_ANNULLED = "lei-annulled"
    NAME_CHANGED = "name-changed"
    COUNTRY_CHANGED = "country-changed"
    PARENT_RECORD = "parent-record"  # the state of a tie: says nothing by itself
    PARENT_NEW = "parent-new"
    PARENT_ENDED = "parent-ended"
    PARENT_ABROAD = "ultimate-parent-abroad"
    PARENT_HIDDEN = "parent-hidden"
    SANCTIONED = "sanction-listed"
    ACCOUNTS_LATE = "accounts-late"
    AUDITOR_CHANGED = "auditor-changed"
    GOING_CONCERN = "going-concern-doubt"
    EXPLOITED = "vulnerability-exploited"
    RANSOMWARE = "vulnerability-ransomware"
    CRITICAL = "vulnerability-critical"
    KNOWN = "vulnerability-known"
    OUTAGE_MINOR = "outage-minor"
    OUTAGE_MAJOR = "outage-major"
    OUTAGE_CRITICAL = "outage-critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that one entry of a feed says. `kind` is a word of policy's `signals/kinds`."""

    kind: str
    entry: str  # the key of the entry at its source
    names: tuple[str, ...] = ()  # the first is the one the source leads with
    numbers: tuple[tuple[str, str], ...] = ()  # scheme and value of each identifier given
    observed_on: date | None = None  # when it became so, by the source
    ends_on: date | None = None  # the day from which the source wants it forgotten
    country: str | None = None
    town: str | None = None
    said: str | None = None
    link: str | None = None
