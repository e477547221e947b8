# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All cases of bad input. `docs/generate.py` makes docs/reference/bad-input.md from them;
test_bad_input.py tries each."""

from cli.accounts_cases import ACCOUNTS_CASES
from cli.assessment_cases import ASSESSMENT_CASES
from cli.fault_tree_cases import FAULT_TREE_CASES
from cli.file_cases import FILE_CASES
from cli.policy_cases import POLICY_CASES
from cli.scenario_cases import SCENARIO_CASES
from cli.statement_cases import STATEMENT_CASES
from cli.table_cases import TABLE_CASES
from cli.terms_cases import TERMS_CASES
from cli.workbook_cases import WORKBOOK_CASES

CASES = [
    *FILE_CASES,
    *TABLE_CASES,
    *WORKBOOK_CASES,
    *STATEMENT_CASES,
    *ASSESSMENT_CASES,
    *TERMS_CASES,
    *FAULT_TREE_CASES,
    *SCENARIO_CASES,
    *POLICY_CASES,
    *ACCOUNTS_CASES,
]
