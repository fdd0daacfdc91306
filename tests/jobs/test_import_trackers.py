"""Plans kept in Excel brought into a workbook: what is read, asked, refused and kept."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from benchmarks.plan_layouts.catalogue import catalogue, mixed
from benchmarks.plan_layouts.files import as_excel
from benchmarks.plan_layouts.layouts import make
from tests import jobs_on_disk as jobs
from tests.builders import board, file_of, with_settings
from toolkit.cli import main as cli
from toolkit.importing.plan import read_tracker
from toolkit.importing.plan.records import ImportedPlan
from toolkit.jobs.import_plan import PlanImported
from toolkit.reading.reader import read_board
from toolkit.values.errors import CLEAN, WrongFileType, WrongUse
from toolkit.values.missing import known
from toolkit.workbook.cell_looks import read_looks
from toolkit.workbook.files import read

TODAY = date(2026, 10, 9)
HEADS = ["Priority", "Action", "Lead", "By when", "RAG", "Status"]
ROWS: list[list[Any]] = [
    ["Neglect", "Train staff", "Head of Service", date(2026, 9, 30), "", "In progress"],
    ["", "Audit thirty cases", "QA Manager", "October 2026", "", "Complete"],
    ["Online harm", "Brief schools", "Education rep", "Quarterly", "", "Embedded"],
]


def tracker(path: Path, edit: Any = None) -> Path:
    """A small tracker; `edit` is given the book and its sheet before it is saved."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Action plan")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADS, book.add_format({"bold": True}))
        for number, row in enumerate(ROWS, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
        if edit:
            edit(book, sheet)
    return path


def read_plan(path: Path) -> ImportedPlan:
    workbook = read(path)
    return read_tracker(workbook, read_looks(workbook.data, workbook.name))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(with_settings(board(Priorities=[], Plan=[]), title="Business Plan")))
    return path


def test_a_tracker_comes_in_as_rows_of_the_plan(book: Path, tmp_path: Path) -> None:
    code = cli.main(["import", str(tracker(tmp_path / "plan.xlsx")), "--to", str(book)])
    held = read_board(read(book))[0]
    titles = {priority.ref: priority.title for priority in held.priorities}
    assert code == CLEAN
    assert [
        (titles[each.priority], each.action, each.lead, known(each.due), each.status)
        for each in held.actions
    ] == [
        ("Neglect", "Train staff", "Head of Service", date(2026, 9, 30), "In progress"),
        ("Neglect", "Audit thirty cases", "QA Manager", date(2026, 10, 31), "Complete"),
        ("Online harm", "Brief schools", "Education rep", None, ""),
    ]
    # A word that is none of ours stays in its cell, where a check asks about it.
    assert any("Embedded" in row for row in read(book).grids["Plan"].rows)


def test_colours_without_words_are_ratings_and_a_colour_of_whole_rows_is_none(
    tmp_path: Path,
) -> None:
    def edit(book: Any, sheet: Any) -> None:
        red = book.add_format({"bg_color": "#FF0000"})
        green = book.add_format({"bg_color": "#92D050"})
        stripe = book.add_format({"bg_color": "#DDEBF7"})
        sheet.write_blank(1, 4, None, red)
        sheet.write_blank(2, 4, None, green)
        for column, value in enumerate(ROWS[2]):
            sheet.write(3, column, value, stripe)

    plan = read_plan(tracker(tmp_path / "plan.xlsx", edit))
    assert [each.process_agreed for each in plan.actions] == ["Red", "Green", ""]


def test_what_is_hidden_or_struck_out_is_told_and_not_read(tmp_path: Path) -> None:
    def edit(book: Any, sheet: Any) -> None:
        old = book.add_worksheet("Old plan")
        old.write_row(0, 0, HEADS)
        old.write_row(1, 0, ["Neglect", "Old action", "Nobody", "May 2020", "", ""])
        old.hide()
        sheet.set_row(2, options={"hidden": True})
        sheet.write(3, 2, "Former lead", book.add_format({"font_strikeout": True}))
        sheet.write_formula(5, 1, "=1/0", None, "#DIV/0!")

    plan = read_plan(tracker(tmp_path / "plan.xlsx", edit))
    told = " ".join(plan.sentences)
    assert [each.action for each in plan.actions] == ["Train staff", "Brief schools"]
    assert plan.actions[1].lead == ""
    assert 'The sheet "Old plan" is hidden' in told
    assert '1 hidden row of the sheet "Action plan" left out' in told
    assert '1 cell of the sheet "Action plan" with an error such as #REF! left out' in told
    assert [each.text for each in plan.unplaced] == ["Former lead"]


