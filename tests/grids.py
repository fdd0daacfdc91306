"""Workbooks as tests compare them: every cell, and the one that is open in a program."""

from typing import Any

from toolkit.reading.grid import Address, Cell, CellKind
from toolkit.reading.workbook import Workbook


def cells_of(book: Workbook, sheet: str) -> dict[Address, Cell]:
    """What every cell of a sheet holds; of formulas, only that one is there."""
    grid = book.grids[sheet]
    width = max((len(row) for row in grid.rows), default=0)
    found = {}
    for row in range(1, grid.height + 1):
        for column in range(1, width + 1):
            cell = grid.cell(row, column)
            if cell.kind is not CellKind.BLANK or cell.formula:
                number_format = cell.number_format if cell.kind is CellKind.NUMBER else ""
                formula = "=" if cell.formula else ""
                found[row, column] = cell._replace(number_format=number_format, formula=formula)
    return found


def open_book(name: str) -> Any:
    """The workbook of that name that is open in a program, as xlwings sees it."""
    import xlwings

    return next(book for app in xlwings.apps for book in app.books if book.name == name)
