"""How high a row of a fresh workbook is: its longest text, as the shown columns wrap it."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_pixel_width

from toolkit.layout.schema import Table
from toolkit.workbook.fresh.content import CellContent

LINE_POINTS = 13.0
HIGHEST_POINTS = 409.0
_MARGIN_POINTS = 4.0
# What a cell keeps free on both sides together, in pixels.
_MARGIN_PIXELS = 8
_BLANK_PIXELS = 3


def pixels(width: float) -> int:
    """How wide a column of so many characters is on a screen at 100 %, in pixels."""
    return int(width * 7 + 0.5) + 5


def height(table: Table, values: Mapping[str, CellContent]) -> float:
    """The height in points at which a row of the table shows all its texts."""
    lines = 1
    for column in table.columns:
        value = values.get(column.key)
        if isinstance(value, str) and not column.folded:
            room = pixels(column.width) - _MARGIN_PIXELS
            lines = max(lines, sum(wrapped(line, room) for line in value.split("\n")))
    return min(LINE_POINTS * lines + _MARGIN_POINTS, HIGHEST_POINTS)


def wrapped(text: str, room: int) -> int:
    """On how many lines a text is that breaks at blanks, with so many pixels for each line.

    Widths are those of the letters of Calibri 11, which are close to Arial 10's.
    """
    lines, used = 1, 0
    for word in text.split():
        width = xl_pixel_width(word)
        if used and used + _BLANK_PIXELS + width <= room:
            used += _BLANK_PIXELS + width
            continue
        if used:
            lines += 1
        # A word that is wider than the line breaks where the line ends.
        more, used = divmod(width, room) if width > room else (0, width)
        lines += more
    return lines
