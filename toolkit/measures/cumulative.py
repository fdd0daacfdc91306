"""Figures of several periods taken together: year to date, rolling years, quarters against a year.

A percentage of several periods is the sum of its numerators over the sum of its denominators,
never a mean of percentages. Snapshots are never summed. Sources: docs/methods.md, "Periods
taken together".
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from toolkit.measures.precision import decimals_of, is_same_but_for_rounding, rounding_room
from toolkit.measures.rates import MONTHS_IN_YEAR, months_in, rate
from toolkit.measures.rounding import rounded
from toolkit.measures.series import Point, follows, in_order
from toolkit.measures.units import PERCENT, RATE_BASES, SUMMED
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import Period, PeriodKind
from toolkit.values.text import plural


class Gathering(Enum):
    """How an indicator's periods go together."""

    SEPARATE = "each period by itself"
    CUMULATIVE = "each period holds those before it in the year"
    SNAPSHOT = "as it stands on a day"
    ROLLING = "the twelve months to a day"


class Together(NamedTuple):
    """A figure of several periods with its reason, and the counts it was worked out from.

    `months` is how many months it holds, 0 for a snapshot; `is_whole` says whether that is
    a whole year, so that it may stand beside years.
    """

    value: Value
    numerator: Value
    denominator: Value
    months: int
    reason: str

    @property
    def is_whole(self) -> bool:
        """Whether it holds a whole year (or is a snapshot, which holds none)."""
        return self.months in (0, MONTHS_IN_YEAR)


class YearCheck(NamedTuple):
    """Whether quarters or months and their year can both be right; None where it cannot be told."""

    agrees: bool | None
    worked_out: Value
    reason: str


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
        return _unknown(Missing.NOT_SUPPLIED, "no period of the year has a figure")
    last = ordered[-1]
    if gathering is not Gathering.SEPARATE or last.period.kind in _LATEST_ONLY:
        return _latest(last, year, gathering)
    if ordered[0].period.start != year.start:
        return _unknown(Missing.NOT_SUPPLIED, f"{_first_lacking(ordered, year)} has no figure")
    for earlier, later in pairwise(ordered):
        if not follows(later.period, earlier.period):
            lacking = later.period.preceding()
            return _unknown(Missing.NOT_SUPPLIED, f"{lacking} has no figure")
        if later.version != earlier.version:
            return _unknown(Missing.NOT_APPLICABLE, f"the definition changed in {later.period}")
    return _summed(ordered, unit, population)


def rolling_year(points: Sequence[Point], unit: str, population: Value = Missing.BLANK) -> Together:
    """The twelve months to the end of the latest month or quarter."""
    ordered = in_order(points)
    if not ordered:
        return _unknown(Missing.NOT_SUPPLIED, "there are no values")
    kind = ordered[-1].period.kind
    needed = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}.get(kind)
    if needed is None:
        return _unknown(Missing.NOT_APPLICABLE, "only months and quarters make a rolling year")
    last = ordered[-needed:]
    if len(last) < needed:
        return _unknown(
            Missing.NOT_SUPPLIED, f"it needs {needed} periods, and there are {len(last)}"
        )
    for earlier, later in pairwise(last):
        if not follows(later.period, earlier.period):
            return _unknown(Missing.NOT_SUPPLIED, f"{later.period.preceding()} has no figure")
        if later.version != earlier.version:
            return _unknown(Missing.NOT_APPLICABLE, f"the definition changed in {later.period}")
    return _summed(last, unit, population)


def separated(points: Sequence[Point], year: Period) -> tuple[Point, ...]:
    """What each period of a year added, from figures that each hold those before them.

    Counts only: value, numerator and denominator are each taken apart. Where the period
    before is missing, or more than the one after it, a part is missing too.
    """
    ordered = [point for point in in_order(points) if year.contains(point.period.end)]
    before: Point | None = None
    apart = []
    for point in ordered:
        is_first = point.period.start == year.start
        is_next = before is not None and follows(point.period, before.period)
        if is_first or (is_next and before is not None and before.version == point.version):
            # The first of the year holds nothing but itself.
            parts = before if is_next and not is_first else None
            apart.append(_less(point, parts))
        else:
            apart.append(
                Point(
                    point.period,
                    Missing.NOT_SUPPLIED,
                    Missing.NOT_SUPPLIED,
                    Missing.NOT_SUPPLIED,
                    point.version,
                )
            )
        before = point
    return tuple(apart)


