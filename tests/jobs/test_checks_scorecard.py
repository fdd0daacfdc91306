"""The scorecard's checks: values, their status and their periods."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, check_bytes, datum, edited, indicator
from toolkit.values.choices import PERIOD_KINDS
from toolkit.values.findings import Finding

GIVEN = ("Final", "Provisional")
WITHHELD = ("Not supplied", "Not due", "Suppressed", "Not applicable")

READABLE = {
    "Month": "June 2026",
    "Quarter": "2026/27 Q1",
    "Financial year": "2025/26",
    "Academic year": "2025/26",
    "Calendar year": "2025",
    "Pooled years": "2023-25",
    "Rolling 12 months": "12 months to June 2026",
    "Snapshot": "31 March 2026",
}


def found(*data: Any, **fields: Any) -> tuple[Finding, ...]:
    return check(board(Indicators=[indicator(**fields)], Data=data)).findings


@pytest.mark.parametrize("status", GIVEN)
def test_a_status_that_promises_a_value_needs_one(status: str) -> None:
    (finding,) = found(datum(status=status, value=None))
    assert finding.rule.code == "DATA-001"
    assert finding.place.cell == "D4"
    assert finding.message == f"The status is {status}, but there is no value."
    assert not found(datum(status=status))


@pytest.mark.parametrize("status", WITHHELD)
def test_a_status_that_says_why_there_is_none_stands_alone(status: str) -> None:
    (finding,) = found(datum(status=status))
    assert finding.rule.code == "DATA-002"
    assert not found(datum(status=status, value=None))


def test_zero_is_a_value() -> None:
    assert not found(datum(value=0))


def test_a_value_that_cannot_be_read_is_not_called_missing_as_well() -> None:
    (finding,) = found(datum(value="about 40"))
    assert finding.rule.code == "CELL-006"


def test_a_missing_status_is_one_finding() -> None:
    (finding,) = found(datum(status=""))
    assert finding.rule.code == "CELL-003"


@pytest.mark.parametrize("kind", PERIOD_KINDS)
def test_each_kind_of_period_can_be_read(kind: str) -> None:
    assert not found(datum(period=READABLE[kind]), frequency=kind)


@pytest.mark.parametrize("kind", PERIOD_KINDS)
def test_a_period_that_cannot_be_read_is_told_how_to_be_written(kind: str) -> None:
    (finding,) = found(datum(period="spring term"), frequency=kind)
    assert finding.rule.code == "CELL-007"
    assert finding.place.cell == "C4"
    assert finding.how_to_fix.startswith("Write ")
    assert " as in " in finding.how_to_fix
    assert not re.search(r"\ba [aeio]", finding.how_to_fix)


def test_a_year_is_no_quarter() -> None:
    assert [f.rule.code for f in found(datum(period="2026/27"))] == ["CELL-007"]


def test_an_empty_period_is_one_finding() -> None:
    assert [f.rule.code for f in found(datum(period=""))] == ["CELL-003"]


def test_data_of_no_known_indicator_are_one_finding() -> None:
    (finding,) = found(datum(indicator="CP66", period="spring term"))
    assert finding.rule.code == "CELL-004"
    assert 'the nearest is "CP06"' in finding.message


def test_data_of_no_known_area_are_one_finding() -> None:
    (finding,) = found(datum(area="Ourshires"))
    assert finding.rule.code == "CELL-004"


def test_data_are_matched_whatever_the_case_of_their_code() -> None:
    checked = check(board(Indicators=[indicator()], Data=[datum(indicator="cp06")]))
    assert not checked.findings
    assert checked.results.indicators[0].latest.value == Decimal(21)


# Values that cannot be right


def codes(*data: Any, **fields: Any) -> list[str]:
    return [finding.rule.code for finding in found(*data, **fields)]


def year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"


def years(*values: Any, **fields: Any) -> list[dict[str, Any]]:
    """A value for each financial year from 2018/19 on."""
    return [
        datum(period=year(2018 + at), value=Decimal(str(value)), **fields)
        for at, value in enumerate(values)
    ]


ANNUAL = {"frequency": "Financial year", "target": None}


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, True), (0, False), (100, False), ("100.1", True)]
)
def test_a_percentage_lies_between_0_and_100(value: Any, expected: bool) -> None:
    assert ("DATA-004" in codes(datum(value=Decimal(value)))) is expected


@pytest.mark.parametrize(
    ("values", "target", "doubted"),
    [
        (["0.93"], None, ["0.93"]),
        (["0.93", "0.95", "0.91"], None, ["0.93", "0.95", "0.91"]),
        (["0.93"], 90, ["0.93"]),
        (["93.1", "0.95", "91.2"], None, ["0.95"]),
        (["0.3", "0.4", "0.3"], "0.5", []),
        (["0.3", "1.4", "0.8"], None, []),
    ],
)
def test_a_bare_fraction_is_asked_about_where_a_percentage_is_meant(
    values: list[str], target: Any, doubted: list[str]
) -> None:
    fields = {**ANNUAL, "target": target and Decimal(target)}
    asked = [f for f in found(*years(*values), **fields) if f.rule.code == "DATA-005"]
    assert [finding.details["value"] for finding in asked] == doubted
    assert codes(*years(*values), **fields) == ["DATA-005"] * len(doubted)


def test_a_share_below_one_per_cent_that_its_counts_confirm_is_not_asked_about() -> None:
    assert not found(datum(value=Decimal("0.9"), numerator=9, denominator=1000))


@pytest.mark.parametrize("slip", ["232", "2.3", "0.23"])
def test_a_slipped_decimal_point_is_named_with_its_factor(slip: str) -> None:
    (finding,) = found(*years("21.5", "24.1", slip, "22.8"), unit="Average", **ANNUAL)
    assert finding.rule.code == "DATA-006"
    assert finding.place.cell == "D6"
    assert "run from 21.5 to 24.1" in finding.message


def test_a_thousands_comma_typed_as_a_point_is_found() -> None:
    (finding,) = found(*years(71000, 68500, "73.000", 75200), unit="£", **ANNUAL)
    assert finding.message.startswith("The value 73 is about 1,000 times too small")


@pytest.mark.parametrize(
    "values",
    [(3, 12, 1, 30), (20, 25, 2, 22), (5, 5, 0, 5), (21, 230), (10, 40, 400, 90)],
    ids=["small", "a tenth", "zero", "two only", "wide"],
)
def test_numbers_that_merely_move_about_are_left_alone(values: Any) -> None:
    assert codes(*years(*values), unit="Number", **ANNUAL) == []


@pytest.mark.parametrize(
    ("printed", "some", "everyone", "expected"),
    [
        ("23.4", 41, 175, []),
        ("23", 41, 175, []),
        ("23.43", 41, 175, []),
        ("23.5", 41, 175, ["DATA-008"]),
        ("234", 41, 175, ["DATA-009"]),
        ("2.3", 41, 175, ["DATA-009"]),
        ("0.234", 41, 175, ["DATA-009"]),
    ],
)
def test_a_percentage_is_held_against_its_counts(
    printed: str, some: int, everyone: int, expected: list[str]
) -> None:
    row = datum(value=Decimal(printed), numerator=some, denominator=everyone)
    assert codes(row) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("11.4", []), ("45.6", []), ("114", ["DATA-009"]), ("45.7", ["DATA-008"])],
)
def test_a_quarters_rate_may_be_given_as_that_of_a_year(printed: str, expected: Any) -> None:
    row = datum(value=Decimal(printed), numerator=57, denominator=50_000)
    assert codes(row, unit="Per 10,000") == expected


def test_an_average_is_held_against_its_sum_and_number() -> None:
    fields = {"unit": "Average", "target": None}
    assert codes(datum(value=Decimal("14.3"), numerator=143, denominator=10), **fields) == []
    assert codes(datum(value=Decimal("14.4"), numerator=143, denominator=10), **fields) == [
        "DATA-008"
    ]


@pytest.mark.parametrize(
    ("some", "everyone", "expected"),
    [(15, 15, []), (16, 15, ["DATA-010"]), (3, 0, ["DATA-011"]), (-3, 15, ["DATA-012"])],
)
def test_counts_that_cannot_be_are_found(some: int, everyone: int, expected: Any) -> None:
    value = 100 if some == everyone else 20
    assert codes(datum(value=value, numerator=some, denominator=everyone)) == expected


def test_a_rate_may_have_more_events_than_people() -> None:
    row = datum(value=1200, numerator=120, denominator=100)
    assert codes(row, unit="Per 1,000", target=None) == []


@pytest.mark.parametrize(
    "words", ["1400 (tbc)", "1,400 tbc", "1400 (TBC)", "1400p", "1400 (provisional)", "1400 est."]
)
def test_a_number_marked_as_unconfirmed_is_read_as_provisional(words: str) -> None:
    content = board(Indicators=[indicator(unit="Number")], Data=[datum(value=words)])
    checked = check(content)
    assert [finding.rule.code for finding in checked.findings] == ["DATA-013"]
    latest = checked.results.indicators[0].latest
    assert latest is not None
    assert latest.value == 1400
    assert latest.is_provisional


@pytest.mark.parametrize("words", ["tbc", "1400 children", "14 to 20 (tbc)", "around 1400"])
def test_other_words_beside_a_number_are_not_guessed_at(words: str) -> None:
    assert codes(datum(value=words), unit="Number") == ["CELL-006"]


def test_a_reason_for_no_value_is_not_overruled_by_a_number_in_words() -> None:
    assert set(codes(datum(value="3 (tbc)", status="Suppressed"))) == {"DATA-002", "DATA-013"}


# Rows together


@pytest.mark.parametrize("kind", ["Quarter", "Financial year", "Month"])
def test_a_missing_period_is_named(kind: str) -> None:
    names = {
        "Quarter": ("2025/26 Q4", "2026/27 Q1", "2026/27 Q2"),
        "Financial year": ("2023/24", "2024/25", "2025/26"),
        "Month": ("June 2026", "July 2026", "August 2026"),
    }[kind]
    first, gap, last = (datum(period=name, value=21 + at) for at, name in enumerate(names))
    (finding,) = found(first, last, frequency=kind)
    assert (finding.rule.code, finding.place.cell) == ("DATA-014", "C5")
    assert f"nothing for {names[1]}" in finding.message
    assert not found(first, gap, last, frequency=kind)


def test_a_gap_of_another_area_is_that_areas_own_affair() -> None:
    ours = [datum(period=f"2026/27 Q{n}", value=20 + n) for n in (1, 2, 3)]
    england = [datum(period=f"2026/27 Q{n}", value=20 + n, area="England") for n in (1, 3)]
    assert codes(*ours, *england) == []


def test_snapshots_have_no_period_between_them() -> None:
    days = [datum(period=day, value=21) for day in ("31 March 2025", "30 June 2026")]
    assert codes(*days, frequency="Snapshot") == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(40, 80), (40, 80)], ["DATA-016"]),
        ([(40, 80), (40, 81)], []),
        ([(20, 40), (20, 40)], ["DATA-016"]),
        ([(19, 40), (19, 40)], []),
        ([(80, 80), (80, 80)], []),
    ],
)
def test_a_share_that_is_exactly_the_last_one_is_asked_about(counts: Any, expected: Any) -> None:
    rows = [
        datum(
            period=year(2018 + at),
            value=round(Decimal(some * 100) / everyone, 1),
            numerator=some,
            denominator=everyone,
        )
        for at, (some, everyone) in enumerate(counts)
    ]
    assert codes(*rows, **ANNUAL) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("34.9", "34.9"), []),
        (("34.9", "34.9", "34.9"), ["DATA-016"]),
        ((34, 34, 34), []),
        ((100, 100, 100), []),
    ],
)
def test_without_counts_a_value_is_asked_about_the_third_time(values: Any, expected: Any) -> None:
    assert codes(*years(*values), **ANNUAL) == expected


def test_a_corrected_value_is_logged_and_the_later_is_used() -> None:
    revised = datum(source_text="Council, revised")
    (finding,) = found(datum(value=22, source_text="Council, July 2026"), revised)
    assert (finding.rule.code, finding.place.cell) == ("DATA-017", "D4")
    assert finding.message.endswith(
        "in row 5 too, and that row is used: it is a later version from the same source."
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({}, {}),
        ({"source_text": "Council"}, {"source_text": "Council"}),
        ({"source_text": "Council, July 2026"}, {"source_text": "Council, October 2026"}),
        ({}, {"received": date(2026, 7, 14)}),
        ({"received": date(2026, 7, 14)}, {"received": date(2026, 7, 14)}),
        ({"status": "Provisional"}, {"status": "Provisional"}),
    ],
    ids=["no source", "one source", "two returns", "one day", "same day", "both provisional"],
)
def test_two_figures_of_which_nothing_tells_the_later_are_asked_about(
    earlier: dict[str, Any], later: dict[str, Any]
) -> None:
    (finding,) = found(datum(value=22) | earlier, datum() | later)
    assert (finding.rule.code, finding.rule.severity.word) == ("DATA-022", "warning")
    assert finding.place.cell == "D4"
    assert finding.message == "Two rows give CP06 for 2026/27 Q1: 22 (row 4) and 21 (row 5)."
    assert finding.how_to_fix == "If one has a wrong period, fix it; otherwise row 5 is used."


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ({}, {"supersedes": "22"}, "its Supersedes is filled in"),
        (
            {"received": date(2026, 7, 14)},
            {"received": date(2026, 7, 15)},
            "it was received later",
        ),
        ({"status": "Provisional"}, {}, "it is Final, and this one Provisional"),
        ({"value": None, "status": "Not supplied"}, {}, "this one has no figure"),
        ({"value": 21}, {}, "both have the same figure"),
        (
            {"source_text": "Council, draft"},
            {"source_text": "Council"},
            "it is a later version from the same source",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_something_tells_the_later_it_is_said_and_nothing_need_change(
    earlier: dict[str, Any], later: dict[str, Any], reason: str
) -> None:
    (finding,) = found(datum(value=22) | earlier, datum() | later)
    assert finding.rule.code == "DATA-017"
    assert finding.message.endswith(f"that row is used: {reason}.")


def test_a_figure_that_a_row_without_one_took_over_is_asked_about() -> None:
    (finding,) = found(datum(value=22), datum(value=None, status="Not supplied"))
    assert finding.rule.code == "DATA-022"
    assert "22 (row 4) and not supplied (row 5)" in finding.message


def test_three_figures_are_asked_about_one_by_one() -> None:
    assert codes(datum(value=22), datum(value=23), datum()) == ["DATA-022", "DATA-022"]


def test_an_earlier_version_of_a_source_is_no_rival_of_another_source_that_agrees() -> None:
    council = [
        datum(value=22, source_text="Council", received=date(2026, 7, 1)),
        datum(source_text="Council", received=date(2026, 8, 1)),
    ]
    assert codes(*council, datum(source_text="Police")) == ["DATA-017", "DATA-017"]


def test_two_sources_that_disagree_are_left_to_people() -> None:
    rows = [datum(value=22, source_text="Police"), datum(source_text="Council")]
    (finding,) = found(*rows)
    assert (finding.rule.code, finding.place.cell) == ("DATA-018", "D5")
    assert "in rows 4, 5" in finding.message
    settled = [rows[0], rows[1] | {"supersedes": "22"}]
    assert codes(*settled) == ["DATA-017"]


# Indicators


@pytest.mark.parametrize(
    ("good_is", "floor", "wrong"),
    [("Higher", 21, True), ("Higher", 20, False), ("Lower", 19, True), ("Lower", 20, False)],
)
def test_a_floor_lies_on_the_worse_side_of_its_target(
    good_is: str, floor: int, wrong: bool
) -> None:
    assert codes(datum(), good_is=good_is, floor=floor) == (["IND-003"] if wrong else [])


def test_targets_of_single_periods_are_looked_at_too() -> None:
    rows = [
        {"indicator": "CP06", "period": "2026/27 Q1", "target": 20, "floor": 19},
        {"indicator": "CP06", "period": "2026/27 Q2", "target": 20, "target_to": 10},
        {"indicator": "CP06", "period": "spring", "target": 20},
    ]
    content = board(Indicators=[indicator()], Data=[datum()], Targets=rows)
    places = [(f.rule.code, f.place.sheet, f.place.cell) for f in check(content).findings]
    assert places == [
        ("IND-003", "Targets", "E4"),
        ("IND-004", "Targets", "D5"),
        ("CELL-007", "Targets", "B6"),
    ]


def test_a_range_is_a_target_whichever_way_is_good() -> None:
    assert codes(datum(), good_is="Neither", target=10, target_to=30) == []
    assert codes(datum(), good_is="Neither", target=None, target_to=30) == ["IND-004"]


# Bad input


UNREADABLE = ["none", "#N/A", "1e9", "\u0663", "-", None]
HOSTILE = [0, -5, "1400 (tbc)", 10**12, *UNREADABLE]


@pytest.mark.parametrize("denominator", HOSTILE)
@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_in_a_row_is_a_finding_at_most(value: Any, denominator: Any) -> None:
    rows = [
        datum(period=f"2026/27 Q{n}", value=value, numerator=3, denominator=denominator)
        for n in (1, 2, 3)
    ]
    fields = {"adds_up": "Each period alone", "baseline": 2}
    checked = check(board(Indicators=[indicator(**fields)], Data=rows))
    (result,) = checked.results.indicators
    assert result.reason
    if value in UNREADABLE:
        assert result.rag.rating == ""


# Fractions where percentages are meant


@pytest.mark.parametrize(
    ("values", "fields", "cells"),
    [
        (["11.1"], {"target": "0.9"}, ["target"]),
        (["2"], {"target": "0.9"}, ["target"]),
        (["1.9"], {"target": "0.9"}, []),
        (["0.4", "0.7"], {"target": "0.5"}, []),
        ([], {"target": "0.9"}, []),
        (["11.1"], {"target": 1}, []),
        (["11.1"], {"target": 0}, []),
        (["11.1"], {"target": "0.9", "unit": "Average"}, []),
        (["11.1"], {"target": 20, "floor": "0.25"}, ["floor"]),
        (["11.1"], {"target": "0.2", "floor": 25}, ["target"]),
        (["11.1"], {"target": "0.2", "floor": "0.1"}, ["target", "floor"]),
        (["11.1"], {"target": 20, "target_to": "0.3"}, ["target_to"]),
        (["11.1"], {"target": "0.2", "target_to": "0.3"}, ["target", "target_to"]),
    ],
)
def test_a_target_that_is_a_fraction_of_one_is_asked_about_once(
    values: list[str], fields: dict[str, Any], cells: list[str]
) -> None:
    numbers = {key: Decimal(value) if key != "unit" else value for key, value in fields.items()}
    checked = check(
        board(
            Indicators=[indicator(**{"frequency": "Financial year"} | numbers)],
            Data=years(*values),
        )
    )
    source = checked.board.indicators[0].source
    assert [f.rule.code for f in checked.findings] == ["IND-011"] * len(cells)
    assert [f.place for f in checked.findings] == [source.cell(key) for key in cells]


def test_what_is_meant_is_named() -> None:
    (finding,) = found(*years("11.1"), **ANNUAL | {"target": Decimal("0.9")})
    assert finding.message == (
        "The target of CP06 is 0.9 per cent, which looks like 90: its figures go up to 11.1."
    )
    assert finding.how_to_fix.startswith("If so, type 90;")


def test_a_target_of_one_period_is_asked_about_on_its_own_sheet() -> None:
    target = {"indicator": "CP06", "period": "2026/27", "target": Decimal("0.18")}
    (finding,) = check(board(Indicators=[indicator()], Data=[datum()], Targets=[target])).findings
    assert (finding.rule.code, finding.place.sheet) == ("IND-011", "Targets")
    assert "which looks like 18" in finding.message


# Counts without their value


@pytest.mark.parametrize(
    ("numerator", "denominator", "fields", "shown"),
    [
        (12, 58, {}, "12 of 58 is 20.7."),
        (12, 58, {"decimals": 0}, "12 of 58 is 21."),
        (12, 58, {"decimals": 2}, "12 of 58 is 20.69."),
        (0, 58, {}, "0 of 58 is 0."),
        (12, 5800, {"unit": "Per 10,000"}, "12 of 5800 is 20.7 per 10,000."),
        (87, 58, {"unit": "Average"}, "87 of 58 is 1.5."),
        (87, 58, {"unit": "Days"}, "87 of 58 is 1.5."),
    ],
)
def test_counts_without_their_value_are_told_what_they_give(
    numerator: int, denominator: int, fields: dict[str, Any], shown: str
) -> None:
    row = datum(value=None, numerator=numerator, denominator=denominator)
    (finding,) = found(row, **fields)
    assert (finding.rule.code, finding.place.cell) == ("DATA-023", "D4")
    assert finding.message.endswith(shown)


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit"),
    [(12, None, "%"), (None, 58, "%"), (12, 58, "Number"), (0, 0, "Average")],
)
def test_where_counts_give_nothing_the_value_is_only_said_to_be_missing(
    numerator: Any, denominator: Any, unit: str
) -> None:
    row = datum(value=None, numerator=numerator, denominator=denominator)
    assert codes(row, unit=unit) == ["DATA-001"]


def test_a_value_that_its_counts_deny_is_told_what_they_give() -> None:
    (finding,) = found(datum(value=Decimal("24.3"), numerator=41, denominator=175))
    assert finding.how_to_fix == "Type 23.4 if both counts are right; otherwise fix them."


def test_it_is_told_with_the_decimals_of_its_indicator() -> None:
    (finding,) = found(datum(value=25, numerator=41, denominator=175), decimals=2)
    assert finding.how_to_fix.startswith("Type 23.43 if")


# Rows that name no indicator


def test_an_indicator_without_a_code_takes_no_rows_and_is_called_by_its_row() -> None:
    nameless = indicator(code="", part_of="Plans", tolerance_in="")
    findings = check(board(Indicators=[nameless], Data=[datum(indicator="")])).findings
    assert [f.rule.code for f in findings] == ["CELL-003", "CELL-003", "IND-002", "IND-007"]
    assert all(f.message.startswith("The indicator in row 4 ") for f in findings[2:])


# Whose area it is


@pytest.mark.parametrize(
    ("taken_away", "is_missed"), [("", True), ("Area", False), ("Area kind", False)]
)
def test_an_area_of_ours_is_missed_unless_the_list_lacks_a_column(
    taken_away: str, is_missed: bool
) -> None:
    def take_away(book: Any) -> None:
        for row in book["Lists"].iter_rows():
            for cell in row:
                if cell.value == taken_away:
                    cell.value = "Notes"

    content = board(Indicators=[indicator()], Areas=[{"name": "England", "kind": "England"}])
    told = [finding.rule.code for finding in check_bytes(edited(content, take_away)).findings]

    assert ("IND-005" in told) is is_missed
