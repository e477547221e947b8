# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reports on feeds and on names that wait."""

from builders import DAY

from dijkwacht.base.problem import problem
from dijkwacht.reports.feeds import feeds_report, matches_report
from dijkwacht.reports.report import as_json
from dijkwacht.reports.words import Words


def test_the_health_of_a_feed_is_told_in_words_with_its_age() -> None:
    row = {
        **{"feed": "kev", "state": "wrong-signed", "good_on": DAY, "newest_on": DAY, "age": 12},
        **{"every": 7, "entries": 1404, "fault": "feed-digest"},
    }
    told = {"observations": 3, "suppliers": 2, "open": 1}
    found = feeds_report("waterdam", DAY, [row], told, [problem("kev/a.json", "feed-empty")])
    assert [table.key for table in found.tables] == ["faults", "feeds"]
    assert found.tables[1].rows[0][1] == "code.reading-state.wrong-signed"
    for language, word in (("en", "wait for a person"), ("nl", "wachten op een mens")):
        assert word in as_json(found, Words(language))


def test_names_that_wait_are_told_with_their_evidence_and_that_they_prove_nothing() -> None:
    row = {
        **{"id": "mat-1", "score": 9_200, "feed": "ofac", "kind": "sanction-listed"},
        **{"named": "NIMBUS", "supplier_id": "sup-nimbus", "evidence": "NIMBUS ~ Nimbus"},
        **{"said": "SDGT", "link": None, "observation_id": "obs-1"},
    }
    found = matches_report("waterdam", DAY, [row])
    assert "A name alone proves nothing" in as_json(found, Words("en"))
    assert found.tables[0].rows[0][6] == "NIMBUS ~ Nimbus"
