"""Undoing the last closing: a row of History says so, and its reports no longer count."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.history_elsewhere import keep_mark
from toolkit.jobs.history_rows import require_whole_history, with_rows
from toolkit.jobs.opened import opened
from toolkit.jobs.update import brought_up_to_date
from toolkit.results.history import closed_periods
from toolkit.values import choices
from toolkit.values.errors import NothingClosed
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.jobs.check import Checked
    from toolkit.writing.cell_changes import Values


@dataclass(frozen=True)
class Undone:
    """The closing that was undone, and where the workbook went."""

    period: str
    stored: Stored
    checked: "Checked"


def undo_closing(book: Book, *, reason: str, as_at: AsAt) -> Undone:
    """Undo the last closing, for that reason; its name may be used again.

    Nothing is deleted: a row of History says that it was undone and why. NothingClosed where
    there is no closing; InUse where the workbook is open elsewhere.
    """
    from toolkit.writing.applied import joined

    with opened(book, as_at) as (workbook, first, checked):
        periods = closed_periods(checked.board)
        if not periods:
            raise NothingClosed(f"{book.name} has no closing that could be undone.")
        require_whole_history(checked, "reason")
        row: Values = {
            "period": periods[-1],
            "closed_on": checked.results.as_at,
            "kind": choices.UNDONE,
            "reported": choices.UNDONE,
            "reason": reason,
        }
        changes = joined(first, with_rows(checked, [row]))
        changes, checked = brought_up_to_date(workbook, changes, as_at=as_at, folder=book.folder)
        stored = book.write(changes, workbook)
        keep_mark(stored, book.name, checked.board)
        return Undone(periods[-1], stored, checked)
