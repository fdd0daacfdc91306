"""The room that a table has on its sheet: what is below it, and whose that is. Pure."""

from collections.abc import Iterable, Iterator
from typing import NoReturn

from toolkit.reading.grid import Address, Area, Grid, TableArea, column_letters
from toolkit.reading.table import TablePlace
from toolkit.values.errors import CellRefused

_MOVE = "Move it to another sheet, or far below or beside the list"


class TableRoom:
    """A table as it is on its sheet, and the rows that it may take."""

    def __init__(self, grid: Grid, place: TablePlace, workbook: str) -> None:
        self._grid, self._place, self._workbook = grid, place, workbook
        self._known = _known(grid, place)
        columns = {column.key: place.columns.get(column.key, 0) for column in place.table.columns}
        formulas = {columns[column.key] for column in place.table.columns if column.formula}
        # Cells of a formula column are filled beforehand, and nobody's.
        self._columns = sorted(set(columns.values()) - formulas - {0})

    @property
    def reach(self) -> tuple[str, int]:
        """The table's name to the program, and its last row.

        No name where the sheet has tables, and none of them has these headings.
        """
        if self._known is not None:
            return self._known.name, self._known.area[2]
        known = any(self._grid.marks.tables)
        return "" if known else self._place.table.name, self._place.last_row

    @property
    def _end(self) -> int | None:
        """The last row before any totals; None where the program knows no such table."""
        return self._known and self._known.area[2] - self._known.has_totals

    def cells(self, rows: Iterable[int]) -> Iterator[Address]:
        """The cells of those rows that a person or the toolkit fills."""
        return ((row, column) for row in rows for column in self._columns)

    def holds(self, address: Address) -> bool:
        """Whether there is anything in a cell: one with a space in it is somebody's."""
        row, column = address
        marks, rows = self._grid.marks, self._grid.rows
        if address in marks.formulas or address in marks.errors:
            return True
        return row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1] != ""

    def below(self, last_row: int) -> range:
        """The rows from below the end of the table, totals and all, to that row."""
        return range(self._known.area[2] + 1 if self._known else last_row + 1, last_row + 1)

    def last_filled(self, within: bool) -> int:
        """The last row in which the table's columns hold anything; the headings' where none do.

        With `within`, or where the table has a row of totals, what is below its end is left out.
        """
        place, end = self._place, self._end
        marks = self._grid.marks
        filled = (
            row for row, column in (*marks.formulas, *marks.errors) if column in self._columns
        )
        last = max([place.last_row, *filled])
        if end is None or last <= end or not (within or (self._known and self._known.has_totals)):
            return last
        rows = range(end, place.row, -1)
        return next((row for row in rows if any(map(self.holds, self.cells([row])))), place.row)

    def require(self, rows: range, taken: Iterable[Address]) -> None:
        """CellRefused where these rows are not all the table's to take.

        `taken` are cells that a person filled.
        """
        if not rows:
            return
        last, known, marks = rows[-1], self._known, self._grid.marks
        grows = known is not None and last > known.area[2] - known.has_totals
        if known and grows and known.has_totals:
            corner = (known.area[2], known.area[1])
            self._refuse(corner, "is in the total row", "Turn it off (Table Design, Total Row)")
        for address in taken:
            if address[0] in rows:
                self._refuse(address, "holds something that the toolkit did not write", _MOVE)
        for top, left, bottom, right in marks.merged:
            across = any(left <= column <= right for column in self._columns)
            if across and top <= last and bottom >= rows[0]:
                self._refuse((top, left), "is merged with others", "Unmerge the cells")
        for other in marks.tables:
            if known and grows and other is not known:
                _, left, bottom, right = known.area
                if _meet(other.area, (bottom + 1, left, last, right)):
                    self._refuse(
                        other.area[:2], "is in another table", "Move that to another sheet"
                    )

    def _refuse(self, address: Address, why: str, how: str) -> NoReturn:
        cell = f"{column_letters(address[1])}{address[0]}"
        raise CellRefused(
            f'{self._workbook}, sheet "{self._grid.name}": cell {cell} {why}, and new rows of the '
            f"list need its place. Nothing was written. {how}, and try again."
        )


def _known(grid: Grid, place: TablePlace) -> TableArea | None:
    """The program's table that has these headings, whatever people call it."""
    columns = place.columns.values()
    found = [
        table
        for table in grid.marks.tables
        if table.area[0] == place.row
        and any(table.area[1] <= column <= table.area[3] for column in columns)
    ]
    return max(found, key=lambda table: table.name == place.table.name, default=None)


def _meet(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
