# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law of the house: budgets, documentation, policy files with cases, and nothing of a builder's
machine in what ships."""

import ast
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import yaml

from dijkwacht.base.problem import Grade
from dijkwacht.findings.worked import RUNNERS
from dijkwacht.rules.rulebook import default_folder
from dijkwacht.rules.worked_cases import case_faults
from dijkwacht.verbs import policy_check

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dijkwacht"
# migrations are written by Django and never edited
FILES = sorted(file for file in SOURCE.rglob("*.py") if file.parent.name != "migrations")
FILE_LINES, FUNCTION_LINES, MEDIAN_LINES, BRANCHES = 300, 40, 10, 8
BRANCHING = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.BoolOp,
    ast.Assert,
)
# two lists of steps walked side by side, for a compiler to whom each call is a cost
WEB_COMMANDS = ("demo", "doctor", "person", "restore", "serve", "setup", "takeover")
WALKS = ["merge", "slide", "lift", "weigh"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def shipped() -> list[Path]:
    """Every file that git knows, or will know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [
        ROOT / name
        for name in listed.stdout.decode().split("\0")
        if name and (ROOT / name).is_file()
    ]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """The lines of its statements, without signature and docstring."""
    first = (
        function.body[1:]
        if ast.get_docstring(function) and len(function.body) > 1
        else function.body
    )
    return (function.end_lineno or 0) - first[0].lineno + 1


def name_of(file: Path, node: Function | ast.ClassDef | None = None) -> str:
    place = f"{file.relative_to(ROOT)}"
    return f"{place}:{node.lineno} {node.name}" if node else place


