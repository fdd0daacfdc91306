"""Direction of travel: the words a reader sees, their boundaries and their symmetries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.direction import Travel, judge
from toolkit.measures.tolerance import Tolerance
from toolkit.values import Missing

NUMBERS = st.decimals(-10_000, 10_000, places=2)
TOLERANCES = st.builds(
    Tolerance, st.decimals(0, 20, places=1), st.sampled_from(["Points", "Percent"])
)
POLARITIES = st.sampled_from(["Higher", "Lower", "Neither", ""])
MISSING = st.sampled_from(Missing)
TWO_PER_CENT = Tolerance(Decimal(2), "Percent")
MIRRORED = {Travel.BETTER: Travel.WORSE, Travel.WORSE: Travel.BETTER}


def travel(earlier: str, latest: str, good_is: str, tolerance: Tolerance = TWO_PER_CENT) -> Travel:
    return judge(Decimal(latest), Decimal(earlier), good_is, tolerance).travel


@pytest.mark.parametrize(
    ("latest", "good_is", "expected"),
    [
        ("52", "Higher", Travel.BETTER),
        ("52", "Lower", Travel.WORSE),
        ("48", "Higher", Travel.WORSE),
        ("48", "Lower", Travel.BETTER),
        ("52", "Neither", Travel.NO_JUDGEMENT),
        ("50", "Neither", Travel.STABLE),
        ("50", "Higher", Travel.STABLE),
    ],
)
def test_polarity_decides_what_a_change_means(latest: str, good_is: str, expected: Travel) -> None:
    assert travel("50", latest, good_is) is expected


@pytest.mark.parametrize("good_is", ["Higher", "Lower", "Neither"])
@pytest.mark.parametrize("latest", ["49", "51"])
def test_a_change_of_just_the_tolerance_is_stable(latest: str, good_is: str) -> None:
    assert travel("50", latest, good_is) is Travel.STABLE


@pytest.mark.parametrize("latest", ["48.99", "51.01"])
def test_a_change_beyond_the_tolerance_is_not(latest: str) -> None:
    assert travel("50", latest, "Higher") is not Travel.STABLE


def test_percent_is_of_the_earlier_value() -> None:
    ten_per_cent = Tolerance(Decimal(10), "Percent")
    assert travel("100", "90", "Higher", ten_per_cent) is Travel.STABLE
    assert travel("90", "100", "Higher", ten_per_cent) is Travel.BETTER


def test_from_nought_any_change_counts_in_percent_but_not_in_points() -> None:
    assert travel("0", "1", "Lower") is Travel.WORSE
    assert travel("0", "1", "Lower", Tolerance(Decimal(1), "Points")) is Travel.STABLE


@pytest.mark.parametrize("kind", ["Points", "Percent"])
def test_no_change_is_stable_even_where_a_tolerance_was_mistyped(kind: str) -> None:
    assert travel("50", "50", "Higher", Tolerance(Decimal(-2), kind)) is Travel.STABLE


@pytest.mark.parametrize("why", Missing)
def test_a_missing_value_is_awaited_and_says_why(why: Missing) -> None:
    for found in (
        judge(why, Decimal(50), "Higher", TWO_PER_CENT),
        judge(Decimal(50), why, "Higher", TWO_PER_CENT),
    ):
        assert found.travel is Travel.AWAITED
        assert found.reason.endswith(f"value is {why.value}.")


@pytest.mark.parametrize(
    ("earlier", "latest", "good_is", "reason"),
    [
        ("50", "52", "Higher", "50 to 52: up, and higher is good, so better."),
        ("50", "48.5", "Higher", "50 to 48.5: down, and higher is good, so worse."),
        ("50", "48.5", "Lower", "50 to 48.5: down, and lower is good, so better."),
        ("50", "50.50", "Lower", "50 to 50.5: a change within 2 per cent."),
        ("50.0", "50", "Lower", "Unchanged at 50."),
        ("50", "52", "Neither", "50 to 52: neither direction is good."),
    ],
)
def test_the_reason_reads_well(earlier: str, latest: str, good_is: str, reason: str) -> None:
    found = judge(Decimal(latest), Decimal(earlier), good_is, TWO_PER_CENT)
    assert found.reason == reason


@given(NUMBERS, NUMBERS, TOLERANCES)
def test_verdicts_mirror_when_polarity_flips(
    latest: Decimal, earlier: Decimal, tolerance: Tolerance
) -> None:
    higher = judge(latest, earlier, "Higher", tolerance).travel
    lower = judge(latest, earlier, "Lower", tolerance).travel
    assert lower is MIRRORED.get(higher, higher)


@given(NUMBERS, NUMBERS, POLARITIES, st.integers(1, 1000))
def test_in_percent_the_unit_does_not_matter(
    latest: Decimal, earlier: Decimal, good_is: str, scale: int
) -> None:
    as_given = judge(latest, earlier, good_is, TWO_PER_CENT).travel
    assert judge(latest * scale, earlier * scale, good_is, TWO_PER_CENT).travel is as_given


@given(NUMBERS, NUMBERS, st.decimals(0, 20, places=1), POLARITIES, NUMBERS)
def test_in_points_the_starting_point_does_not_matter(
    latest: Decimal, earlier: Decimal, amount: Decimal, good_is: str, shift: Decimal
) -> None:
    points = Tolerance(amount, "Points")
    as_given = judge(latest, earlier, good_is, points).travel
    assert judge(latest + shift, earlier + shift, good_is, points).travel is as_given


@given(MISSING, st.one_of(NUMBERS, MISSING), POLARITIES, TOLERANCES)
def test_what_is_missing_is_never_worse(
    why: Missing, other: Decimal | Missing, good_is: str, tolerance: Tolerance
) -> None:
    assert judge(why, other, good_is, tolerance).travel is Travel.AWAITED
    assert judge(other, why, good_is, tolerance).travel is Travel.AWAITED
