"""Home as LibreOffice calculates it says what check, export and the papers say."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, file_of
from tests.examples import examples
from tests.office.helpers import saved_again
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check
from toolkit.layout.board.home import HOME
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.reading.grid import Address
from toolkit.reading.reader import read_board
from toolkit.workbook.book_on_disk import BookOnDisk
from toolkit.workbook.files import read, read_bytes
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, SheetChanges
from toolkit.writing.toolkit_columns import home_counts

pytestmark = pytest.mark.office

BOOKS = examples(25).max_examples

DAYS = (
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%Y-%m-%d",
    "%d %B %Y",
    "%d %b %Y",
    " %d/%m/%Y ",
    "%d/%m/%y",
    "\u00a0%d %B %Y",
    "end of %B %Y",
    "%B %Y",
    "by %d %B",
    "soon",
)
STATUSES = (
    "In progress",
    "In progress ",
    " in progress",
    "In\u00a0progress",
    "in-progress",
    "IN PROGRESS",
    "Complete",
    "completed",
    "Done",
    "Not started",
    "not-started ",
    "Withdrawn",
    "Rather well",
    "",
)


def a_day(chance: random.Random) -> Content:
    day = AS_AT + timedelta(chance.randrange(-120, 120))
    match chance.randrange(4):
        case 0 | 1:
            return day
        case 2:
            return None
        case _:
            return f"{day:{chance.choice(DAYS)}}"


def typed_row(chance: random.Random) -> dict[str, Content]:
    """What somebody might type into the columns by which a row counts on Home."""
    return {
        "due": a_day(chance),
        "revised_due": a_day(chance) if chance.random() < 0.3 else None,
        "timescale": chance.choice([None, "Quarterly", "by end of June 2026", "Monthly"]),
        "status": chance.choice(STATUSES),
        "updated_on": a_day(chance),
    }


def typed_book(chance: random.Random) -> tuple[bytes, date | None]:
    """A board as people leave it, and the as-at date that is said on the command line."""
    count = chance.randrange(2, 9)
    rows = [
        action(id=f"A-{number:04}", ref=f"1.{number}", action=f"Train team {number} in the tool")
        for number in range(1, count + 1)
    ]
    data = file_of(board(rows))
    workbook = read_bytes(data, "board.xlsx")
    place = read_board(workbook).places["Plan"]
    end = workbook.grids["Plan"].marks.tables[0].area[2]
    numbers = [
        *range(place.row + 1, place.row + count),
        chance.choice([place.row + count, end + 1]),
    ]
    cells: dict[Address, Content] = {}
    for number in numbers:
        new = {"action": f"Agree step {number}", "priority": "1", **typed_row(chance)}
        cells |= {(number, place.columns[key]): value for key, value in new.items()}
    given, typed = chance.choice(
        [
            (None, AS_AT),
            (AS_AT, None),
            (None, f"{AS_AT:%d/%m/%Y}"),
            (AS_AT, date(2026, 7, 1)),
            (None, f"{AS_AT:%d %B %Y} "),
        ]
    )
    cell = read_board(workbook).board.settings.cells["as_at"]
    as_at: dict[Address, Content] = {(cell.row, 2): typed}
    changes = Changes({"Plan": SheetChanges(cells), "Settings": SheetChanges(as_at)})
    return patch(data, changes, "board.xlsx"), given


def shown_on_home(path: Path) -> dict[str, Any]:
    home = read(path, {HOME.name}).grids[HOME.name]
    labels = {count.label: count.key for count in HOME.counts}
    return {
        labels[str(row[0])]: row[1] for row in home.rows if len(row) > 1 and str(row[0]) in labels
    }


def test_home_counts_what_the_toolkit_read_whatever_was_typed(
    soffice: Path, tmp_path: Path
) -> None:
    files, expected = [], {}
    for number in range(BOOKS):
        data, given = typed_book(random.Random(number))
        path = tmp_path / f"board {number}.xlsx"
        path.write_bytes(data)
        updated = jobs.update(path, given, AS_AT)
        assert updated.stored is not None
        again = check(BookOnDisk(path), as_at=AsAt(AS_AT, given))
        counts = home_counts(again.board, again.results, again.findings)
        view = PlanView(again.board, again.results, again.findings)
        assert counts["overdue"] == sum(map(view.is_overdue, again.board.actions))
        files.append(path)
        expected[path.name] = dict(counts)
    for name, path in saved_again(soffice, files, tmp_path).items():
        assert shown_on_home(path) == expected[name], name
