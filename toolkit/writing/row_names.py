"""What the rows of the tables with grey cells are called, so that sorting does not confuse them."""

from collections.abc import Mapping

from toolkit.board.board import Board
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.board.scorecard import SCORECARD_TABLE
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Grid
from toolkit.reading.table import TablePlace

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    PLAN_TABLE.name: ("id",),
    SCORECARD_TABLE.name: ("code", "area"),
}
"""The columns that name a row, by the table whose other grey cells are filled again and again."""


def scorecard_name(code: object, area: object) -> str:
    """The name of an indicator's row for one area."""
    return f"{code} {area}"


def scorecard_rows(grid: Grid, place: TablePlace) -> dict[tuple[str, str], int]:
    """The row of each indicator and area that the sheet shows; the first where there are two."""
    found: dict[tuple[str, str], int] = {}
    if {"code", "area"} <= place.columns.keys():
        for row in range(place.row + 1, place.last_row + 1):
            code, area = (text_of(grid.cell(row, place.columns[key])) for key in ("code", "area"))
            if code:
                found.setdefault((code, area), row)
    return found


def row_names(table: str, grid: Grid, place: TablePlace, board: Board) -> dict[int, str]:
    """The name of each row of such a table, by its number; "" for an action without an ID."""
    if table == PLAN_TABLE.name:
        return {action.source.row: action.id for action in board.actions}
    return {row: scorecard_name(*key) for key, row in scorecard_rows(grid, place).items()}
