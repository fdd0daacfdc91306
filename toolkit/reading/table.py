"""From a grid to rows of typed values, by the layout's headings.

Columns are found by what their heading says, wherever they stand; columns that
staff added are left alone. What cannot be read becomes a finding at its cell and
a missing value, never a stop.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.layout import TABLES, Column, Kind, Sheet, Table, sheet_of
from toolkit.reading import rules
from toolkit.reading.grid import Cell, CellKind, Grid, column_letters
from toolkit.values import choices
from toolkit.values.findings import CellPlace, Finding, Rule, Severity, Source
from toolkit.values.missing import Missing, plain
from toolkit.values.periods import PeriodError, PeriodKind
from toolkit.values.periods import parse as parse_period
from toolkit.values.text import day_in_words, nearest_named

_HEADING_ROWS_LOOKED_AT = 15
_CLOSE_ENOUGH = 0.78

Report = Callable[[Finding], None]
Complain = Callable[..., None]
"""Takes a rule and the details its sentences need."""
Field = str | tuple[str, ...] | date | Decimal | Missing


class Row(NamedTuple):
    """A row of a table: its typed values by column key, and where it stands."""

    values: Mapping[str, Field]
    source: Source


class TablePlace(NamedTuple):
    """Where a table stands: its sheet, the row of its headings, each column by its key.

    `last_row` is the last row in which staff or the toolkit put anything.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    last_row: int


@dataclass
class TableRead:
    """The rows of one table, where it stands, and what was found while reading it."""

    place: TablePlace
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_table(grid: Grid, sheet: Sheet, table: Table, workbook: str) -> TableRead:
    """The rows of one of a sheet's tables, with findings on headings and cells."""
    reader = _Reader(grid, table, workbook, _headings_of_others(sheet, table))
    row = heading_row(grid, sheet)
    columns = reader.find_headings(row)
    reader.read_rows(columns, row + 1)
    place = TablePlace(grid.name, row, columns, _last_row(grid, row, columns))
    return TableRead(place, reader.rows, reader.findings)


def _last_row(grid: Grid, heading: int, columns: Mapping[str, int]) -> int:
    """The last row in which any of the columns holds something; the headings' where none does."""
    for number in range(grid.height, heading, -1):
        values = grid.rows[number - 1]
        if any(place <= len(values) and values[place - 1] != "" for place in columns.values()):
            return number
    return heading


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


_REFERRED_TO = frozenset(
    column.refers_to for table in TABLES.values() for column in table.columns if column.refers_to
)
# Columns that may have empty cells, but without which the rows of their table say nothing.
_CARRYING = frozenset(
    (
        "Areas.kind",
        "Plan.action",
        "Plan.lead",
        "Plan.due",
        "Updates.progress",
        "Data.value",
        "Targets.target",
    )
)


def _is_needed(table: Table, column: Column) -> bool:
    """Whether a table without that column cannot be read as what it is."""
    name = f"{table.name}.{column.key}"
    return column.required or column.kind is Kind.ID or name in _REFERRED_TO or name in _CARRYING


