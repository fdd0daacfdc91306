"""The tables of a fresh workbook: their headings, notes and rows."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.files.xlsx_words import write_words
from toolkit.layout.schema import Column, Owner, Sheet, Table
from toolkit.reading.grid import looks_blank
from toolkit.values.errors import CellRefused
from toolkit.workbook.cell_xml import LONGEST_TEXT
from toolkit.workbook.fresh.colours import colour, show_decimals
from toolkit.workbook.fresh.content import CellContent
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import HEADING_ROW, LAST_CHECKED_ROW, places
from toolkit.workbook.fresh.typing_rules import typing_rule

LINE_POINTS = 13.0


def make_tables(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    """Write a sheet's tables; the headings of a table that is alone stay on the screen."""
    for table, first, row in places(sheet):
        _make_table(making, worksheet, sheet, table, row, first)
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
    looks = [
        formats.cell(column, before)
        for before, column in zip((None, *table.columns), table.columns, strict=False)
    ]
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
        for index in range(height):
            value = rows[index].get(column.key) if index < len(rows) else None
            _write(making, worksheet, row + 1 + index, place, column, value, look)
    if table.decimals_of:
        show_decimals(making, worksheet, table, table.decimals_of, row + 1, first)


def _set_column(worksheet: Worksheet, table: Table, offset: int, place: int) -> None:
    column = table.columns[offset]
    options = {"level": 1, "hidden": True} if column.folded else {}
    worksheet.set_column(place, place, column.width, None, options)
    if column.folded and offset + 1 == len(table.columns):
        worksheet.set_column(place + 1, place + 1, None, None, {"collapsed": True})


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
        result = value if isinstance(value, int) else ""
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
    heights: dict[int, float] = {}
    for table, _, row in places(sheet):
        for number, values in enumerate(making.rows_of(table), start=row + 1):
            heights[number] = max(heights.get(number, 0), _height(table, values))
    for number, height in heights.items():
        worksheet.set_row(number, height)


def _height(table: Table, values: Mapping[str, CellContent]) -> float:
    """A row's height in points, guessed from how its texts wrap."""
    lines = 1
    for column in table.columns:
        value = values.get(column.key)
        if isinstance(value, str) and not column.folded:
            wrapped = (math.ceil(len(line) * 0.95 / column.width) for line in value.split("\n"))
            lines = max(lines, sum(max(count, 1) for count in wrapped))
    return LINE_POINTS * lines + 4
