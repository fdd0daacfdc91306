"""Old scorecards, indicators down and periods across, read as rows of Data."""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders, in_memory
from toolkit.board.board import Board
from toolkit.importing.figures import ImportedFigure, ImportedFigures, read_wide
from toolkit.layout.board.data import DATA_TABLE
from toolkit.layout.board.paste import PASTE
from toolkit.reading.grid import CellKind, Grid, Marks, column_letters
from toolkit.reading.reader import read_board
from toolkit.values import choices
from toolkit.values.errors import ToolkitError
from toolkit.workbook.files import read as read_file

AREAS = (
    {"name": "Ourshire", "kind": choices.OUR_AREA},
    {"name": "Northford", "kind": choices.PART_OF_OURS},
    {"name": "England", "kind": choices.ENGLAND},
    {"name": "Similar areas", "kind": choices.NEIGHBOURS},
)
INDICATORS = (
    builders.indicator(
        numerator="Plans starting for children who had one before",
        denominator="Plans starting in the period",
        version="2",
    ),
    builders.indicator(
        id="I-0002", code="CP01", title="Children on a plan", unit="Number", frequency="Quarter"
    ),
    builders.indicator(
        id="I-0003",
        code="CM01",
        title="Children missing from home",
        unit="Number",
        frequency="Month",
    ),
    builders.indicator(
        id="I-0004",
        code="CP10",
        title="Rate of children on a plan at year end",
        unit="Per 10,000",
        frequency="Financial year",
    ),
    builders.indicator(
        id="I-0005", code="CL01", title="Children looked after", unit="Number", frequency="Snapshot"
    ),
    builders.indicator(
        id="I-0006",
        code="SR01",
        title="Reviews of cases finished within six months",
        unit="%",
        frequency="Financial year",
    ),
)


def board(*data: builders.Fields, areas: Sequence[Any] = AREAS) -> Board:
    content = builders.board(Areas=areas, Indicators=INDICATORS, Data=data)
    return read_board(in_memory.workbook(content)).board


OURS = board()
PLAIN = Marks()


def wide(*rows: Sequence[Any], marks: Marks = PLAIN, name: str = "Old") -> Grid:
    return Grid(name, [[("" if value is None else value) for value in row] for row in rows], marks)


def read(*rows: Sequence[Any], marks: Marks = PLAIN, name: str = "Old") -> ImportedFigures:
    return checked(wide(*rows, marks=marks, name=name), OURS)


def cells_named(found: ImportedFigures, sheet: str) -> list[str]:
    """Every cell that the result speaks of, as often as it does."""
    figures = [*found.data, *found.held, *(item.figure for item in found.conflicts)]
    cells = [
        cell
        for figure in figures
        for cell in figure.source_cell.removeprefix(f"{sheet}!").split(", ")
    ]
    pattern = re.compile(rf"{re.escape(sheet)}!([A-Z]+[0-9]+)")
    for origin in [*(item.origin for item in found.unplaced), *(t.origin for t in found.taken)]:
        match = pattern.match(origin)
        cells += [match[1]] if match else []
    return cells


def checked(grid: Grid, of_board: Board) -> ImportedFigures:
    """The grid read, and each filled cell of it found in the result exactly once."""
    found = read_wide(grid, of_board, "old.xlsx")
    width = max((len(row) for row in grid.rows), default=0)
    filled = [
        f"{column_letters(column)}{row}"
        for row in range(1, grid.height + 1)
        for column in range(1, width + 1)
        if grid.cell(row, column).kind is not CellKind.BLANK
    ]
    assert sorted(cells_named(found, grid.name)) == sorted(filled)
    return found


def shown(found: ImportedFigures) -> list[tuple[str, str, str, str]]:
    """Indicator, area, period and value or status of the rows."""
    return [
        (f.indicator, f.area, f.period, str(f.value) if f.value is not None else f.status)
        for f in found.data
    ]


def why(found: ImportedFigures, cell: str) -> str:
    (origin,) = [u.origin for u in found.unplaced if u.origin.startswith(f"Old!{cell}:")]
    return origin.partition(": ")[2]