def test_no_file_is_longer_than_its_budget() -> None:
    python = [
        file for file in shipped() if file.suffix == ".py" and file.parent.name != "migrations"
    ]
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in python}
    assert {file: lines for file, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_or_branches_more_than_its_budget() -> None:
    long = [
        name_of(file, node)
        for file in FILES
        for node in functions(file)
        if body_lines(node) > FUNCTION_LINES
    ]
    branching = [
        name_of(file, node)
        for file in FILES
        for node in functions(file)
        if sum(isinstance(part, BRANCHING) for part in ast.walk(node)) > BRANCHES
        and not (file.parent.name == "compiled" and node.name in WALKS)
    ]
    assert (long, branching) == ([], [])


def test_half_of_all_functions_are_short() -> None:
    assert (
        statistics.median(body_lines(node) for file in FILES for node in functions(file))
        <= MEDIAN_LINES
    )


def test_no_import_hides_inside_a_function_or_behind_type_checking() -> None:
    hidden = [
        name_of(file, node)
        for file in FILES
        for node in functions(file)
        if any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    ]
    assert hidden == []
    assert [name_of(file) for file in FILES if "TYPE_CHECKING" in file.read_text("utf-8")] == []


def undocumented(file: Path) -> Iterator[str]:
    module = tree(file)
    if not ast.get_docstring(module):
        yield name_of(file)
    for node in ast.walk(module):
        if isinstance(node, ast.Module) or (isinstance(node, ast.ClassDef) and is_public(node)):
            for child in node.body:
                if is_public(child) and not ast.get_docstring(child):
                    yield name_of(file, child)


def is_public(node: ast.stmt) -> TypeGuard[Function | ast.ClassDef]:
    """Whether it is a function or class whose name does not begin with an underscore."""
    known = isinstance(node, Function | ast.ClassDef) and node.name != "Meta"  # Django's
    return known and not node.name.startswith("_")


def test_everything_public_is_documented() -> None:
    assert [name for file in FILES for name in undocumented(file)] == []


def test_every_rule_has_worked_cases_that_hold() -> None:
    faults = case_faults(default_folder(), RUNNERS)
    assert [
        (fault.rule, fault.line, fault.case, fault.expected, fault.got) for fault in faults
    ] == []


def test_the_policy_that_comes_along_has_no_fault_and_no_threshold_without_a_case() -> None:
    found = policy_check().problems
    assert [(one.where, one.what) for one in found if one.grade is not Grade.NOTE] == []


def test_policy_files_are_data_with_a_source() -> None:
    for file in sorted((SOURCE / "policy").glob("*/*/*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8"))
        if file.name != "cases.yaml":
            assert content["source"] and content["owner"], name_of(file)
            assert (file.parent / "cases.yaml").exists(), (
                f"{name_of(file)}: no cases.yaml beside it"
            )


def forbidden() -> list[str]:
    """Words that tell of a builder's machine or workplace; put together here, so that this file
    does not hold them."""
    hosts = [
        "py" + "pi.org",
        "registry." + "npmjs",
        "deb." + "debian.org",
        "files." + "pythonhosted",
    ]
    return [str(ROOT) + "/", str(Path.home()) + "/", "." + "library", *hosts]


def test_what_ships_names_no_machine_no_registry_and_no_workplace() -> None:
    found = []
    for file in shipped():
        if file.suffix in (".parquet", ".mo", ".gz", ".lock", ".woff2", ".png"):
            continue
        text = file.read_text("utf-8")
        found += [f"{name_of(file)}: {word}" for word in forbidden() if word in text]
        inside = (
            file.is_relative_to(SOURCE)
            or file.is_relative_to(ROOT / "examples")
            or file.name in ("run", "README.md")
        )
        found += [
            f"{name_of(file)}: ../" + "shared"
            for word in ["../" + "shared"]
            if inside and word in text
        ]
    assert found == []


def imported_by_tests() -> set[str]:
    """The modules of ours that some test imports, or runs through the command line."""
    found = {
        "dijkwacht.cli.commands",
        "dijkwacht.cli.asking",
        "dijkwacht.cli.upkeep",
        "dijkwacht.cli.ranks",
        "dijkwacht.cli.choosing",
        "dijkwacht.cli.keeping",
        "dijkwacht.cli.distress",
        "dijkwacht.cli.options",
        "dijkwacht.cli.localised",
        "dijkwacht.cli.published",
        "dijkwacht.cli.policies",
        # tried by tests that start a process, or ask the site from outside
        "dijkwacht.cli.served",
        "dijkwacht.cli.session",
        "dijkwacht.cli.site",
        "dijkwacht.reports.served",
        "dijkwacht.reports.trail",
        "dijkwacht.sources.fetch",
        "dijkwacht.web.__main__",
        "dijkwacht.web.accounts.adapter",
        "dijkwacht.web.accounts.addresses",
        "dijkwacht.web.accounts.naming",
        "dijkwacht.web.audit.listening",
        "dijkwacht.web.audit.reads",
        *(f"dijkwacht.web.management.commands.{name}" for name in WEB_COMMANDS),
        "dijkwacht.web.apps",
        "dijkwacht.web.middleware",
        "dijkwacht.web.wsgi",
    }
    for file in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
    return found


def test_every_module_with_something_to_test_is_tested_itself() -> None:
    tested = imported_by_tests()
    modules = {
        ".".join(("dijkwacht", *file.relative_to(SOURCE).with_suffix("").parts)): file
        for file in FILES
    }
    untested = [
        name_of(file)
        for module, file in modules.items()
        if file.name != "__init__.py" and not is_tested(module, tested)
    ]
    assert untested == []


def is_tested(module: str, tested: set[str]) -> bool:
    """Imported by a test, or part of a subject that has one (`email_rows`: `email_providers`)."""
    _, *rooms, name = module.split(".")
    beside = (ROOT / "tests" / "unit").joinpath(*rooms).glob(f"test_{name.split('_')[0]}*.py")
    # the compiled engine is one thing: thousands of cases in tests/engine go through all of it;
    # the verbs are tested through their package
    whole = rooms[-1:] in (["ids"], ["compiled"], ["verbs"])
    return module in tested or whole or any(beside) or is_tested_as_page(rooms, name)


def is_tested_as_page(rooms: list[str], name: str) -> bool:
    """A module of the web is tested from outside: by tests of a word of its own or of its room."""
    words = {part.rstrip("s") for word in (name, *rooms[1:]) for part in word.split("_")}
    tests = [file.stem for file in (ROOT / "tests" / "web").rglob("test_*.py")]
    told = {word.rstrip("s") for test in tests for word in test.split("_")[1:]}
    return rooms[:1] == ["web"] and bool(words & told)


def test_unit_tests_lie_where_their_module_lies() -> None:
    lost = []
    for file in sorted((ROOT / "tests" / "unit").rglob("test_*.py")):
        room, subject = (
            file.parent.relative_to(ROOT / "tests" / "unit"),
            file.stem.removeprefix("test_"),
        )
        words = subject.split("_")
        near = [SOURCE / room / "_".join(words[: size + 1]) for size in range(len(words))]
        near += [place.with_suffix(".py") for place in near]
        if not any(path.exists() for path in near) and room.name != "cli":
            lost.append(name_of(file))
    assert lost == []


def test_every_source_file_says_whose_it_is_and_under_which_licence() -> None:
    named = [
        file
        for file in shipped()
        if (file.suffix in (".py", ".sh", ".toml") or file.name in ("run", "test", "lock"))
        and file.parent.name != "migrations"  # REUSE.toml says it for these
    ]
    silent = [
        name_of(file)
        for file in named
        if "SPDX-License-Identifier:" not in file.read_text("utf-8")[:400]
    ]
    assert silent == []
