"""Limits of the next figure, against tables and against chances added up by hand."""

from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest

from toolkit.measures.last_figures import news_of, slope, step
from toolkit.measures.prediction import (
    Counted,
    critical,
    critical_square,
    normal,
    of_few,
    of_many,
    of_values,
)

ONE_IN_A_HUNDRED = Fraction(1, 100)


@pytest.mark.parametrize(
    ("freedom", "chance", "printed"),
    [
        (1, "0.05", "12.706"),
        (2, "0.01", "9.925"),
        (3, "0.01", "5.841"),
        (4, "0.001", "8.610"),
        (10, "0.01", "3.169"),
        (11, "0.01", "3.106"),
        (30, "0.05", "2.042"),
        (120, "0.01", "2.617"),
    ],
)
def test_students_t_is_that_of_printed_tables(freedom: int, chance: str, printed: str) -> None:
    assert f"{float(critical(freedom, Fraction(chance))):.3f}" == printed


def test_the_normal_quantile_is_that_of_printed_tables() -> None:
    assert f"{float(normal(ONE_IN_A_HUNDRED)):.4f}" == "2.5758"


def test_limits_of_values_follow_from_mean_and_spread() -> None:
    lowest, highest = of_values([Fraction(each) for each in (2, 4, 4, 6)], ONE_IN_A_HUNDRED)
    # Mean 4, variance 8/3, a quarter more for the mean of four; t 5.841.
    assert float(highest) == pytest.approx(4 + 5.841 * (8 / 3 * 5 / 4) ** 0.5, abs=0.001)
    assert lowest + highest == 8


def test_exact_limits_of_a_count_are_where_half_the_chance_is_left() -> None:
    """Eight events in ten quarters: of 8 + y events each falls into the last with 1 in 11."""
    found = of_few(Counted(8, 10), 1, ONE_IN_A_HUNDRED, is_share=False)
    assert found == (0, 4)

    def tail(count: int) -> float:
        both = 8 + count
        return (
            sum(comb(both, few) * 10 ** (both - few) for few in range(count, both + 1)) / 11**both
        )

    assert tail(5) < 0.005 <= tail(4)


def test_exact_limits_of_a_share_are_those_of_fishers_test() -> None:
    found = of_few(Counted(8, 100), 12, ONE_IN_A_HUNDRED, is_share=True)
    assert found == (0, 4)


def test_no_more_can_be_counted_than_there_are() -> None:
    assert of_few(Counted(3, 4), 2, ONE_IN_A_HUNDRED, is_share=True).highest == 2


def test_limits_of_many_events_are_where_the_score_is_the_quantile() -> None:
    early, late, did = 1000, 200, 100
    for events in of_many(Counted(did, early), late, ONE_IN_A_HUNDRED, is_share=True):
        together = (did + float(events)) / (early + late)
        variance = late * together * (1 - together) * (1 + late / early)
        assert abs(float(events) - 20) / variance**0.5 == pytest.approx(2.5758, abs=0.0001)
    for events in of_many(Counted(did, 10), 1, ONE_IN_A_HUNDRED, is_share=False):
        variance = (did + float(events)) / 11 * 1.1
        assert abs(float(events) - 10) / variance**0.5 == pytest.approx(2.5758, abs=0.0001)


def test_a_count_in_half_the_time_is_expected_to_be_half() -> None:
    whole, half = (
        of_many(Counted(400, 10), cases, ONE_IN_A_HUNDRED, is_share=False)
        for cases in (Fraction(1), Fraction(1, 2))
    )
    assert whole.lowest < 40 < whole.highest
    assert half.lowest < 20 < half.highest < whole.highest


VALUES = [50, 53, 51, 52, 49, 51, 50, 52, 56, 57, 55]


def regression(values: list[int], shape: list[int]) -> float:
    """The t of a shape, squared, of figures less half of the one before, by plain arithmetic."""

    def news(series: list[int]) -> list[float]:
        first = series[0] * 0.75**0.5
        return [first, *(b - a / 2 for a, b in pairwise(series))]

    ones, shaped, own = news([1] * len(values)), news(shape), news(values)

    def product(a: list[float], b: list[float]) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))

    room = product(ones, ones) * product(shaped, shaped) - product(ones, shaped) ** 2
    lean = product(ones, ones) * product(shaped, own) - product(ones, shaped) * product(ones, own)
    lean /= room
    level = (product(ones, own) - lean * product(ones, shaped)) / product(ones, ones)
    left = [y - level * one - lean * x for y, one, x in zip(own, ones, shaped, strict=True)]
    variance = product(left, left) / (len(values) - 2)
    return lean * lean * room / (variance * product(ones, ones))


def test_a_step_and_a_slope_are_as_strong_as_a_regression_says() -> None:
    (found,) = step(news_of(VALUES), 3, Fraction(1, 20))
    assert (found.side, found.last) == (1, 3)
    assert float(found.strength) == pytest.approx(regression(VALUES, [0] * 8 + [1] * 3))
    assert found.strength > critical_square(9, Fraction(1, 20))
    (sloping,) = slope(news_of(VALUES), Fraction(1, 2))
    assert float(sloping.strength) == pytest.approx(regression(VALUES, list(range(11))))


def test_values_without_noise_lean_clearly_and_level_ones_do_not() -> None:
    assert step(news_of([5, 5, 5, 5, 9, 9, 9]), 3, Fraction(1, 1500))
    assert slope(news_of([1, 2, 3, 4, 5, 6]), Fraction(1, 1500))
    assert not step(news_of([5] * 8), 3, Fraction(1, 2))
    assert not slope(news_of([5] * 8), Fraction(1, 2))