class _Reader:
    def __init__(
        self, grid: Grid, table: Table, workbook: str, headings_of_others: frozenset[str]
    ) -> None:
        self._grid, self._table, self._workbook = grid, table, workbook
        self._headings_of_others = headings_of_others
        self._lacks_a_column = False
        self.rows: list[Row] = []
        self.findings: list[Finding] = []

    def _at(self, row: int, column: int) -> CellPlace:
        return CellPlace(self._workbook, self._grid.name, row, column_letters(column))

    def _find(self, finding: Finding) -> None:
        self.findings.append(finding)

    def find_headings(self, row: int) -> Mapping[str, int]:
        """Match the columns: by heading, then by other names, then by likeness."""
        texts = (
            {
                number: value
                for number, value in enumerate(self._grid.rows[row - 1], start=1)
                if isinstance(value, str) and value.strip()
            }
            if row <= self._grid.height
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
                rule = rules.HEADING_TWICE
                self._find(rule.at(self._at(row, same[1]), heading=column.heading))
        missing = [column for column in self._table.columns if column.key not in columns]
        for likeness in (self._alias, self._lookalike):
            for column in missing:
                number = likeness(column, free, row) if column.key not in columns else None
                if number is not None:
                    columns[column.key] = number
                    del free[number]
        self._report_missing(columns, free, row)
        return columns

    def _alias(self, column: Column, free: Mapping[int, str], row: int) -> int | None:
        names = {folded_heading(name) for name in column.also}
        for number, text in free.items():
            if folded_heading(text) in names:
                self._find(
                    rules.HEADING_ALIAS.at(
                        self._at(row, number), found=_quoted(text), heading=column.heading
                    )
                )
                return number
        return None

    def _lookalike(self, column: Column, free: Mapping[int, str], row: int) -> int | None:
        if not column.is_record_field:
            return None
        import difflib

        folded = {folded_heading(text): number for number, text in free.items()}
        close = difflib.get_close_matches(folded_heading(column.heading), folded, 1, _CLOSE_ENOUGH)
        if not close:
            return None
        number = folded[close[0]]
        self._find(
            rules.HEADING_RENAMED.at(
                self._at(row, number), found=_quoted(free[number]), heading=column.heading
            )
        )
        return number

    def _report_missing(
        self, columns: Mapping[str, int], free: Mapping[int, str], row: int
    ) -> None:
        unknown = {
            number: text
            for number, text in free.items()
            if folded_heading(text) not in self._headings_of_others
        }
        for column in self._table.columns:
            if column.key in columns or not column.is_record_field:
                continue
            if not _is_needed(self._table, column):
                rule = rules.COLUMN_MISSING
                self._find(rule.at(self._at(row, 1), heading=column.heading, row=row))
                continue
            # Without its identity alone, a row still says all that it said.
            self._lacks_a_column |= column.kind is not Kind.ID
            number = self._in_its_place(column, columns, unknown)
            if number is None:
                rule = rules.HEADING_MISSING
                self._find(rule.at(self._at(row, 1), heading=column.heading, row=row))
            else:
                found = _quoted(unknown.pop(number))
                self._find(
                    rules.HEADING_UNKNOWN.at(
                        self._at(row, number), found=found, heading=column.heading, row=row
                    )
                )

    def _in_its_place(
        self, column: Column, columns: Mapping[str, int], unknown: Mapping[int, str]
    ) -> int | None:
        """The unknown heading that stands where the column should, or is the only one; else None.

        A place is told by its neighbour in the layout, on either side.
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

    def read_rows(self, columns: Mapping[str, int], first: int) -> None:
        """Read the rows from `first` on; nothing is added where staff typed nothing into one."""
        kept = [column for column in self._table.columns if column.is_record_field]
        fields = [(column, columns[column.key]) for column in kept if column.key in columns]
        blanks = {column.key: _blank(column) for column in kept}
        letters = {column.key: column_letters(place) for column, place in fields}
        for number in range(first, self._grid.height + 1):
            cells = [
                (column, self._grid.cell(number, place))
                for column, place in fields
                if column.required or not self._grid.is_blank(number, place)
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
        for column, cell in cells:

            def complain(rule: Rule, key: str = column.key, **details: object) -> None:
                self._find(rule.at(source.cell(key), **details))

            values[column.key] = _value(column, cell, complain)
        found = self.findings[found_before:]
        if any(item.rule is rules.READ_AS_PROVISIONAL for item in found):
            values["status"] = _unconfirmed(values["status"])
        if self._lacks_a_column or any(item.rule.severity is Severity.ERROR for item in found):
            source = replace(source, unreadable=True)
        self.rows.append(Row(values, source))
        if source.row in self._grid.marks.hidden_rows:
            may_say_no = source.has("print") and values["print"] != "No"
            instead = (
                'type No in its "Print" column to keep it out of papers'
                if may_say_no
                else "leave it hidden if that is on purpose"
            )
            self._find(rules.ROW_HIDDEN.at(source.cell(""), row=source.row, instead=instead))


def read_value(column: Column, cell: Cell, place: CellPlace, report: Report) -> Field:
    """What a cell holds, as its column's kind; findings go to `report`."""
    return _value(column, cell, lambda rule, **details: report(rule.at(place, **details)))


def _value(column: Column, cell: Cell, complain: Complain) -> Field:
    if cell.kind is CellKind.ERROR:
        complain(rules.ERROR_VALUE, heading=column.heading, error=cell.value)
        return _unreadable(column)
    if cell.kind is CellKind.UNCALCULATED:
        complain(rules.UNCALCULATED, heading=column.heading)
        return _unreadable(column)
    if cell.kind is CellKind.BLANK:
        if column.required:
            complain(rules.REQUIRED_EMPTY, heading=column.heading, help=column.help)
        return _blank(column)
    return _READERS[column.kind](column, cell, complain)


def _quoted(heading: str) -> str:
    """A heading as a message quotes it: on one line, and not endless."""
    line = " ".join(heading.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _blank(column: Column) -> Field:
    if column.kind is Kind.LINES:
        return ()
    if column.kind in (Kind.DATE, Kind.NUMBER, Kind.COUNT):
        return Missing.BLANK
    return ""


def _unreadable(column: Column) -> Field:
    blank = _blank(column)
    return Missing.UNREADABLE if blank is Missing.BLANK else blank


def text_of(cell: Cell) -> str:
    """A cell as text: numbers without needless noughts, dates in words."""
    match cell.value:
        case str() as text:
            return clean(text)
        case bool() as truth:
            return "Yes" if truth else "No"
        case float() | int() as number:
            if cell.number_format:
                return f"{plain(_decimal(number) * 100)}%"
            return plain(_decimal(number))
        case datetime() as moment if (moment.hour, moment.minute) != (0, 0):
            return f"{moment.day} {moment:%B %Y, %H:%M}"
        case date() as day:
            return day_in_words(day)
        case None:
            return ""
        case other:
            return str(other)


# What Word takes no more than XML does; half a pair of a character among it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text as a person sees it in the cell, without control characters."""
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def _text(column: Column, cell: Cell, complain: Complain) -> Field:
    return text_of(cell)


def _lines(column: Column, cell: Cell, complain: Complain) -> Field:
    lines = (line.strip().lstrip("•●▪◦·").strip() for line in text_of(cell).split("\n"))
    return tuple(line for line in lines if line)


def _choice(column: Column, cell: Cell, complain: Complain) -> Field:
    if not column.choices:
        return text_of(cell)
    word = match_word(text_of(cell), _choices_by_folded(column.choices))
    if word is None:
        complain(rules.UNKNOWN_WORD, **about_unknown(column, text_of(cell), column.choices))
        return ""
    return word


def by_folded(words: Iterable[str]) -> Mapping[str, str]:
    """Words by what they are whatever their case: made once for a list, asked for every row."""
    return {word.casefold(): word for word in words}


_choices_by_folded = cache(by_folded)


def match_word(text: str, words: Mapping[str, str]) -> str | None:
    """The word, of those `by_folded`, that the text is; None where it is none."""
    return words.get(" ".join(text.split()).casefold())


def about_unknown(column: Column, text: str, words: Sequence[str]) -> Mapping[str, str]:
    """What to say of a word that is not on its list: the nearest, all, and where new ones go."""
    shown = ", ".join(words[:12]) + (" …" if len(words) > 12 else "")
    where = _where_new(column)
    return {
        "heading": column.heading,
        "guess": nearest_named(text, words),
        "valid": f"{shown}; or add it {where}" if where else shown,
    }


def _where_new(column: Column) -> str:
    """Where staff add a word to the list of a column; "" where the list is the toolkit's."""
    name, _, key = column.refers_to.partition(".")
    if not name or TABLES[name].fixed_rows or TABLES[name].column(key).kind is Kind.ID:
        return ""
    sheet = sheet_of(name)
    return f"on {sheet.name}" if len(sheet.tables) == 1 else f"under {name} on {sheet.name}"


_CODE = re.compile(r"[A-Za-z]{0,4}[ .-]?[0-9]{1,4}(?:\.[0-9]{1,2})?[A-Za-z]?")


def about_empty_list(column: Column, text: str) -> Mapping[str, str]:
    """What to say of a word whose list is empty; only what is plainly a code is quoted."""
    where = _where_new(column)
    name = column.refers_to.partition(".")[0]
    return {
        "word": text if _CODE.fullmatch(text) else f'What "{column.heading}" holds',
        "place": where or f"on {sheet_of(name).name}",
        "add": "Describe it there, or" if where else "Let the toolkit give its row an ID, or",
    }


# Excel counts days from here: a year typed as a date is shown as a day of 1905.
_DAY_NOUGHT = date(1899, 12, 30)
_YEARS = range(1990, 2100)


def _year_alone(cell: Cell) -> int | None:
    """The year, where a cell for a date holds nothing but a year, however Excel took it."""
    match cell.value:
        case datetime() as moment:
            number: float = (moment.date() - _DAY_NOUGHT) / timedelta(days=1)
        case date() as day:
            number = (day - _DAY_NOUGHT) / timedelta(days=1)
        case float() | int() as typed:
            number = typed
        case str() as text if re.fullmatch(r"[0-9]{4}", clean(text)):
            number = int(clean(text))
        case _:
            return None
    return int(number) if number in _YEARS else None


_DAY_IN_FIGURES = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})")


