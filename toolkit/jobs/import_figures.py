"""Wide tables of figures, from another workbook or the sheet Paste, read into the sheet Data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.check import SHEET_NAMES
from toolkit.jobs.present_layout import require_present_layout
from toolkit.jobs.update import update, write_back
from toolkit.layout.board.scorecard_sheets import PASTE
from toolkit.reading.grid import Grid
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import LayoutMismatch

if TYPE_CHECKING:
    from toolkit.importing.figures.lay import FiguresLaid
    from toolkit.workbook.store import Stored


@dataclass(frozen=True)
class ImportedScorecard:
    """What an import of figures came to; `stored` is None where nothing was written."""

    sentences: tuple[str, ...]
    laid: "FiguresLaid"
    stored: "Stored | None"


def import_figures(
    source: Path,
    book: Path,
    as_at: date | None,
    today: date,
    replace: bool = False,
    dry_run: bool = False,
) -> ImportedScorecard:
    """Read wide tables of figures, indicators down and periods across, into the sheet Data.

    `source` is another workbook, or the board workbook itself for its Paste sheet. A
    figure that Data has with another value is left out and told, or with `replace` comes
    in as one that supersedes it. With `dry_run` the workbook stays as it is.
    """
    from toolkit.workbook.files import read
    from toolkit.workbook.store import locked

    with locked(book):
        workbook = read(book, SHEET_NAMES)
        require_present_layout(workbook)
        if source.resolve() == book.resolve():
            found = read_pasted(workbook, as_at, today, replace)
        else:
            wide = read(source)
            grids = wide.grids.values()
            found = _figures_of(grids, wide.name, wide.data, workbook, as_at, today, replace)
        if dry_run or not found.laid.changes:
            return found
        stored = write_back(book, workbook, found.laid.changes)
    if not stored.copy:
        update(book, as_at, today)
    return ImportedScorecard(found.sentences, found.laid, stored)


def read_pasted(
    workbook: Workbook, as_at: date | None, today: date, replace: bool = False
) -> ImportedScorecard:
    """What brings the figures of a workbook's Paste sheet into its Data; nothing is written.

    LayoutMismatch where it has no such sheet.
    """
    from toolkit.importing.figures.lay import sheet_as_bytes

    if PASTE.name not in workbook.grids:
        raise LayoutMismatch(f"{workbook.name} has no sheet called {PASTE.name} to read from.")
    paste = workbook.grids[PASTE.name]
    source = sheet_as_bytes(paste)
    return _figures_of([paste], workbook.name, source, workbook, as_at, today, replace)


def _figures_of(
    grids: Iterable[Grid],
    name: str,
    source: bytes,
    workbook: Workbook,
    as_at: date | None,
    today: date,
    replace: bool,
) -> ImportedScorecard:
    """The figures of wide tables laid on a workbook; `name` and `source` say where they stood."""
    from toolkit.importing.figures import read_wide
    from toolkit.importing.figures.lay import lay_figures

    board, _, places = read_board(workbook)
    sheets = [read_wide(grid, board, name) for grid in grids]
    received = as_at or board.settings.as_at or today
    laid = lay_figures(workbook, places, sheets, source, received, replace)
    sentences = tuple(dict.fromkeys(line for sheet in sheets for line in sheet.sentences))
    return ImportedScorecard(sentences, laid, None)
