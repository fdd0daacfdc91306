"""Wide tables of figures, from another workbook or the sheet Paste, read into the sheet Data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.board.board import Board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.reading.reader import read_board
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import FileRefused, LayoutMismatch
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.importing.figures import ImportedFigures
    from toolkit.importing.figures.lay import FiguresLaid

MOST_CELLS = 100_000
"""The most figures and unplaced cells of a workbook: large national tables have 30,000."""


@dataclass(frozen=True)
class FiguresImported:
    """What an import of figures came to; `stored` is None where nothing was written."""

    sentences: tuple[str, ...]
    laid: "FiguresLaid"
    stored: Stored | None


def import_figures(
    book: Book,
    *,
    source: Path | None,
    as_at: AsAt,
    replace: bool = False,
    dry_run: bool = False,
) -> FiguresImported:
    """Read wide tables of figures, indicators down and periods across, into the sheet Data.

    `source` is another workbook; where there is none, the workbook's own Paste sheet is read,
    and LayoutMismatch raised where it has none. A figure that Data has with another value is
    left out and reported, or with `replace` comes in as one that supersedes it. The grey columns
    are brought up to date. With `dry_run` the workbook stays as it is.
    """
    with book.held():
        workbook = book.read(UPDATED_SHEETS | {UNPLACED.name, PASTE.name})
        require_known_layout(workbook)
        if source is None:
            found = _of_paste(workbook, as_at, replace)
        else:
            found = _of_file(source, workbook, as_at, replace)
        changes = found.laid.changes
        if dry_run or not changes:
            return found
        changes, _ = brought_up_to_date(workbook, changes, as_at=as_at, folder=book.folder)
        stored = book.write(changes, workbook)
        return FiguresImported(found.sentences, found.laid, stored)


def _of_file(source: Path, workbook: Workbook, as_at: AsAt, replace: bool) -> FiguresImported:
    from toolkit.files.bounded import within_bounds
    from toolkit.files.safety_check import WORKBOOK, read_file

    data, name = read_file(source, WORKBOOK), source.name
    board, _, places = read_board(workbook)
    sheets = within_bounds(data, name, sheets_of_file, data, name, board)
    return _laid(sheets, data, board, workbook, places, as_at, replace)


def sheets_of_file(data: bytes, name: str, board: Board) -> "list[ImportedFigures]":
    """The figures of each sheet of someone else's workbook whose indicators the board knows.

    FileRefused where there are more than any workbook should be given.
    """
    from toolkit.importing.figures import read_wide
    from toolkit.workbook.files import read_bytes

    sheets = [read_wide(grid, board, name) for grid in read_bytes(data, name).grids.values()]
    size = sum(sheet.size for sheet in sheets)
    if size > MOST_CELLS:
        raise FileRefused(
            f"{name} holds {size:,} figures and other cells; at most {MOST_CELLS:,} can be "
            "imported. Nothing was written. Keep only the tables that are needed, save it, and try "
            "again."
        )
    return sheets


def _of_paste(workbook: Workbook, as_at: AsAt, replace: bool) -> FiguresImported:
    from toolkit.importing.figures import read_wide
    from toolkit.importing.figures.lay import sheet_as_bytes

    if PASTE.name not in workbook.grids:
        raise LayoutMismatch(f"{workbook.name} has no sheet called {PASTE.name} to read from.")
    paste = workbook.grids[PASTE.name]
    board, _, places = read_board(workbook)
    sheets = [read_wide(paste, board, workbook.name)]
    return _laid(sheets, sheet_as_bytes(paste), board, workbook, places, as_at, replace)


def _laid(
    sheets: "Sequence[ImportedFigures]",
    source: bytes,
    board: Board,
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    as_at: AsAt,
    replace: bool,
) -> FiguresImported:
    """The figures of wide tables laid on a workbook; `source` is what they were read from."""
    from toolkit.importing.figures.lay import lay_figures

    received = as_at.of(board.settings)
    laid = lay_figures(workbook, places, sheets, source, received, replace)
    sentences = tuple(dict.fromkeys(line for sheet in sheets for line in sheet.sentences))
    return FiguresImported(sentences, laid, None)
