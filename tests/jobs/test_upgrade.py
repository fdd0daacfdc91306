"""A workbook of an older layout, written again beside the old one."""

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.jobs.test_update import column, edit, saved, update
from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.reading.reader import read_board
from toolkit.values.errors import CannotWrite, LayoutMismatch, NotABoardWorkbook
from toolkit.workbook.files import read
from toolkit.workbook.macros import macros_of, shipped_macros
from toolkit.workbook.patch import patch
from toolkit.workbook.upgrade import carry
from toolkit.writing.changes import Changes

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
NEW_NAME = f"board (layout {BOARD.version}).xlsx"


def upgrade(book: Path) -> jobs.Upgraded:
    return jobs.upgrade(book, date(1999, 1, 1))


def said(record: Any) -> Any:
    """A record without the places it was in."""
    if isinstance(record, tuple):
        return tuple(said(item) for item in record)
    if not is_dataclass(record):
        return record
    aside = ("source", "cells", "workbook")
    return {item.name: said(getattr(record, item.name)) for item in fields(record)
            if item.name not in aside}  # fmt: skip


def board_of(book: Path) -> Board:
    return read_board(read(book)).board


def layout_of(book: Path) -> int:
    return read(book).layout_version or 0


@pytest.fixture(params=range(1, BOARD.version), ids="layout {}".format)
def old(request: pytest.FixtureRequest) -> bytes:
    """The example board as each earlier edition made it."""
    return (WORKBOOKS / f"example_board_layout_{request.param}.xlsx").read_bytes()


@pytest.fixture
def book(tmp_path: Path, old: bytes) -> Path:
    return saved(tmp_path, old)


def test_every_record_is_carried(book: Path) -> None:
    upgraded = upgrade(book)
    assert upgraded.path == book.with_name(NEW_NAME)
    assert said(board_of(upgraded.path)) == said(board_of(book))
    assert upgraded.unplaced == ()


def test_the_new_one_has_the_current_layout_and_the_highest_identities(
    book: Path, old: bytes
) -> None:
    raised = Changes(properties={"Toolkit highest A": 77})
    book.write_bytes(patch(old, raised, book.name))
    path = upgrade(book).path
    assert path is not None
    numbers = dict(read(path).numbers)
    assert numbers.pop("Toolkit layout") == BOARD.version
    assert numbers["Toolkit highest A"] == 77
    assert update(path).stored is None, "it is up to date from the start"


def test_the_old_one_stays_as_it_was(book: Path, old: bytes) -> None:
    upgrade(book)
    assert book.read_bytes() == old


def test_what_staff_added_is_listed(book: Path) -> None:
    def ours(opened: Any) -> None:
        plan = opened["Plan"]
        free = plan.max_column + 2
        plan.cell(3, free, "Our own notes")
        plan.cell(4, free, "Ring the trainer")
        opened.create_sheet("Minutes")["B2"] = "Secret"
        opened.create_sheet("Empty")

    edit(book, ours)
    unplaced = upgrade(book).unplaced
    letters = openpyxl.utils.get_column_letter(openpyxl.load_workbook(book)["Plan"].max_column)
    assert f'column {letters} of the sheet "Plan" (2 cells)' in unplaced
    assert 'the sheet "Minutes" (1 cell)' in unplaced
    assert not [line for line in unplaced if "Empty" in line or "Secret" in line]


def test_errors_and_formulas_in_cells_are_listed_by_name(book: Path) -> None:
    progress = column(book, "Plan", "progress")
    lead = column(book, "Plan", "lead")

    def wrong(opened: Any) -> None:
        opened["Plan"].cell(4, progress, "=1/0")
        opened["Plan"].cell(5, progress, "#N/A").data_type = "e"
        opened["Plan"].cell(6, lead, '="Head of "&"Safeguarding"')

    edit(book, wrong)
    letter = openpyxl.utils.get_column_letter(progress)
    unplaced = upgrade(book).unplaced
    assert f"Plan!{letter}4, a formula never calculated" in unplaced
    assert f"Plan!{letter}5, an error" in unplaced
    assert f"Plan!{openpyxl.utils.get_column_letter(lead)}6, a formula never calculated" in unplaced


