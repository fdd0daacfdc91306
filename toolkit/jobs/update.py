"""The toolkit's own columns and sheets brought up to date, and nothing else."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.check import SHEET_NAMES, Checked, check_workbook
from toolkit.jobs.present_layout import require_present_layout
from toolkit.reading.workbook import Workbook

if TYPE_CHECKING:
    from toolkit.workbook.store import Stored
    from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class Updated:
    """What an update came to; `stored` is None where nothing had to change."""

    checked: Checked
    stored: "Stored | None"

    @property
    def has_errors(self) -> bool:
        """Whether the workbook has errors."""
        return self.checked.has_errors


def update(book: Path, as_at: date | None, today: date) -> Updated:
    """Bring the toolkit's own columns and sheets up to date, and nothing else.

    The old workbook is kept as a backup. InUse, CannotWrite, CellRefused or
    LayoutMismatch where it cannot be done: then the workbook is as it was.
    """
    from toolkit.workbook.files import read
    from toolkit.workbook.store import locked
    from toolkit.writing.changes import Changes

    with locked(book):
        workbook = read(book, SHEET_NAMES)
        require_present_layout(workbook)
        changes, checked = brought_up_to_date(workbook, Changes(), as_at, today, book.parent)
        if not changes:
            return Updated(checked, None)
        return Updated(checked, write_back(book, workbook, changes))


def brought_up_to_date(
    workbook: Workbook,
    changes: "Changes",
    as_at: date | None,
    today: date,
    folder: Path | None = None,
) -> tuple["Changes", Checked]:
    """Changes to a workbook and, as one with them, what an update after them would write.

    Also what that update finds in the workbook with the changes in it. Nothing is written.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.toolkit_changes import own_changes

    checked = check_workbook(applied(workbook, changes), as_at, today, folder)
    own = own_changes(
        checked.workbook, checked.places, checked.board, checked.results, checked.findings
    )
    return joined(changes, own), checked


def write_back(book: Path, workbook: Workbook, changes: "Changes") -> "Stored":
    """Put changes into a workbook's file, which must still be the one that was read."""
    from toolkit.workbook.patch import patch
    from toolkit.workbook.store import replace_workbook

    return replace_workbook(book, workbook.data, patch(workbook.data, changes, workbook.name))
