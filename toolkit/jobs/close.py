"""Closing a period: its papers are built, and History keeps what they report, for good."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import Built, build_checked
from toolkit.jobs.check import Checked, check
from toolkit.jobs.history_elsewhere import keep_mark, mark_papers
from toolkit.jobs.history_rows import require_whole_history, with_rows
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.opened import opened
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board.history import HISTORY
from toolkit.reading.reader import read_board
from toolkit.results.closing import closing_rows
from toolkit.results.history import closed_periods, last_closed_on, next_to_close
from toolkit.values.errors import AlreadyClosed, HasErrors, NotConfirmed, ToolkitError
from toolkit.values.text import day_in_words, plural
from toolkit.writing.book import Book, Stored


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
    with_errors: bool = False,
    confirmed: bool = False,
) -> Closed:
    """Build the papers and write down in History what they report of this period.

    `out`, `templates`, `earlier`, `strict` and `pdf` mean what they do for `build`. The papers
    are the office's own, for History keeps their figures in full: build the published ones
    apart. Due dates, ratings and values are kept as reported; from the first closing on, due
    dates are held to the ones written down then. The grey columns are brought up to date before
    and after, and all is written at once. AlreadyClosed where the period was closed before,
    LayoutMismatch where there is no whole History to keep it in, InUse where the workbook is open
    elsewhere, HasErrors while errors are open unless `with_errors`, NotConfirmed where the as-at
    day is before that of the last closing unless that is `confirmed`.
    """
    from toolkit.writing.applied import joined

    path = book.path
    with opened(book, as_at) as (workbook, first, checked):
        _require_closable(checked, period)
        _require_agreed(checked, period, with_errors=with_errors, confirmed=confirmed)
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
            papers = [written.path.name for written in built.documents.values()]
            rows = closing_rows(checked.board, checked.results, period, papers)
            closing = joined(first, with_rows(checked, rows))
            # The ratings just closed are now under "Last rating".
            changes, now = brought_up_to_date(workbook, closing, as_at=as_at, folder=path.parent)
            stored = book.write(changes, workbook)
        except ToolkitError as error:
            names = " and ".join(written.path.name for written in built.documents.values())
            raise type(error)(
                f"{error} Nothing was closed; {names}, already written, can be deleted."
            ) from error
        mark_papers(book, now.board, built.documents.values())
        keep_mark(stored, book.name, now.board)
    return Closed(stored, built)


def _label(path: Path, period: str) -> str:
    """What the papers of a closing are named after, so that no later ones take their place."""
    from toolkit.files.outputs import for_file_name

    return f"{path.stem}-{for_file_name(period)}"


def _require_closable(checked: Checked, period: str) -> None:
    """AlreadyClosed where the period was closed before; LayoutMismatch without a whole History."""
    if period in closed_periods(checked.board):
        raise AlreadyClosed(
            f'"{period}" has already been closed, and what was reported then stays. '
            "Give this closing a different name."
        )
    require_whole_history(checked)


def _require_agreed(checked: Checked, period: str, *, with_errors: bool, confirmed: bool) -> None:
    """NotConfirmed for a day before the last closing, HasErrors while errors are open."""
    name, as_at = checked.workbook.name, checked.results.as_at
    last = last_closed_on(checked.board)
    if last and as_at < last and not confirmed:
        raise NotConfirmed(
            f'"{period}" would be closed as at {day_in_words(as_at)}, and the last closing was as '
            f"at {day_in_words(last)}. Nothing was closed. Correct the as-at date, or close it all "
            "the same with --yes."
        )
    if checked.has_errors and not with_errors:
        raise HasErrors(
            f"{name} has {plural(checked.counts['error'], 'open error')}. Nothing was closed. Fix "
            "what toolkit check lists, or close it all the same with --with-errors."
        )
