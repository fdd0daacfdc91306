"""Closing a period: its papers are built, and History keeps what they report, for good."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.build import Built, build_checked
from toolkit.jobs.check import Checked, check
from toolkit.jobs.update import update, write_back
from toolkit.layout.board.board_sheets import HISTORY, HISTORY_TABLE
from toolkit.results.history import closed_periods, closing_rows
from toolkit.values.errors import AlreadyClosed, LayoutMismatch

if TYPE_CHECKING:
    from toolkit.workbook.store import Stored
    from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class Closed:
    """What closing a period came to: the workbook, and the papers it was reported in."""

    stored: "Stored"
    built: Built


def close(book: Path, period: str, out: Path, as_at: date | None, today: date) -> Closed:
    """Build the papers and write down in History what they report of this period.

    Due dates, ratings and values are kept as reported; from the first closing on, due
    dates are held to the ones written down then. AlreadyClosed where the period was
    closed before, LayoutMismatch where there is no whole History to keep it in.
    """
    from toolkit.workbook.store import locked

    update(book, as_at, today)
    with locked(book):
        checked = check(book, as_at, today)
        require_closable(checked, period)
        built = build_checked(checked, out, closing_label(book, period), str(book.resolve()))
        changes = closing_changes(checked, period, built)
        stored = write_back(book, checked.workbook, changes)
    # The ratings just closed now stand under "Last rating".
    update(book, as_at, today)
    return Closed(stored, built)


def closing_label(book: Path, period: str) -> str:
    """What the papers of a closing are named after, so that no later ones take their place."""
    return f"{book.stem}-{_NOT_IN_FILE_NAMES.sub('-', period).strip('-')}"


_NOT_IN_FILE_NAMES = re.compile(r"[^\w.()&+,-]+")


def require_closable(checked: Checked, period: str) -> None:
    """AlreadyClosed where the period was closed before; LayoutMismatch without a whole History.

    What is kept of a closing is worth nothing with one of its columns missing.
    """
    if period in closed_periods(checked.board):
        raise AlreadyClosed(
            f'"{period}" was closed before, and what was reported then stays. '
            "Give this closing a name of its own."
        )
    name, place = checked.workbook.name, checked.places.get(HISTORY_TABLE.name)
    if place is None:
        raise LayoutMismatch(
            f'{name} has no sheet "{HISTORY.name}", or no headings on it, to keep what is '
            "reported. Nothing was closed. Bring it back, and try again."
        )
    for column in HISTORY_TABLE.columns:
        if column.key not in place.columns:
            raise LayoutMismatch(
                f'{name}, sheet "{place.sheet}", row {place.row}: there is no column '
                f'"{column.heading}". Nothing was closed. Bring its heading back, and try again.'
            )


def closing_changes(checked: Checked, period: str, built: Built) -> "Changes":
    """What keeps in History what the papers that were built report of a period."""
    from toolkit.writing.cell_changes import OwnCells

    cells = OwnCells(checked.workbook, checked.places)
    papers = [written.path.name for written in built.documents.values()]
    rows = closing_rows(checked.board, checked.results, period, papers)
    cells.append_rows(HISTORY_TABLE.name, rows)
    return cells.changes
