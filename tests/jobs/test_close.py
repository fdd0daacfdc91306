"""Closing a period: what was reported then stays, and later changes show."""

import json
import re
import shutil
import zipfile
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from tests.jobs.test_update import column, saved, type_in, update, values
from toolkit.cli import main as cli
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.correct_report import Corrected, WhichReport, correct_report
from toolkit.jobs.undo_closing import Undone, undo_closing
from toolkit.reading.reader import read_board
from toolkit.results.history import closed_periods
from toolkit.values.errors import (
    AlreadyClosed,
    CellRefused,
    HasErrors,
    InUse,
    LayoutMismatch,
    NotConfirmed,
    NothingClosed,
    ToolkitError,
)
from toolkit.workbook.book_on_disk import BookOnDisk
from toolkit.workbook.files import read
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

PERIOD = "2026/27 Q2"
PAPER = "board-2026-27-Q2-business-plan.docx"
CONTENT = board(
    [action(process_agreed="Green"), action(id="A-0002", ref="1.2", due=None, timescale="Ongoing")],
    settings={"plan_status": "Approved"},
    Indicators=(indicator(),),
    Data=(datum(),),
)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook whose first period is closed; tests copy it."""
    folder = tmp_path_factory.mktemp("closed")
    close(saved(folder, CONTENT))
    return folder


@pytest.fixture
def book(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path / "board")
    return tmp_path / "board" / "board.xlsx"


def close(
    book: Path, period: str = PERIOD, as_at: date | None = None, **options: bool
) -> jobs.Closed:
    return jobs.close(book, period, book.parent, as_at, date(1999, 1, 1), **options)


def history(book: Path) -> list[tuple[Any, ...]]:
    keys = ("period", "closed_on", "kind", "record", "name", "area", "data_period", "reported")
    columns = [values(book, "History", key) for key in (*keys, "documents")]
    return [row for row in zip(*columns, strict=True) if any(row)]


def found(book: Path) -> dict[str, str]:
    checked = jobs.check(book, None, date(1999, 1, 1))
    return {finding.rule.code: str(finding) for finding in checked.findings}


def test_history_holds_due_dates_ratings_values_and_documents_as_reported(book: Path) -> None:
    about_action = ("A-0001", "1.1", None, None)
    about_indicator = ("I-0001", "CP06", "Ourshire", "2026/27 Q1")
    shown = history(book)
    assert {row[0] for row in shown} == {PERIOD}
    assert {row[1] for row in shown} == {AS_AT}
    assert {row[8] for row in shown if row[3] != "I-0001"} == {PAPER}
    assert {row[8] for row in shown if row[3] == "I-0001"} == {None}, "no paper prints figures"
    assert [row[2:8] for row in shown if row[3] != "A-0002"] == [
        ("Due date", *about_action, "18 December 2026"),
        ("Rating", *about_action, "Green"),
        ("Wording", *about_action, "Train the front door in the neglect toolkit"),
        ("Value", *about_indicator, "21"),
        ("Rating", *about_indicator, "Red"),
        ("Document", None, None, None, None, PAPER),
    ]


def test_an_agreed_rating_is_kept_or_else_the_proposed_one(book: Path) -> None:
    proposed = values(book, "Plan", "proposed_rating")[:2]
    reported = [row[7] for row in history(book) if row[2] == "Rating" and row[3][0] == "A"]
    assert reported == ["Green", *[rating for rating in proposed[1:] if rating]]


def test_the_papers_are_built_and_stay_as_they_are(book: Path) -> None:
    assert (book.parent / PAPER).is_file()


def test_the_ratings_just_closed_are_under_last_rating(book: Path) -> None:
    assert values(book, "Plan", "last_rating")[0] == "Green"
    assert update(book).stored is None, "closing leaves the workbook up to date"


def test_a_closed_workbook_has_nothing_new_to_fix(book: Path) -> None:
    assert not {code for code in found(book) if code in ("PLAN-017", "PLAN-018", "DATA-003")}


def test_a_period_is_closed_once(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(AlreadyClosed, match=f'^"{PERIOD}" has already been closed, and what'):
        close(book)
    assert book.read_bytes() == before


def test_a_workbook_without_its_history_sheet_is_not_closed(tmp_path: Path) -> None:
    book = saved(tmp_path, CONTENT)
    opened = openpyxl.load_workbook(book)
    del opened["History"]
    opened.save(book)
    with pytest.raises(LayoutMismatch, match=r'no sheet "History".* Nothing was closed\.'):
        close(book)
    assert not (tmp_path / PAPER).exists()


def test_a_workbook_whose_history_lost_a_column_is_not_closed(tmp_path: Path) -> None:
    book = saved(tmp_path, CONTENT)
    heading = {(3, column(book, "History", "period")): "Our words"}
    type_in(book, "History", heading)
    with pytest.raises(
        LayoutMismatch, match=r'row 3: there is no column "Period closed"\. Nothing'
    ):
        close(book)
    assert not (tmp_path / PAPER).exists()


def test_a_second_period_comes_below_the_first_which_stays(book: Path) -> None:
    first = history(book)
    type_in(book, "Plan", {(4, column(book, "Plan", "process_agreed")): "Red"})
    type_in(book, "Plan", {(4, column(book, "Plan", "action")): "Another wording"})
    close(book, "2026/27 Q3", date(2026, 12, 31))
    assert history(book)[: len(first)] == first
    assert {row[0] for row in history(book)[len(first) :]} == {"2026/27 Q3"}
    assert values(book, "Plan", "last_rating")[0] == "Red"
    assert closed_periods(read_board(read(book)).board) == (PERIOD, "2026/27 Q3")


def test_later_updates_never_touch_what_was_closed(book: Path) -> None:
    first = history(book)
    part = f"xl/worksheets/sheet{read(book).sheet_names.index('History') + 1}.xml"
    before = part_of(book, part)
    type_in(book, "Plan", {(4, column(book, "Plan", "due")): date(2027, 3, 1)})
    for day in (date(2027, 1, 5), date(2027, 4, 1)):
        assert update(book, day).stored is not None
    assert history(book) == first
    assert part_of(book, part) == before


def part_of(book: Path, part: str) -> bytes:
    with zipfile.ZipFile(book) as package:
        return package.read(part)


def test_a_due_date_changed_after_approval_is_found_with_the_date_that_was_approved(
    book: Path,
) -> None:
    due = (4, column(book, "Plan", "due"))
    for changed in (date(2027, 3, 1), None):
        type_in(book, "Plan", {due: changed})
        assert "18 December 2026" in found(book)["PLAN-017"]
        assert PERIOD in found(book)["PLAN-017"]
    type_in(book, "Plan", {due: date(2026, 12, 18)})
    assert "PLAN-017" not in found(book)


def test_a_revised_date_needs_its_reason(book: Path) -> None:
    type_in(book, "Plan", {(4, column(book, "Plan", "revised_due")): date(2027, 3, 1)})
    assert "1.1" in found(book)["PLAN-018"]
    type_in(book, "Plan", {(4, column(book, "Plan", "revision")): "Trainer ill; agreed by chair"})
    assert "PLAN-018" not in found(book)


def test_a_draft_plan_may_be_revised_freely(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(revised_due=date(2027, 3, 1))]))
    assert "PLAN-018" not in found(book)


def test_a_corrected_value_is_found_and_names_the_closing_it_was_reported_in(book: Path) -> None:
    value = (4, column(book, "Data", "value"))
    type_in(book, "Data", {value: 23.5})
    message = found(book)["DATA-003"]
    assert all(
        words in message
        for words in ("CP06", "21", "23.5", "2026/27 Q1", f'when "{PERIOD}" was closed')
    )
    type_in(book, "Data", {value: 21.0})
    assert "DATA-003" not in found(book), "21.0 is the same figure"


def test_a_correction_reported_since_is_none_any_more(book: Path) -> None:
    type_in(book, "Data", {(4, column(book, "Data", "value")): 23.5})
    close(book, "2026/27 Q3", date(2026, 12, 17))
    assert "DATA-003" not in found(book)


def test_the_example_can_be_closed(tmp_path: Path) -> None:
    book = saved(tmp_path, (files("toolkit.workbooks") / jobs.EXAMPLE).read_bytes())
    closed = close(book)
    kept = read_board(read(book)).board.history
    assert len({row.record for row in kept if row.kind == "Due date"}) > 20
    assert closed.stored.backup is not None
    assert update(book).stored is None
    assert read_board(read(book)).findings == []


def test_a_workbook_of_an_older_layout_is_not_closed(tmp_path: Path) -> None:
    old = patch(file_of(CONTENT), Changes(properties={"Toolkit layout": 1}), "board.xlsx")
    book = saved(tmp_path, old)
    with pytest.raises(LayoutMismatch, match="toolkit upgrade"):
        close(book)
    assert book.read_bytes() == old
    assert not (tmp_path / PAPER).exists()


def test_a_later_closing_leaves_the_papers_of_the_first_alone(book: Path) -> None:
    paper = (book.parent / PAPER).read_bytes()

    close(book, "2026/27 Q3: final?")

    assert (book.parent / PAPER).read_bytes() == paper
    assert (book.parent / "board-2026-27-Q3-final-business-plan.docx").is_file()


def test_with_strict_nothing_is_closed_while_errors_are_open(tmp_path: Path) -> None:
    book = saved(tmp_path, file_of(board([action(due="next summer")])))
    before = book.read_bytes()

    with pytest.raises(HasErrors, match="has 1 open error"):
        jobs.close(book, PERIOD, tmp_path, None, date(1999, 1, 1), strict=True)

    assert book.read_bytes() == before
    assert not (tmp_path / PAPER).exists()


def test_the_papers_of_a_closing_can_be_had_as_pdf(soffice: Path, tmp_path: Path) -> None:
    book = saved(tmp_path, CONTENT)

    jobs.close(book, PERIOD, tmp_path, None, date(1999, 1, 1), pdf=True)

    assert (tmp_path / PAPER).with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_the_command_reports_a_closing_to_other_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = saved(tmp_path, CONTENT)

    code = cli.main(["close", str(book), "--period", PERIOD, "--format", "json"])

    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert report["period"] == PERIOD
    assert report["written"] == str(book)
    assert report["documents"] == {"business-plan": str(tmp_path / PAPER)}


def test_nothing_is_closed_while_errors_are_open_unless_that_is_said(tmp_path: Path) -> None:
    book = saved(tmp_path, file_of(board([action(due="next summer")])))
    before = book.read_bytes()

    with pytest.raises(HasErrors, match=r"has 1 open error\. Nothing was closed\."):
        close(book)
    assert book.read_bytes() == before
    assert not (tmp_path / PAPER).exists()

    assert close(book, with_errors=True).built.has_errors
    assert closed_periods(read_board(read(book)).board) == (PERIOD,)


def test_a_day_before_the_last_closing_asks_for_a_yes(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(NotConfirmed, match=r"30 June 2026, and the last closing was as at 9 Oct"):
        close(book, "2026/27 Q1", date(2026, 6, 30))
    assert book.read_bytes() == before

    close(book, "2026/27 Q1", date(2026, 6, 30), confirmed=True)
    assert closed_periods(read_board(read(book)).board) == (PERIOD, "2026/27 Q1")


def test_a_workbook_that_is_open_in_excel_is_not_closed_and_nothing_is_half_done(
    tmp_path: Path,
) -> None:
    book = saved(tmp_path, CONTENT)
    (tmp_path / "~$board.xlsx").touch()
    before = book.read_bytes()
    with pytest.raises(InUse, match=r"^board\.xlsx is open in another program\. Save and close it"):
        close(book)
    assert book.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if path.name[0] not in ".~"} == {"board.xlsx"}


def undo(book: Path, reason: str = "Wrong figures for Q1") -> Undone:
    return undo_closing(BookOnDisk(book), reason=reason, as_at=AsAt(date(1999, 1, 1)))


def test_an_undone_closing_no_longer_counts_and_its_rows_stay(book: Path) -> None:
    first = history(book)
    assert undo(book).period == PERIOD

    assert history(book)[: len(first)] == first
    assert [row[2] for row in history(book)[len(first) :]] == ["Undone"]
    assert values(book, "History", "reason")[len(first)] == "Wrong figures for Q1"
    assert values(book, "Plan", "last_rating")[0] is None
    type_in(book, "Plan", {(4, column(book, "Plan", "due")): date(2027, 3, 1)})
    assert not {code for code in found(book) if code in ("PLAN-017", "HIST-010")}


def test_the_name_of_an_undone_closing_may_be_used_again(book: Path) -> None:
    undo(book)
    type_in(book, "Plan", {(4, column(book, "Plan", "process_agreed")): "Amber"})
    close(book)
    assert values(book, "Plan", "last_rating")[0] == "Amber"
    assert closed_periods(read_board(read(book)).board) == (PERIOD,)


def test_only_the_last_closing_is_undone(book: Path) -> None:
    close(book, "2026/27 Q3", date(2026, 12, 17))
    assert undo(book).period == "2026/27 Q3"
    assert undo(book).period == PERIOD
    with pytest.raises(NothingClosed, match="has no closing that could be undone"):
        undo(book)


def test_a_rating_that_ran_out_does_not_count_again_after_a_closing_that_reported_another(
    book: Path,
) -> None:
    type_in(book, "Plan", {(4, column(book, "Plan", "status")): "Paused"})
    close(book, "2026/27 Q3", date(2026, 12, 17), with_errors=True)
    reported = values(book, "Plan", "last_rating")[0]
    assert reported not in ("Green", None), "the suggested one, for nobody agreed the Green again"
    assert values(book, "Plan", "agreement")[0].startswith("Not yet agreed")
    paper = board_of(book)
    assert paper.actions[0].process_agreed == "Green", "what was typed stays"


def board_of(book: Path) -> Any:
    return read_board(read(book))[0]


def correct(book: Path, kind: str, of: str, right: str, **more: str) -> Corrected:
    return correct_report(
        BookOnDisk(book),
        which=WhichReport(PERIOD, kind, of, **more),
        right=right,
        reason="Typed in the wrong row",
        as_at=AsAt(date(1999, 1, 1)),
    )


def test_a_corrected_rating_counts_and_the_row_that_was_reported_stays(book: Path) -> None:
    first = history(book)
    assert correct(book, "Rating", "1.1", "amber").now == "Amber"

    assert history(book)[: len(first)] == first
    assert values(book, "History", "reported")[len(first) :] == ["Amber"]
    assert values(book, "History", "reason")[len(first)] == "Typed in the wrong row"
    assert values(book, "Plan", "last_rating")[0] == "Amber"
    assert not {code for code in found(book) if code.startswith("HIST")}


def test_later_due_dates_are_held_to_the_corrected_one(book: Path) -> None:
    assert correct(book, "Due date", "A-0001", "1/3/2027").now == "1 March 2027"
    assert "PLAN-017" in found(book)
    type_in(book, "Plan", {(4, column(book, "Plan", "due")): date(2027, 3, 1)})
    assert "PLAN-017" not in found(book)


@pytest.mark.parametrize(
    ("kind", "of", "right", "said"),
    [
        ("Rating", "1.1", "Puce", "A rating is one of Red, Amber, Green, Blue and Grey"),
        ("Due date", "1.1", "soon", "A due date is a date, as in 30 September 2026"),
        ("Value", "CP06", "many", "A value is a number, as in 24.5"),
        ("Rating", "9.9", "Red", 'History has no rating of 9.9 in "2026/27 Q2"'),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused_and_nothing_written(
    book: Path, kind: str, of: str, right: str, said: str
) -> None:
    before = book.read_bytes()
    with pytest.raises(ToolkitError, match=re.escape(said)):
        correct(book, kind, of, right)
    assert book.read_bytes() == before


def test_a_closing_typed_over_is_an_error_and_no_other_is_closed_on_it(book: Path) -> None:
    type_in(book, "History", {(5, column(book, "History", "reported")): "Blue"})
    assert "HIST-007" in found(book)
    with pytest.raises(HasErrors):
        close(book, "2026/27 Q3", date(2026, 12, 17))

    close(book, "2026/27 Q3", date(2026, 12, 17), with_errors=True)
    assert "HIST-007" in found(book), "a later closing hides nothing"


def test_a_workbook_restored_from_before_the_last_closing_is_found(book: Path) -> None:
    before = book.read_bytes()
    close(book, "2026/27 Q3", date(2026, 12, 17))
    assert "HIST-012" not in found(book)

    book.write_bytes(before)
    checked = jobs.check(book, None, date(1999, 1, 1))
    named = " ".join(str(item) for item in checked.findings if item.rule.code == "HIST-012")
    assert '"Toolkit backups/board history.txt" comes from after a closing' in named
    assert '"board-2026-27-Q3-business-plan.docx" comes from' in named


def test_a_closing_after_a_restored_backup_is_not_taken_for_the_one_that_was_lost(
    book: Path,
) -> None:
    before = book.read_bytes()
    close(book, "2026/27 Q3", date(2026, 12, 17))
    book.write_bytes(before)
    (book.parent / "Toolkit backups" / "board history.txt").unlink()
    type_in(book, "Plan", {(4, column(book, "Plan", "process_agreed")): "Red"})

    close(book, "2026/27 Q3 again", date(2026, 12, 17), with_errors=True)

    assert '"board-2026-27-Q3-business-plan.docx"' in found(book)["HIST-012"]


def test_a_paper_that_was_edited_says_nothing_of_the_workbook(book: Path) -> None:
    before = book.read_bytes()
    close(book, "2026/27 Q3", date(2026, 12, 17))
    book.write_bytes(before)
    (book.parent / "Toolkit backups" / "board history.txt").unlink()
    paper = book.parent / "board-2026-27-Q3-business-plan.docx"
    paper.write_bytes(paper.read_bytes() + b" ")
    assert "HIST-012" not in found(book)


def test_a_workbook_of_another_year_under_the_same_name_is_not_held_to_it(book: Path) -> None:
    book.write_bytes(file_of(board([action()], settings={"period": "2027/28"})))
    assert "HIST-012" not in found(book)


def test_a_history_from_before_fingerprints_is_covered_by_an_update(tmp_path: Path) -> None:
    case = Path(__file__).parents[1] / "workbooks" / "closed_layout_3_action_deleted.xlsx"
    book = tmp_path / "board.xlsx"
    shutil.copy(case, book)
    update(book)
    assert all(values(book, "History", "chain")[:135])
    assert "HIST-001" in found(book)
    assert not {code for code in found(book) if code > "HIST-006" and code < "HIST-999"}


def test_a_late_action_under_a_new_id_with_a_new_date_is_offered_its_old_ones(
    tmp_path: Path,
) -> None:
    case = Path(__file__).parents[1] / "workbooks" / "closed_layout_3_new_id_new_date.xlsx"
    book = tmp_path / "board.xlsx"
    shutil.copy(case, book)
    assert "reported as A-0004, due 18 September 2026, when" in found(book)["HIST-002"]


def test_the_command_undoes_the_last_closing_and_asks_why(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["close", str(book), "--undo"]) == 2
    assert "say why the last closing is undone" in capsys.readouterr().err
    assert cli.main(["close", str(book), "--undo", "--reason", "Wrong figures"]) == 0
    assert f'"{PERIOD}" is undone' in capsys.readouterr().out


def test_a_table_below_history_stops_a_closing_that_names_the_papers_written(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, CONTENT)
    book = openpyxl.load_workbook(path)
    sheet = book["History"]
    _, last = sheet.tables["History"].ref.split(":")
    first = int("".join(filter(str.isdigit, last))) + 1
    sheet.cell(first, 1).value, sheet.cell(first + 1, 1).value = "Ours", "words"
    sheet.add_table(Table(displayName="Ours", ref=f"A{first}:A{first + 1}"))
    book.save(path)
    before = path.read_bytes()

    with pytest.raises(CellRefused, match=f"Nothing was closed; {PAPER}"):
        close(path)

    assert path.read_bytes() == before