def test_a_present_workbook_needs_no_upgrade(book: Path) -> None:
    path = upgrade(book).path
    assert path is not None
    before = {item.name for item in book.parent.iterdir()}
    assert upgrade(path) == jobs.Upgraded(None)
    assert {item.name for item in book.parent.iterdir()} == before


def test_a_newer_layout_is_refused_in_one_sentence(book: Path, old: bytes) -> None:
    newer = patch(old, Changes(properties={"Toolkit layout": BOARD.version + 1}), book.name)
    book.write_bytes(newer)
    with pytest.raises(LayoutMismatch, match=r"^board\.xlsx was made by a newer version") as stop:
        upgrade(book)
    assert "\n" not in str(stop.value)
    assert [item.name for item in book.parent.iterdir()] == ["board.xlsx"]


def test_a_name_that_is_taken_is_refused_and_stays(book: Path, old: bytes) -> None:
    taken = book.with_name(NEW_NAME)
    taken.write_bytes(b"someone's")
    with pytest.raises(CannotWrite, match="already exists and was not changed"):
        upgrade(book)
    assert taken.read_bytes() == b"someone's"
    assert book.read_bytes() == old


def test_a_workbook_from_elsewhere_is_refused(tmp_path: Path) -> None:
    opened = openpyxl.Workbook()
    opened.save(tmp_path / "board.xlsx")
    with pytest.raises(NotABoardWorkbook):
        upgrade(tmp_path / "board.xlsx")
    assert [item.name for item in tmp_path.iterdir()] == ["board.xlsx"]


def test_rows_added_since_keep_their_place_and_take_new_identities(book: Path) -> None:
    actions = board_of(book).actions
    last = actions[-1].source.row

    def add(opened: Any) -> None:
        plan = opened["Plan"]
        for key, text in (("ref", "9.9"), ("action", "Typed by hand"), ("priority", "1")):
            plan.cell(last + 1, column(book, "Plan", key), text)

    edit(book, add)
    path = upgrade(book).path
    assert path is not None
    carried = board_of(path).actions
    assert [item.id for item in carried[:-1]] == [item.id for item in actions]
    assert (carried[-1].ref, carried[-1].action) == ("9.9", "Typed by hand")
    assert carried[-1].id > max(item.id for item in actions)


def test_a_workbook_with_macros_comes_back_with_buttons_and_no_other_macros(
    tmp_path: Path, old: bytes
) -> None:
    book = tmp_path / "board.xlsm"
    book.write_bytes(old)

    upgraded = upgrade(book)

    assert upgraded.path == (tmp_path / NEW_NAME).with_suffix(".xlsm")
    assert macros_of(upgraded.path.read_bytes(), upgraded.path.name) == shipped_macros()
    assert upgraded.unplaced == ("its own macros, if it has any",)


def test_the_settings_of_buttons_are_written_again_and_not_listed(tmp_path: Path) -> None:
    book = jobs.new(tmp_path / "board.xlsm", "Ourshire Partnership", "2026/27")

    assert carry(BOARD, read(book)).unplaced == ()


def test_an_older_layout_is_read_as_before_and_one_too_old_written_only_after_its_upgrade(
    book: Path,
) -> None:
    checked = jobs.check(book, None, date(1999, 1, 1))
    path = upgrade(book).path
    assert path is not None
    assert said(checked.board) == said(jobs.check(path, None, date(1999, 1, 1)).board)
    if layout_of(book) < BOARD.oldest:
        with pytest.raises(LayoutMismatch, match=r'with: toolkit upgrade "board\.xlsx"$'):
            update(book)


def test_the_lines_that_an_older_layout_lacked_are_there_and_empty(book: Path) -> None:
    if layout_of(book) > 2:
        pytest.skip("layout 3 has them")
    path = upgrade(book).path
    assert path is not None
    settings = board_of(path).settings
    new = ("board_colour", "logo", "logo_description")
    assert [getattr(settings, key) for key in new] == ["", "", ""]
    assert set(new) <= set(settings.cells)
    assert not set(new) & set(board_of(book).settings.cells)