def test_a_figure_is_keyed_as_the_data_sheet_is() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 23.4])

    (figure,) = found.data
    assert {column.key for column in DATA_TABLE.columns} == set(ImportedFigure.__dataclass_fields__)
    assert figure == ImportedFigure(
        indicator="CP06",
        area="Ourshire",
        period="2015/16 Q1",
        value=Decimal("23.4"),
        status="Final",
        version="2",
        source_text="old.xlsx",
        source_cell="Old!B2",
    )


def test_titles_above_the_headings_are_no_figures() -> None:
    found = read(["Our scorecard"], [], ["Indicator", "2015/16 Q1"], ["Children on a plan", 40])

    assert shown(found) == [("CP01", "Ourshire", "2015/16 Q1", "40")]
    assert 'Old!A1 "Our scorecard" read as the title.' in found.sentences


def test_a_second_line_above_the_headings_goes_to_unplaced() -> None:
    found = read(
        ["Our scorecard"], ["Seen by all"], ["Code", "2015/16 Q1", "2015/16 Q2"], ["CP01", 4, 5]
    )

    assert [item.text for item in found.unplaced] == ["Seen by all"]


def test_years_over_quarters_make_periods() -> None:
    found = read(
        ["Indicator", "2015/16", "", "", "", "2016/17"],
        ["", "Q1", "Q2", "Q3", "Q4", "Q1"],
        ["Children on a plan", 1, 2, 3, 4, 5],
    )

    assert [row[2:] for row in shown(found)] == [
        ("2015/16 Q1", "1"),
        ("2015/16 Q2", "2"),
        ("2015/16 Q3", "3"),
        ("2015/16 Q4", "4"),
        ("2016/17 Q1", "5"),
    ]


def test_years_in_a_row_of_their_own_are_over_the_quarters_too() -> None:
    found = read(["", "2015/16"], ["Indicator", "Q1", "Q2"], ["CP01", 1, 2])

    assert [row[2] for row in shown(found)] == ["2015/16 Q1", "2015/16 Q2"]


def test_months_under_a_financial_year_fall_into_two_years() -> None:
    found = read(["Indicator", "2015/16", ""], ["", "Dec", "Jan"], ["CM01", 1, 2])

    assert [row[2] for row in shown(found)] == ["December 2015", "January 2016"]


@pytest.mark.parametrize("years", [["2015/16 Data"], ["Indicator"]])
def test_quarters_take_the_year_that_the_corner_or_the_title_says(years: list[str]) -> None:
    found = read(["Scorecard 2015/16"], [*years, "Q1", "Q2"], ["CP01", 1, 2])

    assert [row[2] for row in shown(found)] == ["2015/16 Q1", "2015/16 Q2"]


def test_quarters_without_a_year_are_left_unplaced() -> None:
    found = read(["Indicator", "Q1", "Q2"], ["CP01", 1, 2])

    assert found.data == ()
    assert "year" in why(found, "B2")


@pytest.mark.parametrize(
    ("heading", "code", "period"),
    [
        ("Apr-15", "CM01", "April 2015"),
        (date(2015, 4, 1), "CM01", "April 2015"),
        ("Q1 (Apr - Jun) 2015/16", "CP01", "2015/16 Q1"),
        ("Qtr 4 2015-16", "CP01", "2015/16 Q4"),
        (date(2016, 3, 31), "CP01", "2015/16 Q4"),
        ("2015/16 Outturn", "CP10", "2015/16"),
        ("Year ending March 2016", "CP10", "2015/16"),
        ("As at 31 March 2016", "CL01", "31 March 2016"),
    ],
)
def test_a_heading_names_a_period_of_the_indicators_kind(
    heading: Any, code: str, period: str
) -> None:
    assert [row[2] for row in shown(read(["Code", heading], [code, 5]))] == [period]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Apr-15", "CP01"),
        ("2015/16 Q1", "CM01"),
        ("2015/16", "CP01"),
        (2015, "CP10"),
        (date.max, "CP01"),
    ],
)
def test_a_period_of_another_kind_is_left_unplaced(heading: Any, code: str) -> None:
    found = read(["Code", heading], [code, 5])

    assert found.data == ()
    assert "is not the period of a figure by" in why(found, "B2")


