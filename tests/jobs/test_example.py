"""The example board: what people try first, so it must be whole, lively and up to date."""

import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import check_bytes
from toolkit.board.board import Board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check_workbook
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Owner
from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.workbook.create import Content, create
from toolkit.workbook.files import read_bytes
from toolkit.writing import toolkit_columns
from tools.example import example_content, example_workbook

WARNINGS = ["PLAN-005", "PLAN-013", "PLAN-013", "PLAN-014", "PLAN-015"]


def shipped(name: str) -> bytes:
    return (files("toolkit.workbooks") / name).read_bytes()


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_bytes(shipped(jobs.EXAMPLE))


def test_it_has_no_errors_and_just_the_warnings_meant_to_be_met(checked: Checked) -> None:
    assert [finding.rule.code for finding in checked.findings] == WARNINGS
    assert checked.counts == {"error": 0, "warning": 5, "note": 0}


def test_the_shipped_workbook_is_the_one_its_text_files_make() -> None:
    again = "make workbooks builds it again"
    assert shipped(jobs.EXAMPLE) == example_workbook(date.max), again


def test_the_shipped_blank_workbook_is_the_one_the_layout_makes() -> None:
    assert shipped("blank_board.xlsx") == create(BOARD, Content()), "make workbooks builds it again"


def test_it_does_not_depend_on_the_day_it_is_built() -> None:
    assert example_workbook(date(1999, 1, 1)) == example_workbook(date.max)


def test_it_is_a_year_of_a_partnership(checked: Checked) -> None:
    board = checked.board
    assert (len(board.actions), len(board.indicators)) == (30, 25)
    assert board.settings.period == "2026/27"
    assert all(getattr(board, name) for name in ("themes", "evidence", "outcomes", "measures"))
    assert all(board.actions_of(priority) for priority in board.priorities)
    assert board.updates
    assert board.narrative


def test_every_status_of_an_action_appears(checked: Checked) -> None:
    assert {action.status for action in checked.board.actions} == set(choices.ACTION_STATUSES)


def test_every_rating_appears_agreed_and_proposed(checked: Checked) -> None:
    actions = checked.board.actions
    assert {action.process_agreed for action in actions} - {""} == set(choices.RATINGS)
    proposed = {proposal.rating for proposal in checked.results.proposals.values()}
    assert proposed - {""} == set(choices.RATINGS)
    assert {result.rag.rating for result in checked.results.indicators} == {
        "Red",
        "Amber",
        "Green",
        "",
    }


def test_every_direction_and_most_reasons_for_a_gap_appear(checked: Checked) -> None:
    results = checked.results.indicators
    assert {result.direction.travel.value for result in results} >= {"better", "worse", "stable"}
    statuses = {datum.status for datum in checked.board.data}
    assert {"Final", "Provisional", "Not supplied", "Suppressed"} <= statuses


def test_a_year_is_beside_its_months_and_agrees_with_them(checked: Checked) -> None:
    ((key, years),) = checked.results.years.items()
    assert key == ("FD01", "Osmerdale")
    assert [str(year) for year in years] == ["2025/26"]
    months = checked.results.chosen[key]
    assert sum(year.contains(month.end) for year in years for month in months) == 12
    assert "DATA-020" not in [finding.rule.code for finding in checked.findings]


def test_its_grey_columns_hold_what_would_be_worked_out_now(checked: Checked) -> None:
    plan = read_bytes(shipped(jobs.EXAMPLE), jobs.EXAMPLE).grids["Plan"]
    headings = {text: number for number, text in enumerate(plan.rows[2], start=1)}
    rows = toolkit_columns.plan_rows(checked.board, checked.results, checked.findings)
    for number, values in rows.items():
        for key, value in values.items():
            cell = plan.cell(number, headings[BOARD.tables["Plan"].column(key).heading])
            assert (cell.value or None) == (value or None), f"row {number}, {key}"


def test_what_the_toolkit_adds_changes_nothing_that_was_typed() -> None:
    typed = check_workbook(
        read_bytes(create(BOARD, example_content()), "board.xlsx"), as_at=AsAt(date.max)
    )
    filled = check_workbook(read_bytes(shipped(jobs.EXAMPLE), "board.xlsx"), as_at=AsAt(date.max))
    assert said(filled.board) == said(typed.board)
    assert filled.board.remarks


def said(board: Board) -> Board:
    """A board without the rows of its remarks: filling the Scorecard puts rows between them."""
    nowhere = Source("", "", 0)
    return replace(board, remarks=tuple(replace(item, source=nowhere) for item in board.remarks))


def test_its_text_files_hold_nothing_of_the_toolkits_own() -> None:
    for name, rows in example_content().rows.items():
        own = {
            column.key
            for column in BOARD.tables[name].columns
            if column.owner is Owner.TOOLKIT and column.key not in ("id", "code", "area")
        }
        written = {key for row in rows for key, value in row.items() if value is not None}
        assert not own & written, name


def test_every_text_file_belongs_to_a_table() -> None:
    folder: Any = files("toolkit.workbooks") / "example_board"
    names = {path.name.removesuffix(".csv") for path in folder.iterdir() if path.is_file()}
    assert names <= {*BOARD.tables, *(sheet.name for sheet in BOARD.sheets)}
    for name in names - {"Settings"}:
        headings = next(csv.reader([(folder / f"{name}.csv").read_text("utf-8").splitlines()[0]]))
        assert set(headings) <= {column.heading for column in BOARD.tables[name].columns}, name


def test_the_example_names_nobody_real(checked: Checked) -> None:
    assert all(lead.kind != "Person" for lead in checked.board.leads)
    assert checked.board.settings.contact.endswith(".example")
