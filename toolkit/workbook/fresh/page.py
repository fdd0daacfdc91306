"""How a sheet of a fresh workbook prints."""

import math

from xlsxwriter.worksheet import Worksheet

from toolkit.layout.schema import Sheet
from toolkit.workbook.fresh.places import places

A3, A4 = 8, 9
# How many characters across still read well on a page of that size.
A4_CHARACTERS, A3_CHARACTERS = 150, 380


def set_page(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set paper, margins and footer; wide sheets begin each page with what names the row."""
    shown = (c.width for t in sheet.tables for c in t.columns if not c.folded)
    width = sum(shown)
    worksheet.set_landscape()
    worksheet.set_paper(A3 if width > A4_CHARACTERS else A4)
    pages = max(math.ceil(width / A3_CHARACTERS), 1)
    if pages > 1 and sheet.freeze_after:
        # Each page begins with what names the row.
        last = [column.key for column in sheet.table.columns].index(sheet.freeze_after)
        again = sum(column.width for column in sheet.table.columns[: last + 1])
        pages = math.ceil((width - again) / (A3_CHARACTERS - again))
        worksheet.repeat_columns(0, last)
    worksheet.fit_to_pages(pages, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    worksheet.set_footer(f"&L&9{sheet.title}&R&9Page &P of &N")
    if sheet.tables:
        worksheet.repeat_rows(places(sheet)[0][2])
