"""Reading a workbook, and finding what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit import checks
from toolkit.board.board import Board
from toolkit.layout import SHEETS
from toolkit.reading.reader import read_board
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.results import Results, work_out
from toolkit.values.findings import Finding, Severity, count_by_severity, worst_first

# Sheets of the board's own are not even opened.
SHEET_NAMES = frozenset(sheet.name for sheet in SHEETS)


@dataclass(frozen=True)
class Checked:
    """A board as read, what follows from it, and what was found, worst first.

    `workbook` and `places` say where it was read from.
    """

    board: Board
    results: Results
    findings: tuple[Finding, ...]
    workbook: Workbook
    places: Mapping[str, TablePlace]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and notes were found."""
        return count_by_severity(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.rule.severity is Severity.ERROR for finding in self.findings)


def check(book: Path, as_at: date | None, today: date) -> Checked:
    """Read a workbook and find what is wrong in it.

    The as-at date is the one given, else the workbook's own, else `today`.
    """
    from toolkit.workbook.files import read

    return check_workbook(read(book, SHEET_NAMES), as_at, today, book.parent)


def check_workbook(
    workbook: Workbook, as_at: date | None, today: date, folder: Path | None = None
) -> Checked:
    """The same for a workbook that has been read already.

    The logo is looked for in `folder`; nothing is said of it where none is given.
    """
    board, found, places = read_board(workbook)
    if folder is not None:
        board = _with_logo(board, folder)
    results = work_out(board, as_at or board.settings.as_at or today)
    # A cell that could not be read needs no second finding that calls it empty.
    unreadable = {finding.location for finding in found if finding.rule.is_of_a_cell}
    found += [
        finding for finding in checks.run(board, results) if finding.location not in unreadable
    ]
    return Checked(board, results, worst_first(found), workbook, places)


def _with_logo(board: Board, folder: Path) -> Board:
    """The board with the logo that it names, as it lies in the folder."""
    if not board.settings.logo:
        return board
    from toolkit.word.branding.logo_file import read_logo

    logo = read_logo(folder, board.settings.logo)
    return replace(board, settings=replace(board.settings, logo_file=logo))
