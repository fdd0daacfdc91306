"""What is wrong in a workbook, listed on its own sheet Findings: what the button Check does."""

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import CHECKED_SHEETS, check_workbook
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import Updated
from toolkit.layout.board.findings import FINDINGS
from toolkit.writing.book import Book


def list_findings(book: Book, *, as_at: AsAt) -> Updated:
    """Find what is wrong in a workbook, and bring its sheet Findings up to date; no other sheet.

    InUse, CannotWrite, CellRefused or LayoutMismatch where it cannot be done: then the
    workbook is as it was.
    """
    from toolkit.writing.toolkit_changes import toolkit_changes

    with book.held():
        workbook = book.read(CHECKED_SHEETS | {FINDINGS.name})
        require_known_layout(workbook)
        checked = check_workbook(workbook, as_at=as_at, folder=book.folder)
        places = {name: place for name, place in checked.places.items() if name == FINDINGS.name}
        changes = toolkit_changes(
            workbook, places, checked.board, checked.results, checked.findings
        )
        return Updated(checked, book.write(changes, workbook) if changes else None)
