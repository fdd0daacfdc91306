"""A grid's rows under the layout's headings: found, read as their kinds, complained of."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.layout.board import BOARD
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.schema import Column, Kind, Layout, Sheet, Table
from toolkit.reading.cells import read_value
from toolkit.reading.grid import Cell, CellKind, Grid, Marks, column_letters
from toolkit.reading.table import TableRead, read_table
from toolkit.values.edition import Edition
from toolkit.values.findings import CellPlace, Finding
from toolkit.values.missing import Missing

HEADINGS = [column.heading for column in PLAN_TABLE.columns]
NOTHING_MARKED = Marks()
A_ROW: Mapping[str, Any] = {
    "ID": "A-0001",
    "Ref": "1.1",
    "Priority": "1",
    "Action": "Train the front door",
    "Due": date(2026, 12, 18),
    "Status": "In progress",
}


def letters(heading: str, after: int = 0) -> str:
    """The letters of the column of that heading, with so many columns put before it."""
    return column_letters(HEADINGS.index(heading) + 1 + after)


def read(
    *rows: Mapping[str, Any],
    headings: Iterable[str] = HEADINGS,
    marks: Marks = NOTHING_MARKED,
    rows_above: int = 2,
) -> TableRead:
    """The Plan sheet read with those headings (in row 3) and, below them, those rows."""
    headings = list(headings)
    cells = [["Plan"], *[[""]] * (rows_above - 1), headings]
    cells += [[row.get(heading, "") for heading in headings] for row in rows]
    return read_table(BOARD, PLAN_TABLE, Grid("Plan", cells, marks), "board.xlsx")


def layout_of(table: Table) -> Layout[dict[str, object]]:
    """A layout of one sheet that holds nothing but the table."""
    sheet = Sheet(table.name, table.name, f"{table.name}.", (table,))
    return Layout(1, "made-up workbook", "toolkit new", dict, (sheet,))


def found(read: TableRead) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    return [(finding.rule.code, finding.place.cell) for finding in read.findings]


def renamed(old: str, new: str) -> list[str]:
    return [new if heading == old else heading for heading in HEADINGS]


def without(*headings: str) -> list[str]:
    return [heading for heading in HEADINGS if heading not in headings]


# Headings


def test_a_clean_row_is_read_without_a_finding() -> None:
    clean = read(A_ROW)

    assert found(clean) == []
    assert clean.rows[0].values["action"] == "Train the front door"
    assert str(clean.rows[0].source.cell("due")) == f"[board.xlsx]Plan!{letters('Due')}4"


def test_a_needed_heading_that_is_gone_is_an_error_and_its_column_reads_as_empty() -> None:
    gone = read(A_ROW, headings=without("Status"))

    assert found(gone) == [("SHEET-002", "A3")]
    assert gone.findings[0].message == 'The heading "Status" is missing.'
    assert gone.rows[0].values["status"] == ""


def test_a_column_that_a_board_can_do_without_is_only_a_warning() -> None:
    gone = read(A_ROW, headings=without("Evidence"))

    assert found(gone) == [("SHEET-006", "A3")]
    assert gone.rows[0].values["evidence"] == ""
    assert not gone.rows[0].source.unreadable


@pytest.mark.parametrize("heading", ["Lead", "Due", "Action", "Priority"])
def test_a_column_without_which_rows_say_too_little_is_an_error(heading: str) -> None:
    gone = read(A_ROW, headings=without(heading))

    assert found(gone) == [("SHEET-002", "A3")]
    assert gone.rows[0].source.unreadable


def test_a_grey_column_that_is_gone_is_not_missed() -> None:
    assert found(read(A_ROW, headings=without("Days overdue", "Why", "Findings"))) == []


@pytest.mark.parametrize("typed", ["Statuss", "Stauts"])
def test_a_heading_renamed_by_a_slip_is_an_error_and_read_all_the_same(typed: str) -> None:
    slip = read({**A_ROW, typed: "Complete"}, headings=renamed("Status", typed))

    assert found(slip) == [("SHEET-003", f"{letters('Status')}3")]
    assert slip.findings[0].message == (
        f'The heading reads "{typed}"; did you mean "Status"? It is read as that.'
    )
    assert slip.rows[0].values["status"] == "Complete"


def test_an_unknown_heading_where_a_needed_one_should_be_is_asked_about() -> None:
    other = read({**A_ROW, "State of play": "x"}, headings=renamed("Status", "State of play"))

    assert found(other) == [("SHEET-010", f"{letters('Status')}3")]
    assert other.findings[0].message == (
        'The heading "State of play" is not known, and "Status" is missing.'
    )
    assert other.findings[0].how_to_fix.startswith(
        'If this is that column, type "Status" here; otherwise'
    )
    assert other.rows[0].values["status"] == ""


def test_the_only_unknown_heading_is_asked_about_wherever_it_is() -> None:
    moved = read(A_ROW, headings=["State of play", *without("Status")])

    assert found(moved) == [("SHEET-010", "A3")]


def test_of_several_unknown_headings_the_one_in_the_right_place_is_asked_about() -> None:
    headings = ["Cost code", *renamed("Status", "State of play"), "Our notes"]

    assert found(read(A_ROW, headings=headings)) == [
        ("SHEET-010", f"{letters('Status', after=1)}3")
    ]


def test_nothing_is_guessed_among_several_unknown_headings_elsewhere() -> None:
    headings = ["Cost code", *without("Status"), "Our notes"]

    assert found(read(A_ROW, headings=headings)) == [("SHEET-002", "A3")]


def test_one_unknown_heading_is_offered_for_one_column_only() -> None:
    headings = ["State of play", *without("Status", "Lead")]

    assert sorted(found(read(A_ROW, headings=headings))) == [
        ("SHEET-002", "A3"),
        ("SHEET-010", "A3"),
    ]


def test_the_heading_of_another_table_on_the_sheet_is_not_taken_for_the_missing_one() -> None:
    lists = BOARD.sheet_of("Areas")
    headings = [column.heading for table in lists.tables for column in table.columns]
    headings.remove("Area")
    areas = read_table(
        BOARD, BOARD.tables["Areas"], Grid("Lists", [[], [], headings]), "board.xlsx"
    )

    assert found(areas) == [("SHEET-002", "A3")]


CLOSING_YEAR = Edition(since=date(2006, 4, 1), until=date(2019, 9, 29))


@pytest.mark.parametrize(
    ("period", "missed"),
    [
        ((date(2019, 4, 1), date(2020, 3, 31)), True),
        ((date(2019, 9, 29), date(2020, 3, 31)), True),
        ((date(2019, 9, 30), date(2020, 3, 31)), False),
        ((date(2005, 4, 1), date(2006, 3, 31)), False),
        ((date(2005, 4, 1), date(2006, 4, 1)), True),
        ((None, None), True),
    ],
)
def test_a_column_is_missed_only_in_a_period_in_which_it_holds(
    period: tuple[date | None, date | None], missed: bool
) -> None:
    name = Column("name", "Name", Kind.TEXT, "Help.")
    duty = Column("duty", "Old duty", Kind.TEXT, "Help.", required=True, edition=CLOSING_YEAR)
    table = Table("Duties", (name, duty))
    grid = Grid("Duties", [[], [], ["Name"], ["A meeting"]])

    duties = read_table(layout_of(table), table, grid, "board.xlsx", period)

    assert found(duties) == ([("SHEET-002", "A3")] if missed else [])
    assert [(row.values, row.source.unreadable) for row in duties.rows] == [
        ({"name": "A meeting", "duty": ""}, missed)
    ]


def test_a_column_that_no_longer_holds_is_read_where_a_workbook_still_has_it() -> None:
    duty = Column("duty", "Old duty", Kind.TEXT, "Help.", edition=CLOSING_YEAR)
    table = Table("Duties", (duty,))
    grid = Grid("Duties", [[], [], ["Old duty"], ["Serious case reviews"]])
    later = (date(2026, 4, 1), date(2027, 3, 31))

    (row,) = read_table(layout_of(table), table, grid, "board.xlsx", later).rows

    assert row.values["duty"] == "Serious case reviews"


def test_a_heading_in_a_boards_own_words_is_read_with_a_warning() -> None:
    own = read({**A_ROW, "By when": "Quarterly"}, headings=renamed("Timescale", "By when"))

    assert found(own) == [("SHEET-004", f"{letters('Timescale')}3")]
    assert own.findings[0].message == 'The heading "By when" is read as "Timescale".'
    assert own.rows[0].values["timescale"] == "Quarterly"


@pytest.mark.parametrize("typed", ["STATUS", " status ", "Status:"])
def test_case_and_punctuation_of_a_heading_do_not_matter(typed: str) -> None:
    same = read({**A_ROW, typed: "Complete"}, headings=renamed("Status", typed))

    assert found(same) == []
    assert same.rows[0].values["status"] == "Complete"


def test_a_line_break_in_a_heading_does_not_matter() -> None:
    assert found(read(A_ROW, headings=renamed("Completed on", "Completed\non"))) == []


def test_of_a_heading_that_appears_twice_only_the_first_is_read() -> None:
    cells = [["Plan"], [], [*HEADINGS, "Status"], [A_ROW.get(h, "") for h in HEADINGS] + ["Paused"]]
    twice = read_table(BOARD, PLAN_TABLE, Grid("Plan", cells), "board.xlsx")

    assert found(twice) == [("SHEET-005", f"{column_letters(len(HEADINGS) + 1)}3")]
    assert twice.rows[0].values["status"] == "In progress"


def test_columns_may_be_in_any_order() -> None:
    turned = read(A_ROW, headings=reversed(HEADINGS))

    assert found(turned) == []
    assert turned.rows[0].values == read(A_ROW).rows[0].values
    assert (
        str(turned.rows[0].source.cell("ref"))
        == f"[board.xlsx]Plan!{column_letters(len(HEADINGS))}4"
    )


def test_columns_that_staff_added_are_left_alone() -> None:
    added = read({**A_ROW, "Cost code": "X1"}, headings=["Cost code", *HEADINGS, "Our notes"])

    assert found(added) == []
    assert added.rows[0].values == read(A_ROW).rows[0].values


@pytest.mark.parametrize("rows_above", [1, 2, 5, 14])
def test_the_row_of_headings_may_move_down(rows_above: int) -> None:
    moved = read(A_ROW, rows_above=rows_above)

    assert found(moved) == []
    assert moved.rows[0].source.row == rows_above + 2


def test_headings_below_the_fifteenth_row_are_not_looked_for() -> None:
    assert "SHEET-002" in {code for code, _ in found(read(A_ROW, rows_above=15))}


def test_of_two_rows_of_headings_the_upper_one_counts() -> None:
    again = {heading: heading for heading in HEADINGS}

    assert [row.source.row for row in read(again, A_ROW).rows] == [4, 5]


def test_a_sheet_without_anything_lacks_its_headings() -> None:
    empty = read_table(BOARD, PLAN_TABLE, Grid("Plan", []), "board.xlsx")

    assert empty.rows == []
    assert {"SHEET-002", "SHEET-006"} == {code for code, _ in found(empty)}


# Rows


def test_rows_keep_their_order_and_say_where_they_are() -> None:
    rows = [{**A_ROW, "ID": f"A-000{number}"} for number in (3, 1, 2)]

    read_rows = read(*rows).rows

    assert [row.values["id"] for row in read_rows] == ["A-0003", "A-0001", "A-0002"]
    assert [row.source.row for row in read_rows] == [4, 5, 6]


def test_blank_rows_between_others_are_passed_over() -> None:
    spaced = read(A_ROW, {}, {}, {**A_ROW, "ID": "A-0002"})

    assert found(spaced) == []
    assert [row.source.row for row in spaced.rows] == [4, 7]


def test_a_row_in_which_only_the_toolkit_wrote_is_not_a_row() -> None:
    assert read({"ID": "A-0009", "Why": "Late.", "Days overdue": 3.0}).rows == []


def test_a_row_hidden_by_hand_is_found_and_still_read() -> None:
    hidden = read(A_ROW, A_ROW, marks=Marks(hidden_rows=frozenset({5, 99})))

    assert found(hidden) == [("SHEET-007", "A5")]
    assert len(hidden.rows) == 2


def test_a_hidden_row_that_is_empty_is_nobodys_business() -> None:
    assert found(read(A_ROW, {}, marks=Marks(hidden_rows=frozenset({5})))) == []


@pytest.mark.parametrize("heading", ["Priority", "Status"])
def test_a_needed_cell_left_empty_is_found(heading: str) -> None:
    column = next(c for c in PLAN_TABLE.columns if c.heading == heading)
    empty = read({**A_ROW, heading: ""})

    assert [finding.message for finding in empty.findings] == [f'"{heading}" is empty.']
    assert empty.findings[0].how_to_fix == column.help


# Cells by kind


def value_of(kind: Kind, value: Any, **more: Any) -> tuple[Any, list[Finding]]:
    """What a cell of a column of that kind is read as, with the findings."""
    column = Column("key", "Heading", kind, "Help.", **more)
    cell = Grid("Plan", [[value]]).cell(1, 1)
    reports: list[Finding] = []
    location = CellPlace("board.xlsx", "Plan", 1, "A")
    return read_value(column, cell, location, reports.append), reports


def codes(reports: Iterable[Finding]) -> list[str]:
    return [finding.rule.code for finding in reports]


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.NUMBER, Kind.COUNT])
def test_a_date_or_number_left_empty_is_missing_and_no_finding(kind: Kind) -> None:
    assert value_of(kind, "") == (Missing.BLANK, [])


def test_text_and_lines_left_empty_are_empty() -> None:
    assert value_of(Kind.TEXT, "") == ("", [])
    assert value_of(Kind.LINES, "") == ((), [])


STATUSES = ("Not started", "In progress", "Complete")


@pytest.mark.parametrize("typed", ["Complete", "complete"])
def test_a_listed_word_is_taken_whatever_its_case(typed: str) -> None:
    assert value_of(Kind.CHOICE, typed, choices=STATUSES) == ("Complete", [])


@pytest.mark.parametrize("typed", [" COMPLETE ", "Completed"])
def test_a_word_that_excel_does_not_know_is_read_and_the_reading_said(typed: str) -> None:
    value, reports = value_of(Kind.CHOICE, typed, choices=STATUSES)

    assert value == "Complete"
    assert [finding.message for finding in reports] == [
        '"Heading" is read as Complete, though Excel takes it for other words.'
    ]


def test_a_word_that_is_not_listed_is_found_with_the_nearest_and_the_valid_ones() -> None:
    value, reports = value_of(Kind.CHOICE, "Conplete", choices=STATUSES)

    assert value == ""
    assert [finding.message for finding in reports] == [
        '"Heading" has a word that is not on its list; the nearest is "Complete".'
    ]
    assert reports[0].how_to_fix == "Choose one of: Not started, In progress, Complete."


def test_a_word_like_none_on_the_list_is_found_without_a_guess() -> None:
    _, reports = value_of(Kind.CHOICE, "Banana", choices=STATUSES)

    assert reports[0].message == '"Heading" has a word that is not on its list.'


def test_of_a_long_list_the_finding_shows_twelve_words() -> None:
    _, reports = value_of(Kind.CHOICE, "?", choices=tuple(f"w{n:02}" for n in range(13)))

    assert reports[0].how_to_fix.endswith("w10, w11 ….")


THE_DAY = date(2027, 3, 4)


@pytest.mark.parametrize("typed", [THE_DAY, datetime.fromisoformat("2027-03-04 15:30")])
def test_a_date_of_excels_is_read_and_nothing_said(typed: Any) -> None:
    assert value_of(Kind.DATE, typed) == (THE_DAY, [])


@pytest.mark.parametrize(
    "typed",
    [
        "04/03/2027",
        " 4.3.27 ",
        "4 March 2027",
        "4th Mar 2027",
        "2027-03-04",
        "04/03/2027\r",
    ],
)
def test_a_date_is_read_in_british_order_though_it_is_text_and_the_reading_said(typed: str) -> None:
    value, reports = value_of(Kind.DATE, typed)

    assert value == THE_DAY
    assert [finding.message for finding in reports] == [
        '"Heading" is read as 4 March 2027, though Excel takes it for other words.'
    ]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("30/02/2027", "February 2027 has no day 30"),
        ("29.2.27", "February 2027 has no day 29"),
        ("31-06-2026", "June 2026 has no day 31"),
        ("0/6/2026", "June 2026 has no day 0"),
        ("03/31/2027", "there is no month 31 (the day comes first)"),
    ],
)
def test_a_day_that_does_not_exist_is_said_to_be_none(typed: str, reason: str) -> None:
    value, reports = value_of(Kind.DATE, typed)

    assert value is Missing.UNREADABLE
    assert [report.message for report in reports] == [f'"Heading" says {typed}, but {reason}.']


@given(st.from_regex(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", fullmatch=True))
def test_a_date_in_figures_has_one_finding_the_day_it_is_read_as_or_why_not(typed: str) -> None:
    value, reports = value_of(Kind.DATE, typed)

    assert len(reports) == 1
    assert (value is Missing.UNREADABLE) == (codes(reports) != ["CELL-011"])


@pytest.mark.parametrize("typed", [2026.0, "2026", date(1905, 7, 18), datetime(1905, 7, 18)])  # noqa: DTZ001
def test_a_year_alone_is_told_from_the_day_that_excel_makes_of_it(typed: Any) -> None:
    value, reports = value_of(Kind.DATE, typed)

    assert value is Missing.UNREADABLE
    assert [report.message for report in reports] == [
        '"Heading" is only a year, 2026, and not a date.'
    ]
    assert reports[0].how_to_fix == "Type a full date, as in 31/03/2026."


@pytest.mark.parametrize(
    ("day", "is_a_year"),
    [
        (date(1905, 6, 11), False),
        (date(1905, 6, 12), True),
        (date(1905, 9, 29), True),
        (date(1905, 9, 30), False),
    ],
)
def test_only_years_that_plans_have_are_taken_for_years(day: date, is_a_year: bool) -> None:
    assert codes(value_of(Kind.DATE, day)[1]) == (["CELL-010"] if is_a_year else [])


@pytest.mark.parametrize("typed", ["soon", "March 2027", "31/02/2026 or so", 46085.0, True])
def test_what_is_no_date_is_found(typed: Any) -> None:
    value, reports = value_of(Kind.DATE, typed)

    assert value is Missing.UNREADABLE
    assert codes(reports) == ["CELL-005"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (23.4, "23.4"),
        (0.1 + 0.2, "0.3"),
        (0.0, "0"),
        ("1,234", "1234"),
        ("1,234.50", "1234.5"),
        ("23.4%", "23.4"),
        ("23.4 %", "23.4"),
        ("£5", "5"),
        ("£1,000", "1000"),
        (" -5 ", "-5"),
        ("-£1,234,567.5", "-1234567.5"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_read_though_it_is_text(typed: Any, number: str) -> None:
    assert value_of(Kind.NUMBER, typed) == (Decimal(number), [])


@pytest.mark.parametrize(
    "typed",
    [
        "many",
        "5 children",
        "<5",
        "x",
        "NaN",
        "inf",
        "£",
        True,
        THE_DAY,
        "12,5",
        "1,2,3",
        "1_000",
        "1234,567",
        ",5",
        ".",
    ],
)
def test_what_is_no_number_is_found(typed: Any) -> None:
    value, reports = value_of(Kind.NUMBER, typed)

    assert value is Missing.UNREADABLE
    assert codes(reports) == ["CELL-006"]


@pytest.mark.parametrize("typed", [2.5, -1.0, "-1", "2.5"])
def test_a_whole_number_is_whole(typed: Any) -> None:
    value, reports = value_of(Kind.COUNT, typed)

    assert value is Missing.UNREADABLE
    assert codes(reports) == ["CELL-006"]
    assert reports[0].message == '"Heading" is not a whole number.'


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICE, Kind.DATE, Kind.NUMBER])
def test_a_cell_that_holds_only_spaces_is_empty(kind: Kind) -> None:
    choices = ("Yes", "No") if kind is Kind.CHOICE else ()

    assert codes(value_of(kind, "  ", required=True, choices=choices)[1]) == ["CELL-003"]
    assert codes(value_of(kind, "  ", choices=choices)[1]) == []


def test_text_that_looks_like_an_escape_is_read_as_it_was_typed() -> None:
    assert value_of(Kind.TEXT, "Form _x0041_") == ("Form _x0041_", [])


def shown_as_per_cent(value: float, kind: Kind) -> Any:
    column = Column("key", "Heading", kind, "Help.")
    cell = Cell(value, CellKind.NUMBER, "", "0%")
    return read_value(column, cell, CellPlace("board.xlsx", "Data", 1, "A"), list[Finding]().append)


def test_a_share_shown_as_per_cent_is_read_as_it_is_shown() -> None:
    assert shown_as_per_cent(0.93, Kind.NUMBER) == Decimal(93)
    assert shown_as_per_cent(0.93, Kind.TEXT) == "93%"
    assert shown_as_per_cent(1.005, Kind.TEXT) == "100.5%"


def test_a_share_not_shown_as_per_cent_stays_what_it_is() -> None:
    assert value_of(Kind.NUMBER, 0.93) == (Decimal("0.93"), [])


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (1.1, "1.1"),
        (2026.0, "2026"),
        (1e15, "1000000000000000"),
        (True, "Yes"),
        (date(2026, 6, 1), "1 June 2026"),
        (datetime.fromisoformat("2026-06-01 00:00"), "1 June 2026"),
        (datetime.fromisoformat("2026-06-01 09:05"), "1 June 2026, 09:05"),
        ("  two  spaces ", "two  spaces"),
        ("'quoted'", "'quoted'"),
    ],
)
def test_anything_typed_into_a_column_of_text_is_read_as_it_is_shown(typed: Any, text: str) -> None:
    assert value_of(Kind.TEXT, typed) == (text, [])


def test_carriage_returns_and_control_characters_are_cleaned_away() -> None:
    typed = "One\r\nTwo\r\nThree\rFour\x00\x07\x1f\ud800\uffff\tFive\x0b"

    assert value_of(Kind.TEXT, typed) == ("One\nTwo\nThree\nFour\tFive", [])


def test_lines_are_split_and_their_bullets_stripped() -> None:
    typed = "• Book the trainer\n\n  ● Hold the sessions\r\n▪Write up\n · \n2 - not a bullet"

    assert value_of(Kind.LINES, typed)[0] == (
        "Book the trainer",
        "Hold the sessions",
        "Write up",
        "2 - not a bullet",
    )


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_typed_as_text_is_read_exactly(number: Decimal) -> None:
    assert value_of(Kind.NUMBER, f"{number:,f}") == (number, [])


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_typed_as_text_is_read_exactly(day: date) -> None:
    value, reports = value_of(Kind.DATE, f"{day:%d/%m/%Y}")

    assert (value, codes(reports)) == (day, ["CELL-011"])


@given(st.sampled_from(Kind), st.text(max_size=40) | st.floats(allow_nan=False) | st.dates())
def test_nothing_typed_into_a_cell_stops_the_reading(kind: Kind, typed: Any) -> None:
    value, reports = value_of(kind, typed)

    assert (value is Missing.UNREADABLE) == any(code != "CELL-011" for code in codes(reports))


# Errors and formulas


@pytest.mark.parametrize("kind", Kind)
def test_an_error_in_a_cell_is_found_with_its_code(kind: Kind) -> None:
    marks = Marks(errors={(4, 1): "#REF!"})
    column = Column("key", "Heading", kind, "Help.", required=True)
    table = Table("Plan", (column, Column("other", "Other", Kind.TEXT, "Help.")))
    grid = Grid("Plan", [[], [], ["Heading", "Other"], ["", "x"]], marks)

    errors = read_table(layout_of(table), table, grid, "board.xlsx")

    assert [finding.message for finding in errors.findings] == ['"Heading" shows the error #REF!.']
    assert errors.rows[0].values["key"] in ("", (), Missing.UNREADABLE)


def test_a_formula_never_worked_out_is_found_and_not_taken_for_an_empty_cell() -> None:
    due = HEADINGS.index("Due") + 1
    marks = Marks(formulas={(4, due): "TODAY()"}, uncalculated=frozenset({(4, due)}))

    waiting = read({**A_ROW, "Due": ""}, marks=marks)

    assert found(waiting) == [("CELL-002", f"{letters('Due')}4")]
    assert waiting.rows[0].values["due"] is Missing.UNREADABLE


def test_an_error_in_a_grey_column_is_the_toolkits_own_business() -> None:
    overdue = HEADINGS.index("Days overdue") + 1

    assert found(read(A_ROW, marks=Marks(errors={(4, overdue): "#NAME?"}))) == []


# Privacy

CHILD = "Tamsin Overbrook"
REGISTERS = [name for name in BOARD.tables if name not in ("Findings", "Scorecard")]


@pytest.mark.parametrize("name", REGISTERS)
def test_a_childs_name_typed_into_any_cell_is_quoted_in_no_finding(name: str) -> None:
    table, sheet = BOARD.tables[name], BOARD.sheet_of(name)
    headings = [column.heading for column in table.columns]
    for column in table.columns:
        row = [CHILD if other is column else "" for other in table.columns]
        grid = Grid(sheet.name, [[], [], headings, row])
        for finding in read_table(BOARD, table, grid, "board.xlsx").findings:
            assert CHILD not in finding.message + finding.how_to_fix, column.heading


def test_every_sheet_with_a_table_can_be_read_from_the_row_of_headings_alone() -> None:
    for sheet in BOARD.sheets:
        headings = [column.heading for table in sheet.tables for column in table.columns]
        for table in sheet.tables:
            blank = read_table(BOARD, table, Grid(sheet.name, [[], [], headings]), "board.xlsx")
            assert (blank.rows, blank.findings) == ([], [])
