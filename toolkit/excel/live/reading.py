"""An open workbook's sheets as grids, with as few questions to Excel as that takes."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any, cast

from toolkit.excel.live.program import Book, Range, Sheet
from toolkit.excel.live.questions import (
    hidden,
    links_elsewhere,
    properties,
    table_areas,
)
from toolkit.excel.live.refusals import plain_words
from toolkit.reading.grid import Address, CellValue, Grid, Marks, shows_percent
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.writing.record import from_pieces

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
# Numbers of cells arrive as fractions; a whole number down here is an error of a newer sort,
# such as #SPILL!, that xlwings has no name for.
_UNKNOWN_ERRORS_BELOW = -2_146_000_000

_Column = tuple[int, Sequence[int]]
"""A column, and those of its rows that hold numbers."""


def read(book: Book, sheets: Collection[str] | None = None) -> Workbook:
    """A workbook as it is on the screen: its sheets (all, or those named) as grids."""
    with plain_words():
        found = {sheet.name: sheet for sheet in book.sheets}
        grids = {
            name: _grid(name, sheet)
            for name, sheet in found.items()
            if sheets is None or name in sheets
        }
        said = properties(book)
        numbers = {name: value for name, value in said.items() if isinstance(value, int)}
        texts = {name: value for name, value in said.items() if isinstance(value, str)}
        return Workbook(
            book.name,
            grids,
            tuple(found),
            numbers.get(LAYOUT_PROPERTY),
            numbers,
            links_elsewhere(book),
            record=from_pieces(texts),
        )


def _grid(name: str, sheet: Sheet) -> Grid:
    last = sheet.used_range.last_cell
    height, width = last.row, last.column
    # From A1, whatever comes first: addresses count from there.
    block = sheet.range((1, 1), (height, width))
    values = block.options(ndim=2, err_to_str=True, empty="").value
    formulas = _formulas(block, values)
    rows = [[_value(value) for value in line] for line in values]
    hidden_rows, hidden_columns = hidden(sheet, height, width)
    return Grid(
        name,
        rows,
        Marks(
            formulas=formulas,
            errors=_errors(block, values),
            number_formats=_percent_formats(sheet, rows),
            hidden_rows=hidden_rows,
            hidden_columns=hidden_columns,
            tables=tuple(table_areas(sheet)),
        ),
    )


def _formulas(block: Range, values: Sequence[Sequence[Any]]) -> dict[Address, str]:
    """The formulas of cells, without the sign before them."""
    return {
        (row, column): formula[1:]
        for row, (line, shown) in enumerate(
            zip(_two_dimensions(block.formula), values, strict=True), start=1
        )
        for column, formula in enumerate(line, start=1)
        # Excel gives the text of a cell for its formula where it has none.
        if isinstance(formula, str) and formula[:1] == "=" and formula != shown[column - 1]
    }


def _two_dimensions(block: Any) -> Sequence[Sequence[Any]]:
    """What Excel gave for a range, as rows, whether it was a cell, a line or more."""
    if not isinstance(block, list | tuple):
        return [[block]]
    if not block or not isinstance(block[0], list | tuple):
        return [block]
    return block


def _value(value: Any) -> CellValue:
    match value:
        case str() | float():
            return value
        case datetime() if value.time() == time():
            return value.date()
        case Decimal():
            # What is shown as money arrives so.
            return float(value)
        case _:
            return cast(CellValue, value)


def _errors(block: Range, values: Sequence[Sequence[Any]]) -> dict[Address, str]:
    """The cells that hold an error; a text that reads like one is none."""
    found: dict[Address, str] = {}
    suspected: dict[Address, str] = {}
    for row, line in enumerate(values, start=1):
        for column, value in enumerate(line, start=1):
            if isinstance(value, str):
                if value in _ERRORS:
                    suspected[row, column] = value
            elif isinstance(value, int) and value < _UNKNOWN_ERRORS_BELOW:
                found[row, column] = "#VALUE!"
    if suspected:
        plain = block.options(ndim=2, err_to_str=False, empty="").value
        found |= {
            (row, column): code
            for (row, column), code in suspected.items()
            if plain[row - 1][column - 1] != code
        }
    return found


def _percent_formats(sheet: Sheet, rows: Sequence[Sequence[CellValue]]) -> dict[Address, str]:
    """The format of each number that is shown as per cent."""
    numbers: dict[int, list[int]] = {}
    for row, line in enumerate(rows, start=1):
        for column, value in enumerate(line, start=1):
            if isinstance(value, float):
                numbers.setdefault(column, []).append(row)
    neighbours: list[list[_Column]] = []
    for column in sorted(numbers):
        if not neighbours or neighbours[-1][-1][0] != column - 1:
            neighbours.append([])
        neighbours[-1].append((column, numbers[column]))
    return {
        place: code
        for columns in neighbours
        for place, code in _formats(sheet, columns)
        if shows_percent(code)
    }


def _formats(sheet: Sheet, columns: Sequence[_Column]) -> Iterator[tuple[Address, str]]:
    """The formats of neighbouring columns' numbers: asked at once, halved where they differ."""
    first, last = columns[0][0], columns[-1][0]
    top = min(rows[0] for _, rows in columns)
    bottom = max(rows[-1] for _, rows in columns)
    shared = sheet.range((top, first), (bottom, last)).number_format
    if shared is not None:
        yield from (((row, column), str(shared)) for column, rows in columns for row in rows)
        return
    column, rows = columns[0]
    halves: Sequence[Sequence[_Column]] = ()
    if len(columns) > 1:
        middle = len(columns) // 2
        halves = columns[:middle], columns[middle:]
    elif len(rows) > 1:
        middle = len(rows) // 2
        halves = [(column, rows[:middle])], [(column, rows[middle:])]
    for half in halves:
        yield from _formats(sheet, half)
