"""From a board workbook's grids to the board, with what was found on the way."""

from collections.abc import Mapping
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.reading.records import read_records
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.values.findings import Finding


class BoardRead(NamedTuple):
    """A board, what was found while reading it, and where its tables are, by name."""

    board: Board
    findings: list[Finding]
    places: Mapping[str, TablePlace]


def read_board(workbook: Workbook) -> BoardRead:
    """The board a workbook describes, with the findings on its sheets and cells.

    NotABoardWorkbook where none of the sheets that a board workbook needs is there.
    """
    return BoardRead(*read_records(BOARD, workbook))
