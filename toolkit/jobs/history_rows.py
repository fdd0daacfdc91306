"""Rows added to History, with their fingerprints: what closing, undoing and correcting share."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from toolkit.jobs.check import Checked
from toolkit.layout.board.history import HISTORY_TABLE
from toolkit.reading.reader import read_board
from toolkit.values.errors import LayoutMismatch
from toolkit.writing.history_record import extend_chain, kept_chain

if TYPE_CHECKING:
    from toolkit.writing.changes import Changes, Content


def with_rows(checked: Checked, rows: "Iterable[Mapping[str, Content]]") -> "Changes":
    """The changes that add rows below History, each with its fingerprint.

    CellRefused where something is in their way.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.cell_changes import CellChanges

    cells = CellChanges(checked.workbook, checked.places)
    new = cells.append_rows(HISTORY_TABLE.name, rows)
    written = applied(checked.workbook, cells.changes)
    # As they are read again, so that a later check works out the same fingerprints.
    board, _, places = read_board(written)
    chain = CellChanges(written, places)
    kept = kept_chain(checked.workbook.numbers)
    extend_chain(chain, HISTORY_TABLE.name, board, kept, new, checked.results.as_at)
    return joined(cells.changes, chain.changes)


def require_whole_history(checked: Checked, *more: str) -> None:
    """LayoutMismatch where History has not all the columns of the oldest layout, and `more`.

    What is kept of a closing is useless with one of them missing.
    """
    name, place = checked.workbook.name, checked.places.get(HISTORY_TABLE.name)
    if place is None:
        raise LayoutMismatch(
            f'{name} has no sheet "{HISTORY_TABLE.name}", or no headings on it, to keep what is '
            "reported. Nothing was closed. Put it back, and try again."
        )
    for column in HISTORY_TABLE.columns:
        if column.key not in place.columns and (column.since == 1 or column.key in more):
            raise LayoutMismatch(
                f'{name}, sheet "{place.sheet}", row {place.row}: there is no column '
                f'"{column.heading}". Nothing was closed. Put its heading back, and try again.'
            )
