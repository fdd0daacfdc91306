"""A year so far: year to date and the rolling year, from the months or quarters of one series.

A percentage of several periods is the sum of its numerators over the sum of its denominators,
never a mean of percentages. Snapshots are never summed. Sources: docs/reference/methods.md,
"Periods taken together".
"""

from collections.abc import Sequence
from itertools import pairwise

from toolkit.measures.rates import MONTHS_IN_YEAR
from toolkit.measures.series import Point, follows, in_order
from toolkit.measures.together import Gathering, Together, taken_together, unknown
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind
from toolkit.values.text import plural

_LATEST_ONLY = (PeriodKind.SNAPSHOT, PeriodKind.ROLLING)


def year_to_date(
    points: Sequence[Point],
    year: Period,
    unit: str,
    gathering: Gathering = Gathering.SEPARATE,
    population: Value = Missing.BLANK,
) -> Together:
    """The figure of a year as far as it has come, from its months or quarters.

    Rates are per `population`, the year's one base (or the latest period's denominator).
    A missing period in between leaves it unknown: a sum without it would look complete.
    """
    ordered = [point for point in in_order(points) if year.contains(point.period.end)]
    if not ordered:
        return unknown(Missing.NOT_SUPPLIED, "no period of the year has a figure")
    last = ordered[-1]
    if gathering is not Gathering.SEPARATE or last.period.kind in _LATEST_ONLY:
        return _latest(last, year, gathering)
    if ordered[0].period.start != year.start:
        return unknown(Missing.NOT_SUPPLIED, f"{_first_lacking(ordered, year)} has no figure")
    for earlier, later in pairwise(ordered):
        if not follows(later.period, earlier.period):
            lacking = later.period.preceding()
            return unknown(Missing.NOT_SUPPLIED, f"{lacking} has no figure")
        if later.version != earlier.version:
            return unknown(Missing.NOT_APPLICABLE, f"the definition changed in {later.period}")
    return taken_together(ordered, unit, population)


def rolling_year(points: Sequence[Point], unit: str, population: Value = Missing.BLANK) -> Together:
    """The twelve months to the end of the latest month or quarter."""
    ordered = in_order(points)
    if not ordered:
        return unknown(Missing.NOT_SUPPLIED, "there are no values")
    kind = ordered[-1].period.kind
    needed = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}.get(kind)
    if needed is None:
        return unknown(Missing.NOT_APPLICABLE, "only months and quarters make a rolling year")
    last = ordered[-needed:]
    if len(last) < needed:
        return unknown(
            Missing.NOT_SUPPLIED, f"it needs {needed} periods, and there are {len(last)}"
        )
    for earlier, later in pairwise(last):
        if not follows(later.period, earlier.period):
            return unknown(Missing.NOT_SUPPLIED, f"{later.period.preceding()} has no figure")
        if later.version != earlier.version:
            return unknown(Missing.NOT_APPLICABLE, f"the definition changed in {later.period}")
    return taken_together(last, unit, population)


def _latest(last: Point, year: Period, gathering: Gathering) -> Together:
    kind = last.period.kind
    if isinstance(last.value, Missing):
        return unknown(last.value, f"the value of {last.period} is {last.value.value}")
    if gathering is Gathering.CUMULATIVE:
        months = _months_between(year, last.period)
        reason = f"As given for {last.period}, which covers {plural(months, 'month')} of the year."
    elif gathering is Gathering.SNAPSHOT or kind is PeriodKind.SNAPSHOT:
        months, reason = 0, f"As at {last.period}; snapshots are not added up."
    else:
        months = MONTHS_IN_YEAR
        reason = f"As given for {last.period}; rolling years are not added up."
    return Together(last.value, last.numerator, last.denominator, months, reason)


def _first_lacking(ordered: Sequence[Point], year: Period) -> Period:
    period = ordered[0].period
    while period.preceding().start >= year.start:
        period = period.preceding()
    return period


def _months_between(year: Period, period: Period) -> int:
    return (period.end.year - year.start.year) * 12 + period.end.month - year.start.month + 1
