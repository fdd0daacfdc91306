"""What a person typed, what the toolkit read, and what is said of it everywhere are one."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from toolkit.jobs.agree import agree
from toolkit.jobs.as_at import AsAt
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.reading.grid import Grid
from toolkit.reading.reader import read_board
from toolkit.values.errors import UnknownAction
from toolkit.workbook.book_on_disk import BookOnDisk
from toolkit.workbook.files import read
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, SheetChanges

SEPTEMBER = date(2026, 9, 30)


def saved(folder: Path, *actions: Mapping[str, Any], **tables: Any) -> Path:
    path = folder / "board.xlsx"
    path.write_bytes(file_of(board(actions or (action(),), **tables)))
    return path


def typed(book: Path, sheet: str, cells: Mapping[tuple[int, int], Content]) -> None:
    """Put what somebody typed into a file, as it is."""
    changes = Changes({sheet: SheetChanges(dict(cells))})
    book.write_bytes(patch(book.read_bytes(), changes, book.name))


def plan_cells(book: Path, key: str) -> list[Any]:
    """The cells of a column of the plan, in its rows with an action."""
    grid = read(book).grids["Plan"]
    place = read_board(read(book)).places["Plan"]
    rows = range(place.row + 1, place.last_row + 1)
    return [
        grid.cell(row, place.columns[key]).value
        for row in rows
        if not grid.is_blank(row, place.columns["action"])
    ]


def update(book: Path, day: date | None = None) -> jobs.Updated:
    return jobs.update(book, day, AS_AT)


def codes(book: Path, day: date = AS_AT) -> list[str]:
    return [finding.rule.code for finding in jobs.check(book, day, AS_AT).findings]


# Dates and words as text


@pytest.mark.parametrize(
    "text", ["18/09/2026", "18 September 2026", " 18.9.2026 ", "\u00a018/09/26"]
)
def test_a_due_date_typed_as_text_is_overdue_in_the_plan_as_in_papers(
    tmp_path: Path, text: str
) -> None:
    book = saved(tmp_path, action(due=text))
    update(book)
    assert plan_cells(book, "days_overdue") == [21]
    assert "CELL-011" in codes(book)


@pytest.mark.parametrize("text", ["Done", "COMPLETED ", "complete\u00a0"])
def test_a_status_in_other_words_is_read_and_said(tmp_path: Path, text: str) -> None:
    book = saved(tmp_path, action(status=text, completed_on=SEPTEMBER))
    update(book)
    assert plan_cells(book, "status_read") == ["Complete"]
    assert "CELL-011" in codes(book)


@pytest.mark.parametrize(("letter", "rating"), [("G", "Green"), ("r", "Red"), ("Amber ", "Amber")])
def test_a_rating_is_known_by_its_letter(tmp_path: Path, letter: str, rating: str) -> None:
    book = saved(tmp_path, action(process_agreed=letter))
    assert jobs.check(book, AS_AT, AS_AT).board.actions[0].process_agreed == rating


def test_a_row_typed_below_the_table_becomes_one_of_the_table(tmp_path: Path) -> None:
    book = saved(tmp_path)
    workbook = read(book)
    place = read_board(workbook).places["Plan"]
    below = workbook.grids["Plan"].marks.tables[0].area[2] + 1
    new = {"action": "Agree a plan", "ref": "1.2", "priority": "1", "status": "In progress"}
    new |= {"due": SEPTEMBER}
    typed(book, "Plan", {(below, place.columns[key]): value for key, value in new.items()})
    update(book)
    grid = read(book).grids["Plan"]
    assert grid.marks.tables[0].area[2] == below
    assert grid.cell(below, place.columns["days_overdue"]).value == 9
    assert update(book).stored is None


def test_what_changed_since_the_update_is_seen_by_its_cells(tmp_path: Path) -> None:
    book = saved(tmp_path)
    update(book)
    (row,) = plan_cells(book, "as_typed")
    assert row == "46374||||In progress||46295".replace("||||", "|||")


# A day that is said on the command line


def as_at_cells(book: Path) -> list[Any]:
    workbook = read(book)
    cells = read_board(workbook).board.settings.cells
    grid: Grid = workbook.grids["Settings"]
    return [grid.cell(cells[key].row, 2).value for key in ("as_at_read", "as_at_typed")]


def test_home_counts_as_at_the_day_that_was_said(tmp_path: Path) -> None:
    book = saved(tmp_path)
    update(book, date(2027, 1, 5))
    assert as_at_cells(book) == [date(2027, 1, 5), "46304"]


# Dates in words


def test_a_date_in_words_makes_an_action_late_and_asks_to_be_confirmed(tmp_path: Path) -> None:
    book = saved(tmp_path, action(due=None, timescale="by end of June 2026"))
    update(book)
    assert plan_cells(book, "days_overdue") == [101]
    assert "PLAN-055" in codes(book)


def test_a_month_without_its_year_is_the_one_in_the_plan_s_period(tmp_path: Path) -> None:
    book = saved(tmp_path, action(due=None, timescale="end of June"))
    update(book)
    assert plan_cells(book, "days_overdue") == [101]


# The newest update

TOLD = {"action": "A-0001", "updated_on": date(2026, 10, 8), "progress": "Sixteen trained."}
EMPTY = {"progress": None, "evidence": None, "updated_on": None, "updated_by": None}


def test_the_newest_update_fills_the_empty_cells_of_its_row(tmp_path: Path) -> None:
    book = saved(tmp_path, action(**EMPTY), Updates=[TOLD])
    update(book)
    assert plan_cells(book, "progress") == ["Sixteen trained."]
    assert plan_cells(book, "updated_on") == [date(2026, 10, 8)]


def test_a_newer_one_takes_the_place_of_what_was_carried(tmp_path: Path) -> None:
    book = saved(tmp_path, action(**EMPTY), Updates=[TOLD])
    update(book)
    places = read_board(read(book)).places["Updates"]
    newer = {"action": "A-0001", "updated_on": AS_AT, "progress": "All twenty trained."}
    cells = {(places.last_row + 1, places.columns[key]): value for key, value in newer.items()}
    typed(book, "Updates", cells)
    update(book)
    assert plan_cells(book, "progress") == ["All twenty trained."]


def test_what_a_person_typed_is_left_and_the_newer_one_is_offered(tmp_path: Path) -> None:
    book = saved(tmp_path, action(progress="Our own words.", updated_on=SEPTEMBER), Updates=[TOLD])
    update(book)
    assert plan_cells(book, "progress") == ["Our own words."]
    assert "PLAN-056" in codes(book)


def test_carried_words_that_a_person_changed_are_theirs(tmp_path: Path) -> None:
    book = saved(tmp_path, action(**EMPTY), Updates=[TOLD])
    update(book)
    place = read_board(read(book)).places["Plan"]
    typed(book, "Plan", {(place.row + 1, place.columns["progress"]): "Sixteen, and four to come."})
    places = read_board(read(book)).places["Updates"]
    newer = {"action": "A-0001", "updated_on": AS_AT, "progress": "All twenty trained."}
    cells = {(places.last_row + 1, places.columns[key]): value for key, value in newer.items()}
    typed(book, "Updates", cells)
    update(book)
    assert plan_cells(book, "progress") == ["Sixteen, and four to come."]


# Figures that should be there


def scored(tmp_path: Path, last: str, **settings: Any) -> Path:
    path = tmp_path / "board.xlsx"
    content = board(
        [action()],
        settings=settings,
        Indicators=[indicator()],
        Data=[datum(period="2026/27 Q1"), datum(period=last)],
    )
    path.write_bytes(file_of(content))
    return path


def scorecard(book: Path, key: str) -> object:
    workbook = read(book)
    place = read_board(workbook).places["Scorecard"]
    return workbook.grids["Scorecard"].cell(place.row + 1, place.columns[key]).value


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2027, 2, 11), "Red"), (date(2027, 2, 12), "Out of date: 2026/27 Q2")],
    ids=["on the day it is due", "the day after"],
)
def test_a_figure_has_no_colour_once_a_later_one_is_due(
    tmp_path: Path, day: date, shown: str
) -> None:
    book = scored(tmp_path, "2026/27 Q2")
    update(book, day)
    assert scorecard(book, "rag") == shown


def test_the_board_says_how_long_figures_may_take(tmp_path: Path) -> None:
    book = scored(tmp_path, "2026/27 Q2", figures_due_weeks="8")
    update(book, date(2027, 2, 20))
    assert scorecard(book, "rag") == "Red"


def test_a_sheet_says_what_is_expected_from_whom(tmp_path: Path) -> None:
    book = scored(tmp_path, "2026/27 Q2")
    update(book, date(2027, 2, 12))
    rows = read(book).grids["Figures expected"].rows[3]
    assert rows[4:8] == ["Received", "Received", "Late", "Due 12 May 2027"]


# Ratings are agreed for a period

CLOSED = {
    "period": "2026/27 Q2",
    "closed_on": AS_AT,
    "kind": "Rating",
    "record": "A-0001",
    "name": "1.1",
    "reported": "Green",
}
OCTOBER = date(2026, 10, 20)


def test_after_a_closing_a_rating_is_not_yet_agreed(tmp_path: Path) -> None:
    book = saved(tmp_path, action(process_agreed="Green"), History=[CLOSED])
    update(book, OCTOBER)
    assert plan_cells(book, "agreement") == ["Not yet agreed for 2026/27 Q3"]


@pytest.mark.parametrize(
    "again",
    [{"process_agreed": "Amber"}, {"agreed_on": OCTOBER}, {"agreed_for": "2026/27 Q3"}],
    ids=["another rating", "a later day", "the next period"],
)
def test_it_is_once_somebody_says_so(tmp_path: Path, again: Mapping[str, Any]) -> None:
    book = saved(tmp_path, action(**{"process_agreed": "Green", **again}), History=[CLOSED])
    update(book, OCTOBER)
    assert plan_cells(book, "agreement") == [None]


def test_what_has_ended_keeps_its_rating(tmp_path: Path) -> None:
    done = action(process_agreed="Blue", status="Complete", completed_on=SEPTEMBER)
    book = saved(tmp_path, done, History=[{**CLOSED, "reported": "Blue"}])
    update(book, OCTOBER)
    assert plan_cells(book, "agreement") == [None]


def agreed(book: Path, *all_but: str) -> Any:
    return agree(
        BookOnDisk(book),
        as_at=AsAt(AS_AT, OCTOBER),
        group="Executive group",
        on=OCTOBER,
        all_but=all_but,
    )


def test_one_step_agrees_all_suggestions_but_those_named(tmp_path: Path) -> None:
    second = action(id="A-0002", ref="1.2", action="Agree a joint plan", process_agreed="Green")
    book = saved(tmp_path, action(process_agreed="Green"), second, History=[CLOSED])
    done = agreed(book, "1.2")
    assert (done.number, done.period, done.left) == (1, "2026/27 Q3", ("1.2",))
    assert plan_cells(book, "agreed_for") == ["2026/27 Q3", None]
    assert plan_cells(book, "agreed_by") == ["Executive group", None]
    assert plan_cells(book, "agreed_on") == [OCTOBER, None]


def test_a_name_that_is_no_action_s_agrees_nothing(tmp_path: Path) -> None:
    book = saved(tmp_path, action(process_agreed="Green"), History=[CLOSED])
    before = book.read_bytes()
    with pytest.raises(UnknownAction, match="Nothing was agreed"):
        agreed(book, "9.9")
    assert book.read_bytes() == before


def test_every_column_that_home_counts_by_is_one_of_the_plan() -> None:
    assert {"as_typed", "status_read", "last_update"} <= {c.key for c in PLAN_TABLE.columns}
