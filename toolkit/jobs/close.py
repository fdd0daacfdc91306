"""Closing a period: its papers are built, and History keeps what they report, for good."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import Built, build_checked
from toolkit.jobs.check import Checked, check, check_workbook
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board.history import HISTORY, HISTORY_TABLE
from toolkit.reading.reader import read_board
from toolkit.results.closing import closing_rows
from toolkit.results.history import closed_periods, next_to_close
from toolkit.values.errors import AlreadyClosed, LayoutMismatch, ToolkitError
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class Closed:
    """What closing a period came to: the workbook, and the papers it was reported in."""

    stored: Stored
    built: Built


def next_period(book: Book, *, as_at: AsAt) -> str:
    """The name that is proposed for the next closing; "" where none is due.

    FileMissing, LayoutMismatch or CannotWrite where it is plain beforehand that it could not
    be closed: nobody should be asked for nothing.
    """
    _ = book.path  # FileMissing now, and not once the question is answered
    workbook = book.read(UPDATED_SHEETS)
    require_known_layout(workbook)
    board = read_board(workbook).board
    book.require_writable(workbook.grids.keys() & {HISTORY.name})
    return next_to_close(board, as_at.of(board.settings))


def close(
    book: Book,
    *,
    period: str,
    as_at: AsAt,
    out: Path | None = None,
    templates: Path | None = None,
    earlier: Book | None = None,
    strict: bool = False,
    pdf: bool = False,
) -> Closed:
    """Build the papers and write down in History what they report of this period.

    `out`, `templates`, `earlier`, `strict` and `pdf` mean what they do for `build`. The papers
    are the office's own, for History keeps their figures in full: build the published ones
    apart. Due dates, ratings and values are kept as reported; from the first closing on, due
    dates are held to the ones written down then. The grey columns are brought up to date before
    and after, and all is written at once. AlreadyClosed where the period was closed before,
    LayoutMismatch where there is no whole History to keep it in.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.changes import Changes

    path = book.path
    with book.held():
        workbook = book.read(UPDATED_SHEETS)
        require_known_layout(workbook)
        updated = partial(brought_up_to_date, as_at=as_at, folder=path.parent)
        first, _ = updated(workbook, Changes())
        checked = check_workbook(applied(workbook, first), as_at=as_at, folder=path.parent)
        _require_closable(checked, period)
        built = build_checked(
            book,
            checked,
            out=out,
            label=_label(path, period),
            earlier=check(earlier, as_at=as_at) if earlier else None,
            templates=templates,
            strict=strict,
            pdf=pdf,
        )
        try:
            closing = joined(first, _closing_changes(checked, period, built))
            # The ratings just closed are now under "Last rating".
            changes, _ = updated(workbook, closing)
            stored = book.write(changes, workbook)
        except ToolkitError as error:
            names = " and ".join(written.path.name for written in built.documents.values())
            raise type(error)(
                f"{error} Nothing was closed; {names}, already written, can be deleted."
            ) from error
    return Closed(stored, built)


def _label(path: Path, period: str) -> str:
    """What the papers of a closing are named after, so that no later ones take their place."""
    from toolkit.files.outputs import for_file_name

    return f"{path.stem}-{for_file_name(period)}"


def _require_closable(checked: Checked, period: str) -> None:
    """AlreadyClosed where the period was closed before; LayoutMismatch without a whole History.

    What is kept of a closing is useless with one of its columns missing.
    """
    if period in closed_periods(checked.board):
        raise AlreadyClosed(
            f'"{period}" has already been closed, and what was reported then stays. '
            "Give this closing a different name."
        )
    name, place = checked.workbook.name, checked.places.get(HISTORY_TABLE.name)
    if place is None:
        raise LayoutMismatch(
            f'{name} has no sheet "{HISTORY.name}", or no headings on it, to keep what is '
            "reported. Nothing was closed. Put it back, and try again."
        )
    for column in HISTORY_TABLE.columns:
        if column.key not in place.columns:
            raise LayoutMismatch(
                f'{name}, sheet "{place.sheet}", row {place.row}: there is no column '
                f'"{column.heading}". Nothing was closed. Put its heading back, and try again.'
            )


def _closing_changes(checked: Checked, period: str, built: Built) -> "Changes":
    """What keeps in History what the papers that were built report of a period."""
    from toolkit.writing.cell_changes import CellChanges

    cells = CellChanges(checked.workbook, checked.places)
    papers = [written.path.name for written in built.documents.values()]
    rows = closing_rows(checked.board, checked.results, period, papers)
    cells.append_rows(HISTORY_TABLE.name, rows)
    return cells.changes
