"""From a board workbook's grids to the board, with what was found on the way."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.reading.records import read_records
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.values import timescales
from toolkit.values.findings import Finding
from toolkit.values.missing import Missing


class BoardRead(NamedTuple):
    """A board, what was found while reading it, and where its tables are, by name."""

    board: Board
    findings: list[Finding]
    places: Mapping[str, TablePlace]


def read_board(workbook: Workbook) -> BoardRead:
    """The board a workbook describes, with the findings on its sheets and cells.

    NotABoardWorkbook where none of the sheets that a board workbook needs is there.
    """
    board, findings, places = read_records(BOARD, workbook)
    return BoardRead(with_dates_in_words(board), findings, places)


def with_dates_in_words(board: Board) -> Board:
    """The board in which actions without a date are due when their timescale says in words.

    A month without its year is the one in the plan's period.
    """
    first, last = board.settings.first_day, board.settings.last_day
    within = (first, last) if first and last else None
    actions = tuple(
        replace(action, due_in_words=timescales.parse(action.timescale, within).due)
        if action.timescale and action.due is Missing.BLANK and action.revised_due is Missing.BLANK
        else action
        for action in board.actions
    )
    return replace(board, actions=actions)