def test_a_sheet_without_a_plan_goes_to_unplaced_and_a_long_one_is_only_named(
    tmp_path: Path,
) -> None:
    def edit(book: Any, sheet: Any) -> None:
        contacts = book.add_worksheet("Contacts")
        contacts.write_row(0, 0, ["Name", "Telephone"])
        contacts.write_row(1, 0, ["Chair", "01234"])
        long = book.add_worksheet("Cases")
        for row in range(1000):
            long.write_row(row, 0, [f"case {row}", "words"])

    plan = read_plan(tracker(tmp_path / "plan.xlsx", edit))
    assert [each.text for each in plan.unplaced] == ["Name | Telephone", "Chair | 01234"]
    assert any('"Cases": its 1000 rows were left out' in words for words in plan.sentences)


def test_a_workbook_that_may_be_either_is_asked_about(book: Path, tmp_path: Path) -> None:
    def edit(book: Any, sheet: Any) -> None:
        figures = book.add_worksheet("Scorecard")
        figures.write_row(0, 0, ["Indicator", "2025/26 Q1", "2025/26 Q2", "2025/26 Q3"])
        figures.write_row(1, 0, ["Plans", 12, 13, 14])
        figures.write_row(2, 0, ["Visits", 22, 23, 24])

    mixed_up = tracker(tmp_path / "both.xlsx", edit)
    with pytest.raises(WrongUse, match=r'"Action plan".*"Scorecard".*--as plan'):
        jobs.import_file(mixed_up, book, TODAY)
    code = cli.main(["import", str(mixed_up), "--to", str(book), "--as", "plan"])
    assert code == CLEAN
    assert len(read_board(read(book))[0].actions) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [["Risk ID", "Risk description", "Likelihood", "Impact", "Owner", "Status"],
         ["R1", "Data are lost", 4, 3, "IT lead", "Open"]],
        [["Item", "Budget", "Spend"], ["Posts", 1000, 900], ["Rooms", 200, 150]],
        [["words"], ["and more words"]],
    ],
    ids=["risks", "budget", "no table"],
)  # fmt: skip
def test_where_no_plan_is_found_nothing_is_written(
    book: Path, tmp_path: Path, rows: list[list[Any]]
) -> None:
    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    before = book.read_bytes()
    with pytest.raises(WrongFileType, match=r"No plan was found in other\.xlsx"):
        jobs.import_file(path, book, TODAY, kind="plan")
    assert book.read_bytes() == before


def test_words_on_the_sheet_unplaced_are_in_the_export(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.write(0, 6, "Links")
        sheet.write(1, 6, "Early Help Strategy")

    cli.main(["import", str(tracker(tmp_path / "plan.xlsx", edit)), "--to", str(book)])
    capsys.readouterr()
    cli.main(["export", str(book)])
    (words,) = json.loads(capsys.readouterr().out)["unplaced"]
    assert (words["kind"], words["text"]) == ("words", "Early Help Strategy")
    assert words["origin"].startswith('plan.xlsx, sheet "Action plan", row 2, column "Links"')
    assert words["cell"] == "[board.xlsx]Unplaced!A4"
    cli.main(["export", str(book), "--published"])
    assert json.loads(capsys.readouterr().out)["unplaced"] == []


@pytest.mark.parametrize("number", [0, 3, 7, 12])
def test_made_trackers_are_known_as_plans(book: Path, tmp_path: Path, number: int) -> None:
    trackers = [each for each in (*catalogue(1), *mixed(10)) if each.kind == "xlsx"]
    made = make(trackers[number])
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(as_excel(made))
    done = jobs.import_file(path, book, TODAY)
    assert isinstance(done, PlanImported)
    assert len(done.plan.actions) == len(made.truth)
