"""The four rules that mark a point of a control chart as special, and what it means by polarity."""

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise

from toolkit.values import choices

RUN = 7
"""So many points make a trend, or a run on one side of the mean."""


class Rule(Enum):
    """The four rules in the order in which they name a point, and two of the last figures."""

    OUTSIDE = "outside the limits"
    TREND = "seven or more in a row in one direction"
    TWO_IN_THREE = "two of three near a limit"
    ONE_SIDE = "seven or more in a row on one side of the average"
    STEP = "the last figures together on another level than those before"
    SLOPE = "all figures rising or falling"


class Variation(Enum):
    """What the last point says. High and low are special where neither direction is good."""

    IMPROVING = "special cause, improving"
    CONCERNING = "special cause, concerning"
    HIGH = "special cause, high"
    LOW = "special cause, low"
    COMMON = "common variation"
    NOT_CHARTED = "not charted"


def trend_marks(values: Sequence[int]) -> list[int]:
    """Points of seven or more rising (1) or falling (-1) without a tie.

    A point at the turn of two such trends belongs to the later.
    """
    moves = [sign_of(later - earlier) for earlier, later in pairwise(values)]
    marks = [0] * len(values)
    for start, length, move in runs_of(moves):
        if move and length >= RUN - 1:
            marks[start : start + length + 1] = [move] * (length + 1)
    return marks


def two_in_three_marks(is_close: Sequence[bool], sides: Sequence[int]) -> list[int]:
    """Points near a limit of which two are among three in a row on one side of the mean."""
    marks = [0] * len(is_close)
    for start in range(len(is_close) - 2):
        window = range(start, start + 3)
        side = sides[start]
        if side and all(sides[place] == side for place in window):
            close = [place for place in window if is_close[place]]
            for place in close if len(close) > 1 else ():
                marks[place] = side
    return marks


def one_side_marks(sides: Sequence[int]) -> list[int]:
    """Points of seven or more in a row on one side of the mean; one on the mean breaks it."""
    marks = [0] * len(sides)
    for start, length, side in runs_of(sides):
        if side and length >= RUN:
            marks[start : start + length] = [side] * length
    return marks


def first_rule(
    outside: int, trend: int, two_in_three: int, one_side: int
) -> tuple[Rule | None, int]:
    """The first rule that marks a point, with its side; None and 0 for an ordinary point."""
    rules = (Rule.OUTSIDE, Rule.TREND, Rule.TWO_IN_THREE, Rule.ONE_SIDE)
    by_rule = zip(rules, (outside, trend, two_in_three, one_side), strict=True)
    return next(((rule, mark) for rule, mark in by_rule if mark), (None, 0))


def variation_of(side: int, good_is: str) -> Variation:
    """What a special cause on that side means by polarity; 0 is common variation."""
    if not side:
        return Variation.COMMON
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Variation.HIGH if side > 0 else Variation.LOW
    is_good = (side > 0) == (good_is == choices.HIGHER)
    return Variation.IMPROVING if is_good else Variation.CONCERNING


def runs_of(marks: Sequence[int]) -> Iterable[tuple[int, int, int]]:
    """Runs of one mark: where each starts, how long it is, and its mark."""
    start = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[start]:
            yield start, place - start, marks[start]
            start = place


def sign_of(number: int) -> int:
    """1 above zero, -1 below it, 0 for zero."""
    return (number > 0) - (number < 0)
