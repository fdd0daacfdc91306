"""Periods taken together: sums over sums, what is never summed, and what a gap does."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.cumulative import rolling_year, year_to_date
from toolkit.measures.running_totals import separated
from toolkit.measures.series import Point
from toolkit.measures.together import Gathering
from toolkit.measures.year_check import check_year
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

YEAR = parse("2024/25", PeriodKind.FINANCIAL_YEAR)
COUNTS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50)).map(
        lambda pair: (Decimal(pair[0]), Decimal(sum(pair)))
    ),
    min_size=4,
    max_size=4,
)


def quarter(number: int, years: str = "2024/25") -> Period:
    return parse(f"{years} Q{number}", PeriodKind.QUARTER)


def percent(number: int, x: Value, n: Value, version: str = "") -> Point:
    value: Value = Missing.NOT_SUPPLIED
    if isinstance(x, Decimal) and isinstance(n, Decimal):
        value = x * 100 / n
    return Point(quarter(number), value, x, n, version)


def percents(*counts: tuple[int, int]) -> list[Point]:
    return [percent(at, Decimal(x), Decimal(n)) for at, (x, n) in enumerate(counts, start=1)]


def numbers(*values: int | Decimal) -> list[Point]:
    return [Point(quarter(at), Decimal(value)) for at, value in enumerate(values, start=1)]


# Year to date


def test_a_percentage_to_date_is_sum_over_sum_and_not_a_mean() -> None:
    found = year_to_date(percents((1, 10), (90, 100)), YEAR, "%")
    assert isinstance(found.value, Decimal)
    assert round(found.value, 2) == Decimal("82.73")
    assert [found.numerator, found.denominator, found.months] == [91, 110, 6]
    assert found.reason == "91 of 110 over 2024/25 Q1 to 2024/25 Q2."


def test_numbers_to_date_are_added() -> None:
    found = year_to_date(numbers(5, 7, 9), YEAR, "Number")
    assert [found.value, found.months, found.is_whole] == [21, 9, False]
    assert year_to_date(numbers(5, 7, 9, 1), YEAR, "Number").is_whole


def test_a_rate_to_date_has_the_years_one_population() -> None:
    points = [Point(quarter(at), Decimal(1), Decimal(30), Decimal(9_999)) for at in (1, 2)]
    found = year_to_date(points, YEAR, "Per 10,000", population=Decimal(10_000))
    assert [found.value, found.denominator] == [60, 10_000]
    assert found.reason == "60 in 10000, per 10,000, in 6 months."


def test_a_mean_to_date_is_sum_over_sum() -> None:
    points = [Point(quarter(1), Decimal(12), Decimal(120), Decimal(10))]
    points.append(Point(quarter(2), Decimal(18), Decimal(540), Decimal(30)))
    assert year_to_date(points, YEAR, "Average").value == Decimal("16.5")


@pytest.mark.parametrize("unit", ["Days", ""])
def test_what_has_no_rule_is_not_taken_together(unit: str) -> None:
    found = year_to_date(percents((1, 10), (9, 10)), YEAR, unit)
    assert found.value is Missing.NOT_APPLICABLE
    assert found.reason.endswith("cannot be added up.")


def test_snapshots_are_never_summed() -> None:
    days = ["30 June 2024", "30 September 2024"]
    points = [
        Point(parse(day, PeriodKind.SNAPSHOT), Decimal(value))
        for day, value in zip(days, (400, 410), strict=True)
    ]
    found = year_to_date(points, YEAR, "Number")
    assert [found.value, found.months] == [410, 0]
    assert found.reason == "As at 30 September 2024; snapshots are not added up."


def test_quarters_that_are_snapshots_are_not_summed_either() -> None:
    found = year_to_date(numbers(400, 410), YEAR, "Number", Gathering.SNAPSHOT)
    assert found.value == 410


def test_a_figure_that_holds_its_year_so_far_is_taken_as_it_is() -> None:
    found = year_to_date(numbers(5, 12), YEAR, "Number", Gathering.CUMULATIVE)
    assert [found.value, found.months] == [12, 6]
    assert found.reason == "As given for 2024/25 Q2, which covers 6 months of the year."


def test_rolling_years_are_not_summed() -> None:
    points = [
        Point(parse(f"12 months to {month} 2024", PeriodKind.ROLLING), Decimal(value))
        for month, value in (("June", 90), ("July", 95))
    ]
    found = year_to_date(points, YEAR, "Number")
    assert [found.value, found.months] == [95, 12]


def test_a_gap_leaves_the_year_to_date_unknown() -> None:
    points = [percents((1, 10))[0], percent(3, Decimal(5), Decimal(10))]
    found = year_to_date(points, YEAR, "%")
    assert found.value is Missing.NOT_SUPPLIED
    assert found.reason == "Not worked out: 2024/25 Q2 has no figure."


def test_a_year_that_begins_late_is_unknown_by_its_first_quarter() -> None:
    found = year_to_date([percent(3, Decimal(5), Decimal(10))], YEAR, "%")
    assert found.reason == "Not worked out: 2024/25 Q1 has no figure."


@pytest.mark.parametrize("why", [why for why in Missing if why is not Missing.NOT_DUE])
def test_a_missing_quarter_is_not_zero(why: Missing) -> None:
    points = [*percents((1, 10)), Point(quarter(2), why)]
    found = year_to_date(points, YEAR, "%")
    assert found.value is why
    assert found.reason == f"Not worked out: the numerator of 2024/25 Q2 is {why.value}."


def test_a_quarter_not_due_yet_does_not_hold_up_the_year_to_date() -> None:
    points = [*numbers(5, 7), Point(quarter(3), Missing.NOT_DUE)]
    assert year_to_date(points, YEAR, "Number").value == 12


def test_a_change_of_definition_breaks_the_year() -> None:
    points = [percents((1, 10))[0], percent(2, Decimal(5), Decimal(10), "2")]
    found = year_to_date(points, YEAR, "%")
    assert found.reason == "Not worked out: the definition changed in 2024/25 Q2."


def test_denominators_of_zero_give_no_percentage() -> None:
    points = [Point(quarter(1), Decimal(0), Decimal(0), Decimal(0))]
    found = year_to_date(points, YEAR, "%")
    assert found.value is Missing.NOT_APPLICABLE
    assert found.reason == "Not worked out: the denominators add up to zero."


def test_a_negative_count_is_named() -> None:
    found = year_to_date(numbers(5, -7), YEAR, "Number")
    assert found.value is Missing.UNREADABLE
    assert found.reason == "Not worked out: the value of 2024/25 Q2 is -7, below zero."


# Rolling years


def test_a_rolling_year_is_the_last_four_quarters() -> None:
    before = Point(quarter(4, "2023/24"), Decimal(99))
    assert rolling_year([before, *numbers(1, 2, 3, 4)], "Number").value == 10
    found = rolling_year([before, *numbers(1, 2, 3)], "Number")
    assert [found.value, found.months] == [105, 12]


def test_three_quarters_are_no_rolling_year() -> None:
    found = rolling_year(numbers(1, 2, 3), "Number")
    assert found.value is Missing.NOT_SUPPLIED
    assert found.reason == "Not worked out: it needs 4 periods, and there are 3."


def test_years_make_no_rolling_year() -> None:
    found = rolling_year([Point(YEAR, Decimal(5))], "Number")
    assert found.value is Missing.NOT_APPLICABLE


def test_a_rolling_year_has_no_gap_and_one_definition() -> None:
    last = [Point(quarter(at, "2023/24"), Decimal(at)) for at in (1, 2)]
    assert rolling_year([*last, *numbers(1, 2)], "Number").reason == (
        "Not worked out: 2023/24 Q4 has no figure."
    )
    changed = [*percents((1, 10), (2, 10), (3, 10)), percent(4, Decimal(4), Decimal(10), "2")]
    assert rolling_year(changed, "%").reason == (
        "Not worked out: the definition changed in 2024/25 Q4."
    )


def test_without_values_there_is_nothing_to_take_together() -> None:
    assert year_to_date([], YEAR, "%").value is Missing.NOT_SUPPLIED
    assert rolling_year([], "%").value is Missing.NOT_SUPPLIED


def test_a_missing_latest_snapshot_stays_missing() -> None:
    points = [*numbers(400), Point(quarter(2), Missing.SUPPRESSED)]
    found = year_to_date(points, YEAR, "Number", Gathering.SNAPSHOT)
    assert found.value is Missing.SUPPRESSED
    assert found.reason == "Not worked out: the value of 2024/25 Q2 is suppressed."


def test_a_quarter_without_its_denominator_is_named() -> None:
    points = [Point(quarter(1), Decimal(10), Decimal(1), Missing.BLANK)]
    found = year_to_date(points, YEAR, "%")
    assert found.reason == "Not worked out: the denominator of 2024/25 Q1 is left empty."


# Figures that hold those before them


def test_each_quarters_own_share_is_the_difference() -> None:
    apart = separated(numbers(5, 12, 12, 20), YEAR)
    assert [point.value for point in apart] == [5, 7, 0, 8]


def test_a_cumulative_figure_that_falls_cannot_be_taken_apart() -> None:
    apart = separated(numbers(5, 4), YEAR)
    assert [point.value for point in apart] == [5, Missing.UNREADABLE]


def test_after_a_gap_nobody_knows_which_quarter_it_was() -> None:
    first, _, third, fourth = numbers(5, 12, 15, 20)
    apart = separated([first, third, fourth], YEAR)
    assert [point.value for point in apart] == [5, Missing.NOT_SUPPLIED, 5]


# Quarters against the year


def year(
    value: Value, numerator: Value = Missing.BLANK, denominator: Value = Missing.BLANK
) -> Point:
    return Point(YEAR, value, numerator, denominator)


@pytest.mark.parametrize("unit", ["Number", "£"])
@pytest.mark.parametrize(("printed", "agrees"), [("25", True), ("24", False)])
def test_the_numbers_and_the_money_of_a_year_add_up(printed: str, agrees: bool, unit: str) -> None:
    found = check_year(numbers(5, 7, 9, 4), year(Decimal(printed)), unit)
    assert [found.agrees, found.worked_out] == [agrees, 25]


@pytest.mark.parametrize(("printed", "agrees"), [("47.5", True), ("50.0", False)])
def test_a_years_percentage_is_held_against_the_counts(printed: str, agrees: bool) -> None:
    """50.0 is the mean of the four percentages, and wrong."""
    points = percents((1, 10), (27, 30), (10, 20), (10, 20))
    points[3] = percent(4, Decimal(0), Decimal(20))
    found = check_year(points, year(Decimal(printed)), "%")
    assert found.agrees is agrees


@pytest.mark.parametrize(
    ("printed", "agrees"), [("19.5", True), ("60.5", True), ("19.4", False), ("60.6", False)]
)
def test_without_counts_a_years_percentage_lies_among_its_quarters(
    printed: str, agrees: bool
) -> None:
    """Its quarters were rounded to whole numbers, so it may lie half a unit beyond them."""
    found = check_year(numbers(20, 60, 30, 40), year(Decimal(printed)), "%")
    assert found.agrees is agrees


@pytest.mark.parametrize(("printed", "agrees"), [("19.95", True), ("19.94", False)])
def test_quarters_written_more_exactly_leave_less_room(printed: str, agrees: bool) -> None:
    parts = numbers(20, Decimal("60.2"), 30, 40)
    assert check_year(parts, year(Decimal(printed)), "%").agrees is agrees


@pytest.mark.parametrize(
    ("printed", "agrees"), [("10.6", True), ("10.7", False), ("10", True), ("9", False)]
)
def test_numbers_that_were_rounded_may_miss_their_year_by_that(printed: str, agrees: bool) -> None:
    """Four quarters of 2.6 may each hold half a tenth more or less, and so may the year."""
    parts = numbers(*[Decimal("2.6")] * 4)
    found = check_year(parts, year(Decimal(printed)), "Number")
    assert found.agrees is agrees


@pytest.mark.parametrize("gathering", [Gathering.CUMULATIVE, Gathering.SNAPSHOT])
@pytest.mark.parametrize(
    ("last", "printed", "agrees"),
    [("9.4", "9.4", True), ("9.4", "9", True), ("9.4", "9.5", False), ("9.6", "9", False)],
)
def test_the_last_of_a_running_total_or_of_snapshots_is_the_years(
    gathering: Gathering, last: str, printed: str, agrees: bool
) -> None:
    parts = numbers(1, 2, 3, Decimal(last))
    found = check_year(parts, year(Decimal(printed)), "%", gathering)
    assert [found.agrees, found.worked_out] == [agrees, Decimal(last)]


@pytest.mark.parametrize("gathering", [Gathering.CUMULATIVE, Gathering.SNAPSHOT])
def test_a_last_figure_that_is_missing_is_held_against_nothing(gathering: Gathering) -> None:
    parts = [*numbers(1, 2, 3), Point(quarter(4), Missing.SUPPRESSED)]
    assert check_year(parts, year(Decimal(9)), "Number", gathering).agrees is None
    assert check_year(numbers(1, 2, 3), year(Decimal(9)), "Number", gathering).agrees is None


@pytest.mark.parametrize(
    ("population", "printed", "agrees"),
    [("1000", "25", True), ("1000", "24", False), ("2000", "12.5", True)],
)
def test_a_years_rate_is_held_against_the_counts_over_its_own_population(
    population: str, printed: str, agrees: bool
) -> None:
    parts = [Point(quarter(at), Decimal(5), Decimal(count), Decimal(250))
             for at, count in enumerate((5, 7, 9, 4), start=1)]  # fmt: skip
    point = Point(YEAR, Decimal(printed), Missing.BLANK, Decimal(population))
    assert check_year(parts, point, "Per 1,000").agrees is agrees
    assert check_year(parts, Point(YEAR, Decimal(printed)), "Per 1,000").agrees is None


def test_a_year_counted_by_another_definition_is_not_compared() -> None:
    point = Point(YEAR, Decimal(99), version="2")
    assert check_year(numbers(5, 7, 9, 4), point, "Number").agrees is None


def test_a_year_with_a_quarter_missing_is_not_compared() -> None:
    found = check_year(numbers(5, 7, 9), year(Decimal(21)), "Number")
    assert [found.agrees, found.reason] == [None, "Not compared: the year has gaps."]


def test_a_year_is_not_compared_with_quarters_that_are_not_known() -> None:
    quarters = [*numbers(5, 7, 9), Point(quarter(4), Missing.SUPPRESSED)]
    found = check_year(quarters, year(Decimal(21)), "Number")
    assert found.agrees is None
    assert "the value of 2024/25 Q4 is suppressed" in found.reason


@pytest.mark.parametrize("why", Missing)
def test_a_missing_year_is_not_compared(why: Missing) -> None:
    assert check_year(numbers(5, 7, 9, 4), year(why), "Number").agrees is None


# Symmetries


def made(counts: list[tuple[Decimal, Decimal]]) -> list[Point]:
    return [percent(at, x, n) for at, (x, n) in enumerate(counts, start=1)]


@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    counts: list[tuple[Decimal, Decimal]], random: Any
) -> None:
    points = made(counts)
    shuffled = points.copy()
    random.shuffle(shuffled)
    assert year_to_date(shuffled, YEAR, "%") == year_to_date(points, YEAR, "%")


@given(COUNTS)
def test_a_percentage_to_date_lies_among_its_quarters(
    counts: list[tuple[Decimal, Decimal]],
) -> None:
    points = made(counts)
    value = year_to_date(points, YEAR, "%").value
    assert isinstance(value, Decimal)
    values = [point.value for point in points if isinstance(point.value, Decimal)]
    tiny = Decimal("1e-20")
    assert min(values) - tiny <= value <= max(values) + tiny


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4))
def test_what_is_taken_apart_adds_up_again(parts: list[int]) -> None:
    totals = [sum(parts[: at + 1]) for at in range(4)]
    apart = separated(numbers(*totals), YEAR)
    assert year_to_date(apart, YEAR, "Number").value == totals[-1]
