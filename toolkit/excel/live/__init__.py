"""A workbook that is open in Excel: read into grids, changes written into it.

Unsaved edits are what is read; nothing is saved: that stays with the person. Each sheet is
read whole, in one call for its values and one for its formulas; changed cells are written
as blocks and never one by one.

`program` is the only user of xlwings; `questions` holds what Excel itself must be asked
beyond what xlwings offers.
"""

from toolkit.excel.live.blocks import Block, blocks
from toolkit.excel.live.program import TITLE, Book, ask, local_path, say, undisturbed
from toolkit.excel.live.reading import read
from toolkit.excel.live.refusals import plain_words
from toolkit.excel.live.which import called_from, is_board, open_board
from toolkit.excel.live.writing import apply, require_writable

__all__ = [
    "TITLE",
    "Block",
    "Book",
    "apply",
    "ask",
    "blocks",
    "called_from",
    "is_board",
    "local_path",
    "open_board",
    "plain_words",
    "read",
    "require_writable",
    "say",
    "undisturbed",
]
