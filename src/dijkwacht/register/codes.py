# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed sets of words that columns of the register may hold."""

from enum import StrEnum


class Noun(StrEnum):
    """The kinds of thing a row of the register can point at."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    SYSTEM = "system"
    SUPPLIER = "supplier"
    OWNERSHIP = "ownership"
    CONTRACT = "contract"
    DELIVERY = "delivery"
    REQUIREMENT = "requirement"
    MEMBER = "member"
    FALLBACK = "fallback"
    IDENTIFIER = "identifier"
    USE = "use"
    HARM = "harm"
    OVERRIDE = "override"
    DESIGNATION = "designation"
    EVIDENCE = "evidence"
    STANDING = "standing"
    POPULATION = "population"
    STATEMENT = "statement"
    OBSERVATION = "observation"
    MATCH = "match"
    READING = "reading"
    ALERT_ACT = "alert-act"
    CONTRACT_OPTION = "contract-option"
    SOVEREIGNTY_SCORE = "sovereignty-score"


class Confidence(StrEnum):
    """How well a fact is known."""

    OBSERVED = "observed"  # measured or read from a register that decides
    DECLARED = "declared"  # said by who should know
    ESTIMATED = "estimated"  # concluded from other facts
    UNKNOWN = "unknown"


class Criticality(StrEnum):
    """What a shortage of a requirement does to its owner."""

    ESSENTIAL = "essential"  # the owner is no better than this requirement
    DEGRADING = "degrading"  # the owner loses at most `share`
    NONE = "none"  # a known relation without effect


class Mode(StrEnum):
    """How a shortage counts: half delivered is half the level, or nothing."""

    PROPORTIONAL = "proportional"
    STRICT = "strict"


class SystemKind(StrEnum):
    """What a system is."""

    APPLICATION = "application"
    PLATFORM = "platform"  # shared by several organisations
    FACILITY = "facility"  # a place: data centre, building, power feed
    CAUSE = "cause"  # something with which things stop together


class Role(StrEnum):
    """What a supplier does in a delivery."""

    CONTRACTING_PARTY = "contracting-party"
    HOST = "host"
    SUBCONTRACTOR = "subcontractor"
    RESELLER = "reseller"
    MAKER = "maker"


class Recurrence(StrEnum):
    """When the days of a calendar of use come back."""

    YEARLY = "yearly"  # days as 03-01
    MONTHLY = "monthly"  # days as 25
    WEEKLY = "weekly"  # days as 1, which is Monday, to 7
    OTHERWISE = "otherwise"  # all days that are in no other row of the service


class OwnershipKind(StrEnum):
    """How a parent holds a child."""

    CONSOLIDATING = "consolidating"
    SHAREHOLDING = "shareholding"
    VOTING_RIGHTS = "voting-rights"
    GOLDEN_SHARE = "golden-share"  # decides alone about some things, however small
    OTHER = "other"


class HarmKind(StrEnum):
    """What the total outage of a service does harm to."""

    PHYSICAL = "physical"  # people dead, seriously injured or chronically ill
    LIVING = "living"  # people with serious problems of living
    ECONOMIC = "economic"  # damage, own and of society
    PERSONS = "persons"  # people who need the service and cannot get it
    LAW = "law"  # legal duty and rule of law: a level, 0 to 3
    SECURITY = "security"  # national security and public order: a level, 0 to 3


class Direction(StrEnum):
    """Which way two signatories move a class."""

    UP = "up"
    DOWN = "down"


class DesignationKind(StrEnum):
    """What somebody with the power to do so has designated."""

    VITAL_PROCESS = "vital-process"  # by a ministry, of a service
    CRITICAL_ENTITY = "critical-entity"  # CER: of the provider, for this service
    ESSENTIAL_ENTITY = "essential-entity"  # NIS2: of an organisation
    IMPORTANT_ENTITY = "important-entity"  # NIS2: of an organisation
    ISMS_SCOPE = "isms-scope"  # the service is in the critical scope of information security


class FallbackKind(StrEnum):
    """What kind of thing takes over."""

    MANUAL = "manual"  # by hand, on paper
    REDUCED_SERVICE = "reduced-service"  # read-only, in batches, last month's payments again
    READABLE_COPY = "readable-copy"  # of the data, at a place of one's own
    HOT_STANDBY = "hot-standby"
    WARM_STANDBY = "warm-standby"
    COLD_STANDBY = "cold-standby"  # built again from code and copies
    SECOND_SUPPLIER = "second-supplier"
    GOVERNMENT_FACILITY = "government-facility"  # shared with others
    INSOURCING = "insourcing"  # people and operations are taken over
    STEP_IN = "step-in"  # directly with who stands behind the supplier
    ESCROW = "escrow"
    CONTINUATION = "continuation"  # the supplier goes on under a guarantee of the state
    SWITCH_OFF = "switch-off"  # lawfully suspended; terms extended


class Answer(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


class Result(StrEnum):
    """How a test or review ended."""

    PASSED = "passed"
    FAILED = "failed"


class EvidenceKind(StrEnum):
    """What was done about a service."""

    CLASS_REVIEW = "class-review"
    FUNCTIONAL_TEST = "functional-test"
    LONG_EXERCISE = "long-exercise"  # of an outage of 30 days or more
    LONG_TABLE_TOP = "long-table-top"  # the same, talked through
    FULL_SWITCH = "full-switch"  # everything ran on the fallback
    EX_ANTE_REVIEW = "ex-ante-review"
    EXIT_PLAN = "exit-plan"
    EXIT_TABLE_TOP = "exit-table-top"
    EXIT_TEST = "exit-test"
    SUPPLIER_MEETING = "supplier-meeting"
    BOARD_CONFIRMATION = "board-confirmation"  # of the supplier, that it stands firm
    SIGNAL_WATCH = "signal-watch"  # signals about the suppliers were looked at


class Substitutability(StrEnum):
    """How easily another could deliver (DORA register of information, B_07.01)."""

    NOT = "not"
    HIGHLY_COMPLEX = "highly-complex"
    MEDIUM = "medium"
    EASY = "easy"


class Reintegration(StrEnum):
    """How easily one could do it oneself again (DORA register of information, B_07.01)."""

    EASY = "easy"
    DIFFICULT = "difficult"
    HIGHLY_COMPLEX = "highly-complex"


class StandingKind(StrEnum):
    """Why others feel it when an organisation fails."""

    G_SII = "g-sii"  # global systemically important institution
    O_SII = "o-sii"  # other systemically important institution
    CENTRAL_SECURITIES_DEPOSITORY = "central-securities-depository"
    CENTRAL_COUNTERPARTY = "central-counterparty"
    TRADING_VENUE = "trading-venue"
    TRADE_REPOSITORY = "trade-repository"
    OTHER_SYSTEMIC = "other-systemic"
    TIER_ONE = "tier-one"  # of a state: its outage stops other bodies
    TIER_TWO = "tier-two"  # its outage is felt by other bodies


class StatementBasis(StrEnum):
    """Whose accounts they are."""

    CONSOLIDATED = "consolidated"  # of the entity and all it holds
    SEPARATE = "separate"  # of the entity alone


class ReadingState(StrEnum):
    """What came of reading a feed."""

    GOOD = "good"  # read whole
    LATE = "late"  # nothing new for longer than policy allows
    EMPTY = "empty"  # it says nothing
    BROKEN = "broken"  # half-written, or not as its format says
    WRONG_SIGNED = "wrong-signed"  # its hash or signature does not fit
    ABSENT = "absent"  # there was nothing to read


class MatchDecision(StrEnum):
    """What a person decided about two names."""

    OPEN = "open"  # nobody has decided yet
    SAME = "same"  # it is about this supplier
    DIFFERENT = "different"  # it is about somebody else


class ActKind(StrEnum):
    """What somebody did with an alert."""

    ACKNOWLEDGE = "acknowledge"  # seen, and somebody is on it
    EXPLAIN = "explain"  # a remark that stays with it
    CLOSE = "close"  # dealt with
    REOPEN = "reopen"  # not dealt with after all


class OptionKind(StrEnum):
    """What an option of a contract lets somebody do."""

    EXTENSION = "extension"  # to go on
    TERMINATION = "termination"  # to leave before the end
    PURCHASE = "purchase"  # to buy more


class Objective(StrEnum):
    """The objectives of the EU Cloud Sovereignty Framework, in its order."""

    STRATEGIC = "strategic"  # SOV-1
    LEGAL = "legal"  # SOV-2, legal and jurisdictional
    DATA_AND_AI = "data-and-ai"  # SOV-3
    OPERATIONAL = "operational"  # SOV-4
    SUPPLY_CHAIN = "supply-chain"  # SOV-5
    TECHNOLOGY = "technology"  # SOV-6
    SECURITY = "security"  # SOV-7, security and compliance
    ENVIRONMENTAL = "environmental"  # SOV-8
