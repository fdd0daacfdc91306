"""The average and limits of a control chart, and whether they lie on one side of a target."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from toolkit.values import choices
from toolkit.values.missing import Missing, Value

TRIAL_BELOW = 12
"""Limits from fewer points than this are called trial limits."""
FEWEST = 5
"""From fewer points than this no limits are drawn."""
_LIMIT = Fraction("2.66")
_SCREEN = Fraction("3.267")


class Assurance(Enum):
    """Whether the target can be relied on to be met, going by the limits."""

    HIT = "consistently hit"
    MISSED = "consistently missed"
    INCONSISTENT = "hit and missed"
    NONE = "not assessed"


class Limits(NamedTuple):
    """The average and the limits of a stretch, in the unit of the value, unrounded.

    `floor` and `ceiling` are where limits are cut off, None where they are not.
    """

    mean: Fraction
    reach: Fraction
    floor: Fraction | None = None
    ceiling: Fraction | None = None

    @property
    def lower(self) -> Fraction:
        """The lower process limit."""
        lower = self.mean - self.reach
        return lower if self.floor is None else max(lower, self.floor)

    @property
    def upper(self) -> Fraction:
        """The upper process limit."""
        upper = self.mean + self.reach
        return upper if self.ceiling is None else min(upper, self.ceiling)


def limits_of(
    runs: Sequence[Sequence[Decimal]], baseline: int = 0, screens_outliers: bool = True
) -> Limits | None:
    """The limits of a stretch, given as unbroken runs of values; no range spans a gap.

    None from fewer than five values, or where no two of them follow each other.
    """
    used: list[Sequence[Decimal]] = []
    left = baseline or sum(map(len, runs))
    for run in runs:
        used.append(run[:left])
        left -= len(used[-1])
    unit, whole = whole_numbers(used)
    values = [value for run in whole for value in run]
    ranges = [abs(later - earlier) for run in whole for earlier, later in pairwise(run)]
    if len(values) < FEWEST or not ranges:
        return None
    total = sum(ranges)
    if screens_outliers and total:
        kept = [each for each in ranges if each * len(ranges) < _SCREEN * total]
        # One change among figures that stay the same would leave limits of no width.
        ranges = kept if any(kept) else ranges
    mean_range = Fraction(sum(ranges), len(ranges))
    return Limits(Fraction(sum(values), len(values) * unit), _LIMIT * mean_range / unit)


def assure(limits: Limits, target: Value, good_is: str) -> Assurance:
    """Whether limits lie wholly on one side of the target; a limit on the target does not.

    Where every value is the same there is nothing between: it meets the target or not.
    """
    if isinstance(target, Missing) or good_is not in (choices.HIGHER, choices.LOWER):
        return Assurance.NONE
    aim = Fraction(target)
    if not limits.reach and limits.mean == aim:
        return Assurance.HIT
    if limits.lower <= aim <= limits.upper:
        return Assurance.INCONSISTENT
    is_above = aim < limits.lower
    return Assurance.HIT if is_above == (good_is == choices.HIGHER) else Assurance.MISSED


def whole_numbers(
    runs: Sequence[Sequence[Decimal]], limits: Limits | None = None
) -> tuple[int, list[list[int]]]:
    """Values as whole numbers of one small unit, the limits' too: exact, and quick to compare."""
    ratios = [[value.as_integer_ratio() for value in run] for run in runs]
    unit = lcm(*{below for run in ratios for _, below in run})
    if limits:
        unit = lcm(unit, limits.mean.denominator, limits.reach.denominator)
    return unit, [[number * (unit // below) for number, below in run] for run in ratios]
