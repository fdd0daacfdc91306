"""Boards that tests build in memory read like the same boards from a file, cell for cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from tests import in_memory
from tests.builders import board
from tests.pressed import flawed_content
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Column, Kind, Table
from toolkit.reading.grid import CellValue, Grid
from toolkit.reading.workbook import Workbook
from toolkit.workbook.create import CellContent, Content, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.glance import LEFT


def typed(column: Column, row: int) -> CellContent:
    """Something of the column's kind; in some rows nothing, or what is not of that kind."""
    by_kind: dict[Kind, CellContent] = {
        Kind.DATE: date(2026, 4, row + 1),
        Kind.NUMBER: Decimal(row) / 8 + 20,
        Kind.COUNT: 1000 * row,
    }
    odd = (
        "soon",
        "",
        None,
        " both ends ",
        "\xa0",
        "1.10",
        "=1+1",
        "two\nlines",
        46143,
        date(2026, 5, 1),
    )
    return by_kind.get(column.kind, f"{column.heading} {row} – é") if row % 2 else odd[row // 2]


def filled(table: Table) -> list[dict[str, CellContent]]:
    return [{column.key: typed(column, row) for column in table.columns} for row in range(20)]


BOARDS = {
    "nothing at all": Content(),
    "a small board": board(),
    "the example with flaws": flawed_content(),
    "every table filled": Content(
        settings={
            setting.key: date(2026, 10, 9) if setting.kind is Kind.DATE else f"{setting.label} é"
            for setting in SETTINGS.settings
        },
        rows={name: filled(table) for name, table in BOARD.tables.items()},
        counts={"overdue": 3},
        highest={"Toolkit highest A": 31},
    ),
}


@cache
def both(name: str) -> tuple[Workbook, Workbook]:
    content = BOARDS[name]
    return in_memory.workbook(content), read_bytes(create(BOARD, content), in_memory.NAME)


def values_of(grid: Grid) -> Iterator[tuple[int, int, str, CellValue]]:
    """Where each value is, with its type: 1 and 1.0 are not the same, nor day and moment."""
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            yield row, column, type(value).__name__, value


@pytest.mark.parametrize("name", BOARDS)
def test_the_workbook_is_the_same(name: str) -> None:
    made, read = both(name)

    assert (made.name, made.sheet_names, made.numbers, made.layout_version, made.links) == (
        read.name,
        read.sheet_names,
        read.numbers,
        read.layout_version,
        read.links,
    )


def without_charts(home: Grid) -> Grid:
    """Home without what it counts for its charts: nobody reads that."""
    rows = [row[:LEFT] for row in home.rows]
    marks = home.marks
    uncalculated = frozenset(cell for cell in marks.uncalculated if cell[1] <= LEFT)
    return replace(home, rows=rows, marks=replace(marks, uncalculated=uncalculated))


@pytest.mark.parametrize("sheet", [sheet.name for sheet in BOARD.sheets])
@pytest.mark.parametrize("name", BOARDS)
def test_every_sheet_has_the_same_cells(name: str, sheet: str) -> None:
    made, read = (workbook.grids[sheet] for workbook in both(name))

    if sheet == HOME.name:
        made, read = map(without_charts, (made, read))
    assert sorted(set(values_of(made)) ^ set(values_of(read)), key=str) == []
    assert made.marks == read.marks
