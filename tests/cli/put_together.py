# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of messages that are put together while the program runs, from closed sets."""

from builders import rules
from cli.put_together_classes import OF_CLASSES
from cli.put_together_contracts import OF_CONTRACTS
from cli.put_together_distress import OF_DISTRESS
from cli.put_together_failure import OF_FAILURE
from cli.put_together_watch import OF_WATCH

from dijkwacht.base.problem import Grade
from dijkwacht.engine.explain import Help
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.engine.sensitivity import ranges_of
from dijkwacht.findings.classes import Class
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.crosswalk import FOLDER as CROSSWALK
from dijkwacht.findings.crosswalk import crosswalks
from dijkwacht.findings.duty import Asked, Because, Status
from dijkwacht.findings.independence import Verdict, Why
from dijkwacht.findings.options import Counts
from dijkwacht.findings.owners import Heirs
from dijkwacht.findings.systemic import INDICATORS, FormName
from dijkwacht.graph.find import NAMED
from dijkwacht.register.codes import Confidence, Criticality, Noun
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.schema import columns
from dijkwacht.reports.class_record import CHAIN_FACTS, HARM_FACTS
from dijkwacht.reports.coverage import LINES
from dijkwacht.reports.coverage import WORDS as REQUIRED
from dijkwacht.reports.meanings import holds, of_column, of_table
from dijkwacht.rules.decision_table import Hit
from dijkwacht.rules.policy_file import KINDS as RULE_KINDS
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.scenarios import Variant
from dijkwacht.web.access import Reach
from dijkwacht.web.api.problems import FAULTS as INPUT_FAULTS
from dijkwacht.web.environment import MARKINGS
from dijkwacht.web.home.standing import Covered
from dijkwacht.web.home.waiting import Kind as TaskKind
from dijkwacht.web.outages.comparing import Change
from dijkwacht.web.outages.question import KINDS as CHOSEN
from dijkwacht.web.record.around import Tie
from dijkwacht.web.record.cover_bar import State
from dijkwacht.web.record.fields import HINTS
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models.revision import Kind as Made
from dijkwacht.web.tables.listing import LISTED, listing
from dijkwacht.web.tables.said import kebab

