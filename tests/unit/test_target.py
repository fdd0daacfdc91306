"""Target RAG: boundaries, floors, tolerances, missing values, and the symmetries of it all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.target import TargetRag, rate
from toolkit.measures.tolerance import Tolerance
from toolkit.values import Missing, Value

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


def test_a_target_of_nought_is_met_by_nought_alone() -> None:
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
