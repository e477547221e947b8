# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: the real sample data, how many engine cases to run, and skips that count as
failures in CI."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
# needs a browser: `.ci/run` asks for them
collect_ignore = []
if not os.environ.get("DIJKWACHT_BROWSER"):
    collect_ignore.append("browser")

settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    max_examples=35,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sample data beside the repository; a test that needs it is skipped where
    it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the sample data do not lie beside the repository", allow_module_level=True)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With DIJKWACHT_NO_SKIP a core test that is skipped has failed."""
    report = yield
    if (
        report.skipped
        and os.environ.get("DIJKWACHT_NO_SKIP")
        and not item.get_closest_marker("optional")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped, which a core test must not be here: {report.longrepr}"
    return report
