"""The toolkit's own columns and sheets brought up to date, and nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import CHECKED_SHEETS, Checked, check_workbook
from toolkit.jobs.known_layout import require_known_layout
from toolkit.layout.board import BOARD
from toolkit.layout.board.expected import EXPECTED
from toolkit.layout.board.findings import FINDINGS
from toolkit.layout.board.home import HOME
from toolkit.reading.workbook import Workbook
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.writing.changes import Changes

UPDATED_SHEETS = CHECKED_SHEETS | {EXPECTED.name, FINDINGS.name, HOME.name}
"""The sheets that an update reads."""


@dataclass(frozen=True)
class Updated:
    """What an update came to; `stored` is None where nothing had to change.

    In words: what the workbook was given that its layout lacked, and what found no room in it.
    """

    checked: Checked
    stored: Stored | None
    added: tuple[str, ...] = ()
    no_room: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the workbook has errors."""
        return self.checked.has_errors


def update(book: Book, *, as_at: AsAt) -> Updated:
    """Bring the toolkit's own columns and sheets up to date, and nothing else.

    InUse, CannotWrite, CellRefused or LayoutMismatch where it cannot be done: then the
    workbook is as it was.
    """
    from toolkit.writing.changes import Changes

    with book.held():
        seen = book.read(UPDATED_SHEETS)
        require_known_layout(seen)
        completed = book.completed(seen, BOARD)
        workbook = completed.workbook
        changes, checked = brought_up_to_date(workbook, Changes(), as_at=as_at, folder=book.folder)
        stored = book.write(changes, workbook) if changes or completed.added else None
        return Updated(checked, stored, completed.added, completed.no_room)


def brought_up_to_date(
    workbook: Workbook, changes: "Changes", *, as_at: AsAt, folder: Path | None = None
) -> tuple["Changes", Checked]:
    """Changes to a workbook and, as one with them, what an update after them would write.

    Also what that update finds in the workbook with the changes in it. Nothing is written.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.carried_updates import carried_updates
    from toolkit.writing.toolkit_changes import toolkit_changes

    checked = check_workbook(applied(workbook, changes), as_at=as_at, folder=folder)
    carried = carried_updates(checked.workbook, checked.places, checked.board, checked.results)
    if carried:
        changes = joined(changes, carried)
        checked = check_workbook(applied(workbook, changes), as_at=as_at, folder=folder)
    own = toolkit_changes(
        checked.workbook,
        checked.places,
        checked.board,
        checked.results,
        checked.findings,
        as_at.given or checked.board.settings.as_at,
    )
    return joined(changes, own), checked
