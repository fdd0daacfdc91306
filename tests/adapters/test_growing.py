"""What a workbook of layout 3 is given by an update, and all that stays as it was."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.pressed import own_columns
from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.reading.grid import Grid
from toolkit.workbook.files import read, read_bytes
from toolkit.workbook.growing.grow import grown
from toolkit.workbook.parts import WorkbookParts

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

OLD = Path(__file__).parent.parent / "workbooks" / "example_board_layout_3.xlsx"
AS_AT = date(2026, 10, 9)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "board.xlsx"
    path.write_bytes(OLD.read_bytes())
    return path


def edit(book: Path, change: Callable[[Any], None]) -> None:
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(book)


def cells_of(grid: Grid) -> dict[tuple[int, int], object]:
    return {
        (number, column): value
        for number, row in enumerate(grid.rows, start=1)
        for column, value in enumerate(row, start=1)
        if value != ""
    }


def test_an_update_adds_what_the_layout_brought_and_says_so(book: Path) -> None:
    updated = jobs.update(book, AS_AT, AS_AT)
    assert [words.partition(":")[0] for words in updated.added] == [
        'on the sheet "Settings"',
        'on the sheet "Home"',
        'on the sheet "Plan"',
        'on the sheet "Updates"',
        'on the sheet "Lists"',
        'on the sheet "Indicators"',
        'the sheet "Figures expected"',
        'the sheet "Mappings"',
        'on the sheet "History"',
        'the sheet "Releases"',
    ]
    assert updated.no_room == ()
    assert read(book).layout_version == BOARD.version


def test_a_second_update_finds_nothing_to_add_or_to_write(book: Path) -> None:
    jobs.update(book, AS_AT, AS_AT)
    again = jobs.update(book, AS_AT, AS_AT)
    assert (again.added, again.stored) == ((), None)


def test_every_cell_that_was_there_says_what_it_said(book: Path) -> None:
    before = read(book)
    jobs.update(book, AS_AT, AS_AT)
    after = read(book)
    own = own_columns(before)
    for name in before.sheet_names:
        if name in ("Home", "Findings"):
            continue
        there = cells_of(after.grids[name])
        for (row, column), value in cells_of(before.grids[name]).items():
            if row <= 3 or column not in own.get(name, ()):
                assert there[row, column] == value, f"{name} {row} {column}"


def test_parts_of_other_sheets_stay_as_they_were(book: Path) -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    before = parts(book.read_bytes())
    jobs.update(book, AS_AT, AS_AT)
    after = parts(book.read_bytes())
    changed = {name for name, content in before.items() if after.get(name) != content}
    assert not {name for name in changed if name.startswith(("xl/comments", "xl/drawings"))}
    sheets = WorkbookParts(Package(book.read_bytes(), book.name, WORKBOOK)).sheet_parts
    assert {name for name, part in sheets.items() if part in changed} == {
        "Settings",
        "Home",
        "Lists",
        "Plan",
        "Updates",
        "Indicators",
        "Scorecard",
        "Findings",
        "History",
    }


def test_the_old_workbook_is_kept_as_one_backup(book: Path) -> None:
    before = book.read_bytes()
    updated = jobs.update(book, AS_AT, AS_AT)
    assert updated.stored is not None
    assert updated.stored.backup is not None
    assert updated.stored.backup.read_bytes() == before


def test_the_result_is_valid_to_the_letter(book: Path, ooxml_validator: Path) -> None:
    jobs.update(book, AS_AT, AS_AT)
    done = subprocess.run([ooxml_validator, book], capture_output=True, text=True, timeout=300)
    assert '"ok": true' in done.stdout, done.stdout


def test_words_beside_the_table_stay_and_leave_no_room_for_columns(book: Path) -> None:
    def note(opened: Any) -> None:
        sheet = opened["Plan"]
        sheet.cell(6, sheet.max_column + 1, "Our own notes on this row")

    edit(book, note)
    before = cells_of(read(book).grids["Plan"])
    updated = jobs.update(book, AS_AT, AS_AT)
    assert [words.partition(":")[0] for words in updated.no_room] == ['on the sheet "Plan"']
    after = cells_of(read(book).grids["Plan"])
    assert before.items() <= after.items()


def test_words_under_the_counts_of_home_move_down_with_what_is_there(book: Path) -> None:
    def note(opened: Any) -> None:
        opened["Home"].cell(40, 1, "Ring the chair on Friday")

    edit(book, note)
    jobs.update(book, AS_AT, AS_AT)
    home = read(book).grids["Home"]
    shown = [home.cell(row, 1).value for row in range(1, home.height + 1)]
    assert shown.count("Ring the chair on Friday") == 1
    assert shown.index("Plan rows changed since update") < shown.index("What to do, in order")


SIGHTINGS = Sheet(
    name="Sightings",
    title="Sightings",
    purpose="What was seen.",
    tables=(
        Table(
            "Sightings",
            (
                Column("seen", "Seen", Kind.TEXT, "What was seen.", essential=True),
                Column("seen_on", "Seen on", Kind.DATE, "When it was seen."),
            ),
        ),
    ),
    required=False,
    since=BOARD.version,
)
WITH_SIGHTINGS = replace(BOARD, sheets=(*BOARD.sheets, SIGHTINGS))


def test_a_whole_new_sheet_comes_with_its_table_and_headings() -> None:
    more = grown(WITH_SIGHTINGS, OLD.read_bytes(), "board.xlsx")
    assert 'the sheet "Sightings"' in more.added
    workbook = read_bytes(more.data, "board.xlsx")
    assert workbook.sheet_names[-1] == "Sightings"
    grid = workbook.grids["Sightings"]
    assert [cell for cell in grid.rows[2] if cell] == ["Seen", "Seen on"]
    assert [table.name for table in grid.marks.tables] == ["Sightings"]


def test_a_new_sheet_is_valid_to_the_letter(tmp_path: Path, ooxml_validator: Path) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(grown(WITH_SIGHTINGS, OLD.read_bytes(), "board.xlsx").data)
    done = subprocess.run([ooxml_validator, path], capture_output=True, text=True, timeout=300)
    assert '"ok": true' in done.stdout, done.stdout


def test_a_board_s_own_sheet_of_that_name_is_left_alone(book: Path) -> None:
    edit(book, lambda opened: opened.create_sheet("Sightings").append(["Our own list"]))
    more = grown(WITH_SIGHTINGS, book.read_bytes(), "board.xlsx")
    assert 'the sheet "Sightings"' not in more.added
    workbook = read_bytes(more.data, "board.xlsx")
    assert workbook.grids["Sightings"].rows[0][0] == "Our own list"
