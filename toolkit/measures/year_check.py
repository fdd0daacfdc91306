"""Whether quarters or months and their year can both be right."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.measures.precision import decimals_of, is_same_but_for_rounding, rounding_room
from toolkit.measures.rates import MONTHS_IN_YEAR, months_in
from toolkit.measures.rounding import rounded
from toolkit.measures.series import Point, in_order
from toolkit.measures.together import Gathering, taken_together
from toolkit.measures.units import PERCENT, RATE_BASES, SUMMED
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import Period


class YearCheck(NamedTuple):
    """Whether quarters or months and their year can both be right; None where nobody can say."""

    agrees: bool | None
    worked_out: Value
    reason: str


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
    summed = taken_together(ordered, unit, year.denominator)
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
    reason = f"{plain(printed)} for {year}, {said} for {last.period}, its last period."
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
    said = " matches its parts" if agrees else f", but its parts give {rounded(worked_out)}"
    return YearCheck(agrees, worked_out, f"{plain(printed)} for {year}{said}.")


def _among_parts(values: Sequence[Decimal], year: Period, printed: Decimal) -> YearCheck:
    low, high = min(values), max(values)
    room = rounding_room([max(values, key=decimals_of)])
    agrees = low - room <= printed <= high + room
    between = f"between {plain(low)} and {plain(high)}, the lowest and highest of its parts"
    said = f"{plain(printed)} for {year} {'is' if agrees else 'is not'} {between}."
    return YearCheck(agrees, Missing.NOT_APPLICABLE, said)


def _not_compared(why: str, worked_out: Missing = Missing.NOT_SUPPLIED) -> YearCheck:
    return YearCheck(None, worked_out, f"Not compared: {why}.")
