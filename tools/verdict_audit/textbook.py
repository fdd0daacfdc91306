"""A plain textbook chart to compare with: XmR, p or Poisson limits from the points before the last.

Only the last figure is judged, against limits as wide as it takes for a given share of false
alarms: so power is compared at the same price.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from toolkit.measures import units
from toolkit.measures.series import Point

_RANGE_TO_SD = 1.128


def distance(points: Sequence[Point], unit: str) -> float:
    """How many standard deviations the last figure lies above those before; negative below."""
    if unit in (units.NUMBER, units.PERCENT, *units.RATE_BASES):
        return _of_counts(points, unit)
    values = [float(point.value) for point in points if isinstance(point.value, Decimal)]
    *before, last = values
    ranges = [abs(later - earlier) for earlier, later in pairwise(before)]
    spread = sum(ranges) / len(ranges) / _RANGE_TO_SD
    return _over(last - sum(before) / len(before), spread)


def _of_counts(points: Sequence[Point], unit: str) -> float:
    counts = []
    for value, events, cases in ((each.value, each.numerator, each.denominator) for each in points):
        if unit == units.NUMBER:
            events, cases = value, Decimal(1)
        if isinstance(events, Decimal) and isinstance(cases, Decimal):
            counts.append((float(events), float(cases)))
    *before, (count, base) = counts
    share = sum(events for events, _ in before) / sum(cases for _, cases in before)
    variance = share * base * (1 - share if unit == units.PERCENT else 1)
    return _over(count - share * base, math.sqrt(variance))


def _over(apart: float, spread: float) -> float:
    if not spread:
        return math.copysign(math.inf, apart) if apart else 0.0
    return apart / spread


def width(unchanged: Sequence[float], alarms: float) -> float:
    """How many standard deviations leave so large a share of unchanged series outside, at most."""
    ordered = sorted((abs(each) for each in unchanged), reverse=True)
    return ordered[min(int(alarms * len(ordered)), len(ordered) - 1)]
