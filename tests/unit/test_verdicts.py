"""Which method judges an indicator, by what its row, its targets and its steps say."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.measures.benchmark import Standing
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Variation
from toolkit.measures.direction import Travel
from toolkit.measures.trend import Movement
from toolkit.results.verdicts import Result
from toolkit.values import choices
from toolkit.values.missing import Missing

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "Ourshire East", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
    {"name": "North West", "kind": "Region"},
    {"name": "Others like us", "kind": "Neighbours"},
    {"name": "Elseshire", "kind": "Other authority"},
    {"name": "Farshire", "kind": "Other authority"},
)


# On that day none of the figures here is out of date.
AS_AT = date(2026, 5, 1)


def results(*data: Any, areas: Any = AREAS, tables: Any = (), **fields: Any) -> tuple[Result, ...]:
    content = board(Indicators=[indicator(**fields)], Data=data, Areas=areas, **dict(tables))
    return check(content, AS_AT).results.indicators


def result(*data: Any, **fields: Any) -> Result:
    return results(*data, **fields)[0]


def quarters(*values: Any, start: int = 2023, **fields: Any) -> list[dict[str, Any]]:
    return [
        datum(
            period=f"{start + at // 4}/{(start + at // 4 + 1) % 100} Q{at % 4 + 1}",
            value=value,
            **fields,
        )
        for at, value in enumerate(values)
    ]


def share(period: str, some: int, everyone: int, **fields: Any) -> dict[str, Any]:
    value = round(Decimal(some * 100) / everyone, 1)
    return datum(period=period, value=value, numerator=some, denominator=everyone, **fields)


def years(*counts: int, everyone: int = 400, **fields: Any) -> list[dict[str, Any]]:
    return [
        share(f"{2020 + at}/{21 + at}", some, everyone, **fields) for at, some in enumerate(counts)
    ]


ANNUAL = {"frequency": "Financial year"}


# Targets


@pytest.mark.parametrize(
    ("value", "rating"), [(9, "Red"), (10, "Green"), (15, "Green"), (20, "Green"), (23, "Red")]
)
def test_a_range_is_met_from_end_to_end_whatever_is_good(value: int, rating: str) -> None:
    for good_is in ("Higher", "Neither"):
        found = result(datum(value=value), target=10, target_to=20, good_is=good_is)
        assert found.rag.rating == rating, good_is


@pytest.mark.parametrize(("value", "rating"), [(19, "Green"), (18, "Red"), (21, "Green")])
def test_what_should_stay_close_is_rated_on_both_sides(value: int, rating: str) -> None:
    found = result(datum(value=value), good_is="Stay close", tolerance=1, tolerance_in="Points")
    assert found.rag.rating == rating


def target(period: str, value: int | None, floor: int | None = None) -> dict[str, Any]:
    return {"indicator": "CP06", "period": period, "target": value, "floor": floor}


def test_a_target_of_its_period_goes_before_the_standing_one() -> None:
    rows = {"Targets": [target("2026/27 Q1", 22), target("2025/26", 10)]}
    found = result(datum(value=21), tables=rows)
    assert (found.aim.target, found.rag.rating) == (22, "Green")
    earlier = result(datum(period="2025/26 Q4", value=21), tables=rows)
    assert (earlier.aim.target, earlier.rag.rating) == (10, "Red")


def test_a_period_without_a_floor_of_its_own_keeps_the_standing_one() -> None:
    rows = {"Targets": [target("2026/27", 18)]}
    assert result(datum(value=24), floor=25, tables=rows).rag.rating == "Amber"
    assert (
        result(
            datum(value=24), floor=25, tables={"Targets": [target("2026/27", 18, 23)]}
        ).rag.rating
        == "Red"
    )


def test_a_period_with_only_a_floor_of_its_own_keeps_the_standing_target() -> None:
    row = {"indicator": "CP06", "period": "2026/27 Q1", "target": None, "floor": 25}
    found = result(datum(value=21), tables={"Targets": [row]})
    assert (found.rag.rating, found.aim.target, found.aim.floor) == ("Amber", 20, 25)


def test_a_rise_through_a_range_is_neither_better_nor_worse() -> None:
    data = quarters(17, 18, 17, 16, 17, 18, 17, 16, 17, 18, 17, 16, 25)
    found = result(*data, good_is="Higher", target=15, target_to=20)
    assert found.chart.variation is Variation.HIGH
    assert found.direction.travel is Travel.NO_JUDGEMENT


def test_the_target_of_a_running_total_is_the_years() -> None:
    fields = {"unit": "Number", "good_is": "Higher", "target": 100, "tolerance": 0}
    running = {**fields, "adds_up": "Running total of the year"}
    half_year = datum(period="2026/27 Q2", value=50)
    assert result(half_year, **running).rag.rating == "Green"
    assert result(half_year, **running).aim.target == 50
    assert result(half_year, **fields).rag.rating == "Red"


# In time


def test_a_running_total_is_charted_by_what_each_period_added() -> None:
    totals = [10, 21, 30, 41, 12, 22, 31, 40]
    found = result(
        *quarters(*totals),
        unit="Number",
        good_is="Higher",
        target=None,
        adds_up="Running total of the year",
    )
    assert [point.point.value for point in found.chart.points] == [10, 11, 9, 11, 12, 10, 9, 9]
    assert found.direction.travel is Travel.AWAITED
    assert found.direction_long.travel is not Travel.AWAITED


def test_a_year_to_date_is_sum_over_sum() -> None:
    data = [share("2026/27 Q1", 10, 100), share("2026/27 Q2", 90, 300)]
    found = result(*data, adds_up="Each period alone")
    assert found.year_to_date.value == 25
    assert found.year_to_date.reason == "100 of 400 over 2026/27 Q1 to 2026/27 Q2."


def test_no_year_to_date_is_made_of_what_nobody_said_adds_up() -> None:
    found = result(share("2026/27 Q1", 10, 100))
    assert found.year_to_date.value is Missing.NOT_APPLICABLE
    assert "Adds up how" in found.year_to_date.reason


def test_snapshots_are_not_summed() -> None:
    found = result(*quarters(21, 22), adds_up="As it stands")
    assert found.year_to_date.value == 22


def test_a_year_to_date_with_a_gap_is_unknown_and_not_smaller() -> None:
    data = [share("2026/27 Q1", 10, 100), share("2026/27 Q3", 90, 300)]
    found = result(*data, adds_up="Each period alone")
    assert found.year_to_date.value is Missing.NOT_SUPPLIED
    assert "2026/27 Q2 has no figure" in found.year_to_date.reason


def test_a_step_with_its_reason_draws_the_limits_again_in_its_area_alone() -> None:
    data = quarters(30, 31, 30, 31, 30, 31, 10, 11, 10, 11, 10, 11)
    step = {"indicator": "CP06", "first": date(2024, 10, 1), "reason": "A new front door."}
    plain = result(*data)
    assert plain.chart.variation is not Variation.COMMON
    for area, expected in (("", True), ("Ourshire", True), ("England", False)):
        found = result(*data, tables={"Breaks": [{**step, "area": area}]})
        assert (found.chart.variation is Variation.COMMON) is expected, area
    assert "A new front door." in " ".join(result(*data, tables={"Breaks": [step]}).chart.notes)


def test_baseline_points_fix_the_limits() -> None:
    data = quarters(20, 21, 20, 21, 20, 21, 15, 16, 15, 16, 15, 16)
    found = result(*data, baseline=6)
    assert found.chart.is_fixed
    assert found.chart.variation is Variation.IMPROVING
    assert not result(*data).chart.is_fixed


def test_a_new_definition_breaks_the_line() -> None:
    old, new = quarters(30, version="1"), [datum(period="2023/24 Q2", value=20, version="2")]
    assert result(*old, *new, version="2").direction.travel is Travel.AWAITED
    same = [{**row, "version": "2"} for row in old]
    assert result(*same, *new, version="2").direction.travel is Travel.BETTER


def test_a_row_that_names_no_definition_was_counted_by_the_present_one() -> None:
    data = [datum(period="2023/24 Q1", value=30), datum(period="2023/24 Q2", value=20, version="2")]
    assert result(*data, version="2").direction.travel is Travel.BETTER


def test_five_years_that_fall_are_a_trend_and_four_are_none() -> None:
    falling = years(120, 100, 80, 60, 40)
    assert result(*falling, **ANNUAL).trend.movement is Movement.DECREASING
    assert result(*falling, **ANNUAL).trend.travel is Travel.BETTER
    few = result(*falling[1:], **ANNUAL)
    assert few.trend.movement is Movement.NOT_CALCULATED
    assert few.trend.reason == "No trend: it needs 5 years, and there are 4."


def test_the_target_can_be_relied_on_where_the_usual_range_meets_it() -> None:
    steady = quarters(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11)
    assert result(*steady, target=20).chart.assurance is Assurance.HIT
    assert result(*steady, target=5).chart.assurance is Assurance.MISSED
    assert result(*steady, target="10.5").chart.assurance is Assurance.INCONSISTENT
    assert result(*steady, target=5, target_to=20).chart.assurance is Assurance.NONE


# Beside others


@pytest.mark.parametrize(
    ("england", "standing"), [(30, Standing.BETTER), (21, Standing.SIMILAR), (12, Standing.WORSE)]
)
def test_england_is_compared_by_our_interval(england: int, standing: Standing) -> None:
    data = [share("2026/27 Q1", 84, 400), datum(area="England", value=england)]
    assert result(*data).benchmarks[choices.ENGLAND].standing is standing


def test_a_figure_of_another_period_is_shown_but_not_compared() -> None:
    data = [share("2026/27 Q1", 84, 400), datum(area="England", period="2025/26 Q4", value=40)]
    found = result(*data)
    assert found.comparators[choices.ENGLAND].value == 40
    assert found.benchmarks[choices.ENGLAND].standing is Standing.NOT_COMPARED
    assert "its figure is for 2025/26 Q4, ours for 2026/27 Q1" in found.benchmarks["England"].reason


EARLIER = [share("2025/26 Q4", 84, 400), share("2026/27 Q1", 40, 400)]


def test_the_last_period_that_both_have_is_compared_and_named() -> None:
    found = result(*EARLIER, datum(area="England", period="2025/26 Q4", value=12))
    compared = found.benchmarks["England"]
    assert (compared.standing, str(compared.earlier)) == (Standing.WORSE, "2025/26 Q4")
    assert compared.reason.endswith("Both are for 2025/26 Q4, the latest period that both have.")
    assert "worse than England in 2025/26 Q4" in found.sentence.text


def test_of_the_periods_that_both_have_our_latest_goes_first() -> None:
    england = [
        datum(area="England", period="2025/26 Q4", value=12),
        datum(area="England", period="2026/27 Q1", value=30),
    ]
    compared = result(*EARLIER, *england).benchmarks["England"]
    assert (compared.standing, compared.earlier) == (Standing.BETTER, None)


@pytest.mark.parametrize(
    ("period", "is_compared"), [("2025/26 Q2", True), ("2025/26 Q1", False), ("2024/25 Q4", False)]
)
def test_a_figure_a_year_or_more_behind_ours_is_not_compared(
    period: str, is_compared: bool
) -> None:
    data = [share(period, 84, 400), *EARLIER, datum(area="England", period=period, value=12)]
    standing = result(*data).benchmarks["England"].standing
    assert (standing is not Standing.NOT_COMPARED) == is_compared


@pytest.mark.parametrize(
    ("period", "is_compared"), [("2022/23", True), ("2021/22", True), ("2020/21", False)]
)
def test_years_are_compared_with_an_england_up_to_two_years_behind(
    period: str, is_compared: bool
) -> None:
    england = datum(area="England", period=period, value=12)
    found = result(*years(84, 84, 84, 84), england, **ANNUAL)
    compared = found.benchmarks["England"]
    assert (compared.standing is not Standing.NOT_COMPARED) is is_compared
    assert (f"England in {period}" in found.sentence.text) is is_compared


def test_a_rolling_year_told_by_the_quarter_has_a_direction() -> None:
    periods = ["March 2026", "June 2026", "September 2026"]
    data = [
        share(f"12 months to {name}", some, 400)
        for name, some in zip(periods, (60, 60, 80), strict=True)
    ]
    found = result(*data, frequency="Rolling 12 months")
    assert found.direction.reason.startswith("15 to 20")


def test_a_rolling_year_after_a_gap_has_no_direction() -> None:
    periods = ["January 2026", "February 2026", "March 2026", "June 2026"]
    data = [share(f"12 months to {name}", 60, 400) for name in periods]
    found = result(*data, frequency="Rolling 12 months")
    assert found.direction.reason == "There is no value for 12 months to May 2026."


def test_a_figure_of_our_period_goes_before_a_newer_one() -> None:
    england = [
        datum(area="England", value=30),
        datum(area="England", period="2026/27 Q2", value=40),
    ]
    assert result(share("2026/27 Q1", 84, 400), *england).comparators["England"].value == 30


def test_several_neighbours_make_a_mean_and_one_is_their_mean_already() -> None:
    areas = (*AREAS, {"name": "Likeshire", "kind": "Neighbours"})
    data = [
        share("2026/27 Q1", 84, 400),
        datum(area="Others like us", value=30),
        datum(area="Likeshire", value=20),
    ]
    assert result(*data, areas=areas).comparators["Neighbours"].value == 25
    assert result(*data[:2], areas=areas).comparators["Neighbours"].value == 30
    assert result(*data[:2]).comparators["Neighbours"].value == 30


def test_numbers_of_places_of_different_size_are_neither_compared_nor_ranked() -> None:
    data = [datum(value=84), datum(area="England", value=9000), datum(area="Elseshire", value=90)]
    found = result(*data, unit="Number")
    assert found.benchmarks["England"].standing is Standing.NOT_COMPARED
    assert found.rank.position is None
    assert found.rank.reason == "Not ranked: numbers depend on the size of the area."


def test_authorities_are_ranked_and_nothing_else_is() -> None:
    data = [
        datum(value=21),
        datum(area="Ourshire East", value=1),
        datum(area="England", value=2),
        datum(area="Others like us", value=3),
        datum(area="Elseshire", value=20),
        datum(area="Farshire", value=30),
    ]
    ours, east = results(*data)
    assert (ours.rank.position, ours.rank.among) == (2, 3)
    assert east.rank.reason == "Not ranked: only whole authorities are ranked."


def test_an_authority_is_ranked_among_figures_of_its_own_period() -> None:
    data = [datum(value=21), datum(area="Elseshire", period="2025/26 Q4", value=20)]
    found = result(*data)
    assert found.rank.reason == "Not ranked: no other authority has a figure for 2026/27 Q1."


# What holds whatever the figures


@pytest.mark.parametrize("status", ["Not supplied", "Suppressed", "Not applicable"])
def test_what_is_missing_is_judged_by_no_method(status: str) -> None:
    found = result(
        *years(120, 100, 80, 60),
        datum(period="2024/25", value=None, status=status),
        datum(area="England", period="2024/25", value=20),
        datum(area="Elseshire", period="2024/25", value=20),
        **ANNUAL,
    )
    assert found.rag.rating == ""
    assert found.rank.position is None
    assert found.trend.movement is Movement.NOT_CALCULATED
    assert found.chart.variation is Variation.NOT_CHARTED
    assert found.benchmarks["England"].standing is Standing.NOT_COMPARED
    assert found.sentence.text == f"There is no figure: it is {status.lower()}."
    for reason in (found.rag.reason, found.rank.reason, found.estimate.reason, found.trend.reason):
        assert status.lower() in reason


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        ({"value": 21, "numerator": 5, "denominator": 0}, "%"),
        ({"value": -5}, "Number"),
        ({"value": 5, "numerator": -5, "denominator": 100}, "%"),
        ({"value": 150, "numerator": 150, "denominator": 100}, "%"),
    ],
    ids=["nothing to divide by", "below zero", "a count below zero", "more than the whole"],
)
def test_what_cannot_be_is_unrated_with_the_reason(fields: dict[str, Any], unit: str) -> None:
    found = result(datum(**fields), unit=unit)
    assert (found.rag.rating, found.rag.reason) == (
        "",
        "No rating: the value is not possible as typed.",
    )
    assert found.sentence.text == "There is no figure: it is not possible as typed."


def test_an_indicator_that_could_not_be_read_is_judged_by_no_method() -> None:
    found = result(*years(120, 100, 80, 60, 40), good_is="Sideways", **ANNUAL)
    assert found.chart.variation is Variation.NOT_CHARTED
    assert found.trend.movement is Movement.NOT_CALCULATED
    assert found.rank.position is None


def test_the_order_of_rows_changes_no_verdict() -> None:
    data = [
        *years(120, 100, 80, 60, 40),
        datum(area="England", period="2024/25", value=20),
        datum(area="Elseshire", period="2024/25", value=20),
    ]
    told = [verdicts(result(*data, **ANNUAL))]
    for seed in range(3):
        shuffled = random.Random(seed).sample(data, len(data))
        told.append(verdicts(result(*shuffled, **ANNUAL)))
    assert all(each == told[0] for each in told)


def verdicts(found: Result) -> Any:
    return (
        found.rag,
        found.direction,
        found.direction_long,
        found.estimate,
        found.benchmarks,
        found.rank,
        found.trend,
        found.chart,
        found.year_to_date,
        found.sentence,
    )


def test_the_sentence_is_built_from_the_verdicts() -> None:
    england = datum(area="England", period="2024/25", value=20)
    found = result(*years(160, 150, 140, 130, 120), england, **ANNUAL)
    assert found.sentence.text == ("Above target and worse than England, falling over five years.")
