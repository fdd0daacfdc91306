"""A sheet as a grid of cells. Cells are made when asked for: most are never looked at."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum
from functools import cache, cached_property
from typing import NamedTuple

CellValue = str | float | bool | date | time | timedelta | None
# A moment is a date too: datetime is a kind of date.


class CellKind(Enum):
    """What a cell holds."""

    BLANK = "nothing"
    TEXT = "text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    DATE = "a date"
    TIME = "a time"
    ERROR = "an error"
    UNCALCULATED = "a formula never calculated"


class Cell(NamedTuple):
    """One cell. `value` is None for blanks and uncalculated formulas, the code for errors.

    `number_format` is kept where it changes what a number means ("0%"), else "".
    `hidden` says that its row or column is hidden by hand; rows a filter hides are not.
    """

    value: CellValue
    kind: CellKind
    formula: str = ""
    number_format: str = ""
    hidden: bool = False


_BLANK = Cell(None, CellKind.BLANK)

Address = tuple[int, int]
"""Row and column, both counted from 1."""


Area = tuple[int, int, int, int]
"""The first row and column of a range, and its last."""


class TableArea(NamedTuple):
    """A table of a sheet, as the program knows it, with its headings and its row of totals."""

    name: str
    area: Area
    has_totals: bool = False


@dataclass(frozen=True)
class Marks:
    """What values alone do not show: kept by address, for the few cells concerned."""

    formulas: Mapping[Address, str] = field(default_factory=dict)
    uncalculated: frozenset[Address] = frozenset()
    errors: Mapping[Address, str] = field(default_factory=dict)
    number_formats: Mapping[Address, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[TableArea, ...] = ()
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A sheet's cells from A1; `rows` hold values, "" where blank."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    marks: Marks = Marks()

    @property
    def height(self) -> int:
        """How many rows there are, the empty ones at the head included."""
        return len(self.rows)

    def is_blank(self, row: int, column: int) -> bool:
        """Whether the cell there holds nothing; quicker to ask than `cell`."""
        value = self._value(row, column)
        if value is not None and not (isinstance(value, str) and looks_blank(value)):
            return False
        address = row, column
        return address not in self.marks.errors and address not in self.marks.uncalculated

    def cell(self, row: int, column: int) -> Cell:
        """The cell at that row and column, both from 1; blank beyond the edges."""
        plain, marks = _plain(self._value(row, column)), self.marks
        if row not in self._marked_rows and column not in marks.hidden_columns:
            return plain
        address = row, column
        hidden = row in marks.hidden_rows or column in marks.hidden_columns
        formula = marks.formulas.get(address, "")
        if address in marks.errors:
            return Cell(marks.errors[address], CellKind.ERROR, formula, "", hidden)
        if address in marks.uncalculated:
            return Cell(None, CellKind.UNCALCULATED, formula, "", hidden)
        return Cell(plain.value, plain.kind, formula, marks.number_formats.get(address, ""), hidden)

    def cells(self, row: int, columns: Sequence[int]) -> list[Cell]:
        """The cells of a row in those columns, all from 1; quicker than one by one."""
        if row in self._marked_rows or self.marks.hidden_columns or not 0 < row <= self.height:
            return [self.cell(row, column) for column in columns]
        values = self.rows[row - 1]
        width = len(values)
        return [_plain(values[column - 1]) if column <= width else _BLANK for column in columns]

    def _value(self, row: int, column: int) -> CellValue:
        if row < 1 or column < 1:
            return None
        try:
            return self.rows[row - 1][column - 1]
        except IndexError:
            return None

    @cached_property
    def _marked_rows(self) -> Set[int]:
        """The rows of which the marks say anything."""
        marks = self.marks
        places = (marks.formulas, marks.uncalculated, marks.errors, marks.number_formats)
        return marks.hidden_rows.union(row for cells in places for row, _ in cells)


# Anything but space of any kind, controls, joiners and marks of direction.
_SEEN = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)


def looks_blank(text: str) -> bool:
    """Whether a cell with that text looks empty: it is read as empty, and written so.

    Such are the spaces of whoever clears a cell with the space bar, and the no-break space that
    comes along with a table from a web page.
    """
    # The first character nearly always settles it, and quickly.
    if text[:1].isalnum():
        return False
    seen = text.strip()
    return not seen or not (seen[0].isprintable() or _SEEN.search(seen))


def _plain(value: CellValue) -> Cell:
    """A cell of which no mark says anything."""
    if value == "":
        return _BLANK
    if isinstance(value, str):
        return _BLANK if looks_blank(value) else Cell(value, CellKind.TEXT)
    kind = _kind(value)
    return _BLANK if kind is CellKind.BLANK else Cell(value, kind)


def _kind(value: float | bool | date | time | timedelta | None) -> CellKind:
    match value:
        case None:
            return CellKind.BLANK
        case bool():
            return CellKind.BOOLEAN
        case float() | int():
            return CellKind.NUMBER
        case date():
            return CellKind.DATE
        case _:
            return CellKind.TIME


@cache
def shows_percent(number_format: str) -> bool:
    """Whether a number format shows a share of one as per cent.

    A percent sign that it prints as it is, as in `0" %"`, scales nothing.
    """
    if "%" not in number_format:
        return False
    return "%" in re.sub(r'"[^"]*"|\[[^\]]*\]|[\\_*].', "", number_format, flags=re.DOTALL)


@cache
def column_letters(number: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address_of(reference: str) -> Address:
    """Row and column of a reference such as "C5"; ValueError where it is none."""
    letters = reference.rstrip("0123456789").upper()
    digits = reference[len(letters) :]
    if not letters.isascii() or not letters.isalpha() or not digits:
        raise ValueError(f"{reference!r} is not the reference of a cell")
    return int(digits), column_number(letters)


def area_of(reference: str) -> Area | None:
    """First and last row and column of a reference such as "A3:F30"; None where it is none."""
    first, _, last = reference.partition(":")
    try:
        (top, left), (bottom, right) = address_of(first), address_of(last or first)
    except ValueError:
        return None
    return top, left, bottom, right
