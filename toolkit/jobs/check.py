"""Reading a workbook, and finding what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import checks
from toolkit.board.board import Board
from toolkit.checks.workbook.history_chain import closed_elsewhere, history_as_written
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.history_elsewhere import marks_beside
from toolkit.layout.board import BOARD
from toolkit.layout.board.expected import EXPECTED
from toolkit.layout.board.findings import FINDINGS
from toolkit.layout.board.home import HOME
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.reading.reader import read_board
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.results import Results, work_out
from toolkit.values.findings import Finding, count_by_severity, worst_first
from toolkit.writing.history_record import kept_chain
from toolkit.writing.typed_over import typed_over

if TYPE_CHECKING:
    from toolkit.writing.book import Book

_NOT_CHECKED = frozenset(sheet.name for sheet in (HOME, PASTE, UNPLACED, EXPECTED, FINDINGS))
CHECKED_SHEETS = BOARD.sheet_names - _NOT_CHECKED
"""The sheets that a check reads: no others, for every one takes its time."""


@dataclass(frozen=True, repr=False)
class Checked:
    """A board as read, what follows from it, and what was found, worst first.

    `workbook` and `places` say where it was read from.
    """

    board: Board
    results: Results
    findings: tuple[Finding, ...]
    workbook: Workbook
    places: Mapping[str, TablePlace]

    def __repr__(self) -> str:
        found = ", ".join(f"{number} of {word}" for word, number in self.counts.items())
        return f"<Checked {self.workbook.name}: {found}>"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and notes were found."""
        return count_by_severity(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.is_error for finding in self.findings)


def check(book: "Book", *, as_at: AsAt) -> Checked:
    """Read a workbook and find what is wrong in it."""
    return check_workbook(book.read(CHECKED_SHEETS), as_at=as_at, folder=book.folder)


def check_workbook(workbook: Workbook, *, as_at: AsAt, folder: Path | None = None) -> Checked:
    """The same for a workbook that has been read already.

    The logo is looked for in `folder`; nothing is said of it where none is given.
    """
    board, found, places = read_board(workbook)
    if folder is not None:
        board = _with_logo(board, folder)
    results = work_out(board, as_at.of(board.settings))
    # A cell that could not be read needs no second finding that calls it empty.
    unreadable = {finding.place for finding in found if finding.rule.is_of_a_cell}
    found += [finding for finding in checks.run(board, results) if finding.place not in unreadable]
    found += typed_over(workbook, places, board)
    found += history_as_written(board, kept_chain(workbook.numbers))
    if folder is not None:
        found += closed_elsewhere(board, marks_beside(folder, workbook.name))
    return Checked(board, results, worst_first(found), workbook, places)


def _with_logo(board: Board, folder: Path) -> Board:
    """The board with the logo that it names, as it lies in the folder."""
    if not board.settings.logo:
        return board
    from toolkit.word.branding.logo_file import read_logo

    logo = read_logo(folder, board.settings.logo)
    return replace(board, settings=replace(board.settings, logo_file=logo))
