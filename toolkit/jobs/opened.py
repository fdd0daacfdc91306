"""A workbook held, read and brought up to date, before History gets new rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check_workbook
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board import BOARD
from toolkit.layout.board.history import HISTORY
from toolkit.reading.workbook import Workbook
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.writing.changes import Changes


class Opened(NamedTuple):
    """A workbook as read, what an update changes in it, and what is found in it then."""

    workbook: Workbook
    first: "Changes"
    checked: Checked


@contextmanager
def opened(book: Book, as_at: AsAt) -> Iterator[Opened]:
    """The workbook, held until the block ends.

    InUse or CannotWrite where it is plain beforehand that it could not be written;
    LayoutMismatch where its layout is too old or too new.
    """
    from toolkit.writing.applied import applied
    from toolkit.writing.changes import Changes

    with book.held():
        seen = book.read(UPDATED_SHEETS)
        require_known_layout(seen)
        book.require_writable(seen.grids.keys() & {HISTORY.name})
        workbook = book.completed(seen, BOARD).workbook
        first, _ = brought_up_to_date(workbook, Changes(), as_at=as_at, folder=book.folder)
        checked = check_workbook(applied(workbook, first), as_at=as_at, folder=book.folder)
        yield Opened(workbook, first, checked)