def check_year(
    parts: Sequence[Point], year: Point, unit: str, gathering: Gathering = Gathering.SEPARATE
) -> YearCheck:
    """A year's figure against its quarters or months, all of which must be there.

    Numbers must add up. Percentages and averages must be what the counts give, rates what the
    counts give per the year's own population; a percentage without counts must lie between the
    lowest and the highest of its parts. Where each period holds those before it, and where it
    is a snapshot, the last one must be the year's. Rounding alone is no disagreement.
    """
    ordered = [point for point in in_order(parts) if year.period.contains(point.period.end)]
    if sum(months_in(point.period) for point in ordered) != MONTHS_IN_YEAR:
        return _not_compared("the year has gaps")
    printed = year.value
    if isinstance(printed, Missing):
        return _not_compared(f"the year's value is {printed.value}", printed)
    if {point.version for point in ordered} != {year.version}:
        return _not_compared("the definition is not the same throughout")
    if gathering is not Gathering.SEPARATE:
        return _against_last(ordered[-1], year.period, printed)
    if unit in RATE_BASES and isinstance(year.denominator, Missing):
        return _not_compared(f"the year's denominator is {year.denominator.value}")
    summed = _summed(ordered, unit, year.denominator)
    if isinstance(summed.value, Decimal):
        return _against_sum(
            [point.value for point in ordered], summed.value, unit, year.period, printed
        )
    values = [point.value for point in ordered if isinstance(point.value, Decimal)]
    if unit != PERCENT or len(values) < len(ordered):
        return YearCheck(None, summed.value, f"Not compared. {summed.reason}")
    return _among_parts(values, year.period, printed)


def _against_last(last: Point, year: Period, printed: Decimal) -> YearCheck:
    if isinstance(last.value, Missing):
        return _not_compared(f"the value of {last.period} is {last.value.value}", last.value)
    agrees = is_same_but_for_rounding(last.value, printed)
    said = "as" if agrees else f"but {plain(last.value)}"
    reason = f"{plain(printed)} for {year}, {said} for {last.period}, where it ends."
    return YearCheck(agrees, last.value, reason)


def _against_sum(
    parts: Sequence[Value], worked_out: Decimal, unit: str, year: Period, printed: Decimal
) -> YearCheck:
    if unit in SUMMED:
        added = [printed, *(part for part in parts if isinstance(part, Decimal))]
        # Whole numbers are counts, which nobody rounded.
        room = rounding_room(added) if any(map(decimals_of, added)) else Decimal(0)
    else:
        room = rounding_room([printed])
    agrees = abs(worked_out - printed) <= room
    said = "is what its parts give" if agrees else f"but its parts give {rounded(worked_out)}"
    return YearCheck(agrees, worked_out, f"{plain(printed)} for {year}, {said}.")


def _among_parts(values: Sequence[Decimal], year: Period, printed: Decimal) -> YearCheck:
    low, high = min(values), max(values)
    room = rounding_room([max(values, key=decimals_of)])
    agrees = low - room <= printed <= high + room
    between = f"between {plain(low)} and {plain(high)}, the lowest and highest of its parts"
    said = f"{plain(printed)} for {year} {'lies' if agrees else 'does not lie'} {between}."
    return YearCheck(agrees, Missing.NOT_APPLICABLE, said)


def _not_compared(why: str, worked_out: Missing = Missing.NOT_SUPPLIED) -> YearCheck:
    return YearCheck(None, worked_out, f"Not compared: {why}.")


_LATEST_ONLY = (PeriodKind.SNAPSHOT, PeriodKind.ROLLING)


