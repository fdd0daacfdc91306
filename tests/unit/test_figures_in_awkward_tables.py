"""Tables that say of their figures more than an indicator and a period: areas, targets, marks."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests import builders, in_memory
from tests.unit.test_figures_import import checked, shown, wide
from toolkit.board.board import Board
from toolkit.importing.figures import ImportedFigures, read_wide
from toolkit.importing.figures.word_map import word_map
from toolkit.reading.grid import Marks
from toolkit.reading.reader import read_board
from toolkit.reading.rules import READ_AS
from toolkit.values import choices

AREAS = (
    {"name": "Thornmere", "kind": choices.OUR_AREA},
    {"name": "Thornmere North", "kind": choices.PART_OF_OURS},
    {"name": "Thornmere South", "kind": choices.PART_OF_OURS},
    {"name": "England", "kind": choices.ENGLAND},
    {"name": "South East", "kind": choices.REGION},
)


def board() -> Board:
    rows = [
        builders.indicator(
            id=f"I-{place:04}", code=code, title=title, unit=unit, frequency=frequency
        )
        for place, (code, title, unit, frequency) in enumerate(
            (
                ("FD01", "Contacts to MASH", "Number", "Quarter"),
                ("FD03", "Re-referrals within 12 months", "%", "Quarter"),
                ("CP01", "Children on a child protection plan", "Per 10,000", "Quarter"),
                ("HE02", "Pre-birth assessments by 20 weeks", "%", "Quarter"),
                ("CL09", "Children adopted", "Number", "Financial year"),
            ),
            start=1,
        )
    ]
    content = builders.board(Areas=AREAS, Indicators=rows, Data=())
    return read_board(in_memory.workbook(content)).board


OURS = board()


def read(*rows: Sequence[Any], name: str = "Old", merged: Any = ()) -> ImportedFigures:
    return checked(wide(*rows, marks=Marks(merged=tuple(merged)), name=name), OURS)


def mapped(words: dict[str, str], *rows: Sequence[Any]) -> ImportedFigures:
    return read_wide(wide(*rows), OURS, "old.xlsx", word_map(words))


def asked(found: ImportedFigures) -> list[tuple[str, str]]:
    return [(question.words, question.answer) for question in found.questions]


DISTRICTS = (
    ["Indicator", "Q1 2026/27", "", "", ""],
    ["", "North", "Mid", "South", "Total"],
    ["Contacts to MASH", 800, 900, 700, 2400],
)


def test_districts_under_a_quarter_that_nobody_has_named_are_asked_and_not_taken() -> None:
    found = read(*DISTRICTS)

    assert not found.has_figures
    assert asked(found) == [
        ("North", "Thornmere North"), ("Mid", ""), ("South", "Thornmere South"),
    ]  # fmt: skip


def test_nothing_of_a_quarter_is_taken_while_one_heading_under_it_is_unknown() -> None:
    rows = [row[:] for row in DISTRICTS]
    rows[1] = ["", "Thornmere North", "Mid", "South", "Thornmere"]

    assert not read(*rows).has_figures


def test_mapped_districts_are_read() -> None:
    words = {"North": "Thornmere North", "south": "Thornmere South", "Total": "Thornmere"}
    found = mapped({**words, "Mid": "England"}, *DISTRICTS)

    assert [(figure.area, str(figure.value)) for figure in found.data] == [
        ("Thornmere North", "800"), ("England", "900"), ("Thornmere South", "700"),
        ("Thornmere", "2400"),
    ]  # fmt: skip


@pytest.mark.parametrize("area_rows", [1, 2])
def test_unknown_areas_over_quarters_are_no_county_figures(area_rows: int) -> None:
    quarters = ["Indicator", "Q1 2026/27", "Q2 2026/27", "Q1 2026/27", "Q2 2026/27"]
    groups = ["", "North", "", "South" if area_rows == 2 else "Thornmere", ""]
    found = read(groups, quarters, ["Contacts to MASH", 1, 2, 3, 4])

    own = [] if area_rows == 2 else ["3", "4"]
    assert [row[3] for row in shown(found)] == own


@pytest.mark.parametrize("result", ["Actual", "Outturn", "Result"])
@pytest.mark.parametrize("aim", ["Target", "Forecast", "Planned", "Trajectory"])
def test_a_target_under_a_quarter_is_never_the_result(result: str, aim: str) -> None:
    found = read(
        ["Indicator", "Q1 2026/27", "", "Q2 2026/27", ""],
        ["", aim, result, aim, result],
        ["Pre-birth assessments by 20 weeks", 70, 63, 70, 64],
    )

    assert [row[2:] for row in shown(found)] == [("2026/27 Q1", "63"), ("2026/27 Q2", "64")]


def test_a_quarter_over_words_nobody_knows_gives_no_figure() -> None:
    found = read(
        ["Indicator", "Q1 2026/27", ""], ["", "Wibble", "Actual"], ["Contacts to MASH", 70, 63]
    )

    assert not found.has_figures


@pytest.mark.parametrize(
    "lines",
    [
        [["Coverage: England"]],
        [["Table A1: Number of children in need, England"]],
        [["England scorecard 2015-16"]],
        [["Area:", "England"]],
        [["Our report"], ["Geographic coverage: England"]],
    ],
)
def test_the_area_that_a_table_states_is_that_of_its_figures(lines: list[list[Any]]) -> None:
    found = read(*lines, [], ["", "2015-16", "2016-17"], ["Children adopted", 621470, 646120])

    assert {row[1] for row in shown(found)} == {"England"}
    assert found.assumed_area == ""


@pytest.mark.parametrize(
    "title",
    [
        "Coverage: Wales",
        "Children in need, Darlington",
        "Wessexshire County Council scorecard",
        "Local authority: Somewhere",
        "Scorecard for Yorkshire and the Humber",
    ],
)
def test_figures_of_an_area_that_is_not_listed_are_not_taken_as_ours(title: str) -> None:
    found = read([title], ["", "2015-16", "2016-17"], ["Children adopted", 62, 64])

    assert not found.has_figures
    assert any("not on the list of areas" in item.why for item in found.left_out)


@pytest.mark.parametrize("name", ["England", "North", "Wales 2015-16"])
def test_a_sheet_named_after_another_area_is_not_ours(name: str) -> None:
    found = read(["Indicator", "2015-16"], ["Children adopted", 62], name=name)

    assert {row[1] for row in shown(found)} <= {"England"}


def test_where_no_area_is_stated_the_one_assumed_is_said() -> None:
    found = read(["Our scorecard"], ["", "2015-16"], ["Children adopted", 62])

    assert (found.assumed_area, shown(found)[0][1]) == ("Thornmere", "Thornmere")


def test_a_title_with_two_areas_gives_figures_only_to_rows_that_name_theirs() -> None:
    found = read(
        ["Thornmere and England"], ["Indicator", "2015-16"], ["Children adopted", 62],
        ["England", 64],
    )  # fmt: skip

    assert [row[1] for row in shown(found)] == ["England"]


def test_areas_in_blocks_each_with_its_rows() -> None:
    found = read(
        ["Thornmere North"], ["Indicator", "Q1 2026/27"], ["Contacts to MASH", 1], [],
        ["Thornmere South"], ["Indicator", "Q1 2026/27"], ["Contacts to MASH", 2],
    )  # fmt: skip

    assert [(row[1], row[3]) for row in shown(found)] == [
        ("Thornmere North", "1"), ("Thornmere South", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Apr-Jun 2025", "2025/26 Q1"),
        ("Apr - Jun 25", "2025/26 Q1"),
        ("April to June 2025", "2025/26 Q1"),
        ("Apr\u2013Jun 2026", "2026/27 Q1"),
        ("Q2 (Jul-Sep) 2025", "2025/26 Q2"),
        ("Jul 25 - Sep 25", "2025/26 Q2"),
        ("Jan to Mar 2026", "2025/26 Q4"),
        ("Quarter ending 31 December 2025", "2025/26 Q3"),
        ("3 months to June 2025", "2025/26 Q1"),
        ("FY25/26 Q3", "2025/26 Q3"),
        ("Third quarter 2025/26", "2025/26 Q3"),
        ("2025-26 Q1 (Apr-Jun 2025)", "2025/26 Q1"),
    ],
)
def test_a_quarter_in_other_words_is_read(heading: str, period: str) -> None:
    found = read(["Indicator", heading], ["Contacts to MASH", 5])

    assert [row[2] for row in shown(found)] == [period]


@pytest.mark.parametrize(
    "heading",
    [
        "Q1 2025",
        "Q1 (Jan-Mar) 2025",
        "Apr-Sep 2025",
        "Apr-Jul 2025",
        "Oct 2024 - Dec 2025",
        "Q2 2025-26 (Apr-Jun 2025)",
        "Previous Q1 2025/26",
        "Q1 2025/26 YTD",
        "Apr-Jun",
    ],
)
def test_what_may_be_another_period_is_not_read(heading: str) -> None:
    assert not read(["Indicator", heading, "RAG"], ["Contacts to MASH", 5, "G"]).has_figures


def test_periods_down_and_indicators_across() -> None:
    found = read(
        ["Period", "Contacts to MASH", "Re-referrals within 12 months"],
        ["Q1 2026/27", 2400, "21%"],
        ["Q2 2026/27", 2318, "20.6%"],
    )

    assert sorted(shown(found)) == [
        ("FD01", "Thornmere", "2026/27 Q1", "2400"),
        ("FD01", "Thornmere", "2026/27 Q2", "2318"),
        ("FD03", "Thornmere", "2026/27 Q1", "21"),
        ("FD03", "Thornmere", "2026/27 Q2", "20.6"),
    ]


def test_years_down_and_quarters_across() -> None:
    found = read(["Contacts to MASH"], ["Year", "Q1", "Q2"], ["2024/25", 1, 2], ["2025/26", 3, 4])

    assert [row[2:] for row in shown(found)] == [
        ("2024/25 Q1", "1"), ("2024/25 Q2", "2"), ("2025/26 Q1", "3"), ("2025/26 Q2", "4"),
    ]  # fmt: skip


LONG = ["Indicator", "Area", "Period", "Value", "Numerator", "Denominator", "Status"]


def test_one_figure_a_row() -> None:
    found = read(
        LONG,
        ["FD03", "Thornmere", "2025/26 Q1", 20, 10, 50, "Final"],
        ["FD03", "England", "2025/26 Q1", "9.5", "", "", "Provisional"],
        ["FD01", "Thornmere", "Apr-Jun 2025", "*", "", "", "Suppressed"],
    )

    assert shown(found) == [
        ("FD03", "Thornmere", "2025/26 Q1", "20"),
        ("FD03", "England", "2025/26 Q1", "9.5"),
        ("FD01", "Thornmere", "2025/26 Q1", "Suppressed"),
    ]
    assert [figure.status for figure in found.data[:2]] == ["Final", "Provisional"]
    assert str(found.data[0].denominator) == "50"


@pytest.mark.parametrize(
    ("column", "word"),
    [(1, "Elsewhere"), (2, "sometime"), (6, "Wibble"), (0, "Contacts of police")],
)
def test_a_row_with_one_word_that_is_not_known_gives_no_figure(column: int, word: str) -> None:
    row = ["FD03", "Thornmere", "2025/26 Q1", 20, 10, 50, "Final"]
    row[column] = word

    assert not read(LONG, row).has_figures


@pytest.mark.parametrize("group", ["Boys", "0-4", "White British"])
def test_a_group_of_children_is_not_all_of_them(group: str) -> None:
    found = read(
        ["Indicator", "Sex", "Period", "Value"],
        ["FD01", group, "2025/26 Q1", 20], ["FD01", "Total", "2025/26 Q2", 40],
    )  # fmt: skip

    assert [row[3] for row in shown(found)] == ["40"]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Children on a child protection plan (per 10,000)", "CP01"),
        ("Children on a child protection plan (rate per 10k)", "CP01"),
        ("Re-referrals within 12 months (%)", "FD03"),
        ("Re-referrals within 12 months %", "FD03"),
        ("FD01 - Contacts to MASH (number)", "FD01"),
        ("Contacts to MASH (FD01)", "FD01"),
    ],
)
def test_a_title_with_its_code_and_unit_is_the_indicators(label: str, code: str) -> None:
    assert [row[0] for row in shown(read(["", "2025/26 Q1", "2025/26 Q2"], [label, 5, 6]))] == [
        code, code,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        "Contacts to MASH (%)",
        "FD01 Re-referrals within 12 months",
        "Contacts to MASH (per 10,000)",
        "Re-referrals within 12 months (days)",
    ],
)
def test_a_title_with_another_unit_or_code_is_no_indicator(label: str) -> None:
    assert not read(["", "2025/26 Q1", "2025/26 Q2"], [label, 5, 6]).has_figures


def test_a_count_of_a_share_is_its_numerator() -> None:
    found = read(
        ["Indicator", "2025/26 Q1"], ["Re-referrals within 12 months (%)", 20],
        ["Re-referrals within 12 months (number)", 41],
    )  # fmt: skip

    (figure,) = found.data
    assert (str(figure.value), str(figure.numerator)) == ("20", "41")


def test_a_unit_in_a_column_must_be_the_indicators() -> None:
    found = read(
        ["Indicator", "Unit", "2025/26 Q1"], ["FD03", "%", 20], ["FD01", "%", 30],
        ["CP01", "Rate", 40],
    )  # fmt: skip

    assert [row[0] for row in shown(found)] == ["FD03", "CP01"]


MARKED = ["Indicator", "Q4 2025/26", "Q1 2026/27", "Q2 2026/27"]


def test_marks_are_read_by_the_key_of_the_sheet() -> None:
    found = read(
        MARKED,
        ["Contacts to MASH", "2,412*", "2,525\u2020", "2,318 \u2021"],
        ["Re-referrals within 12 months", "75%\u00b9", "74% (r)", "73%p"],
        ["* provisional \u2020 revised"],
    )

    assert [(str(f.value), f.status) for f in found.data] == [
        ("2412", "Provisional"), ("2525", "Final"), ("75", "Final"), ("74", "Final"),
        ("73", "Provisional"),
    ]  # fmt: skip
    assert asked(found) == [("\u2021", "Provisional")]


@pytest.mark.parametrize("content", ["84*", "84\u2020", "84 (x)", "84c", "84#"])
def test_a_mark_that_nothing_explains_is_asked(content: str) -> None:
    found = read(["Indicator", "Q1 2026/27"], ["Contacts to MASH", content])

    assert not found.has_figures
    assert len(asked(found)) == 1


def test_a_mark_on_a_heading_goes_for_what_is_under_it() -> None:
    rows = (["Indicator", "Q1 2026/27", "Q2 2026/27*"], ["Contacts to MASH", 1, 2])

    with_key = read(*rows, [], ["* = provisional"])
    assert [figure.status for figure in with_key.data] == ["Final", "Provisional"]
    assert [str(figure.value) for figure in read(*rows).data] == ["1"]


@pytest.mark.parametrize(
    ("values", "read_ones"), [([0.88, 0.9], 0), ([85, 0.88], 1), ([0.4, 1.2], 2)]
)
def test_a_share_of_one_is_not_taken_as_per_cent(values: list[Any], read_ones: int) -> None:
    found = read(["", "2025/26 Q1", "2025/26 Q2"], ["FD03", *values])

    assert len(found.data) == read_ones


def test_one_quarter_in_the_title_is_that_of_a_column_of_values() -> None:
    found = read(
        ["Scorecard Q1 2025/26"], ["Indicator", "Target", "Actual", "England"],
        ["Contacts to MASH", 3, 5, 6],
    )  # fmt: skip

    assert [row[1:] for row in shown(found)] == [
        ("Thornmere", "2025/26 Q1", "5"), ("England", "2025/26 Q1", "6"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Last updated June 2026", "Next meeting: 30 June 2026"])
def test_the_day_a_file_was_made_is_no_period(line: str) -> None:
    assert not read([line], ["Indicator", "Actual"], ["Contacts to MASH", 5]).has_figures


def test_quarters_under_another_year_than_their_own_are_not_read() -> None:
    found = read(
        ["", "2024/25", ""], ["Indicator", "Apr-Jun 2025", "Jul-Sep 2025"],
        ["Contacts to MASH", 5, 6],
    )  # fmt: skip

    assert not found.has_figures


def test_other_names_of_an_indicator_are_its_names() -> None:
    row = builders.indicator(
        code="FD01", title="Contacts to MASH", also_called="Front door contacts"
    )
    content = builders.board(Areas=AREAS, Indicators=[row], Data=())
    known = read_board(in_memory.workbook(content)).board
    found = checked(wide(["Indicator", "Q1 2026/27"], ["Front door contacts", 5]), known)

    assert [figure.indicator for figure in found.data] == ["FD01"]


def test_tables_beside_each_other_keep_to_their_own_indicators_and_areas() -> None:
    found = read(
        ["Thornmere", "", "", "England", ""],
        ["Indicator", "Q1 2026/27", "", "Indicator", "Q1 2026/27"],
        ["Contacts to MASH", 1, "", "Re-referrals within 12 months", 20],
    )

    assert shown(found) == [
        ("FD01", "Thornmere", "2026/27 Q1", "1"), ("FD03", "England", "2026/27 Q1", "20"),
    ]  # fmt: skip


def test_a_label_without_a_heading_between_figures_stops_the_row() -> None:
    found = read(
        ["Indicator", "Q1 2026/27", "", "Q2 2026/27"],
        ["Contacts to MASH", 1, "Children adopted", 20],
    )

    assert [row[3] for row in shown(found)] == ["1"]


@pytest.mark.parametrize("second", ["", "Measure", "Name"])
@pytest.mark.parametrize("repeated", ["", "Contacts to MASH"])
def test_a_second_label_says_which_figures_are_results(second: str, repeated: str) -> None:
    found = read(
        ["Indicator", second, "Q1 2026/27", "Q2 2026/27"],
        ["Contacts to MASH", "Target", 70, 71],
        [repeated, "Last year", 50, 51],
        [repeated, "Actual", 63, 64],
    )

    assert [row[3] for row in shown(found)] == ["63", "64"]


@pytest.mark.parametrize(
    "line",
    [
        "Cumulative figures",
        "Year to date",
        "Rolling 12 months",
        "All figures in thousands",
        "Targets 2026/27",
        "Trajectory",
        "Quarterly targets",
    ],
)
def test_a_title_that_speaks_of_something_else_than_results_gives_none(line: str) -> None:
    found = read([line], ["Indicator", "Q1 2026/27", "Q2 2026/27"], ["Contacts to MASH", 5, 6])

    assert not found.has_figures
    assert any("over it speaks of" in item.why for item in found.left_out)


@pytest.mark.parametrize("line", ["Performance against target", "Front door, Q1 and Q2"])
def test_a_title_about_results_gives_them(line: str) -> None:
    found = read([line], ["Indicator", "Q1 2026/27", "Q2 2026/27"], ["Contacts to MASH", 5, 6])

    assert len(found.data) == 2


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        ("DRAFT scorecard", ["Provisional", "Provisional"]),
        ("Data for Q2 2026/27 is provisional.", ["Final", "Provisional"]),
        ("Figures are unvalidated", ["Provisional", "Provisional"]),
    ],
)
def test_a_line_that_calls_figures_provisional_is_taken_at_its_word(
    line: str, statuses: list[str]
) -> None:
    rows = (["Indicator", "Q1 2026/27", "Q2 2026/27"], ["Contacts to MASH", 5, 6])

    assert [figure.status for figure in read([line], [], *rows).data] == statuses
    assert [figure.status for figure in read(*rows, [], [line]).data] == statuses


def test_quarters_take_no_year_from_a_title_that_names_two() -> None:
    found = read(
        ["Scorecard 2024/25 and 2025/26"], ["Indicator", "Q1", "Q2"], ["Contacts to MASH", 5, 6]
    )

    assert not found.has_figures


@pytest.mark.parametrize(
    ("unit", "good_is", "frequency", "read_as"),
    [
        ("Percent", "High", "Monthly", ("%", "Higher", "Month")),
        ("per cent", "low", "quarterly", ("%", "Lower", "Quarter")),
        ("Count", "N/A", "Quarter", ("Number", "Neither", "Quarter")),
        ("Rate per 10,000", "Lower is better", "month", ("Per 10,000", "Lower", "Month")),
        ("per 10k", "Up", "Month", ("Per 10,000", "Higher", "Month")),
    ],
)
def test_usual_words_for_units_ways_and_periods_of_indicators_are_read(
    unit: str, good_is: str, frequency: str, read_as: tuple[str, str, str]
) -> None:
    row = builders.indicator(unit=unit, good_is=good_is, frequency=frequency)
    found = read_board(in_memory.workbook(builders.board(Indicators=[row], Data=())))

    (item,) = found.board.indicators
    assert (item.unit, item.good_is, item.frequency) == read_as
    assert {finding.rule for finding in found.findings} <= {READ_AS}


def test_a_column_of_words_nobody_knows_tells_rows_of_figures_apart() -> None:
    found = read(
        ["Indicator", "Placement", "Period", "Value"],
        ["FD01", "Foster care", "2025/26 Q1", 20], ["FD01", "All", "2025/26 Q2", 40],
        ["FD01", "Residential", "2025/26 Q3", 5],
    )  # fmt: skip

    assert [row[3] for row in shown(found)] == ["40"]
    assert asked(found) == [("Placement", "Comments")]


def test_a_region_beside_an_area_is_only_where_it_is() -> None:
    found = read(
        ["Indicator", "Region", "Area", "Period", "Value"],
        ["FD01", "South East", "Thornmere", "2025/26 Q1", 20],
        ["FD01", "South East", "", "2025/26 Q1", 99],
        ["FD01", "South East", "Kent", "2025/26 Q1", 7],
    )

    assert [(row[1], row[3]) for row in shown(found)] == [("Thornmere", "20"), ("South East", "99")]
    assert asked(found) == []


@pytest.mark.parametrize(
    ("corner", "area"), [("England", "England"), ("North", None), ("Forecast", None)]
)
def test_the_corner_of_a_table_says_what_a_title_would(corner: str, area: str | None) -> None:
    found = read([corner, "Q1 2026/27", "Q2 2026/27"], ["Contacts to MASH", 1, 2])

    assert {row[1] for row in shown(found)} == ({area} if area else set())


def test_a_sentence_below_a_table_that_names_another_area_is_believed() -> None:
    note = "Source: the department. Figures are for England."
    found = read(["Indicator", "Q1 2026/27", "Q2 2026/27"], ["Contacts to MASH", 1, 2], [], [note])

    assert not found.has_figures


def test_rows_of_targets_in_a_table_of_one_figure_a_row_are_no_results() -> None:
    found = read(
        ["Indicator", "Period", "Type", "Value"],
        ["FD01", "Q1 2025/26", "Target", 5],
        ["FD01", "Q1 2025/26", "Actual", 50],
        ["FD01", "Q2 2025/26", "Target", 7],
    )

    assert [row[3] for row in shown(found)] == ["50"]


def test_indicators_over_areas_and_periods_down() -> None:
    found = read(
        ["", "Contacts to MASH", "", "Re-referrals within 12 months", ""],
        ["Period", "Thornmere", "England", "Thornmere", "England"],
        ["Q1 2025/26", 1, 5, 22, 9],
    )

    assert [(row[0], row[1], row[3]) for row in shown(found)] == [
        ("FD01", "Thornmere", "1"), ("FD01", "England", "5"),
        ("FD03", "Thornmere", "22"), ("FD03", "England", "9"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outer", "area"),
    [("England", "England"), ("Thornmere", "Thornmere"), ("Westmoor", None)],
)
def test_an_area_written_once_goes_for_the_rows_below_it(outer: str, area: str | None) -> None:
    found = read(
        ["Area", "Indicator", "Q1 2025/26"],
        [outer, "Contacts to MASH", 12],
        ["", "Re-referrals within 12 months", 22],
    )

    assert [(row[0], row[1]) for row in shown(found)] == (
        [("FD01", area), ("FD03", area)] if area else []
    )


@pytest.mark.parametrize(
    ("section", "figures"),
    [("Front door", 2), ("North", 0), ("Targets", 0), ("Boys", 0), ("Kent", 0)],
)
def test_words_left_of_titles_go_for_all_their_rows(section: str, figures: int) -> None:
    found = read(
        ["", "Indicator", "Q1 2025/26"],
        [section, "Contacts to MASH", 12],
        ["", "Re-referrals within 12 months", 22],
    )

    assert len(found.data) == figures


def test_a_blank_area_right_of_the_title_is_not_taken_as_ours() -> None:
    found = read(
        ["Indicator", "Area", "Q1 2025/26"],
        ["Contacts to MASH", "England", 12],
        ["Re-referrals within 12 months", "", 22],
    )

    assert [row[1] for row in shown(found)] == ["England"]


@pytest.mark.parametrize("band", ["Targets", "Boys", "Last year", "2024/25", "North"])
def test_a_line_between_rows_that_speaks_of_others_stops_them(band: str) -> None:
    found = read(
        ["Indicator", "Q1 2025/26", "Q2 2025/26"],
        ["Contacts to MASH", 12, 13],
        [band],
        ["Re-referrals within 12 months", 22, 23],
    )

    assert [row[3] for row in shown(found)] == ["12", "13"]


def test_a_share_written_as_text_is_not_taken_as_per_cent() -> None:
    found = read(["Indicator", "Q1 2025/26"], ["Re-referrals within 12 months", "0.85"])

    assert not found.has_figures