@pytest.mark.parametrize(
    "heading",
    ["YTD", "YTD 2015/16", "Target", "Target 2015/16", "RAG", "DoT", "Comments", "Wibble"],
)
def test_what_is_not_our_figure_never_becomes_one(heading: str) -> None:
    found = read(["Code", "2014/15", heading], ["CP10", 5, 7])

    assert shown(found) == [("CP10", "Ourshire", "2014/15", "5")]
    assert why(found, "C2")


def test_a_column_of_england_is_a_row_of_england() -> None:
    found = read(["Code", "2014/15", "England 2014/15"], ["CP10", 5, 7])

    assert shown(found)[1] == ("CP10", "England", "2014/15", "7")


def test_a_column_of_england_without_a_period_takes_the_only_one_there_is() -> None:
    found = read(["Code", "2014/15", "England average"], ["CP10", 5, 7])

    assert shown(found)[1] == ("CP10", "England", "2014/15", "7")


def test_a_column_of_england_beside_two_periods_is_left_unplaced() -> None:
    found = read(["Code", "2014/15", "2015/16", "England"], ["CP10", 5, 6, 7])

    assert [row[1] for row in shown(found)] == ["Ourshire", "Ourshire"]
    assert "names no period" in why(found, "D2")


def test_an_area_that_the_board_does_not_list_is_left_unplaced() -> None:
    grid = wide(["Code", "2014/15", "England 2014/15"], ["CP10", 5, 7])
    found = checked(grid, board(areas=AREAS[:1]))

    assert [row[1] for row in shown(found)] == ["Ourshire"]
    assert why(found, "C2")


def test_it_is_told_what_a_period_was_read_as() -> None:
    found = read(["Code", date(2015, 4, 1)], ["CM01", 5])

    assert 'Old: "2015-04-01" was read as April 2015 (month).' in found.sentences


def test_areas_of_a_year_are_beneath_it() -> None:
    found = read(
        ["Code", "2014/15", "", "2015/16", ""],
        ["", "Ourshire", "England", "Ourshire", "England"],
        ["CP10", 1, 2, 3, 4],
    )

    assert [row[1:] for row in shown(found)] == [
        ("Ourshire", "2014/15", "1"),
        ("England", "2014/15", "2"),
        ("Ourshire", "2015/16", "3"),
        ("England", "2015/16", "4"),
    ]


def test_an_area_column_says_whose_figures_they_are() -> None:
    found = read(["Code", "Area", "2014/15"], ["CP10", "Northford", 5], ["CP10", "Elsewhere", 6])

    assert shown(found) == [("CP10", "Northford", "2014/15", "5")]
    assert "list of areas" in why(found, "C3")


def test_a_line_that_names_an_area_goes_for_the_rows_below_it() -> None:
    found = read(
        ["Ourshire"], ["Code", "2014/15"], ["CP10", 5], [], ["Northford"], ["Code", "2014/15"],
        ["CP10", 6], ["SR01", 7],
    )  # fmt: skip

    assert [row[:2] for row in shown(found)] == [
        ("CP10", "Ourshire"),
        ("CP10", "Northford"),
        ("SR01", "Northford"),
    ]


def test_areas_under_an_indicator_are_rows_of_it() -> None:
    found = read(
        ["Indicator", "2014/15"], ["Rate of children on a plan at year end"], ["Ourshire rate", 5],
        ["England", 6],
    )  # fmt: skip

    assert shown(found) == [
        ("CP10", "Ourshire", "2014/15", "5"),
        ("CP10", "England", "2014/15", "6"),
    ]


