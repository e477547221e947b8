# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a policy file, in the words of the reader."""

import pytest
import yaml

from dijkwacht.reports.words import Words
from dijkwacht.rules.faults import LONGEST, PolicyFault, told


@pytest.mark.parametrize(
    ("fault", "english", "dutch"),
    [
        (
            PolicyFault("policy.no-day", value="gisteren"),
            "gisteren is not a day: write it as 2026-06-30.",
            "gisteren is geen dag: schrijf die als 2026-06-30.",
        ),
        (ValueError("too many digits"), "it is no YAML.", "het is geen YAML."),
        (yaml.YAMLError(), "it is no YAML.", "het is geen YAML."),
    ],
)
def test_a_fault_is_told_in_both_languages(fault: Exception, english: str, dutch: str) -> None:
    assert Words("en").say(told(fault)) == english
    assert Words("nl").say(told(fault)) == dutch
    assert len(english) < LONGEST
