"""Where a table's columns are: found by what their heading says, wherever that is.

By the heading itself, then by other names for it, then by likeness. Columns that staff added
are left alone.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from toolkit.layout.schema import Column, Kind, Layout, Sheet, Table
from toolkit.reading import rules
from toolkit.reading.grid import Grid, column_letters
from toolkit.values.findings import CellPlace, Finding, Rule

_HEADING_ROWS_LOOKED_AT = 15
_CLOSE_ENOUGH = 0.78

Span = tuple[date | None, date | None]
"""The first and the last day of the period that a workbook is of, as far as they are known."""


class Headings(NamedTuple):
    """Each column by its key, and whether one is missing without which rows say nothing."""

    columns: Mapping[str, int]
    lack_a_column: bool
    findings: list[Finding]


def read_headings(
    layout: Layout[object], table: Table, grid: Grid, row: int, workbook: str, period: Span
) -> Headings:
    """A table's headings in that row of its sheet; what is missed is what `period` asks for."""
    reader = _Reader(layout, table, grid, row, workbook, period)
    columns = reader.find()
    return Headings(columns, reader.lacks_a_column, reader.findings)


def heading_row(grid: Grid, sheet: Sheet) -> int:
    """The row, among the first, that holds most of the sheet's headings."""
    wanted = {folded_heading(column.heading) for table in sheet.tables for column in table.columns}
    best_row, best = 3, 0
    for number, values in enumerate(grid.rows[:_HEADING_ROWS_LOOKED_AT], start=1):
        score = sum(isinstance(value, str) and folded_heading(value) in wanted for value in values)
        if score > best:
            best_row, best = number, score
    return best_row


@lru_cache(maxsize=4096)
def folded_heading(heading: str) -> str:
    """A heading without case, line breaks and marks of punctuation."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def _headings_of_others(sheet: Sheet, table: Table) -> frozenset[str]:
    """What heads the columns of the sheet's other tables, folded, under any name."""
    others = (column for other in sheet.tables if other is not table for column in other.columns)
    return frozenset(
        folded_heading(name) for column in others for name in (column.heading, *column.also)
    )


class _Reader:
    def __init__(
        self,
        layout: Layout[object],
        table: Table,
        grid: Grid,
        row: int,
        workbook: str,
        period: Span,
    ) -> None:
        self._layout, self._table, self._grid, self._row = layout, table, grid, row
        self._workbook, self._period = workbook, period
        self._headings_of_others = _headings_of_others(layout.sheet_of(table.name), table)
        self.lacks_a_column = False
        self.findings: list[Finding] = []

    def _find(self, rule: Rule, column: int, **details: object) -> None:
        letters = column_letters(column)
        place = CellPlace(self._workbook, self._grid.name, self._row, letters)
        self.findings.append(rule.at(place, **details))

    def find(self) -> Mapping[str, int]:
        """Match the columns: by heading, then by other names, then by likeness."""
        texts = (
            {
                number: value
                for number, value in enumerate(self._grid.rows[self._row - 1], start=1)
                if isinstance(value, str) and value.strip()
            }
            if self._row <= self._grid.height
            else {}
        )
        free = dict(texts)
        columns: dict[str, int] = {}
        for column in self._table.columns:
            same = [
                n
                for n, text in texts.items()
                if folded_heading(text) == folded_heading(column.heading)
            ]
            if not same:
                continue
            columns[column.key] = same[0]
            free = {n: text for n, text in free.items() if n not in same}
            # Other tables of the sheet may use the same word for a column of theirs.
            if column.is_record_field and len(same) > 1:
                self._find(rules.HEADING_TWICE, same[1], heading=column.heading)
        missing = [column for column in self._table.columns if column.key not in columns]
        for likeness in (self._alias, self._lookalike):
            for column in missing:
                number = likeness(column, free) if column.key not in columns else None
                if number is not None:
                    columns[column.key] = number
                    del free[number]
        self._report_missing(columns, free)
        return columns

    def _alias(self, column: Column, free: Mapping[int, str]) -> int | None:
        names = {folded_heading(name) for name in column.also}
        for number, text in free.items():
            if folded_heading(text) in names:
                self._find(rules.HEADING_ALIAS, number, found=_quoted(text), heading=column.heading)
                return number
        return None

    def _lookalike(self, column: Column, free: Mapping[int, str]) -> int | None:
        if not column.is_record_field:
            return None
        import difflib

        folded = {folded_heading(text): number for number, text in free.items()}
        close = difflib.get_close_matches(folded_heading(column.heading), folded, 1, _CLOSE_ENOUGH)
        if not close:
            return None
        number = folded[close[0]]
        found = _quoted(free[number])
        self._find(rules.HEADING_RENAMED, number, found=found, heading=column.heading)
        return number

    def _report_missing(self, columns: Mapping[str, int], free: Mapping[int, str]) -> None:
        unknown = {
            number: text
            for number, text in free.items()
            if folded_heading(text) not in self._headings_of_others
        }
        for column in self._table.columns:
            if column.key in columns or not self._is_wanted(column):
                continue
            heading = column.heading
            if not self._layout.is_needed(self._table, column):
                self._find(rules.COLUMN_MISSING, 1, heading=heading, row=self._row)
                continue
            # Without its identity alone, a row still says all that it said.
            self.lacks_a_column |= column.kind is not Kind.ID
            number = self._in_its_place(column, columns, unknown)
            if number is None:
                self._find(rules.HEADING_MISSING, 1, heading=heading, row=self._row)
            else:
                found = _quoted(unknown.pop(number))
                self._find(
                    rules.HEADING_UNKNOWN, number, found=found, heading=heading, row=self._row
                )

    def _is_wanted(self, column: Column) -> bool:
        """Whether the column is read, and asked for in the period that the workbook is of."""
        return column.is_record_field and column.edition.holds_in(*self._period)

    def _in_its_place(
        self, column: Column, columns: Mapping[str, int], unknown: Mapping[int, str]
    ) -> int | None:
        """The unknown heading that is where the column should be, or is the only one; else None.

        A place is known by its neighbour in the layout, on either side.
        """
        keys = [each.key for each in self._table.columns]
        at = keys.index(column.key)
        for neighbour, step in ((keys[at - 1 : at], 1), (keys[at + 1 : at + 2], -1)):
            place = columns.get(neighbour[0]) if neighbour else None
            if place is not None and place + step in unknown:
                return place + step
        # On a sheet of several tables a heading elsewhere may belong to any of them.
        alone = len(unknown) == 1 and not self._headings_of_others
        return next(iter(unknown)) if alone else None


def _quoted(heading: str) -> str:
    """A heading as a message quotes it: on one line, and not endless."""
    line = " ".join(heading.split())
    return line if len(line) <= 40 else line[:39] + "…"
