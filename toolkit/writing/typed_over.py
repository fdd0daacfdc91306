"""Grey cells that a person typed into: found by `check`, left alone by `update`."""

from collections.abc import Iterator, Mapping

from toolkit.board.board import Board
from toolkit.reading.grid import column_letters
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.values.findings import CellPlace, Finding
from toolkit.writing.own_cells import GreyCells
from toolkit.writing.record import from_text
from toolkit.writing.row_names import NAMED_BY, row_names
from toolkit.writing.rules import GREY_CELL_TYPED_OVER


def typed_over(
    workbook: Workbook, places: Mapping[str, TablePlace], board: Board
) -> Iterator[Finding]:
    """A finding for each grey cell that holds what the toolkit did not write."""
    record = from_text(workbook.record) or {}
    for table, columns in NAMED_BY.items():
        place = places.get(table)
        if place is None or not place.columns:
            continue
        grid = workbook.grids[place.sheet]
        grey = GreyCells(grid, place, record.get(table), *columns)
        for row, name in sorted(row_names(table, grid, place, board).items()):
            for key in grey.typed_in(row, name):
                cell = column_letters(place.columns[key])
                where = CellPlace(board.workbook, place.sheet, row, cell)
                yield GREY_CELL_TYPED_OVER.at(where, heading=place.table.column(key).heading)
