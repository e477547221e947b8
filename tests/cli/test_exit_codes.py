# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way a command can end, each with the exit code of docs/reference/exit-codes.md."""

import re
import signal
import subprocess
from pathlib import Path

import pytest
from cli.conftest import ROOT, Run, environment, program

from dijkwacht.base.errors import ExitCode

PAGE = ROOT / "docs" / "reference" / "exit-codes.md"
DAY = ("--on", "2026-11-24")
EXAMPLE = ROOT / "examples" / "01_waterdam"
KILLED = 134


def test_the_page_lists_every_exit_code_and_no_other() -> None:
    codes = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [int(code) for code, _, _ in codes] == sorted(ExitCode)
    assert all(english != dutch for _, english, dutch in codes)
    assert str(KILLED) in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (ExitCode.DONE, ("rank", *DAY)),
        (ExitCode.DONE, ("--version",)),
        (ExitCode.FAULTS_FOUND, ("check", *DAY)),
        (ExitCode.WRONG_COMMAND, ("rank", "--top", "0")),
        (ExitCode.WRONG_COMMAND, ()),
        (ExitCode.UNREADABLE, ("check", "nowhere")),
        (ExitCode.UNREADABLE, ("--policy", "nowhere", "check")),
        (ExitCode.DONE, ("scenarios", *DAY)),
        (ExitCode.WRONG_COMMAND, ("outage", *DAY)),
        (ExitCode.WRONG_COMMAND, ("outage", "--country", "QQ", *DAY)),
        (ExitCode.WRONG_COMMAND, ("outage", "--facility", "sys-stroom", *DAY)),
        (ExitCode.WRONG_COMMAND, ("rank", "--variant", "acute", *DAY)),
        (ExitCode.WRONG_COMMAND, ("rank", "--scenario", "acute", "--hours", "3", *DAY)),
        (ExitCode.WRONG_COMMAND, ("rank", "--scenario", "sanction", "--variant", "acute", *DAY)),
        (ExitCode.UNREADABLE, ("rank", "--scenario", "nergens.yaml", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("outage", "--control", "BE", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("outage", "--fail", "niets", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("explain", "niets", "--fail", "sup-nimbus", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("weaknesses", "niets", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("weaknesses", "sup-nimbus", *DAY)),
        (ExitCode.WRONG_COMMAND, ("weaknesses", "svc-paspoorten", "--order", "3", *DAY)),
        (ExitCode.WRONG_COMMAND, ("fuses", "--kind", "minister", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("check", "--revision", "9", *DAY)),
        (ExitCode.NOT_IN_REGISTER, ("outage", "--fail", "svc-paspoorten", "--group", *DAY)),
        (ExitCode.PLAN_REFUSED, ("load", "tables", EXAMPLE, "--into", "store", "--apply", "abc")),
        (ExitCode.RULE_NOT_IN_FORCE, ("scenarios", "meteor", *DAY)),
        (ExitCode.RULE_NOT_IN_FORCE, ("outage", "--fail", "sup-nimbus", "--on", "1999-12-31")),
    ],
    ids=str,
)
def test_it_ends_with_the_code_of_the_page(
    code: ExitCode,
    arguments: tuple[str, ...],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*arguments)
    assert ended.code == code
    if code > ExitCode.WRONG_COMMAND:
        assert ended.out == ""
        assert len(ended.err.splitlines()) >= 2  # what, and how to mend it
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_policy_file_is_named(run: Run, tmp_path: Path) -> None:
    rule = tmp_path / "outage" / "defaults" / "2026-01-01.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("title: [", "utf-8")
    ended = run("--policy", tmp_path, "check", *DAY)
    assert ended.code == ExitCode.UNREADABLE
    assert "".join(str(rule).split()) in "".join(ended.err.split())


def test_the_program_gives_its_code_to_the_shell(alone: Run) -> None:
    ended = alone("check", *DAY)
    assert (ended.code, ended.err) == (ExitCode.FAULTS_FOUND, "")
    assert ended.out.startswith("Check of 01_waterdam\n")


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state whose ranking takes far longer than this test waits."""
    folder = tmp_path_factory.mktemp("long") / "state"
    done = subprocess.run(
        program("generate", "--organisations", 600, "--into", folder, *DAY, "--format", "parquet"),
        env=environment(),
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_control_c_ends_a_long_run_without_a_trace(state: Path) -> None:
    started = subprocess.Popen(
        program("rank", state, "--horizon", 100_000, *DAY),
        env=environment(FORCE_COLOR="1", TERM="xterm"),  # the progress bar shows that it is at work
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stderr is not None
    seen = b""
    while b"/" not in seen:  # "3/412"
        more = started.stderr.read1()
        assert more, "it ended before it was cancelled"
        seen += more
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert started.returncode == ExitCode.CANCELLED
    assert b"Cancelled." in err
    assert b"Traceback" not in seen + err
    assert out == b""


@pytest.mark.parametrize("arguments", [("check", "--json"), ("rank", "--all")], ids=str)
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str, ...]) -> None:
    started = subprocess.Popen(
        program(*arguments), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout is not None
    started.stdout.close()
    _, err = started.communicate(timeout=30)
    assert (started.returncode, err) == (ExitCode.DONE, b"")


@pytest.mark.optional
def test_a_full_disk_is_told() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this machine has no device that is always full")
    with full.open("wb") as stream:
        done = subprocess.run(
            program("check"), env=environment(), stdout=stream, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == ExitCode.UNREADABLE
    assert done.stderr.decode().startswith("- cannot be used: No space left on device\n")
