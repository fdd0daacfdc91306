"""A workbook as it will read once changes are written into it, before any of them is. Pure.

So one job can follow another on it, and what both change is written at once: all or nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from toolkit.reading.grid import Address, CellValue, Grid, TableArea, looks_blank
from toolkit.reading.workbook import Workbook
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges


def applied(workbook: Workbook, changes: Changes) -> Workbook:
    """The workbook with the changes in its cells; `data`, the file itself, stays as it was."""
    grids = {
        name: _with(grid, changes.sheets[name]) if name in changes.sheets else grid
        for name, grid in workbook.grids.items()
    }
    return replace(
        workbook,
        grids=grids,
        numbers={**workbook.numbers, **changes.properties},
        record=changes.record or workbook.record,
    )


def joined(first: Changes, then: Changes) -> Changes:
    """Two changes as one, where `then` was worked out from a workbook with `first` applied."""
    names = dict.fromkeys([*first.sheets, *then.sheets])
    empty = SheetChanges()
    return Changes(
        {
            name: _joined(first.sheets.get(name, empty), then.sheets.get(name, empty))
            for name in names
        },
        {**first.properties, **then.properties},
        then.record or first.record,
    )


def _joined(first: SheetChanges, then: SheetChanges) -> SheetChanges:
    return SheetChanges(
        {**first.cells, **then.cells},
        {**first.results, **then.results},
        # The later job saw the rows of the earlier one, and lets a table reach further or not.
        {**first.table_ends, **then.table_ends},
        {**first.links, **then.links},
        first.look_like_row or then.look_like_row,
    )


def _with(grid: Grid, changes: SheetChanges) -> Grid:
    contents: dict[Address, Content] = {**changes.cells, **changes.results}
    height = max([grid.height, *(row for row, _ in contents)])
    rows: list[list[CellValue]] = [
        list(grid.rows[number]) if number < grid.height else [] for number in range(height)
    ]
    for (row, column), content in contents.items():
        values = rows[row - 1]
        values += [""] * (column - len(values))
        values[column - 1] = _value(content)
    given = changes.cells.keys()
    formulas = _without(grid.marks.formulas, given) | {
        address: content.text.removeprefix("=")
        for address, content in changes.cells.items()
        if isinstance(content, Formula)
    }
    not_worked_out = {address for address in given if isinstance(changes.cells[address], Formula)}
    marks = replace(
        grid.marks,
        formulas=formulas,
        uncalculated=(grid.marks.uncalculated - given - changes.results.keys())
        | (not_worked_out - changes.results.keys()),
        errors=_without(grid.marks.errors, contents.keys()),
        tables=tuple(_reaching(table, changes.table_ends) for table in grid.marks.tables),
    )
    return Grid(grid.name, rows, marks)


def _reaching(table: TableArea, ends: Mapping[str, int]) -> TableArea:
    top, left, bottom, right = table.area
    return table._replace(area=(top, left, max(bottom, ends.get(table.name, 0)), right))


def _without(marks: Mapping[Address, str], places: Collection[Address]) -> dict[Address, str]:
    return {address: mark for address, mark in marks.items() if address not in places}


def _value(content: Content) -> CellValue:
    match content:
        case None | Formula():
            return ""
        case str() if looks_blank(content):
            return ""
        case bool():
            return content
        case Decimal() | int():
            return float(content)
        case _:
            return content