def test_areas_down_a_column_without_a_heading_are_rows_of_the_title(shared: Path) -> None:
    report = json.loads((shared / "seeds/annual_report_lancashire_2015.json").read_text("utf-8"))
    table = next(table for table in report["tables"] if table["id"] == "T12")
    rows = [["", *table["columns"][1:]], *table["rows"]]
    areas = ({"name": "Lancashire", "kind": choices.OUR_AREA}, *AREAS[2:])
    title = "Rate of children on a plan at year end"
    found = checked(wide([title], *rows), board(areas=areas))

    last = [(f.area, str(f.value)) for f in found.data if f.period == "2015/16"]
    assert last == [("Lancashire", "69.1"), ("England", "60")]
    assert len(found.unplaced) == len(table["rows"][1])


def test_an_area_under_an_unknown_indicator_belongs_to_none() -> None:
    found = read(["Indicator", "2014/15"], ["CP10", 4], ["Something else", 5], ["England", 6])

    assert shown(found) == [("CP10", "Ourshire", "2014/15", "4")]


@pytest.mark.parametrize(
    "label",
    [
        "CP06",
        "cp06",
        "CP06: anything else",
        "second or later  child protection plans",
        "Percentage of second or later child protection plans",
        "Second or later child protecton plans",
    ],
)
def test_an_indicator_is_found_by_code_title_or_clear_likeness(label: str) -> None:
    assert [row[0] for row in shown(read(["Indicator", "2015/16 Q1"], [label, 5]))] == ["CP06"]


def test_likeness_is_reported() -> None:
    found = read(["Indicator", "2015/16 Q1"], ["Second or later child protecton plans", 5])

    assert any("by likeness to its title" in sentence for sentence in found.sentences)


@pytest.mark.parametrize(
    "label",
    [
        "Number of second or later child protection plans",
        "Second or later child protection plans ending",
        "Second or later child protection visits",
        "Reviews of cases finished within nine months",
        "Something else",
    ],
)
def test_a_label_that_may_mean_another_measure_is_left_unplaced(label: str) -> None:
    found = read(["Indicator", "2015/16 Q1"], [label, 5])

    assert found.data == ()
    assert [item.text for item in found.unplaced] == [label, "5"]


def test_a_code_and_a_title_of_two_indicators_are_left_unplaced() -> None:
    found = read(["Code", "Indicator", "2015/16 Q1"], ["CP06", "Children on a plan", 5])

    assert "title that of another" in why(found, "C2")


@pytest.mark.parametrize(
    ("content", "value", "status"),
    [
        (23.4, "23.4", "Final"),
        ("23.4%", "23.4", "Final"),
        (0, "0", "Final"),
        ("n/a", "None", "Not applicable"),
        ("-", "None", "Not supplied"),
        ("\u2013", "None", "Not supplied"),
        ("TBC", "None", "Not supplied"),
        ("*", "None", "Suppressed"),
        ("<5", "None", "Suppressed"),
        ("Suppressed", "None", "Suppressed"),
        ("not due", "None", "Not due"),
        ("1,400 (tbc)", "1400", "Provisional"),
        ("23.4p", "23.4", "Provisional"),
    ],
)
def test_a_cell_gives_a_value_or_why_there_is_none(content: Any, value: str, status: str) -> None:
    (figure,) = read(["Code", "2015/16 Q1"], ["CP06", content]).data

    assert (str(figure.value), figure.status) == (value, status)


def test_a_number_shown_as_per_cent_is_one() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 0.93], marks=Marks(number_formats={(2, 2): "0%"}))

    assert shown(found)[0][3] == "93"


@pytest.mark.parametrize(
    "content",
    ["about ten", "60 (1691 actual)", "nil", True, float("inf"), date(2015, 4, 1)],
)
def test_what_cannot_be_read_is_unplaced_and_never_zero(content: Any) -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", content])

    assert found.data == ()
    assert why(found, "B2")


def test_per_cent_in_an_indicator_that_counts_is_left_unplaced() -> None:
    assert "per cent" in why(read(["Code", "2015/16 Q1"], ["CP01", "40%"]), "B2")


