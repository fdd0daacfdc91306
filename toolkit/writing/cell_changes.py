"""Values laid on the cells of a workbook: only what differs becomes a change.

Usually the toolkit's own columns alone; staff's as well where someone asked for it. Rows that
need the place of what a person typed are refused.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from toolkit.layout.schema import Column, Owner
from toolkit.reading.cells import number_of, text_of
from toolkit.reading.grid import Address, Cell, CellKind, Grid, looks_blank
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges
from toolkit.writing.table_room import TableRoom

Values = Mapping[str, Content]


@dataclass
class _Sheet:
    """What gathers for one sheet."""

    cells: dict[Address, Content] = field(default_factory=dict)
    results: dict[Address, Content] = field(default_factory=dict)
    table_ends: dict[str, int] = field(default_factory=dict)
    links: dict[Address, str | None] = field(default_factory=dict)
    look_like_row: int = 0


class CellChanges:
    """Gathers changes to one workbook's own columns; with `also_typed`, to staff's as well."""

    def __init__(
        self, workbook: Workbook, places: Mapping[str, TablePlace], also_typed: bool = False
    ) -> None:
        self._workbook = workbook
        self._places = places
        self._also_typed = also_typed
        self._sheets: dict[str, _Sheet] = {}
        self._properties: dict[str, int] = {}
        self._record = ""

    @property
    def changes(self) -> Changes:
        """All that differs from what the workbook holds."""
        return Changes(
            {
                name: SheetChanges(
                    sheet.cells, sheet.results, sheet.table_ends, sheet.links, sheet.look_like_row
                )
                for name, sheet in self._sheets.items()
            },
            self._properties,
            self._record,
        )

    def has(self, table: str) -> bool:
        """Whether the workbook has that table's sheet and headings."""
        return table in self._places and bool(self._places[table].columns)

    def set_property(self, name: str, number: int) -> None:
        """Keep a number in the workbook's document properties."""
        if self._workbook.numbers.get(name) != number:
            self._properties[name] = number

    def set_record(self, text: str) -> None:
        """Keep the record of what the toolkit wrote."""
        self._record = text if text != self._workbook.record else ""

    def set_row(self, table: str, row: int, values: Values) -> None:
        """Put values into a row's own columns, whatever order the columns are in."""
        place = self._places[table]
        grid = self._grid(place.sheet)
        for key, value in values.items():
            column = place.table.column(key)
            if key in place.columns:
                self._set(place, grid, column, (row, place.columns[key]), value)

    def append_rows(self, table: str, rows: Iterable[Values], within: bool = False) -> range:
        """Put rows below the last one that holds anything; which rows these are.

        With `within`, below the last one of those that the program counts to the table.
        CellRefused where there is no room for them.
        """
        room = self._room(table)
        first = last = room.last_filled(within)
        for values in rows:
            last += 1
            self.set_row(table, last, values)
            self._set_formulas(table, last)
        new = range(first + 1, last + 1)
        room.require(new, filter(room.holds, room.cells(new)))
        self._reach(table, last)
        return new

    def fill_formulas(self, table: str, rows: Collection[int]) -> None:
        """Let the table reach down to the last of its rows, each with the table's formulas."""
        _, end = self._room(table).reach
        below = [row for row in rows if row > end]
        for row in below:
            self._set_formulas(table, row)
        if below:
            self._reach(table, max(below))

    def replace_rows(self, table: str, rows: Iterable[Values]) -> None:
        """Put rows in the place of all that the table holds; what is left over is emptied.

        CellRefused where there is no room, or anything below the end of the table, where the
        program knows it: that may be a row of the table or a note, and nobody can tell.
        """
        place, room = self._places[table], self._room(table)
        last = place.row
        for values in rows:
            last += 1
            self.set_row(table, last, values)
            self._set_formulas(table, last)
        old = room.last_filled(within=True)
        for left_over in range(last + 1, old + 1):
            self.set_row(table, left_over, dict.fromkeys(place.columns))
        room.require(
            range(place.row + 1, max(last, place.last_row) + 1),
            filter(room.holds, room.cells(room.below(place.last_row))),
        )
        self._reach(table, last)

    def replace_list(
        self, table: str, rows: Iterable[Values], own: Iterable[int], typed: Iterable[Address]
    ) -> None:
        """Put rows in the place of those that are the toolkit's `own`; those left are emptied.

        CellRefused where one of the cells that a person `typed` into is in the way.
        """
        place, room = self._places[table], self._room(table)
        last = place.row
        for values in rows:
            last += 1
            self.set_row(table, last, values)
        room.require(range(place.row + 1, last + 1), typed)
        for row in own:
            if row > last:
                self.set_row(table, row, dict.fromkeys(place.columns))
        self._reach(table, last)

    def set_cell(self, sheet: str, address: Address, value: Content) -> None:
        """Put a value into a cell that is in no table."""
        if not shows(self._grid(sheet).cell(*address), value):
            self._sheet(sheet).cells[address] = value

    def _set_formulas(self, table: str, row: int) -> None:
        """Give a new row the formulas that its table has in every row."""
        place = self._places[table]
        for column in place.table.columns:
            address = (row, place.columns.get(column.key, 0))
            if column.formula and address[1] and not self._grid(place.sheet).cell(*address).formula:
                self._sheet(place.sheet).cells[address] = Formula(column.formula)

    def changed(self, table: str) -> bool:
        """Whether anything on the table's sheet is to change."""
        sheet = self._sheets.get(self._places[table].sheet)
        return sheet is not None and bool(sheet.cells)

    def link(
        self, table: str, key: str, targets: Iterable[str], before: Collection[int] = ()
    ) -> None:
        """Lead from a column's cells, from its first row down, to places in the workbook.

        The links that the toolkit gave the cells of the rows `before` go.
        """
        place = self._places[table]
        if key in place.columns:
            column = place.columns[key]
            links = self._sheet(place.sheet).links
            links.update(dict.fromkeys((row, column) for row in before))
            for row, target in enumerate(targets, start=place.row + 1):
                links[row, column] = target

    def set_result(self, sheet: str, address: Address, value: Content) -> None:
        """Put the new result beside a formula; a cell without one is left alone."""
        cell, changes = self._grid(sheet).cell(*address), self._sheets.get(sheet)
        is_new = changes is not None and isinstance(changes.cells.get(address), Formula)
        if (cell.formula or is_new) and not shows(cell, value):
            self._sheet(sheet).results[address] = value

    def _set(
        self, place: TablePlace, grid: Grid, column: Column, address: Address, value: Content
    ) -> None:
        if column.owner is not Owner.TOOLKIT and not self._also_typed:
            return
        if column.formula:
            self.set_result(place.sheet, address, value)
        elif not shows(grid.cell(*address), value):
            sheet = self._sheet(place.sheet)
            sheet.cells[address] = value
            sheet.look_like_row = place.row + 1

    def _reach(self, table: str, row: int) -> None:
        place, room = self._places[table], self._room(table)
        name, end = room.reach
        if name and row > end:
            self._sheet(place.sheet).table_ends[name] = row

    def _room(self, table: str) -> TableRoom:
        place = self._places[table]
        return TableRoom(self._grid(place.sheet), place, self._workbook.name)

    def _sheet(self, name: str) -> _Sheet:
        if name not in self._sheets:
            self._sheets[name] = _Sheet()
        return self._sheets[name]

    def _grid(self, sheet: str) -> Grid:
        return self._workbook.grids[sheet]


def shows(cell: Cell, value: Content) -> bool:
    """Whether a cell already shows the value."""
    if value is None or (isinstance(value, str) and looks_blank(value)):
        return cell.kind is CellKind.BLANK or (
            bool(cell.formula) and cell.kind is CellKind.UNCALCULATED
        )
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return cell.kind is CellKind.NUMBER and number_of(cell) == Decimal(str(value))
    if isinstance(value, date):
        shown = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return shown == value
    return cell.kind is CellKind.TEXT and text_of(cell) == value
