# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports on a screen, as JSON or as a CSV file; progress of long work; problems and errors on
standard error."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Grid
from rich.text import Text

from dijkwacht.base.errors import DijkwachtError, ExitCode, Unreadable
from dijkwacht.base.message import Message
from dijkwacht.reports.report import Cell, Column, Report, Table, as_csv, as_json, shown
from dijkwacht.reports.words import Words

NARROWEST = 12
GAP = 2  # between two columns, and the edges together
RIGHT = (Cell.COUNT, Cell.HOURS, Cell.LEVEL, Cell.DECIMAL, Cell.LIMIT)

# names come from files of strangers: they may neither command the terminal nor turn its text round
_COMMANDS: Final = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE: Final = {code: "\N{REPLACEMENT CHARACTER}" for code in _COMMANDS if code not in (9, 10)}


class Screen(Console):
    """Standard output; when its reader has gone (`| head`) the program ends, quietly."""

    def on_broken_pipe(self) -> NoReturn:
        """Nothing more can be said, and nobody is there to miss it."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(ExitCode.DONE)

    def write(self, text: str) -> None:
        """Text for a program: as it is, however wide, in UTF-8 whatever the environment says."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            self.on_broken_pipe()


@dataclass(frozen=True)
class Terminal:
    """Where answers go. Colour and progress only on a real terminal."""

    words: Words

    @cached_property
    def out(self) -> Screen:
        """Standard output: the answer and nothing else."""
        return Screen(highlight=False, soft_wrap=False, emoji=False)

    @cached_property
    def err(self) -> Console:
        """Standard error: progress, warnings and errors."""
        return Console(stderr=True, highlight=False, emoji=False)

    def show(self, report: Report, *, json: bool = False, every: bool = False) -> None:
        """The report as text, or as JSON."""
        if json:
            self.out.write(as_json(report, self.words) + "\n")
            return
        self.out.print(_text(self.words.say(report.title), "bold"))
        self._say(report.before)
        for table in report.tables:
            if table.rows:
                self._table(table, every)
        if report.after:
            self.out.print()
        self._say(report.after)

    def say(self, message: Message) -> None:
        """One sentence of the answer."""
        self._say((message,))

    def _say(self, messages: tuple[Message, ...]) -> None:
        for message in messages:
            self.out.print(_text(self.words.say(message)))

    def _table(self, table: Table, every: bool) -> None:
        rows = table.rows if every or table.most is None else table.rows[: table.most]
        columns = [(place, column) for place, column in enumerate(table.columns) if column.shown]
        kept = self._fitting(columns, rows)
        self.out.print()
        self.out.print(self._grid(table, kept, rows))
        if len(rows) < len(table.rows):
            self.say(Message.of("table.more", count=len(table.rows) - len(rows)))
        out = [self.words.say(column.heading) for at, column in columns if (at, column) not in kept]
        if out:
            self.say(Message.of("table.narrow", columns=", ".join(out)))

    def _grid(
        self, table: Table, kept: Sequence[tuple[int, Column]], rows: Sequence[Sequence[Any]]
    ) -> Grid:
        grid = Grid(
            box=box.SIMPLE_HEAD,
            title=_text(self.words.say(table.title)),
            title_justify="left",
            pad_edge=False,
            padding=(0, 1, 0, 0),
        )
        for place, column in kept:
            self._column(grid, column, self._narrowest(place, column, rows))
        for row in rows:
            grid.add_row(
                *(_text(shown(row[place], column.cell, self.words)) for place, column in kept)
            )
        return grid

    def _fitting(
        self, columns: Sequence[tuple[int, Column]], rows: Sequence[Sequence[Any]]
    ) -> Sequence[tuple[int, Column]]:
        """The columns that fit on the screen with every digit: words become narrow first, then
        numbers are left out from the left, but for the first."""
        needed = {at: self._narrowest(at, column, rows) + GAP for at, column in columns}
        kept = list(columns)
        while sum(needed[at] for at, _ in kept) > self.out.width:
            numbers = [pair for pair in kept if pair[1].cell in RIGHT][1:]
            if not numbers:
                break
            kept.remove(numbers[0])
        return kept

    def _narrowest(self, place: int, column: Column, rows: Sequence[Sequence[Any]]) -> int:
        cells = (shown(row[place], column.cell, self.words) for row in rows)
        widest = max(map(cell_len, (self.words.say(column.heading), *cells)))
        return widest if column.cell in (*RIGHT, Cell.MARK) else min(widest, NARROWEST)

    def _column(self, grid: Grid, column: Column, narrowest: int) -> None:
        number = column.cell in RIGHT
        narrow = number or column.cell is Cell.MARK
        justify: Literal["left", "right"] = "right" if number else "left"
        grid.add_column(
            _text(self.words.say(column.heading)),
            justify=justify,
            no_wrap=narrow,
            overflow="fold",
            min_width=None if narrow else narrowest,
        )

    def save(self, report: Report, file: Path) -> None:
        """The last table of the report, with those of the same columns, as a CSV file; Unreadable
        if it exists."""
        if not report.tables:
            raise Unreadable("nothing-to-save", file=str(file))
        last = report.tables[-1]
        alike = [table for table in report.tables if table.columns == last.columns]
        rows = [row for table in alike for row in table.rows]
        create(file, as_csv(Table(last.key, last.title, last.columns, rows), self.words))

    def fail(self, error: DijkwachtError) -> None:
        """An error: what, and how to mend it."""
        self.err.print(_text(self.words.say(error.what), "bold red"))
        self.err.print(_text(self.words.say(error.mend)))

    def warn(self, message: Message) -> None:
        """A sentence beside the answer."""
        self.err.print(_text(self.words.say(message)))

    @contextmanager
    def progress(self, doing: Message) -> Iterator[Callable[[int, int], None]]:
        """A bar for long work, on a terminal; nothing elsewhere."""
        bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.err,
            transient=True,
            disable=not self.err.is_terminal,
        )
        with bars:
            task = bars.add_task(self.words.say(doing), total=None)
            yield lambda done, of: bars.update(task, completed=done, total=of)


def create(file: Path, text: str) -> None:
    """Write a new file; Unreadable if it exists or cannot be written."""
    write_new(file, text.encode())


def write_new(file: Path, content: bytes) -> None:
    """The same with bytes."""
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError as fault:
        raise Unreadable("file-exists", file=str(file)) from fault
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Unreadable("file-refused", file=str(file), why=why) from fault


def _text(text: str, style: str = "") -> Text:
    return Text(text.translate(_VISIBLE), style=style)