def _why_no_day(text: str) -> str:
    """Why a date in figures is none, as the end of a sentence; "" for any other text."""
    match = _DAY_IN_FIGURES.fullmatch(text)
    if not match:
        return ""
    day, month = int(match[1]), int(match[2])
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    if not 1 <= month <= 12:
        return f"there is no month {month} (the day comes first)"
    if year and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{calendar.month_name[month]} {year} has no day {day}"
    return ""


def _date(column: Column, cell: Cell, complain: Complain) -> Field:
    year = _year_alone(cell)
    if year is not None:
        complain(rules.YEAR_ALONE, heading=column.heading, year=year)
        return Missing.UNREADABLE
    match cell.value:
        case datetime() as moment:
            return moment.date()
        case date() as day:
            return day
        case str() as text:
            try:
                return parse_period(clean(text), PeriodKind.SNAPSHOT).end
            except PeriodError:
                if reason := _why_no_day(clean(text)):
                    complain(
                        rules.NO_SUCH_DAY, heading=column.heading, date=clean(text), reason=reason
                    )
                    return Missing.UNREADABLE
    complain(rules.NOT_A_DATE, heading=column.heading)
    return Missing.UNREADABLE


def _decimal(number: float) -> Decimal:
    """A number as Excel shows it, to its fifteen significant digits."""
    return Decimal(f"{number:.15g}")


