"""Tolerances: the boundary belongs inside, whatever the unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.tolerance import Tolerance

NUMBERS = st.decimals(-10_000, 10_000, places=2)
TWO_PER_CENT = Tolerance(Decimal(2), "Percent")
TWO_POINTS = Tolerance(Decimal(2), "Points")


@pytest.mark.parametrize(
    ("difference", "within"), [("2", True), ("-2", True), ("2.01", False), ("-2.01", False)]
)
def test_points_are_in_the_unit_of_the_value(difference: str, within: bool) -> None:
    assert TWO_POINTS.covers(Decimal(difference), Decimal(50)) is within


@pytest.mark.parametrize(
    ("difference", "within"), [("1", True), ("-1", True), ("1.01", False), ("-1.01", False)]
)
def test_percent_is_of_the_base(difference: str, within: bool) -> None:
    assert TWO_PER_CENT.covers(Decimal(difference), Decimal(50)) is within
    assert TWO_PER_CENT.covers(Decimal(difference), Decimal(-50)) is within


def test_percent_of_zero_covers_no_difference_but_none() -> None:
    assert TWO_PER_CENT.covers(Decimal(0), Decimal(0))
    assert not TWO_PER_CENT.covers(Decimal("0.01"), Decimal(0))


@pytest.mark.parametrize("kind", ["Points", "Percent"])
@pytest.mark.parametrize("amount", ["0", "-2"])
def test_no_tolerance_covers_no_difference_but_none(amount: str, kind: str) -> None:
    tolerance = Tolerance(Decimal(amount), kind)
    assert tolerance.covers(Decimal(0), Decimal(50))
    assert not tolerance.covers(Decimal("0.01"), Decimal(50))
    assert not tolerance.leaves_room
    assert TWO_POINTS.leaves_room


@pytest.mark.parametrize(
    ("amount", "kind", "words"),
    [
        ("1", "Points", "1 point"),
        ("1.0", "Points", "1 point"),
        ("0.5", "Points", "0.5 points"),
        ("20", "Points", "20 points"),
        ("2", "Percent", "2 per cent"),
        ("2.50", "Percent", "2.5 per cent"),
    ],
)
def test_it_reads_as_a_person_says_it(amount: str, kind: str, words: str) -> None:
    assert str(Tolerance(Decimal(amount), kind)) == words


@given(NUMBERS, NUMBERS, st.integers(1, 1000))
def test_percent_does_not_mind_the_unit(difference: Decimal, base: Decimal, scale: int) -> None:
    covered = TWO_PER_CENT.covers(difference, base)
    assert TWO_PER_CENT.covers(difference * scale, base * scale) is covered


@given(NUMBERS, NUMBERS, st.sampled_from(["Points", "Percent"]))
def test_a_fall_is_covered_as_a_rise_is(difference: Decimal, base: Decimal, kind: str) -> None:
    tolerance = Tolerance(Decimal(2), kind)
    assert tolerance.covers(difference, base) is tolerance.covers(-difference, base)
