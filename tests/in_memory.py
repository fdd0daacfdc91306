"""Boards as rows of a workbook that was never written: a thousand times quicker than a file.

What is in the grids is what a file of the same content reads as; test_in_memory holds
every table to that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.reading.grid import Address, CellValue, Grid, TableArea, looks_blank
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.workbook.create import CellContent, Content, create, highest_identities
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.places import places

Cells = dict[Address, CellValue]
NAME = "board.xlsx"
# On a sheet of one table, below a title, a sentence and the headings.
FIRST_ROW = 4
_DAY_ZERO = date(1899, 12, 30)
# Home repeats these settings under labels of its own.
_ON_HOME = {
    "Period": "period",
    "Plan version": "plan_version",
    "Plan status": "plan_status",
    "Next meeting": "next_meeting",
    "As at": "as_at",
}


def workbook(content: Content) -> Workbook:
    """The workbook of that content, as it would read from a file; `data` is empty."""
    fresh = _fresh()
    return replace(
        fresh,
        grids={
            sheet.name: _grid(sheet, fresh.grids[sheet.name], content) for sheet in BOARD.sheets
        },
        numbers={
            LAYOUT_PROPERTY: BOARD.version,
            **highest_identities(BOARD, content.rows),
            **content.highest,
        },
        data=b"",
    )


@cache
def _fresh() -> Workbook:
    """A workbook without content, from a real file: headings, labels and formulas come from it."""
    return read_bytes(create(BOARD, Content()), NAME)


def _grid(sheet: Sheet, fresh: Grid, content: Content) -> Grid:
    tables = places(sheet)
    first = min((row for _, _, row in tables), default=fresh.height) + 1
    cells = {
        (row, column): value
        for row, values in enumerate(fresh.rows[:first], start=1)
        for column, value in enumerate(values, start=1)
    }
    formulas: dict[Address, str] = {}
    areas = []
    if sheet is HOME:
        cells |= _home(fresh, content)
        formulas |= fresh.marks.formulas
    elif sheet is SETTINGS:
        cells |= _settings(fresh, content)
    for table, column, row in tables:
        rows = content.rows.get(table.name, table.fixed_rows)
        spare = table.spare_rows // 6 if rows else table.spare_rows
        last = row + 1 + max(len(rows) + spare, 1)
        area = (row + 1, column + 1, last, column + len(table.columns))
        areas.append(TableArea(table.name, area))
        for key, place in _columns(table, column):
            for number in range(row + 2, last + 1):
                values = rows[number - row - 2] if number - row - 2 < len(rows) else {}
                cells[number, place] = _value(key, values.get(key.key))
                if key.formula:
                    formulas[number, place] = fresh.marks.formulas[row + 2, place]
    cells = {address: value for address, value in cells.items() if value != ""}
    uncalculated = frozenset(formulas.keys() - cells.keys())
    marks = replace(fresh.marks, formulas=formulas, uncalculated=uncalculated, tables=tuple(areas))
    return Grid(sheet.name, _rows(cells), marks)


def _columns(table: Table, first: int) -> Iterator[tuple[Column, int]]:
    return zip(table.columns, range(first + 1, first + 1 + len(table.columns)), strict=True)


def _value(column: Column, value: CellContent) -> CellValue:
    """What a cell of that column reads as, once the value has been written into it."""
    if column.formula:
        if isinstance(value, str):
            return value
        return float(value) if isinstance(value, int) else ""
    if column.leads_there:
        return _words(value).rpartition("!")[2]
    match value:
        case None | str():
            return _words(value)
        case date() if column.kind is not Kind.DATE:
            return float((value - _DAY_ZERO).days)  # Only cells of a date's look show a date.
        case int() | Decimal() if column.kind is Kind.DATE:
            return _DAY_ZERO + timedelta(days=int(value))
        case int() | Decimal():
            return float(value)
        case _:
            return value


def _settings(fresh: Grid, content: Content) -> Cells:
    keys = {setting.label: setting for setting in SETTINGS.settings}
    found: Cells = {}
    for row, (label, *_) in enumerate(fresh.rows, start=1):
        if setting := keys.get(str(label)):
            value = content.settings.get(setting.key, setting.default)
            found[row, 2] = value if isinstance(value, date) else _words(value)
    return found


def _words(value: CellContent) -> str:
    words = "" if value is None else str(value)
    return "" if looks_blank(words) else words


def _home(fresh: Grid, content: Content) -> Cells:
    """The title, the facts and the counts, as the formulas of Home had them worked out."""
    counts: Mapping[str, str] = {count.label: count.key for count in HOME.counts}
    found: Cells = {(1, 1): str(content.settings.get("board_name") or HOME.title)}
    for row, (label, *_) in enumerate(fresh.rows, start=1):
        if key := _ON_HOME.get(str(label)):
            value = content.settings.get(key)
            if key != "as_at" or value:
                found[row, 2] = value if isinstance(value, date) else str(value or "")
        elif key := counts.get(str(label)):
            found[row, 2] = float(content.counts.get(key, 0))
    return found


def _rows(cells: Cells) -> list[list[CellValue]]:
    """All rows down to the last that holds anything, each as wide as the widest."""
    height = max(row for row, _ in cells)
    width = max(column for _, column in cells)
    rows: list[list[CellValue]] = [[""] * width for _ in range(height)]
    for (row, column), value in cells.items():
        rows[row - 1][column - 1] = value
    return rows


# What a person might have done to it since


def with_cells(workbook: Workbook, sheet: str, cells: Mapping[Address, CellValue]) -> Workbook:
    """The workbook with other values in those cells of a sheet; "" for nothing."""
    grid = workbook.grids[sheet]
    held = {
        (row, column): value
        for row, values in enumerate(grid.rows, start=1)
        for column, value in enumerate(values, start=1)
    }
    return _with_grid(workbook, replace(grid, rows=_rows({**held, **cells})))


def without_sheet(workbook: Workbook, name: str) -> Workbook:
    """The workbook without that sheet."""
    grids = {sheet: grid for sheet, grid in workbook.grids.items() if sheet != name}
    return replace(workbook, grids=grids, sheet_names=tuple(grids))


def with_heading(workbook: Workbook, sheet: str, old: str, new: str) -> Workbook:
    """The workbook with another heading in place of one, on a sheet of one table."""
    row = FIRST_ROW - 1
    headings = workbook.grids[sheet].rows[row - 1]
    return with_cells(workbook, sheet, {(row, headings.index(old) + 1): new})


def _with_grid(workbook: Workbook, grid: Grid) -> Workbook:
    return replace(workbook, grids={**workbook.grids, grid.name: grid})
