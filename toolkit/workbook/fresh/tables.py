"""The tables of a fresh workbook: their headings, notes and rows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from toolkit.files.xlsx_words import write_words
from toolkit.layout.schema import Column, Owner, Sheet, Table
from toolkit.reading.grid import column_letters, looks_blank
from toolkit.values import palette
from toolkit.values.errors import CellRefused
from toolkit.workbook.cell_xml import LONGEST_TEXT
from toolkit.workbook.fresh.colours import colour, show_decimals
from toolkit.workbook.fresh.content import CellContent
from toolkit.workbook.fresh.heights import height
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import HEADING_ROW, LAST_CHECKED_ROW, places
from toolkit.workbook.fresh.typing_rules import typing_rule

# The column between two tables, in characters.
GAP = 2
# How many rows have a line drawn in them, filled or not.
MOST_LINES = 500


def make_tables(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    """Write a sheet's tables; the headings of a table that is alone stay on the screen."""
    for table, first, row in places(sheet):
        if first:
            worksheet.set_column(first - 1, first - 1, GAP)
        _make_table(making, worksheet, sheet, table, row, first)
        _head_bands(making, worksheet, table, row, first)
    worksheet.outline_settings(symbols_right=False)
    _set_heights(making, worksheet, sheet)
    if len(sheet.tables) == 1:
        keys = [column.key for column in sheet.table.columns]
        after = keys.index(sheet.freeze_after) + 1 if sheet.freeze_after else 0
        worksheet.freeze_panes(HEADING_ROW + 1, after)


def _make_table(
    making: Making, worksheet: Worksheet, sheet: Sheet, table: Table, row: int, first: int
) -> None:
    formats = making.formats
    if table.title and len(sheet.tables) > 1:
        worksheet.write_string(row - 1, first, table.title, formats.group)
    rows = making.rows_of(table)
    height = max(len(rows) + (table.spare_rows if not rows else table.spare_rows // 6), 1)
    looks = [formats.cell(column, before) for before, column in _pairs(table)]
    worksheet.add_table(
        row,
        first,
        row + height,
        first + len(table.columns) - 1,
        {
            "name": table.name,
            "style": None,
            "autofilter": len(sheet.tables) == 1,
            "columns": [
                {
                    "header": column.heading,
                    "header_format": formats.heading(column),
                    "format": look,
                    **({"formula": column.formula} if column.formula else {}),
                }
                for column, look in zip(table.columns, looks, strict=True)
            ],
        },
    )
    worksheet.set_row(row, 34)
    for offset, (column, look) in enumerate(zip(table.columns, looks, strict=True)):
        place = first + offset
        _set_column(worksheet, table, offset, place)
        _note(worksheet, row, place, column)
        _restrict(worksheet, row + 1, place, column)
        colour(making, worksheet, row + 1, place, column)
        if column.line_over:
            _draw_lines(worksheet, sheet, table, column.line_over, row + 1, first, place)
        for index in range(height):
            value = rows[index].get(column.key) if index < len(rows) else None
            _write(making, worksheet, row + 1 + index, place, column, value, look)
    if table.decimals_of:
        show_decimals(making, worksheet, table, table.decimals_of, row + 1, first)


def _head_bands(making: Making, worksheet: Worksheet, table: Table, row: int, first: int) -> None:
    """Write the heading of each band above its first column, and its line above the others."""
    for place, (before, column) in enumerate(_pairs(table), start=first):
        begins = before is None or before.band != column.band
        if column.band and begins:
            worksheet.write_string(row - 1, place, column.band, making.formats.band)
        elif column.band:
            worksheet.write_blank(row - 1, place, None, making.formats.band)


def _pairs(table: Table) -> Iterator[tuple[Column | None, Column]]:
    """Each column of a table, with the one before it."""
    return zip((None, *table.columns), table.columns, strict=False)


def _set_column(worksheet: Worksheet, table: Table, offset: int, place: int) -> None:
    """Give a column its width; what folds away unfolds by the sign above the column before it."""
    column, after = table.columns[offset], table.columns[offset + 1 : offset + 2]
    options: dict[str, Any] = {"level": 1, "hidden": True} if column.folded else {}
    if not column.folded and after and after[0].folded:
        options["collapsed"] = True
    worksheet.set_column(place, place, column.width, None, options)


def _draw_lines(
    worksheet: Worksheet,
    sheet: Sheet,
    table: Table,
    over: tuple[str, str],
    row: int,
    first: int,
    place: int,
) -> None:
    """Draw the figures of each row as a line, in rows that are still empty as well.

    Each line is over its own row: a row that is added, sorted or filtered needs nothing else.
    """
    keys = [column.key for column in table.columns]
    left, right = (column_letters(first + keys.index(key) + 1) for key in over)
    rows = range(row, row + MOST_LINES)
    worksheet.add_sparkline(
        row,
        place,
        {
            "location": [xl_rowcol_to_cell(each, place) for each in rows],
            "range": [f"{sheet.name}!{left}{each + 1}:{right}{each + 1}" for each in rows],
            "show_hidden": True,
            "last_point": True,
            "series_color": f"#{palette.NAVY}",
            "last_color": f"#{palette.BLUE}",
            "weight": 1.5,
        },
    )


def _note(worksheet: Worksheet, row: int, place: int, column: Column) -> None:
    filled_by = "" if column.owner is Owner.STAFF else "\nFilled by the toolkit."
    example = f"\nFor example: {column.example}" if column.example else ""
    needed = "\nNeeded in every row." if column.required else ""
    text = f"{column.help}{example}{needed}{filled_by}"
    lines = sum(len(line) // 38 + 1 for line in text.split("\n"))
    worksheet.write_comment(
        row,
        place,
        text,
        {
            "author": "",
            "font_name": "Arial",
            "font_size": 9,
            "width": 250,
            "height": 16 * lines + 12,
            "color": "#FFFFFF",
        },
    )


def _restrict(worksheet: Worksheet, row: int, place: int, column: Column) -> None:
    """Let Excel check what staff type into a column."""
    rule = typing_rule(column) if column.owner is Owner.STAFF else None
    if rule:
        worksheet.data_validation(row, place, LAST_CHECKED_ROW, place, rule)


def _write(
    making: Making,
    worksheet: Worksheet,
    row: int,
    place: int,
    column: Column,
    value: CellContent,
    cell_format: Format,
) -> None:
    if column.formula:
        result = value if isinstance(value, int | str) else ""
        worksheet.write_formula(row, place, column.formula, cell_format, result)
    elif value is None or (isinstance(value, str) and looks_blank(value)):
        worksheet.write_blank(row, place, None, cell_format)
    elif column.leads_there:
        target = str(value)
        worksheet.write_url(
            row, place, f"internal:{target}", cell_format, target.rpartition("!")[2]
        )
    elif isinstance(value, date):
        worksheet.write_datetime(row, place, value, cell_format)
    elif isinstance(value, Decimal | int):
        worksheet.write_number(row, place, value, cell_format)
    else:
        if len(value) > LONGEST_TEXT:
            raise CellRefused(
                f'A text for "{column.heading}" is longer than a cell can hold '
                f"({LONGEST_TEXT:,} characters). Shorten it, or spread it over several rows."
            )
        write_words(worksheet, row, place, value, making.formats.of(), cell_format)


def _set_heights(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    points: dict[int, float] = {}
    for table, _, row in places(sheet):
        for number, values in enumerate(making.rows_of(table), start=row + 1):
            points[number] = max(points.get(number, 0), height(table, values))
    for number, needed in points.items():
        worksheet.set_row(number, needed)
