"""A sheet of somebody else's workbook as rows of cells: values in words, merged cells, colours."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from toolkit.importing.plan.cells.colours import rating_of
from toolkit.reading.grid import Address, CellKind, CellValue, Grid, shows_percent
from toolkit.reading.grid import Cell as GridCell
from toolkit.reading.looks import Looks
from toolkit.word.reading.blocks import Cell, Paragraph, Row, Style
from toolkit.word.reading.places import Spot

MOST_ROWS = 5_000
"""A sheet with more rows than this is no plan."""

_BULLET = re.compile(r"\s*[•●▪◦○*·–-]\s+(?=\S)")


@dataclass(frozen=True)
class SheetRows:
    """The filled rows of a sheet by their numbers, its columns; and what was left out."""

    name: str
    rows: Mapping[int, Row]
    columns: tuple[int, ...]
    struck: tuple[tuple[int, str], ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    errors: int = 0
    coloured_rows: int = 0

    def spot(self) -> Spot:
        """The place of the sheet, in words."""
        return Spot(f'sheet "{self.name}"')


@dataclass
class _Reader:
    grid: Grid
    looks: Looks
    columns: list[int] = field(default_factory=list)
    starts: dict[Address, tuple[int, int, int, int]] = field(default_factory=dict)
    made: dict[Address, Cell] = field(default_factory=dict)
    struck: list[tuple[int, str]] = field(default_factory=list)


def sheet_rows(grid: Grid, looks: Looks, without: Set[int] = frozenset()) -> SheetRows:
    """The rows of a sheet that hold words, without rows and columns that someone hid.

    `without` are columns that are none of the sheet's tables.
    A colour that a whole row has is not kept: it tells rows apart, not how they are going.
    """
    marks = grid.marks
    held = {
        number: {
            column
            for column, value in enumerate(values, start=1)
            if column not in marks.hidden_columns
            and column not in without
            and not grid.is_blank(number, column)
        }
        for number, values in enumerate(grid.rows, start=1)
    }
    held = {number: columns for number, columns in held.items() if columns}
    shown = {n: columns for n, columns in held.items() if n not in marks.hidden_rows}
    reader = _Reader(grid, looks, sorted({c for columns in shown.values() for c in columns}))
    for area in marks.merged:
        top, left, bottom, right = area
        for row in range(top, min(bottom, grid.height) + 1):
            if row in shown:
                for column in reader.columns:
                    if left <= column <= right:
                        reader.starts[row, column] = area
    headings = {table.area[0] for table in marks.tables}
    rows = {number: _row(reader, number, number in headings) for number in shown}
    # Errors and words that are struck out leave rows that say nothing.
    rows, coloured = _without_row_colours({n: row for n, row in rows.items() if filled(row)})
    return SheetRows(
        grid.name,
        rows,
        tuple(reader.columns),
        tuple(reader.struck),
        len(held) - len(shown),
        sum(any(not grid.is_blank(n, c) for n in held) for c in marks.hidden_columns),
        len(marks.errors),
        coloured,
    )


def _row(reader: _Reader, number: int, is_heading: bool) -> Row:
    cells: list[Cell] = []
    done = -1
    for place, column in enumerate(reader.columns):
        if place <= done:
            continue
        top, left, _, right = reader.starts.get((number, column), (number, column, 0, column))
        span = max(sum(left <= each <= right for each in reader.columns), 1)
        done = place + span - 1
        if top == number:
            cell = _cell(reader, number, left, place, span)
            reader.made[number, left] = cell
        else:
            above = reader.made.get((top, left))
            cell = Cell((), place, span, above, above.shade if above else "")
        cells.append(cell)
    return Row(tuple(cells), is_heading)


def _cell(reader: _Reader, row: int, column: int, place: int, span: int) -> Cell:
    looks = reader.looks
    text = words_of(reader.grid.cell(row, column))
    shade = looks.shades.get((row, column), "")
    if text and (row, column) in looks.struck:
        reader.struck.append((row, text))
        text = ""
    bold = (row, column) in looks.bold
    spot = Spot(f'sheet "{reader.grid.name}"').inside("row", row)
    content = tuple(_paragraphs(text, bold, spot))
    return Cell(content, place, span, None, shade, spot)


def _paragraphs(text: str, bold: bool, spot: Spot) -> Iterator[Paragraph]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            continue
        bullet = _BULLET.match(line)
        words = line[bullet.end() :] if bullet else line
        style = Style.ITEM if bullet else Style.PARAGRAPH
        yield Paragraph(words.strip(), style, bold=bold, spot=spot)


def words_of(cell: GridCell) -> str:
    """What a cell shows, in words: days as 30/09/2026, whole numbers without a point."""
    value = cell.value
    if cell.kind in (CellKind.BLANK, CellKind.ERROR, CellKind.UNCALCULATED):
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if shows_percent(cell.number_format):
            return f"{round(value * 100, 2):g}%"
        return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
    return _plain(value)


def _plain(value: CellValue) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return f"{value:%d/%m/%Y}"
        case time() | timedelta():
            return str(value)
        case _:
            return str(value).strip()


def _without_row_colours(rows: Mapping[int, Row]) -> tuple[dict[int, Row], int]:
    """Rows without the colour that all their cells have, and how many of them that told apart."""
    found: dict[int, Row] = {}
    kinds: Counter[str] = Counter()
    for number, row in rows.items():
        shades = Counter(cell.shade for cell in row.cells)
        shade, count = shades.most_common(1)[0]
        if shade and count * 4 >= len(row.cells) * 3 and len(row.cells) > 1:
            kinds[rating_of(shade)] += 1
            cells = tuple(_unshaded(cell, shade) for cell in row.cells)
            found[number] = Row(cells, row.is_heading)
        else:
            found[number] = row
    ratings = {name: count for name, count in kinds.items() if name in ("Red", "Amber", "Green")}
    return found, sum(ratings.values()) if len(ratings) > 1 else 0


def _unshaded(cell: Cell, shade: str) -> Cell:
    if cell.shade != shade:
        return cell
    return Cell(cell.content, cell.column, cell.span, cell.merged, "", cell.spot)


def filled(row: Row) -> Sequence[Cell]:
    """The cells of a row that hold words of their own."""
    return [cell for cell in row.cells if cell.own_text]