def _latest(last: Point, year: Period, gathering: Gathering) -> Together:
    kind = last.period.kind
    if isinstance(last.value, Missing):
        return _unknown(last.value, f"the value of {last.period} is {last.value.value}")
    if gathering is Gathering.CUMULATIVE:
        months = _months_between(year, last.period)
        reason = f"As given for {last.period}, which holds {plural(months, 'month')} of the year."
    elif gathering is Gathering.SNAPSHOT or kind is PeriodKind.SNAPSHOT:
        months, reason = 0, f"As it stood on {last.period}; snapshots are not summed."
    else:
        months = MONTHS_IN_YEAR
        reason = f"As given for {last.period}; rolling years are not summed."
    return Together(last.value, last.numerator, last.denominator, months, reason)


def _summed(ordered: Sequence[Point], unit: str, population: Value) -> Together:
    months = sum(months_in(point.period) for point in ordered)
    span = str(ordered[0].period)
    if len(ordered) > 1:
        span = f"{span} to {ordered[-1].period}"
    if unit in SUMMED:
        total = _sum(ordered, [point.value for point in ordered], "value")
        if isinstance(total, Together):
            return total
        return Together(total, Missing.BLANK, Missing.BLANK, months, f"Sum of {span}.")
    numerator = _sum(ordered, [point.numerator for point in ordered], "numerator")
    if isinstance(numerator, Together):
        return numerator
    if unit in RATE_BASES:
        people = ordered[-1].denominator if isinstance(population, Missing) else population
        found = rate(numerator, people, RATE_BASES[unit], months)
        return Together(found.value, numerator, people, months, found.reason)
    if unit not in (PERCENT, "Average"):
        return _unknown(
            Missing.NOT_APPLICABLE, f"figures in {unit or 'no unit'} cannot be taken together"
        )
    denominator = _sum(ordered, [point.denominator for point in ordered], "denominator")
    if isinstance(denominator, Together):
        return denominator
    if denominator <= 0:
        return _unknown(Missing.NOT_APPLICABLE, "the denominators come to nought")
    base = 100 if unit == PERCENT else 1
    reason = f"{plain(numerator)} of {plain(denominator)} over {span}."
    return Together(numerator * base / denominator, numerator, denominator, months, reason)


def _sum(ordered: Sequence[Point], parts: Sequence[Value], name: str) -> Decimal | Together:
    """The sum, or what stands in its way: the first missing part by its period."""
    total = Decimal(0)
    for point, part in zip(ordered, parts, strict=True):
        why = point.value if isinstance(point.value, Missing) else part
        if isinstance(why, Missing) or isinstance(part, Missing):
            why = why if isinstance(why, Missing) else Missing.BLANK
            return _unknown(why, f"the {name} of {point.period} is {why.value}")
        if part < 0:
            return _unknown(
                Missing.UNREADABLE, f"the {name} of {point.period} is {plain(part)}, below nought"
            )
        total += part
    return total


def _less(point: Point, before: Point | None) -> Point:
    def part(now: Value, then: Value) -> Value:
        if isinstance(now, Missing) or isinstance(then, Missing):
            return now if isinstance(now, Missing) else then
        return now - then if now >= then else Missing.UNREADABLE

    nought = Decimal(0)
    return Point(
        point.period,
        part(point.value, before.value if before else nought),
        part(point.numerator, before.numerator if before else nought),
        part(point.denominator, before.denominator if before else nought),
        point.version,
    )


def _first_lacking(ordered: Sequence[Point], year: Period) -> Period:
    period = ordered[0].period
    while period.preceding().start >= year.start:
        period = period.preceding()
    return period


def _months_between(year: Period, period: Period) -> int:
    return (period.end.year - year.start.year) * 12 + period.end.month - year.start.month + 1


def _unknown(why: Missing, reason: str) -> Together:
    return Together(why, Missing.BLANK, Missing.BLANK, 0, f"Not worked out: {reason}.")