def test_errors_and_formulas_never_worked_out_are_not_lost() -> None:
    marks = Marks(
        formulas={(2, 3): "B2+1"}, errors={(2, 2): "#N/A"}, uncalculated=frozenset({(2, 3)})
    )
    found = read(["Code", "2015/16 Q1", "2015/16 Q2"], ["CP06", "", ""], marks=marks)

    assert [item.text for item in found.unplaced] == ["#N/A", "=B2+1"]


def test_counts_in_the_rows_below_belong_to_the_value() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 20], ["Numerator", 4], ["Out of", 20])

    (figure,) = found.data
    assert (figure.numerator, figure.denominator) == (Decimal(4), Decimal(20))
    assert figure.source_cell == "Old!B2, B3, B4"


def test_counts_beside_the_value_belong_to_it() -> None:
    found = read(
        ["Code", "2015/16 Q1", "", ""], ["", "%", "Numerator", "Denominator"], ["CP06", 20, 4, 20]
    )

    (figure,) = found.data
    assert (figure.value, figure.numerator, figure.denominator) == (
        Decimal(20),
        Decimal(4),
        Decimal(20),
    )


def test_counts_printed_behind_the_value_belong_to_it() -> None:
    (figure,) = read(["Code", "2015/16 Q1"], ["CP06", "23.4% (41/175)"]).data

    assert (figure.value, figure.numerator, figure.denominator) == (
        Decimal("23.4"),
        Decimal(41),
        Decimal(175),
    )


def test_counts_without_a_value_are_left_unplaced() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", ""], ["Numerator", 4])

    assert found.data == ()
    assert "not one value" in why(found, "B3")


def test_of_which_is_not_clear_enough() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 20], ["of which", 4])

    assert found.data[0].numerator is None
    assert why(found, "B3")


def test_a_value_that_data_holds_already_is_left_out() -> None:
    found = checked(wide(["Code", "2026/27 Q1"], ["CP06", 21]), board(builders.datum()))

    assert (found.data, found.conflicts) == ((), ())
    assert [figure.source_cell for figure in found.held] == ["Old!B2"]


@pytest.mark.parametrize("content", [22, "21 (tbc)", "*"])
def test_another_value_than_data_holds_is_a_conflict(content: Any) -> None:
    found = checked(wide(["Code", "2026/27 Q1"], ["CP06", content]), board(builders.datum()))

    (conflict,) = found.conflicts
    assert (found.data, conflict.held) == ((), "21 (final)")
    assert conflict.held_at.startswith("[board.xlsx]Data!D")


def test_a_table_that_contradicts_itself_gives_neither_value() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 20], ["CP06", 30])

    assert found.data == ()
    assert [(item.figure.source_cell, item.held_at) for item in found.conflicts] == [
        ("Old!B2", "Old!B3"),
        ("Old!B3", "Old!B2"),
    ]


def test_the_same_figure_twice_is_one_row() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 20], ["CP06", 20])

    assert (len(found.data), len(found.held)) == (1, 1)


def test_a_table_on_the_paste_sheet_is_read_below_its_own_words() -> None:
    found = read(
        [PASTE.title], [PASTE.purpose], [], ["Code", "2015/16 Q1"], ["CP06", 20], name=PASTE.name
    )

    assert len(found.data) == 1
    assert found.unplaced == ()


def test_a_sheet_without_periods_is_unplaced_and_says_so() -> None:
    found = read(["Indicator", "Previous", "Current"], ["CP06", 20, 21])

    assert found.data == ()
    assert any("no row of periods" in sentence for sentence in found.sentences)


def test_counts_that_look_like_years_are_no_headings() -> None:
    found = read(["Indicator", "2015/16 Q1", "2015/16 Q2"], ["Children on a plan", 2014, 2015])

    assert [row[3] for row in shown(found)] == ["2014", "2015"]


def test_hidden_columns_are_read_and_told() -> None:
    found = read(["Code", "2015/16 Q1"], ["CP06", 20], marks=Marks(hidden_columns=frozenset({2})))

    assert len(found.data) == 1
    assert any("hidden columns" in sentence for sentence in found.sentences)


