"""Recent trend: the published sets, what has none and why, and the symmetries."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.direction import Travel
from toolkit.measures.intervals import Interval
from toolkit.measures.series import Point
from toolkit.measures.trend import (
    CRITICAL,
    Fit,
    Movement,
    Trend,
    between_two,
    proportions,
    recent,
    travel_of,
    weighted,
)
from toolkit.measures.units import base_of
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

MOVEMENTS = {
    "Increasing": Movement.INCREASING,
    "Decreasing": Movement.DECREASING,
    "NoChange": Movement.NO_CHANGE,
    "CannotBeCalculated": Movement.NOT_CALCULATED,
}
WORDS = {
    "IncreasingAndGettingBetter": Travel.BETTER,
    "IncreasingAndGettingWorse": Travel.WORSE,
    "DecreasingAndGettingWorse": Travel.WORSE,
    "DecreasingAndGettingBetter": Travel.BETTER,
    "Increasing": Travel.NO_JUDGEMENT,
    "NoChange": Travel.STABLE,
    "CannotBeCalculated": Travel.AWAITED,
}
POLARITY = {"High is good": "Higher", "Low is good": "Lower", "No judgement": "Neither"}
MIRRORED = {Travel.BETTER: Travel.WORSE, Travel.WORSE: Travel.BETTER}
COUNTS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 400)).map(
        lambda pair: (Decimal(pair[0]), Decimal(sum(pair)))
    ),
    min_size=5,
    max_size=7,
)
UNITS = st.sampled_from(["%", "Per 10,000"])


@pytest.fixture(scope="module")
def published(shared: Path) -> Any:
    text = (shared / "facts/vectors/trend_fingertips.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def year(first: int) -> Period:
    return parse(f"{first}/{(first + 1) % 100:02}", PeriodKind.FINANCIAL_YEAR)


def point(
    first: int, numerator: Value, denominator: Value, version: str = "", unit: str = "%"
) -> Point:
    value: Value = Missing.NOT_APPLICABLE
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal) and denominator:
        value = numerator * (base_of(unit) or 1) / denominator
    return Point(year(first), value, numerator, denominator, version)


def series(*counts: tuple[int, int], start: int = 2019, unit: str = "%") -> list[Point]:
    return [
        point(start + place, Decimal(x), Decimal(n), unit=unit)
        for place, (x, n) in enumerate(counts)
    ]


RISING = ((20, 100), (30, 100), (40, 100), (50, 100), (60, 100))


# Published sets


@pytest.mark.shared
def test_the_published_lines_through_rates_are_reproduced(published: Any) -> None:
    assert len(published["weighted"]) == 6
    for case in published["weighted"]:
        intervals = [
            Interval(low, high) for low, high in zip(case["lower95"], case["upper95"], strict=True)
        ]
        fit = weighted(case["value"], intervals)
        assert abs(fit.slope - case["slope"]) < Decimal("1e-6"), case["id"]
        assert abs(fit.chi_squared - case["chi2"]) < Decimal("1e-4"), case["id"]
        assert fit.movement is MOVEMENTS[case["marker"]], case["id"]
        if case["adjusted"]:
            travel = travel_of(fit.movement, POLARITY[case["polarity"]])
            assert travel is WORDS[case["adjusted"]], case["id"]


@pytest.mark.shared
def test_the_published_trend_in_shares_is_reproduced(published: Any) -> None:
    assert len(published["proportions"]) == 3
    case = next(case for case in published["proportions"] if case["id"] == "cs-prop1")
    fit = proportions(case["x"], case["n"])
    assert abs(fit.chi_squared - case["chi2"]) < Decimal("1e-4")
    assert fit.movement is Movement.INCREASING


@pytest.mark.shared
@pytest.mark.parametrize("name", ["cs-prop2", "zero-count-gap"])
def test_a_year_with_none_or_all_is_not_calculated(published: Any, name: str) -> None:
    case = next(case for case in published["proportions"] if case["id"] == name)
    found = recent(
        series(*zip(map(int, case["x"]), map(int, case["n"]), strict=True)), "%", "Higher"
    )
    assert found.movement is Movement.NOT_CALCULATED
    assert found.reason == "No trend: a year has none or all of its cases, and so no spread."


@pytest.mark.shared
def test_what_is_published_as_not_testable_is_not_tested(published: Any) -> None:
    quarters = [Point(parse(f"2023/24 Q{n}", PeriodKind.QUARTER), Decimal(n)) for n in range(1, 5)]
    pooled = [
        Point(parse(f"{first}-{first - 1998}", PeriodKind.POOLED_YEARS), Decimal(5))
        for first in range(2010, 2015)
    ]
    gap = [*series(*RISING[:2]), *series(*RISING[2:], start=2022)]
    found = {
        "4 points": recent(series(*RISING[1:]), "%", "Higher"),
        "quarterly data": recent(quarters, "%", "Higher"),
        "rolling 3-year periods (year range 3)": recent(pooled, "%", "Higher"),
        "gap inside last five": recent(gap, "%", "Higher"),
        "value type count": recent(series(*RISING), "Number", "Higher"),
    }
    assert set(found) == {case["case"] for case in published["eligibility"]}
    assert {trend.movement for trend in found.values()} == {Movement.NOT_CALCULATED}


@pytest.mark.shared
def test_polarity_gives_the_published_words(published: Any) -> None:
    assert len(published["polarity_adjust"]) == 7
    for case in published["polarity_adjust"]:
        found = travel_of(MOVEMENTS[case["trend"]], POLARITY[case["polarity"]])
        assert found is WORDS[case["exp"]]


@pytest.mark.shared
def test_two_points_differ_where_their_intervals_do_not_meet(published: Any) -> None:
    def interval(case: Any) -> Interval | None:
        return Interval(case[1], case[2]) if case and case[1] is not None else None

    assert len(published["two_point"]) == 4
    for case in published["two_point"]:
        found = between_two(interval(case["recent"]), interval(case["previous"]))
        assert found is MOVEMENTS[case["exp"]]


# What the reader sees


@pytest.mark.parametrize(
    ("good_is", "travel", "words"),
    [
        ("Higher", Travel.BETTER, "Increasing from 2019/20 to 2023/24, so better ("),
        ("Lower", Travel.WORSE, "Increasing from 2019/20 to 2023/24, so worse ("),
        ("Neither", Travel.NO_JUDGEMENT, "Increasing from 2019/20 to 2023/24 ("),
    ],
)
def test_a_rise_is_judged_by_polarity(good_is: str, travel: Travel, words: str) -> None:
    found = recent(series(*RISING), "%", good_is)
    assert (found.movement, found.travel) == (Movement.INCREASING, travel)
    assert found.reason == f"{words}chi-squared 41.67, against 9.55)."


def test_a_series_that_never_changes_has_no_change() -> None:
    for unit in ("%", "Per 10,000"):
        found = recent(series(*[(20, 100)] * 5, unit=unit), unit, "Higher")
        assert (found.movement, found.travel) == (Movement.NO_CHANGE, Travel.STABLE)
        assert found.reason.startswith("No significant change from 2019/20 to 2023/24 (")


def test_a_rise_that_hangs_on_one_year_is_no_trend() -> None:
    counts = series((40, 100), (39, 100), (38, 100), (37, 100), (90, 100))
    found = recent(counts, "%", "Higher")
    assert found.movement is Movement.NO_CHANGE
    assert "it depends on one year" in found.reason


def test_the_critical_value_itself_is_not_passed() -> None:
    assert abs(CRITICAL - Decimal("9.54953570608324")) < Decimal("1e-12")
    assert Fit(Decimal(1), CRITICAL, is_steady=True).movement is Movement.NO_CHANGE
    above = CRITICAL + Decimal("0.0001")
    assert Fit(Decimal(1), above, is_steady=True).movement is Movement.INCREASING
    assert Fit(Decimal(-1), above, is_steady=True).movement is Movement.DECREASING


def test_only_the_last_five_years_count() -> None:
    long = series((90, 100), *RISING, start=2018)
    assert recent(long, "%", "Higher") == recent(long[1:], "%", "Higher")


def test_a_year_not_due_yet_is_passed_over() -> None:
    waiting = [*series(*RISING), Point(year(2024), Missing.NOT_DUE)]
    assert recent(waiting, "%", "Higher") == recent(series(*RISING), "%", "Higher")


def test_snapshots_a_year_apart_have_a_trend() -> None:
    days = [parse(f"31 March {2020 + place}", PeriodKind.SNAPSHOT) for place in range(5)]
    points = [
        Point(day, Decimal(x), Decimal(x), Decimal(n))
        for day, (x, n) in zip(days, RISING, strict=True)
    ]
    assert recent(points, "%", "Higher").movement is Movement.INCREASING


def test_snapshots_at_other_times_of_the_year_have_none() -> None:
    days = ["2020-03-31", "2021-03-31", "2022-03-31", "2022-09-30", "2023-03-31"]
    points = [
        Point(parse(day, PeriodKind.SNAPSHOT), Decimal(x), Decimal(x), Decimal(n))
        for day, (x, n) in zip(days, RISING, strict=True)
    ]
    assert recent(points, "%", "Higher").reason == (
        "No trend: 30 September 2022 does not come a year after 31 March 2022."
    )


# What has no trend


def reason(points: list[Point], unit: str = "%") -> str:
    found = recent(points, unit, "Higher")
    assert (found.movement, found.travel) == (Movement.NOT_CALCULATED, Travel.AWAITED)
    assert found.chi_squared is None
    return found.reason


def test_four_years_are_too_few() -> None:
    assert reason(series(*RISING[1:])) == "No trend: it needs 5 years, and there are 4."


def test_no_years_are_too_few() -> None:
    assert reason([]) == "No trend: there are no values."


def test_years_that_do_not_follow_each_other_have_none() -> None:
    gap = [*series(*RISING[:2]), *series(*RISING[2:], start=2022)]
    assert reason(gap) == "No trend: 2022/23 does not come a year after 2020/21."


@pytest.mark.parametrize("why", [why for why in Missing if why is not Missing.NOT_DUE])
def test_a_year_without_a_value_breaks_it(why: Missing) -> None:
    points = series(*RISING)
    points[2] = Point(points[2].period, why)
    assert reason(points) == f"No trend: the value of 2021/22 is {why.value}."


def test_a_change_of_definition_breaks_it() -> None:
    points = [*series(*RISING[:4]), point(2023, Decimal(60), Decimal(100), version="2")]
    assert reason(points) == "No trend: the definition changed between 2022/23 and 2023/24."


@pytest.mark.parametrize(
    ("kind", "words"),
    [(PeriodKind.ROLLING, "12 months to March {}"), (PeriodKind.POOLED_YEARS, "{}-{}")],
)
def test_periods_that_overlap_have_none(kind: PeriodKind, words: str) -> None:
    points = [
        Point(parse(words.format(2010 + place, 12 + place), kind), Decimal(5)) for place in range(5)
    ]
    assert reason(points) == (
        f"No trend: periods given as {kind} overlap, so none counts on its own."
    )


def test_quarters_have_none() -> None:
    points = [Point(parse(f"2023/24 Q{n}", PeriodKind.QUARTER), Decimal(n)) for n in range(1, 5)]
    assert reason(points) == "No trend: only annual figures are tested."


@pytest.mark.parametrize("unit", ["Number", "Days", "Average", "£", ""])
def test_plain_numbers_have_none(unit: str) -> None:
    assert reason(series(*RISING), unit) == "No trend: only percentages and rates are tested."


def test_percentages_without_their_counts_have_none() -> None:
    points = [Point(year(2019 + place), Decimal(20 + place)) for place in range(5)]
    assert reason(points) == "No trend: 2019/20 has no numerator and denominator."


@pytest.mark.parametrize(("x", "n"), [(0, 0), (-1, 100), (5, -1)])
def test_impossible_counts_have_none(x: int, n: int) -> None:
    points = series(*RISING)
    points[1] = Point(points[1].period, Decimal(5), Decimal(x), Decimal(n))
    assert reason(points) == "No trend: a denominator is zero, or a count is below zero."


def test_a_numerator_beyond_its_denominator_has_none() -> None:
    assert reason(series(*RISING[:4], (120, 100))) == (
        "No trend: a numerator is larger than its denominator."
    )


@pytest.mark.parametrize(("value", "is_given"), [("41", True), ("44", False), ("4", False)])
def test_a_value_that_its_counts_do_not_give_has_no_trend(value: str, is_given: bool) -> None:
    points = series(*RISING[:2], (41, 100), *RISING[3:])
    points[2] = Point(points[2].period, Decimal(value), Decimal(41), Decimal(100))
    found = recent(points, "%", "Higher")
    assert (found.movement is Movement.INCREASING) is is_given
    if not is_given:
        assert found.reason == "No trend: the value of 2021/22 does not match its counts."


def test_two_values_for_one_year_are_for_someone_to_choose() -> None:
    with pytest.raises(ValueError, match=r"2019/20 has two values; choose one of them\."):
        recent([*series(*RISING), *series((5, 10))], "%", "Higher")


def test_a_rate_of_a_few_events_that_are_not_whole_has_none() -> None:
    points = [point(2019 + at, Decimal("4.5"), Decimal(100), unit="Per 1,000") for at in range(5)]
    assert reason(points, "Per 1,000") == "No trend: a small count is not a whole number."


# Symmetries


def made(counts: list[tuple[Decimal, Decimal]], unit: str = "%") -> list[Point]:
    return [point(2010 + place, x, n, unit=unit) for place, (x, n) in enumerate(counts)]


@given(COUNTS, UNITS)
def test_verdicts_mirror_when_polarity_flips(
    counts: list[tuple[Decimal, Decimal]], unit: str
) -> None:
    higher, lower = (recent(made(counts, unit), unit, good_is) for good_is in ("Higher", "Lower"))
    assert lower.movement is higher.movement
    assert lower.travel is MIRRORED.get(higher.travel, higher.travel)


@given(COUNTS)
def test_those_who_did_not_go_the_other_way(counts: list[tuple[Decimal, Decimal]]) -> None:
    did = recent(made(counts), "%", "Higher")
    did_not = recent(made([(n - x, n) for x, n in counts]), "%", "Lower")
    assert did.travel is did_not.travel


@given(COUNTS, UNITS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    counts: list[tuple[Decimal, Decimal]], unit: str, random: Any
) -> None:
    points = made(counts, unit)
    shuffled = points.copy()
    random.shuffle(shuffled)
    assert recent(shuffled, unit, "Higher") == recent(points, unit, "Higher")


@given(COUNTS)
def test_the_base_of_a_rate_does_not_matter(counts: list[tuple[Decimal, Decimal]]) -> None:
    found = [
        recent(made(counts, unit), unit, "Lower").movement for unit in ("Per 1,000", "Per 10,000")
    ]
    assert found[0] is found[1]
    assert found[0] is not Movement.NOT_CALCULATED


@given(COUNTS, UNITS, st.sampled_from(Missing), st.integers(0, 4))
def test_what_is_missing_is_never_worse(
    counts: list[tuple[Decimal, Decimal]], unit: str, why: Missing, place: int
) -> None:
    points = made(counts[:5], unit)
    points[place] = Point(points[place].period, why)
    found = recent(points, unit, "Higher")
    assert isinstance(found, Trend)
    assert found.travel is Travel.AWAITED
