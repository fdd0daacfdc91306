"""The values of one indicator in one area, in time: what the methods that look back work on."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind


class Point(NamedTuple):
    """A value of a period, with the counts it was worked out from where they are known.

    `value` is in the indicator's own unit (93 for 93 per cent); `version` names the
    definition it was counted by, "" where nobody has named one.
    """

    period: Period
    value: Value
    numerator: Value = Missing.BLANK
    denominator: Value = Missing.BLANK
    version: str = ""


def in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points by date, those not due yet left out; ValueError where a period comes twice."""
    due = (point for point in points if point.value is not Missing.NOT_DUE)
    ordered = tuple(sorted(due, key=lambda point: point.period))
    for earlier, later in pairwise(ordered):
        if earlier.period == later.period:
            raise ValueError(f"{later.period} has two values; choose one of them.")
    return ordered


@lru_cache(maxsize=4096)
def preceding(period: Period) -> Period:
    """The period just before; a board has few periods and asks for them often."""
    return period.preceding()


@lru_cache(maxsize=4096)
def year_earlier(period: Period) -> Period:
    """The same period of the year before."""
    return period.year_earlier()


_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR)


def is_near_enough(earlier: Period, period: Period) -> bool:
    """Whether a period ends before another, and near enough to compare its figures instead.

    Less than a year before; of years, which come late, up to two years before.
    """
    if period.kind in _YEARS:
        return year_earlier(year_earlier(period)).end <= earlier.end < period.end
    return year_earlier(period).end < earlier.end < period.end


def before(ordered: Sequence[Point]) -> Point | None:
    """The point just before the last, None where there is none at its distance.

    Of snapshots the one before in time; of rolling years a month earlier, or where they are
    told less often, the one before in time at their usual distance.
    """
    if len(ordered) < 2:
        return None
    last, previous = ordered[-1], ordered[-2]
    if last.period.kind is PeriodKind.SNAPSHOT or previous.period == preceding(last.period):
        return previous
    if last.period.kind is not PeriodKind.ROLLING:
        return None
    usual = usual_distance(ordered)
    is_usual = usual is not None and _months_apart(last.period, previous.period) <= usual
    return previous if is_usual else None


def follows(later: Period, earlier: Period, months: int | None = None) -> bool:
    """Whether a period comes right after another, with nothing between.

    Snapshots have no fixed distance: one follows where it comes at most `months` later, and
    without `months` always.
    """
    if later.kind is not PeriodKind.SNAPSHOT:
        return preceding(later) == earlier
    return months is None or _months_apart(later, earlier) <= months


def usual_distance(points: Sequence[Point]) -> int | None:
    """How many months apart snapshots mostly are: the middle of the distances; None for one.

    At least one month, so that snapshots taken every week do not break at each month's end.
    """
    apart = sorted(
        _months_apart(later.period, earlier.period) for earlier, later in pairwise(points)
    )
    return max(apart[(len(apart) - 1) // 2], 1) if apart else None


def _months_apart(later: Period, earlier: Period) -> int:
    return (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month


def is_overlapping(kind: PeriodKind) -> bool:
    """Whether neighbouring periods of that kind share months, so that none counts on its own."""
    return kind in (PeriodKind.ROLLING, PeriodKind.POOLED_YEARS)
