"""Which cells of a table are the toolkit's, and which a person typed into. Pure.

What the workbook's record says decides, and not where a cell is. A workbook without a record,
made by an earlier edition or saved by a program that dropped it, is judged by what its cells
hold: what the toolkit would never write into a column was typed.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from toolkit.layout.schema import Column, Kind, Owner, Table
from toolkit.reading.grid import Address, Cell, CellKind, Grid
from toolkit.reading.table import TablePlace
from toolkit.writing.cell_changes import CellChanges, Values, shows
from toolkit.writing.record import BLANK, TYPED, Row, TableRecord, fingerprint, fingerprint_of

_NUMBERS = frozenset({CellKind.NUMBER, CellKind.DATE})

Looks = Callable[[Mapping[str, Cell]], bool]
"""Whether a row of a list looks like one of the toolkit's, where no record says."""


def _recorded(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the columns whose cells the toolkit fills again and again."""
    return tuple(
        column.key
        for column in table.columns
        if column.owner is Owner.TOOLKIT and not column.formula and column.key not in names
    )


class GreyCells:
    """The grey cells of a table whose rows have names, in the columns `names`.

    They are brought up to date row by row; one that a person typed into stays as it is.
    """

    def __init__(
        self, grid: Grid, place: TablePlace, kept: TableRecord | None, *names: str
    ) -> None:
        self._grid, self._place = grid, place
        self._columns = _recorded(place.table, names)
        self._merged = [area for area in grid.marks.merged if area[2] > place.row]
        self._kept: dict[int, dict[str, int]] | None = None
        self._anywhere: dict[str, set[int]] = {}
        if kept is not None:
            self._kept = {
                key: dict(zip(kept.columns, row, strict=True))
                for key, row in zip(kept.keys, kept.rows, strict=True)
            }
            self._anywhere = {
                column: {row[index] for row in kept.rows}
                for index, column in enumerate(kept.columns)
            }
        self._new: dict[int, Row] = {}

    @property
    def record(self) -> TableRecord:
        """What the toolkit wrote into the grey cells, in no order of their rows."""
        keys = tuple(sorted(self._new))
        return TableRecord(self._columns, keys, tuple(self._new[key] for key in keys))

    def fill(self, cells: CellChanges, row: int, name: str, values: Values) -> None:
        """Bring one row's cells up to date."""
        key, allowed, now = fingerprint(name), dict(values), dict.fromkeys(self._columns, BLANK)
        before = (self._kept or {}).get(key, {})
        for column in self._columns:
            address = (row, self._place.columns.get(column, 0))
            if not address[1]:
                continue
            if column not in values:
                now[column] = before.get(column, BLANK)
                continue
            now[column] = fingerprint(values[column])
            if not shows(self._grid.cell(*address), values[column]) and self._is_typed(
                address, key, self._place.table.column(column)
            ):
                del allowed[column]
                now[column] = before.get(column, BLANK)
        self._new[key] = tuple(now.values())
        cells.set_row(self._place.table.name, row, allowed)

    def typed_in(self, row: int, name: str) -> list[str]:
        """The columns of a row's cells that a person typed into."""
        key = fingerprint(name)
        return [
            column
            for column in self._columns
            if column in self._place.columns
            and self._is_typed(
                (row, self._place.columns[column]), key, self._place.table.column(column)
            )
        ]

    def note(self, name: str, values: Values) -> None:
        """Remember the cells of a row that is new, and written already."""
        self._new[fingerprint(name)] = tuple(
            fingerprint(values[column]) if column in self._place.columns else BLANK
            for column in self._columns
        )

    def has(self, row: int, name: str) -> bool:
        """Whether the toolkit wrote the row of that name: by the record, or by how it looks."""
        if self._kept is not None:
            return fingerprint(name) in self._kept
        shown = {
            key: self._grid.cell(row, self._place.columns[key])
            for key in self._columns
            if key in self._place.columns
        }
        return all(
            cell.kind is CellKind.BLANK or _fits(self._place.table.column(key), cell)
            for key, cell in shown.items()
        )

    def _is_typed(self, address: Address, key: int, column: Column) -> bool:
        """Whether a person typed into a cell, or merged it with others."""
        for top, left, bottom, right in self._merged:
            if top <= address[0] <= bottom and left <= address[1] <= right:
                return True
        cell = self._grid.cell(*address)
        found = fingerprint_of(cell)
        if found in (BLANK, TYPED):
            return found == TYPED
        if self._kept is None or column.key not in self._anywhere:
            return not _fits(column, cell)
        if key in self._kept:
            return found != self._kept[key][column.key]
        # Its identity was cleared or typed over: then what was written in any row counts.
        return found not in self._anywhere[column.key]


@dataclass
class ListedCells:
    """What is in a list that is written again whole: the toolkit's rows, and typed cells."""

    own: list[int] = field(default_factory=list)
    typed: list[Address] = field(default_factory=list)


def listed_cells(
    grid: Grid, place: TablePlace, kept: TableRecord | None, looks: Looks
) -> ListedCells:
    """The rows of a list from its headings down, to the last that holds anything.

    A row that was sorted, moved or partly emptied is still the toolkit's; one that was copied,
    or changed in any cell, holds what a person typed. `looks` decides where no record does.
    """
    found = ListedCells()
    keys = [key for key in place.columns if kept is None or key in kept.columns]
    written = Counter(_rows_of(kept, keys))
    anything = {value for row in written for value in row}
    # A formula that was never worked out may be below all that has a value.
    marked = {row for row, _ in (*grid.marks.formulas, *grid.marks.errors)}
    columns = [place.columns[key] for key in keys]
    for number in range(place.row + 1, max([grid.height, *marked]) + 1):
        shown = _shown(grid, number, columns, number in marked)
        if not any(shown):
            continue
        if kept is None:
            cells = {key: grid.cell(number, place.columns[key]) for key in keys}
            own = TYPED not in shown and looks(cells)
        else:
            row = _taken(shown, written)
            own = row is not None
            written[row or ()] -= 1
        if own:
            found.own.append(number)
            continue
        places = [(number, place.columns[key]) for key in keys]
        filled = [(value, at) for value, at in zip(shown, places, strict=True) if value != BLANK]
        strange = [at for value, at in filled if value not in anything]
        found.typed.append(strange[0] if strange else filled[0][1])
    return found


def list_record(place: TablePlace, rows: list[Values]) -> TableRecord:
    """What is remembered of a list that is written."""
    columns = _recorded(place.table, ())
    written = tuple(
        tuple(fingerprint(row[key]) if key in place.columns else BLANK for key in columns)
        for row in rows
    )
    return TableRecord(columns, (BLANK,) * len(written), written)


def _shown(grid: Grid, number: int, columns: list[int], is_marked: bool) -> Row:
    """The fingerprints of a row's cells; most rows need no more than their values."""
    if is_marked:
        return tuple(fingerprint_of(grid.cell(number, column)) for column in columns)
    values = grid.rows[number - 1] if number <= grid.height else ()
    width = len(values)
    return tuple(
        fingerprint(values[column - 1]) if column <= width else BLANK for column in columns
    )


def _rows_of(kept: TableRecord | None, keys: list[str]) -> list[Row]:
    if kept is None:
        return []
    at = [kept.columns.index(key) for key in keys]
    return [tuple(row[index] for index in at) for row in kept.rows]


def _taken(shown: Row, written: Mapping[Row, int]) -> Row | None:
    """The row that the toolkit wrote, whole or with some of its cells emptied since."""
    if written.get(shown, 0) > 0:
        return shown
    if BLANK not in shown:
        return None
    for row, count in written.items():
        if count > 0 and all(a in (BLANK, b) for a, b in zip(shown, row, strict=True)):
            return row
    return None


def _fits(column: Column, cell: Cell) -> bool:
    """Whether the toolkit could have written a cell of that column."""
    is_number = column.kind in (Kind.NUMBER, Kind.COUNT, Kind.DATE)
    return cell.kind in _NUMBERS if is_number else cell.kind is CellKind.TEXT
