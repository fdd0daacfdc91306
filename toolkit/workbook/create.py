"""Fresh workbooks, built from a layout: the only writer of whole workbooks."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from toolkit.layout.schema import Layout, Sheet
from toolkit.reading.workbook import LAYOUT_PROPERTY
from toolkit.values import palette
from toolkit.workbook.fresh.content import CellContent, Content, Rows
from toolkit.workbook.fresh.front import make_front, title_front
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.names import define_names
from toolkit.workbook.fresh.page import set_page
from toolkit.workbook.fresh.places import HEADING_ROW, PURPOSE_ROW, TITLE_ROW
from toolkit.workbook.fresh.settings import make_settings
from toolkit.workbook.fresh.tables import make_tables
from toolkit.writing.identities import HIGHEST_IDENTITY, identity_number

if TYPE_CHECKING:
    from toolkit.workbook.macros import Macros

__all__ = ["CellContent", "Content", "blank", "create", "highest_identities"]

# Fixed, so that the same content gives the same bytes.
CREATED = datetime(2026, 4, 1)  # noqa: DTZ001 (a label, not a moment)
TAB_COLOURS = {"navy": "#0F385C", "blue": "#1D70B8", "yellow": "#FFDD00", "grey": "#B1B4B6"}


def create(layout: Layout[object], content: Content, macros: "Macros | None" = None) -> bytes:
    """A workbook of that layout with that content; the same content gives the same bytes.

    An .xlsx, or with macros an .xlsm that has buttons on its front sheet.
    """
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            # Widths are counted in digits of this font: without it, each program takes another.
            "default_format_properties": {"font_name": palette.FONT, "font_size": 10},
        },
    )
    board = str(content.settings.get("board_name") or "")
    workbook.set_properties(
        {"title": f"{board} {layout.kind}".strip(), "author": board, "created": CREATED}
    )
    workbook.set_custom_property(LAYOUT_PROPERTY, layout.version)
    highest = highest_identities(layout, content.rows)
    for name in sorted({*highest, *content.highest}):
        number = max(highest.get(name, 0), content.highest.get(name, 0))
        workbook.set_custom_property(name, number)
    _make(Making(layout, workbook, content, macros))
    workbook.close()
    return _let_rows_grow(buffer.getvalue())


def highest_identities(layout: Layout[object], rows: Mapping[str, Rows]) -> dict[str, int]:
    """The highest number given in each register, under the name it is kept by."""
    found = {}
    for name, table_rows in rows.items():
        prefix = layout.tables[name].id_prefix
        numbers = [identity_number(str(row.get("id") or ""), prefix) for row in table_rows]
        if prefix and any(numbers):
            found[HIGHEST_IDENTITY.format(prefix=prefix)] = max(numbers)
    return found


def _let_rows_grow(data: bytes) -> bytes:
    """Row heights as a first guess only, so that rows grow as people type into them."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(result, "w") as grown:
        for info in made.infolist():
            part = made.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = _FIXED_HEIGHT.sub(rb"\1", part)
            grown.writestr(info, part, zipfile.ZIP_DEFLATED)
    return result.getvalue()


_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')


def _make(making: Making) -> None:
    sheets = making.layout.sheets
    worksheets = [making.workbook.add_worksheet(sheet.name) for sheet in sheets]
    define_names(making)
    for sheet, worksheet in zip(sheets, worksheets, strict=True):
        _make_sheet(making, worksheet, sheet)
    worksheets[0].activate()


def _make_sheet(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.hide_gridlines(2)
    worksheet.set_tab_color(TAB_COLOURS[sheet.tab_colour])
    worksheet.set_row(TITLE_ROW, 28)
    worksheet.set_row(PURPOSE_ROW, 20)
    if sheet.front:
        title_front(making, worksheet, sheet, sheet.front)
    else:
        worksheet.write_string(TITLE_ROW, 0, sheet.title, making.formats.title)
    _write_purpose(making, worksheet, sheet)
    set_page(worksheet, sheet)
    if sheet.front:
        make_front(making, worksheet, sheet, sheet.front)
    elif sheet.settings:
        make_settings(making, worksheet, sheet)
    elif sheet.tables:
        make_tables(making, worksheet, sheet)
    else:
        worksheet.set_column(0, 0, 30)
        worksheet.freeze_panes(HEADING_ROW, 0)


def _write_purpose(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    """Write what the sheet is for: below its title, or beside it where bands are below."""
    if any(table.is_banded for table in sheet.tables):
        columns = [column.key for column in sheet.table.columns]
        beside = columns.index(sheet.freeze_after) + 1
        worksheet.write_string(TITLE_ROW, beside, sheet.purpose, making.formats.purpose)
    else:
        worksheet.write_string(PURPOSE_ROW, 0, sheet.purpose, making.formats.purpose)


def blank(board_name: str, period: str) -> Content:
    """What `toolkit new` starts from."""
    return Content(settings={"board_name": board_name, "period": period})
