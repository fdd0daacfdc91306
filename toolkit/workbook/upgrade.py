"""A workbook of an older layout, written again in the current one.

Everything staff typed is carried by heading and label, as typed; what has no place in
the new workbook is listed, cell by cell or sheet by sheet, and stays in the old one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.layout.schema import Layout, Owner, Table
from toolkit.reading.cells import clean
from toolkit.reading.grid import Cell, CellKind, Grid, column_letters
from toolkit.reading.table import TablePlace, read_table
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.values.text import plural
from toolkit.workbook.fresh.content import CellContent, Content
from toolkit.workbook.fresh.places import HEADING_ROW
from toolkit.workbook.macros import SETTINGS_SHEET


@dataclass(frozen=True)
class Carried:
    """The content of the new workbook, and in words what found no place in it."""

    content: Content
    unplaced: tuple[str, ...]


def carry(layout: Layout[object], workbook: Workbook) -> Carried:
    """What a workbook holds, as content for a fresh one of that layout.

    All its sheets must have been read.
    """
    rows: dict[str, list[dict[str, CellContent]]] = {}
    unplaced: list[str] = []
    settings = _settings(layout, workbook, unplaced)
    places: dict[str, list[TablePlace]] = {}
    for name, table in layout.tables.items():
        grid = workbook.grids.get(layout.sheet_of(name).name)
        if grid is None or table.is_written_anew:
            continue
        place = read_table(layout, table, grid, workbook.name).place
        places.setdefault(grid.name, []).append(place)
        rows[name] = list(_rows(grid, table, place, unplaced))
    for name, grid in workbook.grids.items():
        if name == SETTINGS_SHEET:
            continue  # the buttons' own, written again
        if name not in layout.sheet_names:
            unplaced += _whole_sheet(grid, 1)
        elif layout.sheet(name).is_room:
            unplaced += _whole_sheet(grid, HEADING_ROW + 2)
        elif name in places:
            unplaced += _other_columns(grid, places[name])
    highest = {name: number for name, number in workbook.numbers.items() if name != LAYOUT_PROPERTY}
    return Carried(Content(settings, rows, highest=highest), tuple(unplaced))


def _settings(
    layout: Layout[object], workbook: Workbook, unplaced: list[str]
) -> dict[str, CellContent]:
    found: dict[str, CellContent] = dict.fromkeys(layout.settings)
    for sheet in layout.sheets:
        labels = {setting.label.casefold(): setting.key for setting in sheet.settings}
        grid = workbook.grids.get(sheet.name) or Grid(sheet.name, [])
        for row in range(1, grid.height + 1 if labels else 1):
            label = grid.cell(row, 1).value
            key = labels.get(clean(label).casefold()) if isinstance(label, str) else None
            if key is not None:
                found[key] = _content(grid, row, 2, unplaced)
    return found


def _rows(
    grid: Grid, table: Table, place: TablePlace, unplaced: list[str]
) -> Iterator[dict[str, CellContent]]:
    typed = {
        column.key: place.columns[column.key]
        for column in table.columns
        if column.key in place.columns and not column.formula
    }
    mattering = [
        column.key
        for column in table.columns
        if column.key in typed and (column.owner is Owner.STAFF or column.kept)
    ]
    for row in range(place.row + 1, place.last_row + 1):
        cells = {key: grid.cell(row, column) for key, column in typed.items()}
        if any(cells[key].kind is not CellKind.BLANK for key in mattering):
            yield {key: _content(grid, row, column, unplaced) for key, column in typed.items()}


def _content(grid: Grid, row: int, column: int, unplaced: list[str]) -> CellContent:
    cell = grid.cell(row, column)
    where = f"{grid.name}!{column_letters(column)}{row}"
    if cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED):
        unplaced.append(f"{where}, {cell.kind.value}")
        return None
    if cell.formula and cell.kind is not CellKind.BLANK:
        unplaced.append(f"{where}, a formula: its value was carried")
    return _plain(cell)


def _plain(cell: Cell) -> CellContent:
    match cell.value:
        case bool() as truth:
            return "Yes" if truth else "No"
        case float() | int() as number:
            scale = 100 if cell.number_format else 1
            return Decimal(f"{number:.15g}") * scale
        case str() | date() | None as value:
            return value
        case other:
            return str(other)


def _whole_sheet(grid: Grid, first: int) -> Iterator[str]:
    """A sheet that the layout has no place for, if it holds anything from that row on."""
    held = sum(value != "" for values in grid.rows[first - 1 :] for value in values)
    if held:
        yield f'the sheet "{grid.name}" ({plural(held, "cell")})'


def _other_columns(grid: Grid, places: list[TablePlace]) -> Iterator[str]:
    """Columns that staff added beside the layout's, and words typed above the headings."""
    used = {column for place in places for column in place.columns.values()}
    heading = places[0].row
    width = max((len(values) for values in grid.rows), default=0)
    for column in range(1, width + 1):
        if column in used:
            continue
        held = sum(
            grid.cell(row, column).kind is not CellKind.BLANK
            for row in range(heading, grid.height + 1)
        )
        if held:
            letters = column_letters(column)
            yield f'column {letters} of the sheet "{grid.name}" ({plural(held, "cell")})'
