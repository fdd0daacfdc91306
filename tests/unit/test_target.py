"""Target RAG: boundaries, floors, tolerances, missing values, and the symmetries of it all."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.target import TargetRag, profiled, rate, rate_close, rate_range, target_for
from toolkit.measures.tolerance import Tolerance
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

NUMBERS = st.decimals(-10_000, 10_000, places=2)
FLOORS = st.one_of(st.just(Missing.BLANK), NUMBERS)
TOLERANCES = st.builds(
    Tolerance, st.decimals(0, 20, places=1), st.sampled_from(["Points", "Percent"])
)
POLARITIES = st.sampled_from(["Higher", "Lower"])
NO_TOLERANCE = Tolerance()
TWO_POINTS = Tolerance(Decimal(2), "Points")
FIVE_PER_CENT = Tolerance(Decimal(5), "Percent")
ORDER = ["Red", "Amber", "Green"]


def rated(
    value: str, target: str, good_is: str, floor: str = "", tolerance: Tolerance = NO_TOLERANCE
) -> str:
    limit: Value = Decimal(floor) if floor else Missing.BLANK
    return rate(Decimal(value), Decimal(target), limit, tolerance, good_is).rating


@pytest.mark.parametrize(("value", "rating"), [("80", "Green"), ("80.1", "Green"), ("79.9", "Red")])
def test_on_the_target_is_green(value: str, rating: str) -> None:
    assert rated(value, "80", "Higher") == rating


@pytest.mark.parametrize(("value", "rating"), [("20", "Green"), ("19.9", "Green"), ("20.1", "Red")])
def test_where_lower_is_good_below_the_target_is_green(value: str, rating: str) -> None:
    assert rated(value, "20", "Lower") == rating


@pytest.mark.parametrize(
    ("good_is", "target", "floor", "on_it", "beyond"),
    [("Higher", "80", "75", "75", "74.9"), ("Lower", "20", "25", "25", "25.1")],
)
def test_on_the_floor_is_amber_and_beyond_it_red(
    good_is: str, target: str, floor: str, on_it: str, beyond: str
) -> None:
    assert rated(on_it, target, good_is, floor) == "Amber"
    assert rated(beyond, target, good_is, floor) == "Red"


def test_a_floor_decides_before_a_tolerance() -> None:
    assert rated("77", "80", "Higher", "75", TWO_POINTS) == "Amber"
    assert rated("79", "80", "Higher", "79.5", TWO_POINTS) == "Red"


@pytest.mark.parametrize(
    ("tolerance", "within", "beyond"),
    [(TWO_POINTS, "78", "77.9"), (FIVE_PER_CENT, "76", "75.9")],
    ids=str,
)
def test_without_a_floor_within_the_tolerance_is_amber(
    tolerance: Tolerance, within: str, beyond: str
) -> None:
    assert rated(within, "80", "Higher", tolerance=tolerance) == "Amber"
    assert rated(beyond, "80", "Higher", tolerance=tolerance) == "Red"


def test_a_tolerance_below_zero_is_none() -> None:
    mistyped = Tolerance(Decimal(-2), "Percent")
    found = rate(Decimal(21), Decimal(20), Missing.BLANK, mistyped, "Lower")
    assert found == TargetRag("Red", "21 misses the target of 20.", 1)
    assert rate_range(Decimal(15), Decimal(10), Decimal(20), mistyped).rating == "Green"
    assert rate_close(Decimal(20), Decimal(20), Missing.BLANK, mistyped).rating == "Green"


def test_a_target_of_zero_is_met_by_zero_alone() -> None:
    assert rated("0", "0", "Lower", tolerance=FIVE_PER_CENT) == "Green"
    assert rated("1", "0", "Lower", tolerance=FIVE_PER_CENT) == "Red"
    assert rated("1", "0", "Lower", tolerance=TWO_POINTS) == "Amber"
    assert rated("3", "0", "Lower", tolerance=TWO_POINTS) == "Red"


@pytest.mark.parametrize("why", Missing)
def test_a_missing_value_is_unrated_and_says_why(why: Missing) -> None:
    found = rate(why, Decimal(80), Missing.BLANK, TWO_POINTS, "Higher")
    assert found == TargetRag("", f"No rating: the value is {why.value}.")


def test_without_a_target_there_is_no_rating() -> None:
    found = rate(Decimal(80), Missing.BLANK, Decimal(75), TWO_POINTS, "Higher")
    assert found == TargetRag("", "No rating: there is no target.")


def test_a_target_that_cannot_be_read_is_not_called_absent() -> None:
    found = rate(Decimal(80), Missing.UNREADABLE, Missing.BLANK, TWO_POINTS, "Higher")
    assert found.rating == ""
    assert "could not be read" in found.reason


def test_a_floor_that_cannot_be_read_leaves_the_value_unrated() -> None:
    """It would be Red by the tolerance, and may well be Amber by the floor that was meant."""
    assert rate(Decimal(77), Decimal(80), Missing.UNREADABLE, TWO_POINTS, "Higher").rating == ""


def test_where_neither_direction_is_good_there_is_no_rating() -> None:
    found = rate(Decimal(80), Decimal(80), Missing.BLANK, TWO_POINTS, "Neither")
    assert found == TargetRag("", "No rating: neither direction is good.")


@pytest.mark.parametrize(
    ("value", "floor", "tolerance", "reason"),
    [
        ("80.0", "", TWO_POINTS, "80 meets the target of 80."),
        ("79.5", "", TWO_POINTS, "79.5 misses the target of 80 by no more than 2 points."),
        ("70", "", TWO_POINTS, "70 misses the target of 80 by more than 2 points."),
        ("70", "", FIVE_PER_CENT, "70 misses the target of 80 by more than 5 per cent."),
        ("76", "75", TWO_POINTS, "76 misses the target of 80 but not the floor of 75."),
        ("70", "75", TWO_POINTS, "70 misses the target of 80 and the floor of 75."),
    ],
)
def test_the_reason_reads_well(value: str, floor: str, tolerance: Tolerance, reason: str) -> None:
    limit: Value = Decimal(floor) if floor else Missing.BLANK
    assert rate(Decimal(value), Decimal(80), limit, tolerance, "Higher").reason == reason


@given(NUMBERS, NUMBERS, FLOORS, TOLERANCES)
def test_ratings_mirror_when_polarity_flips(
    value: Decimal, target: Decimal, floor: Value, tolerance: Tolerance
) -> None:
    mirrored = floor if isinstance(floor, Missing) else -floor
    higher = rate(value, target, floor, tolerance, "Higher").rating
    assert rate(-value, -target, mirrored, tolerance, "Lower").rating == higher


@given(NUMBERS, NUMBERS, FLOORS, st.decimals(0, 20, places=1), POLARITIES, st.integers(1, 1000))
def test_in_percent_the_unit_does_not_matter(
    value: Decimal, target: Decimal, floor: Value, amount: Decimal, good_is: str, scale: int
) -> None:
    percent = Tolerance(amount, "Percent")
    scaled = floor if isinstance(floor, Missing) else floor * scale
    as_given = rate(value, target, floor, percent, good_is).rating
    assert rate(value * scale, target * scale, scaled, percent, good_is).rating == as_given


@given(NUMBERS, NUMBERS, NUMBERS, FLOORS, TOLERANCES, POLARITIES)
def test_a_better_value_is_never_rated_worse(
    one: Decimal,
    other: Decimal,
    target: Decimal,
    floor: Value,
    tolerance: Tolerance,
    good_is: str,
) -> None:
    worse, better = sorted((one, other), reverse=good_is == "Lower")
    ratings = [rate(value, target, floor, tolerance, good_is).rating for value in (worse, better)]
    assert ORDER.index(ratings[0]) <= ORDER.index(ratings[1])


@given(st.sampled_from(Missing), st.one_of(NUMBERS, FLOORS), FLOORS, TOLERANCES, POLARITIES)
def test_what_is_missing_is_never_red(
    why: Missing, other: Value, floor: Value, tolerance: Tolerance, good_is: str
) -> None:
    assert rate(why, other, floor, tolerance, good_is).rating == ""
    assert rate(other, why, floor, tolerance, good_is).rating == ""


# Ties with a rounded target


@pytest.mark.parametrize(
    ("value", "decimals", "rating", "reason"),
    [
        (
            "79.96",
            1,
            "Red",
            "79.96 (shown as 80) misses the target of 80.",
        ),
        ("79.94", 1, "Red", "79.94 misses the target of 80."),
        ("79.96", None, "Red", "79.96 misses the target of 80."),
        ("80.04", 1, "Green", "80.04 meets the target of 80."),
    ],
)
def test_a_value_that_only_looks_like_its_target_misses_it_and_says_so(
    value: str, decimals: int | None, rating: str, reason: str
) -> None:
    found = rate(Decimal(value), Decimal(80), Missing.BLANK, NO_TOLERANCE, "Higher", decimals)
    assert (found.rating, found.reason) == (rating, reason)


@given(NUMBERS, NUMBERS, FLOORS, TOLERANCES, POLARITIES, st.integers(0, 3))
def test_how_a_value_is_shown_changes_no_rating(
    value: Decimal,
    target: Decimal,
    floor: Value,
    tolerance: Tolerance,
    good_is: str,
    decimals: int,
) -> None:
    as_it_is = rate(value, target, floor, tolerance, good_is).rating
    assert rate(value, target, floor, tolerance, good_is, decimals).rating == as_it_is


def test_percent_of_a_target_of_zero_is_said_to_leave_no_room() -> None:
    found = rate(Decimal(1), Decimal(0), Missing.BLANK, FIVE_PER_CENT, "Lower")
    assert found.reason == "1 misses the target of 0; a percentage of zero leaves no room."


# A range


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        ("10", "Green"),
        ("15", "Green"),
        ("20", "Green"),
        ("9.9", "Amber"),
        ("8", "Amber"),
        ("7.9", "Red"),
        ("20.1", "Amber"),
        ("22", "Amber"),
        ("22.1", "Red"),
    ],
)
def test_both_ends_of_a_range_meet_it(value: str, rating: str) -> None:
    assert rate_range(Decimal(value), Decimal(10), Decimal(20), TWO_POINTS).rating == rating


def test_percent_outside_a_range_is_of_the_nearer_end() -> None:
    ends = Decimal(10), Decimal(20)
    assert rate_range(Decimal("9.5"), *ends, FIVE_PER_CENT).rating == "Amber"
    assert rate_range(Decimal("9.4"), *ends, FIVE_PER_CENT).rating == "Red"
    assert rate_range(Decimal(21), *ends, FIVE_PER_CENT).rating == "Amber"
    assert rate_range(Decimal("21.1"), *ends, FIVE_PER_CENT).rating == "Red"


def test_a_range_the_wrong_way_round_rates_nothing() -> None:
    found = rate_range(Decimal(15), Decimal(20), Decimal(10), TWO_POINTS)
    assert found == TargetRag("", "No rating: the range of 20 to 10 is the wrong way round.")
    assert rate_range(Decimal(10), Decimal(10), Decimal(10), TWO_POINTS).rating == "Green"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("15", "15 is in the range of 10 to 20."),
        ("9", "9 is below the range of 10 to 20 by no more than 2 points."),
        ("23", "23 is above the range of 10 to 20 by more than 2 points."),
    ],
)
def test_the_reason_for_a_range_reads_well(value: str, reason: str) -> None:
    assert rate_range(Decimal(value), Decimal(10), Decimal(20), TWO_POINTS).reason == reason


# Staying close


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        ("58", "Green"),
        ("62", "Green"),
        ("57.9", "Amber"),
        ("62.1", "Amber"),
        ("55", "Amber"),
        ("65", "Amber"),
        ("54.9", "Red"),
        ("65.1", "Red"),
    ],
)
@pytest.mark.parametrize("floor", ["55", "65"])
def test_staying_close_to_a_target_counts_both_sides(value: str, rating: str, floor: str) -> None:
    found = rate_close(Decimal(value), Decimal(60), Decimal(floor), TWO_POINTS)
    assert found.rating == rating


def test_without_a_floor_what_is_not_close_is_red() -> None:
    found = rate_close(Decimal(63), Decimal(60), Missing.BLANK, TWO_POINTS)
    assert found == TargetRag("Red", "63 is not within 2 points of the target of 60.", 1)


def test_with_no_tolerance_only_the_target_itself_is_close_and_only_a_range_meets_it() -> None:
    def close(value: int) -> TargetRag:
        return rate_close(Decimal(value), Decimal(60), Missing.BLANK, NO_TOLERANCE)

    assert close(60) == TargetRag("Green", "60 is the target of 60.")
    assert close(61) == TargetRag("Red", "61 is not the target of 60.", 1)
    beyond = rate_range(Decimal(9), Decimal(10), Decimal(20), NO_TOLERANCE)
    assert beyond == TargetRag("Red", "9 is below the range of 10 to 20.", -1)


@given(NUMBERS, NUMBERS, NUMBERS, FLOORS, TOLERANCES, POLARITIES)
def test_the_side_on_which_a_target_is_missed_is_reported(
    value: Decimal,
    target: Decimal,
    other: Decimal,
    floor: Value,
    tolerance: Tolerance,
    good_is: str,
) -> None:
    lower, upper = sorted((target, other))
    found = (
        (rate(value, target, floor, tolerance, good_is), (target, target)),
        (rate_close(value, target, floor, tolerance), (target, target)),
        (rate_range(value, lower, upper, tolerance), (lower, upper)),
    )
    for rag, (low, high) in found:
        if rag.rating == "Green":
            assert rag.side == 0
        else:
            assert rag.side == (1 if value > high else -1 if value < low else 0) != 0


@given(NUMBERS, NUMBERS, FLOORS, TOLERANCES)
def test_above_is_as_far_as_below(
    target: Decimal, distance: Decimal, floor: Value, tolerance: Tolerance
) -> None:
    above = rate_close(target + distance, target, floor, tolerance).rating
    assert rate_close(target - distance, target, floor, tolerance).rating == above


@given(NUMBERS, NUMBERS, NUMBERS, TOLERANCES)
def test_a_range_upside_down_rates_the_same(
    value: Decimal, one: Decimal, other: Decimal, tolerance: Tolerance
) -> None:
    lower, upper = sorted((one, other))
    rating = rate_range(value, lower, upper, tolerance).rating
    assert rate_range(-value, -upper, -lower, tolerance).rating == rating


@given(st.sampled_from(Missing), NUMBERS, NUMBERS, TOLERANCES)
def test_what_is_missing_is_never_red_in_a_range_or_close_by(
    why: Missing, one: Decimal, other: Decimal, tolerance: Tolerance
) -> None:
    for found in (
        rate_range(why, one, other, tolerance),
        rate_range(one, why, other, tolerance),
        rate_range(one, other, why, tolerance),
        rate_close(why, one, other, tolerance),
        rate_close(one, why, other, tolerance),
    ):
        assert found.rating == ""


# Targets of periods


def quarter(words: str) -> Period:
    return parse(words, PeriodKind.QUARTER)


def test_a_period_has_its_own_target_before_that_of_its_year() -> None:
    year = parse("2024/25", PeriodKind.FINANCIAL_YEAR)
    targets: dict[Period, Value] = {year: Decimal(80), quarter("2024/25 Q4"): Decimal(85)}
    assert target_for(quarter("2024/25 Q4"), targets, Decimal(70)) == 85
    assert target_for(quarter("2024/25 Q3"), targets, Decimal(70)) == 80
    assert target_for(quarter("2025/26 Q1"), targets, Decimal(70)) == 70


def test_a_years_target_for_numbers_is_spread_over_its_months() -> None:
    assert profiled(Decimal(400), 6) == 200
    assert profiled(Decimal(400), 12) == 400
    assert profiled(Missing.BLANK, 6) is Missing.BLANK


# Published targets


@pytest.mark.shared
def test_published_targets_are_reproduced_but_for_the_ends_of_ranges(shared: Path) -> None:
    """There, a range is open at its upper end whichever way is good; here both ends belong to
    the better side, so that ratings mirror."""
    text = (shared / "facts/vectors/rag_benchmark.json").read_text("utf-8")
    published: Any = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    polarities = {"low_is_good": "Lower", "high_is_good": "Higher"}
    words = {"Green": "better", "Amber": "same", "Red": "worse"}
    assert [len(published[f"{n}"]) for n in ("single_target_10", "range_target_1_2")] == [3, 5]
    for case in published["single_target_10"]:
        for name, good_is in polarities.items():
            found = rate(case["value"], Decimal(10), Missing.BLANK, NO_TOLERANCE, good_is)
            assert words[found.rating] == case[name]
    differing = []
    for case in published["range_target_1_2"]:
        for name, good_is in polarities.items():
            ends = (Decimal(1), Decimal(2)) if good_is == "Lower" else (Decimal(2), Decimal(1))
            found = rate(case["value"], *ends, NO_TOLERANCE, good_is)
            if words[found.rating] != case[name]:
                differing.append((name, int(case["value"])))
    assert differing == [("low_is_good", 1), ("low_is_good", 2)]
