"""Rows that would leave a large gap on a page if they had to stay whole may split after all.

Text in, text out, over the XML of one part. Heights are reckoned from the number of
characters, which is near enough: a row of ordinary length always stays whole.
"""

import re

_STAYS_WHOLE = "<w:cantSplit/>"
_CELL = re.compile(r"<w:tc[ >]")
_WIDTH = re.compile(r'<w:tcW w:w="(\d+)"')
_MARKUP = re.compile(r"<[^>]*>")

# A landscape A4 page has room for about 33 lines of table text.
_MOST_LINES = 22
# An average character of table text is about this wide, in twentieths of a point.
_CHARACTER = 110
# The characters in a line of a cell that does not tell its width.
_UNTOLD = 30
# No row with less markup than this can be so tall.
_SHORT_ROW = 2000


def without_tall_whole_rows(xml: str) -> str:
    """The XML with every row that fills most of a page allowed to split."""
    first, *rows = xml.split(_STAYS_WHOLE)
    pieces = [first]
    for row in rows:
        end = row.find("</w:tr>")
        is_tall = end > _SHORT_ROW and _lines(row[:end]) > _MOST_LINES
        pieces += ["" if is_tall else _STAYS_WHOLE, row]
    return "".join(pieces)


def _lines(row: str) -> int:
    # Cheaper than looking at each cell, and never less than that would find.
    letters = len(_MARKUP.sub("", row))
    narrowest = min(map(int, _WIDTH.findall(row)), default=0)
    at_most = row.count("</w:p>") + letters // min(_in_a_line(narrowest), _UNTOLD)
    if at_most <= _MOST_LINES:
        return at_most
    return max((_lines_of_cell(cell) for cell in _CELL.split(row)[1:]), default=0)


def _lines_of_cell(cell: str) -> int:
    width = _WIDTH.search(cell)
    in_a_line = _in_a_line(int(width[1]) if width else 0)
    paragraphs = (_MARKUP.sub("", text) for text in cell.split("</w:p>"))
    return sum(-(-len(text) // in_a_line) for text in paragraphs if text)


def _in_a_line(width: int) -> int:
    """How many characters stand in a line of a cell; its width 0 where it is not told."""
    return max(width // _CHARACTER, 1) if width else _UNTOLD
