"""Funnels: whether an area lies further from the whole than chance would take it.

Each test asks at 95 and at 99.8 per cent. The formulas in use differ; which one applies
where, and why: docs/reference/methods.md, "Funnels".
"""

from dataclasses import dataclass
from decimal import Decimal

from toolkit.measures.intervals import Interval, Level, of_count, wilson


@dataclass(frozen=True)
class Outlying:
    """Which side of the whole an area lies on (1 above, -1 below, 0 neither), and how surely.

    `level` is the highest at which it lies outside, None where it does at neither.
    """

    side: int
    level: Level | None


NOT_OUTLYING = Outlying(0, None)


def of_proportion(numerator: Decimal, denominator: Decimal, whole: Decimal) -> Outlying:
    """An area's proportion against that of the whole (a share of one), by score limits."""
    share = numerator / denominator
    for level in (Level.NINETY_NINE_EIGHT, Level.NINETY_FIVE):
        if not score_limits(denominator, whole, level).holds(share):
            return Outlying(1 if share > whole else -1, level)
    return NOT_OUTLYING


def of_events(count: Decimal, expected: Decimal) -> Outlying:
    """Counted events against those expected of an area of its size; not whole below 10: none."""
    estimate = of_count(count)
    for level in (Level.NINETY_NINE_EIGHT, Level.NINETY_FIVE):
        interval = estimate.at(level)
        if interval is not None and not interval.holds(expected):
            return Outlying(1 if count > expected else -1, level)
    return NOT_OUTLYING


def score_limits(denominator: Decimal, whole: Decimal, level: Level) -> Interval:
    """The shares of one at which an area's own Wilson interval would just touch the whole.

    That is where the share is z * sqrt(whole * (1 - whole) / n) away, cut off at 0 and 1.
    """
    reach = level.value * (whole * (1 - whole) / denominator).sqrt()
    return Interval(max(whole - reach, Decimal(0)), min(whole + reach, Decimal(1)))


def control_limits(denominator: Decimal, whole: Decimal, level: Level) -> Interval:
    """A Wilson interval drawn round the whole, for an area of that size (shares of one)."""
    return wilson(whole * denominator, denominator, level)
