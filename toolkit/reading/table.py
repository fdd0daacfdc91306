"""From a grid to rows of typed values, by the layout's headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from toolkit.layout.schema import Column, Kind, Layout, Table
from toolkit.reading import rules
from toolkit.reading.cells import Field, blank, unconfirmed, value_of
from toolkit.reading.grid import Cell, CellKind, Grid, column_letters
from toolkit.reading.headings import Span, heading_row, read_headings
from toolkit.values.findings import Finding, Rule, Source


class Row(NamedTuple):
    """A row of a table: its typed values by column key, and where it is."""

    values: Mapping[str, Field]
    source: Source


class TablePlace(NamedTuple):
    """Where a table is: its sheet, the row of its headings, each column by its key.

    `last_row` is the last row in which staff or the toolkit put anything; `table` is what the
    layout says of it.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    last_row: int
    table: Table


@dataclass
class TableRead:
    """The rows of one table, where it is, and what was found while reading it."""

    place: TablePlace
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_table(
    layout: Layout[object],
    table: Table,
    grid: Grid,
    workbook: str,
    period: Span = (None, None),
) -> TableRead:
    """The rows of one of a layout's tables, with findings on headings and cells.

    `workbook` is its name; `period` the first and last day that it is of.
    """
    row = heading_row(grid, layout.sheet_of(table.name))
    headings = read_headings(layout, table, grid, row, workbook, period)
    reader = _Reader(table, grid, workbook, headings.lack_a_column)
    reader.read_rows(headings.columns, row + 1)
    last = _last_row(grid, row, headings.columns)
    place = TablePlace(grid.name, row, headings.columns, last, table)
    return TableRead(place, reader.rows, headings.findings + reader.findings)


def _last_row(grid: Grid, heading: int, columns: Mapping[str, int]) -> int:
    """The last row in which any of the columns holds something; the headings' where none does."""
    for number in range(grid.height, heading, -1):
        values = grid.rows[number - 1]
        if any(place <= len(values) and values[place - 1] != "" for place in columns.values()):
            return number
    return heading


class _Reader:
    def __init__(self, table: Table, grid: Grid, workbook: str, lacks_a_column: bool) -> None:
        self._table, self._grid, self._workbook = table, grid, workbook
        self._lacks_a_column = lacks_a_column
        self.rows: list[Row] = []
        self.findings: list[Finding] = []

    def read_rows(self, columns: Mapping[str, int], first: int) -> None:
        """Read the rows from `first` on; nothing is added where staff typed nothing into one."""
        kept = [column for column in self._table.columns if column.is_record_field]
        fields = [(column, columns[column.key]) for column in kept if column.key in columns]
        blanks = {column.key: blank(column) for column in kept}
        letters = {column.key: column_letters(place) for column, place in fields}
        places = [place for _, place in fields]
        for number in range(first, self._grid.height + 1):
            cells = [
                (column, cell)
                for (column, _), cell in zip(fields, self._grid.cells(number, places), strict=True)
                if cell.kind is not CellKind.BLANK or column.required
            ]
            if any(
                cell.kind is not CellKind.BLANK and column.kind is not Kind.ID
                for column, cell in cells
            ):
                source = Source(self._workbook, self._grid.name, number, letters)
                self._read_row(source, cells, dict(blanks))

    def _read_row(
        self, source: Source, cells: Sequence[tuple[Column, Cell]], values: dict[str, Field]
    ) -> None:
        found_before = len(self.findings)
        unsure: list[str] = []
        for column, cell in cells:

            def complain(rule: Rule, column: Column = column, **details: object) -> None:
                self.findings.append(rule.at(source.cell(column.key), **details))
                if rule is rules.READ_AS_PROVISIONAL:
                    unsure.append(column.status_in)

            values[column.key] = value_of(column, cell, complain)
        for key in unsure:
            values[key] = unconfirmed(values[key])
        found = self.findings[found_before:]
        if self._lacks_a_column or any(item.is_error for item in found):
            source = replace(source, unreadable=True)
        self.rows.append(Row(values, source))
        if source.row in self._grid.marks.hidden_rows:
            may_say_no = source.has("print") and values["print"] != "No"
            instead = (
                'type No in its "Print" column to keep it out of papers'
                if may_say_no
                else "leave it hidden if you mean to"
            )
            self.findings.append(
                rules.ROW_HIDDEN.at(source.cell(""), row=source.row, instead=instead)
            )