def test_awkward_workbooks_are_read_without_a_stop(shared: Path) -> None:
    read_ones = 0
    for path in sorted((shared / "corpus/xlsx").glob("*.xlsx")):
        if path.stat().st_size > 100_000:
            continue
        try:
            workbook = read_file(path)
        except ToolkitError:
            continue
        for grid in workbook.grids.values():
            read_wide(grid, OURS, path.name)
            read_ones += 1
    assert read_ones > 50


CONTENTS = st.one_of(
    st.sampled_from(
        ["", "", "CP06", "Children on a plan", "Indicator", "Code", "Area", "2015/16", "Q1", "Q2",
         "Apr-15", "England", "Northford", "Target", "Numerator", "%", "Number", "of which", "-",
         "*", "<5", "12 (tbc)", "20% (1/5)", "Comments", "2015/16 Q1", 2015.0, 2016.0]
    ),
    st.text(max_size=12),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
)  # fmt: skip


@given(st.lists(st.lists(CONTENTS, max_size=6), max_size=9))
def test_every_filled_cell_ends_in_one_place(rows: list[list[Any]]) -> None:
    checked(Grid("Old", rows), OURS)


@given(
    st.lists(st.sampled_from([21.0, 2.5, "-", "*", "x y", "<5"]), min_size=1, max_size=8),
    st.integers(0, 3),
)
def test_values_are_kept_in_the_order_of_their_periods(values: list[Any], above: int) -> None:
    quarters = [
        f"{year}/{year - 1999} Q{quarter}" for year in (2015, 2016) for quarter in range(1, 5)
    ]
    grid = [[]] * above + [["Code", *quarters[: len(values)]], ["CP06", *values]]
    found = checked(Grid("Old", grid), OURS)

    readable = [(q, v) for q, v in zip(quarters, values, strict=False) if v != "x y"]
    assert [figure.period for figure in found.data] == [quarter for quarter, _ in readable]
    assert [float(f.value) for f in found.data if f.value is not None] == [
        value for _, value in readable if isinstance(value, float)
    ]


def test_the_indicator_tables_of_a_real_report_are_read(shared: Path) -> None:
    report = json.loads((shared / "seeds/annual_report_lancashire_2015.json").read_text("utf-8"))
    tables = {table["id"]: table for table in report["tables"]}
    titles = [row[0] for row in tables["T02"]["rows"]]
    yearly = [
        builders.indicator(
            id=f"I-{place:04}", code=f"X{place:02}", title=title, frequency="Financial year",
            unit="Per 10,000" if "rate" in title else "Number",
        )
        for place, title in enumerate(titles, start=1)
    ]  # fmt: skip
    content = builders.board(Areas=AREAS, Indicators=yearly, Data=())
    reading = read_board(in_memory.workbook(content)).board
    found = checked(wide(tables["T02"]["columns"], *tables["T02"]["rows"]), reading)

    rows = tables["T02"]["rows"]
    filled = sum(bool(cell) for row in rows for cell in row[1:4])
    assert len(found.data) == filled
    first = [(str(f.value), f.status) for f in found.data if f.indicator == "X01"]
    assert first == [("1400", "Provisional"), ("1412", "Provisional"), ("1744", "Final")]
    assert {item.text for item in found.unplaced} == {row[4] for row in rows}


def test_quarters_of_a_real_report_take_the_year_from_the_corner(shared: Path) -> None:
    report = json.loads((shared / "seeds/annual_report_lancashire_2015.json").read_text("utf-8"))
    table = next(table for table in report["tables"] if table["id"] == "T07")
    title = table["rows"][0][0]
    content = builders.board(Areas=AREAS, Indicators=[builders.indicator(title=title)], Data=())
    reading = read_board(in_memory.workbook(content)).board
    found = checked(wide(table["columns"], *table["rows"]), reading)

    assert [(f.period, str(f.value)) for f in found.data] == [
        ("2015/16 Q1", "79.9"),
        ("2015/16 Q2", "78.2"),
        ("2015/16 Q3", "67.1"),
        ("2015/16 Q4", "61"),
    ]