STATUSES = (400, 401, 403, 404, 405, 409, 413, 415, 429, 500, 503)
DOCTOR = {
    "home": "good doubtful wrong",
    "database": "good doubtful",
    "tables": "good wrong",
    "trail": "good wrong",
    "snapshot": "good wrong",
    "policy": "good wrong",
    "engine": "good doubtful",
    "people": "good doubtful wrong",
    "settings": "good doubtful wrong",
}
FAULTS = ("wrong", "forbidden", "nowhere", "stale", "broken")
HIDDEN = (
    "organisation",
    "service",
    "system",
    "contract",
    "delivery",
    "fallback",
    "requirement",
    "thing",
)
CODED = {
    column.enum for name in LISTED for column in listing(name).columns if column.enum is not None
}
COVER = ("none", "declared", "proven")
MANNERS = ("hours", "for-good", "hours-replaced", "for-good-replaced", "scenario")
KINDS = ("suppliers", "groups", "facilities")
CLASSES = rules().table("classification/service-class")
REGIMES = {table.name.removeprefix(CROSSWALK): table.outcomes for table in crosswalks(rules())}
RANGED = ranges_of(rules().parameters("outage/ranges"))
PARTS = ("first_gap", "longest_at", "longest_gap", "gap_hours")
HELPS = [help.value for help in Help if help is not Help.NONE]
LEVELLED = ("level", "table", "table.lines", "table.bodies")
MOVED = ("unknown", "overdue", "alternative", "override")
MOVED_ROWS = ("row", "row-no-more", "row-at")
DESIGNATED = {row.conditions[0].threshold for row in CLASSES.rows if row.group == "D"}
MISSING = ("standings", "score", "group", "kind", "total", "count", "sizes", "answers")
RECORD_WORDS = ("field", "value", "source", "recorded-on", "confidence", "mark")
RECORD_WORDS += ("owners", "owned", "behind", "before")
STEPS = ("choose", "map", "problems", "plan")
KINDS_OF_JOB = ("import-plan", "import-apply", "ranking", "snapshot", "export", "watch")
PUT_TOGETHER = {
    *OF_CLASSES,
    *OF_CONTRACTS,
    *OF_DISTRESS,
    *OF_FAILURE,
    *OF_WATCH,
    *(f"api.status.{status}" for status in STATUSES),
    *(f"api.fault.{fault}" for fault in (*INPUT_FAULTS.values(), "other")),
    *(f"server.{reach.value}" for reach in Reach),
    *(f"check.{grade.value}s" for grade in Grade),
    *(f"fallbacks.{mode.value}" for mode in FallbackMode),
    *(f"outage.title.{manner}" for manner in MANNERS),
    *(f"rank.title.{kind}.{manner}" for kind in KINDS for manner in MANNERS),
    *(f"rank.{part}.{kind}" for part in ("table", "harmless") for kind in KINDS),
    *(f"weaknesses.{manner}" for manner in MANNERS),
    *(f"kinds.{kind}" for kind in (*Kind, "mixed")),
    *(f"detail.{table}" for table in ("saved", "claims", "shared", "black_starts")),
    *(f"scenario.called.{variant.value}" for variant in Variant),
    *(f"selected.{kind}" for kind in ("control", "location")),
    *(f"tag.{tag.value.lower()}" for tag in Tag),
    *(f"assumed.{str(flag.name).lower()}" for flag in RANGED),
    *(f"noun.{noun.word}" for noun in NAMED),
    *(f"cover.{word}" for word in REQUIRED.values()),
    *(f"coverage.service-required-{word}" for word in ("no", "unknown")),
    *(f"coverage.{line}-{kind}" for line in LINES for kind in ("whole", "gaps")),
    *(f"column.{line}_{part}" for line in LINES for part in PARTS),
    *(f"column.{line}_{part}_strict" for line in LINES for part in ("first_gap", "gap_hours")),
    *(f"counts.{counts.value}" for counts in Counts),
    *(f"independent.{verdict.word}" for verdict in Verdict),
    *(f"independence.{why.value}" for why in Why if why is not Why.SHARED),
    *(f"because.{because.value}" for because in Because),
    *(f"status.{status.word}" for status in Status),
    *(f"obligation.{name}" for name in Asked),
    *(f"kind.{kind.partition('/')[0]}" for kind in RULE_KINDS),
    *(f"policy-rule.hit-{hit.value}" for hit in Hit),
    *(f"unit.{unit.lower()}" for unit in ("EUR", "months")),
    *(f"class.{kind.name.lower()}" for kind in Class),
    *(f"confidence.{word}" for word in Confidence),
    *(f"column.{word}" for word in (*HARM_FACTS, *CHAIN_FACTS)),
    *(f"designation.{word}" for word in DESIGNATED),
    *(f"inherited.title.{heirs}" for heirs in Heirs),
    *(f"moved.{what}{end}" for what in MOVED for end in ("", "-no-more")),
    *(
        f"moved.{row}{end}"
        for row in ("row", "row-no-more", "row-at")
        for end in ("", "-threshold")
    ),
    *(f"record.{key}" for key in ("harm", "chain")),
    *(f"regime.{regime}" for regime in REGIMES),
    *(f"reading.{of}.{outcome}" for of, outcomes in REGIMES.items() for outcome in outcomes),
    *(f"indicator.{key}" for key in INDICATORS),
    *(f"systemic.{of}.{form.value}" for of in ("title", "one", "form") for form in FormName),
    *(f"systemic.{of}.{level.value}" for of in LEVELLED for level in Level),
    *(f"systemic.told.{word}" for word in ("met", "not-met", "unknown")),
    *(f"systemic.missing.{what}" for what in MISSING),
    *(f"answer.{word}" for word in ("yes", "no", "unknown")),
    *(f"explain.{needs}.{help}" for needs in ("needs", "needs-of") for help in HELPS),
    *(of_table(table).code for table in TABLES),
    *(of_column(table, column.name).code for table in TABLES for column in columns(table)),
    *(holds(column).code for table in TABLES for column in columns(table)),
    *(f"workbook.how-{what}" for what in ("rows", "empty", "id", "back")),
    *(
        f"workbook.{head}"
        for head in ("sheet", "row", "column", "what", "mend", "meaning", "holds")
    ),
    *(f"import.step-{step}" for step in STEPS),
    *(f"job.{kind}" for kind in KINDS_OF_JOB),
    *(f"job.state-{state}" for state in ("waiting", "running", "done", "failed", "cancelled")),
    *(f"role.{role.value}" for role in Role),
    *(f"{of}.{mode.value}" for of in ("outage-mode", "outage-compare") for mode in FallbackMode),
    *(f"outage-beside.{mode.value}" for mode in (FallbackMode.DECLARED, FallbackMode.PROVEN)),
    *(f"outage-kind.{kind}" for kind in (*CHOSEN, "without")),
    *(f"outage-as.{kind}" for kind in CHOSEN),
    *(f"outage-noun.{noun.word}" for noun in NAMED),
    *(f"outage-cover.{cover}" for cover in COVER),
    *(f"outage-facet.{facet}" for facet in ("class", "cover")),
    *(f"outage-state.{state}" for state in ("lost", "holds")),
    *(f"outage-variant.{variant.value}" for variant in Variant),
    *(f"{of}.{change.value}" for of in ("compare", "compare.says") for change in Change),
    *(f"ranking-head.{kind}" for kind in KINDS),
    *(f"marking.{level.replace(':', '-').replace('+', '-')}" for level in MARKINGS),
    *(f"names.state.{state}" for state in ("asked", "approved", "refused", "withdrawn")),
    *(f"trail.fault.{why}" for why in ("changed", "chain", "number", "fields", "head")),
    *(f"reach.{reach.value}" for reach in Reach),
    *(f"task.{of}{kind.value}" for of in ("", "go.", "kind.", "more.") for kind in TaskKind),
    "task.contract-ends-unknown",
    *(f"task.why.{counts.value}" for counts in Counts if counts is not Counts.YES),
    *(f"home.cover.{cover.value}" for cover in Covered),
    *(f"fault.{word}{end}" for word in FAULTS for end in ("", ".mend")),
    *(f"doctor.{about}.{state}" for about, states in DOCTOR.items() for state in states.split()),
    *(f"doctor.state.{state}" for state in ("good", "doubtful", "wrong")),
    *(f"code.{kebab(kind.__name__)}.{code}" for kind in CODED for code in kind),
    *(f"field.{column.name}" for name in LISTED for column in listing(name).columns),
    *(f"tables.{name}{end}" for name in LISTED for end in ("", ".says")),
    *(f"{seen}.{noun}" for seen in ("hidden", "veiled", "named") for noun in HIDDEN),
    *(f"thing.{noun.value}" for noun in Noun),
    *(f"things.{table}" for table in TABLE_OF.values()),
    *(f"{others}.{noun}" for others in ("others", "others-counted") for noun in HIDDEN[:-1]),
    *(f"counted.{noun.word}" for noun in NAMED),
    *(f"around.{tie.name.lower()}" for tie in Tie),
    *(f"requirement.{word}" for word in Criticality),
    *(f"cover-bar.{state}" for state in State if state is not State.GAP),
    *(f"record-page.{word}" for word in RECORD_WORDS),
    *(f"change.kind-{kind}" for kind in Made),
    *(f"change.{word}" for word in ("revision", "when", "who", "kind", "rows", "why")),
    *(
        f"edit.add-{noun}"
        for noun in ("requirement", "fallback", "delivery", "member", "contract-option")
    ),
    *(f"edit.hint-{kind.name.lower()}" for kind in HINTS),
}
"""Codes that are put together while the program runs, from closed sets."""
