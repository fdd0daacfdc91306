"""The launcher: a workbook of one sheet whose buttons work on the board workbook beside it."""

import io

import xlsxwriter

from toolkit.values import palette
from toolkit.workbook.create import CREATED
from toolkit.workbook.formats import Formats
from toolkit.workbook.macros import NUMBERED, Macros

TITLE = "Safeguarding toolkit"
SENTENCES = (
    "Open your board workbook, come back here and press 1, 2, 3 from left to right.",
    "The buttons work on that workbook, which may be a plain .xlsx file.",
)
_BUTTONS_ROW = 5


def launcher(macros: Macros) -> bytes:
    """The launcher (.xlsm) with those macros; the same macros give the same bytes."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": TITLE, "created": CREATED})
    formats = Formats(workbook)
    sheet = workbook.add_worksheet("Toolkit")
    sheet.hide_gridlines(2)
    sheet.hide_row_col_headers()
    last = len(NUMBERED)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, last, 28)
    band = {"bg_color": f"#{palette.NAVY}", "font_color": f"#{palette.WHITE}"}
    sheet.set_row(0, 42)
    for column in range(last + 1):
        sheet.write_blank(0, column, None, formats.of(**band))
    title = formats.of(bold=True, font_size=20, valign="vcenter", **band)
    sheet.write_string(0, 1, TITLE, title)
    sheet.set_row(1, 12)
    for row, sentence in enumerate(SENTENCES, start=2):
        sheet.set_row(row, 22)
        sheet.write_string(row, 1, sentence, formats.of(font_size=12, valign="vcenter"))
    words = formats.of(font_size=11, font_color=f"#{palette.GREY}")
    more = formats.of(bold=True, font_size=11)
    row = macros.add_to(workbook, sheet, _BUTTONS_ROW, 1, words, more)
    sheet.set_selection(row + 1, 0, row + 1, 0)
    workbook.close()
    return buffer.getvalue()
