"""What a short series does as a whole: rising or falling throughout, level, or on a new level.

Mann and Kendall's test of trend, exact and two-sided at 1 per cent; ties count as no step. From
twelve figures on a regression at the same level, which allows neighbours to be alike. It describes
what is too little for a special cause, and judges nothing.
Source: docs/reference/methods.md, "Trend of all the figures".
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import factorial
from typing import NamedTuple

from toolkit.measures.control_limits import whole_numbers
from toolkit.measures.control_rules import sign_of
from toolkit.measures.last_figures import news_of, slope
from toolkit.measures.series import Point, follows, in_order, is_overlapping, usual_distance
from toolkit.values.missing import Missing
from toolkit.values.periods import Period, PeriodKind

FEWEST, MOST = 6, 11
"""So many figures are put to the exact test; more to the regression."""
_CHANCE = Fraction(1, 100)
ALIKE = 5
"""So many figures in a row make a level."""
BEFORE = 3
"""A new level has so many figures before it."""


class Whole(NamedTuple):
    """What the figures do together.

    `side` is 1 where `figures` of them rise, -1 where they fall. `same` is how many last figures
    are the same, 0 for fewer than five. `level_since` is the first period of a new level that
    lies on `level_side` of all before, None without one.
    """

    side: int = 0
    figures: int = 0
    same: int = 0
    level_side: int = 0
    level_since: Period | None = None


def whole(points: Sequence[Point]) -> Whole:
    """What the last unbroken figures of one definition do together."""
    ordered = in_order(points)
    if not ordered or is_overlapping(ordered[-1].period.kind):
        return Whole()
    last = _unbroken(ordered)
    values = [point.value for point in last if isinstance(point.value, Decimal)]
    same = next(
        (at for at, value in enumerate(reversed(values)) if value != values[-1]), len(values)
    )
    # Months may follow the season.
    is_month = ordered[-1].period.kind is PeriodKind.MONTH
    side = 0 if is_month or len(values) < FEWEST else _side(values)
    level_side, start = _new_level(values)
    return Whole(
        side,
        len(values) if side else 0,
        same if same >= ALIKE else 0,
        level_side,
        last[start].period if level_side else None,
    )


def _unbroken(ordered: Sequence[Point]) -> list[Point]:
    """The last points that follow each other, with values, of one definition."""
    distance = usual_distance(ordered)
    found: list[Point] = []
    for point in reversed(ordered):
        if isinstance(point.value, Missing):
            break
        if found and (
            point.version != found[-1].version
            or not follows(found[-1].period, point.period, distance)
        ):
            break
        found.append(point)
    return found[::-1]


def _side(values: Sequence[Decimal]) -> int:
    """1 for a rise, -1 for a fall that chance gives in less than one series of a hundred."""
    if len(values) > MOST:
        found = slope(news_of(whole_numbers([values])[1][0]), _CHANCE)
        return found[0].side if found else 0
    steps = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    pairs = len(values) * (len(values) - 1) // 2
    against = (pairs - abs(steps)) // 2
    as_few = sum(_orders(len(values))[: against + 1])
    return sign_of(steps) if 2 * as_few * 100 < factorial(len(values)) else 0


@cache
def _orders(count: int) -> tuple[int, ...]:
    """How many orders of so many values have 0, 1, 2 and more pairs the wrong way round."""
    found = [1]
    for size in range(2, count + 1):
        longer = [0] * (len(found) + size - 1)
        for place, number in enumerate(found):
            for more in range(size):
                longer[place + more] += number
        found = longer
    return tuple(found)


def _new_level(values: Sequence[Decimal]) -> tuple[int, int]:
    """The side and the start of a level that lies clear of all before, the latest such; or 0, 0.

    Neither the figures before nor those after spread over more than half of the step.
    """
    for start in range(len(values) - ALIKE, BEFORE - 1, -1):
        before, after = values[:start], values[start:]
        step = sum(after, Decimal(0)) / len(after) - sum(before, Decimal(0)) / len(before)
        widest = max(max(before) - min(before), max(after) - min(after))
        if step and widest * 2 <= abs(step):
            return (1 if step > 0 else -1), start
    return 0, 0
