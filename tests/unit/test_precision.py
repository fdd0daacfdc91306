"""How far rounding alone takes figures apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.precision import decimals_of, is_same_but_for_rounding, rounding_room
from toolkit.measures.rates import round_half_up

EXACT = st.decimals(0, 1000, places=5, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("written", "decimals"),
    [("23", 0), ("23.0", 0), ("23.4", 1), ("0.05", 2), ("1E+3", 0), ("0.12345678", 6)],
)
def test_zeros_at_the_end_are_no_decimals(written: str, decimals: int) -> None:
    assert decimals_of(Decimal(written)) == decimals


@given(st.lists(st.tuples(EXACT, st.integers(0, 3)), min_size=1))
def test_the_sum_of_rounded_parts_never_misses_by_more_than_their_room(
    parts: list[tuple[Decimal, int]],
) -> None:
    printed = [round_half_up(exact, places) for exact, places in parts]
    missed = abs(sum(printed) - sum(exact for exact, _ in parts))
    assert missed <= rounding_room(printed)


@given(EXACT, st.integers(0, 4))
def test_a_figure_and_its_rounding_are_one(exact: Decimal, places: int) -> None:
    printed = round_half_up(exact, places)
    assert is_same_but_for_rounding(exact, printed)
    assert is_same_but_for_rounding(printed, exact)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("23.4", "23.4", True),
        ("23.4", "23.5", False),
        ("23.4", "23", True),
        ("23.5", "23", True),
        ("23.6", "23", False),
        ("23.45", "23.4", True),
        ("23.46", "23.4", False),
        ("0.12345671", "0.12345674", True),
    ],
)
def test_only_the_coarser_figure_may_have_been_rounded(one: str, other: str, same: bool) -> None:
    assert is_same_but_for_rounding(Decimal(one), Decimal(other)) is same
    assert is_same_but_for_rounding(Decimal(other), Decimal(one)) is same