def _number(column: Column, cell: Cell, complain: Complain) -> Field:
    number = number_of(cell)
    counts = column.kind is Kind.COUNT
    if number is None and column.key == _FIGURE:
        number = _unconfirmed_number(cell)
        if number is not None:
            complain(rules.READ_AS_PROVISIONAL, number=plain(number))
    if number is None or (counts and (number < 0 or number != number.to_integral_value())):
        wanted = "a whole number" if counts else "a number"
        complain(rules.NOT_A_NUMBER, heading=column.heading, number=wanted)
        return Missing.UNREADABLE
    return number


# The one column of numbers with a status beside it that can say they are not confirmed.
_FIGURE = "value"
_UNCONFIRMED = re.compile(
    r"(?P<number>.*?[0-9%.]) ?[(\[]?(?:tbc|p|prov|provisional|e|est|estimate|estimated)\.?[)\]]?",
    re.IGNORECASE,
)


def _unconfirmed_number(cell: Cell) -> Decimal | None:
    """The number of a text such as "1400 (tbc)"; None for any other."""
    match = _UNCONFIRMED.fullmatch(clean(cell.value)) if isinstance(cell.value, str) else None
    return number_in(match["number"]) if match else None


def _unconfirmed(status: Field) -> Field:
    """The status of a number that its own cell calls unconfirmed."""
    return choices.PROVISIONAL if status in ("", choices.FINAL) else status


_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?£? ?"
    r"(?P<digits>(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+) ?%?"
)


def number_of(cell: Cell) -> Decimal | None:
    """The number in a cell; 93 where 0.93 is shown as per cent; None where there is none."""
    match cell.value:
        case bool():
            return None
        case float() | int() as number:
            return _decimal(number) * (100 if cell.number_format else 1)
        case str() as text:
            return number_in(clean(text))
        case _:
            return None


def number_in(text: str) -> Decimal | None:
    """The number that a text is and nothing else; None for any other text."""
    match = _NUMBER.fullmatch(text)
    return Decimal(match["sign"] + match["digits"].replace(",", "")) if match else None


_READERS: Mapping[Kind, Callable[[Column, Cell, Complain], Field]] = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.COUNT: _number,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _text,
    Kind.PERIOD: _text,
}
