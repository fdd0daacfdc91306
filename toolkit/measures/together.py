"""Figures of several periods as one, with the counts it comes from, or why there is none."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from toolkit.measures.rates import MONTHS_IN_YEAR, months_in, rate
from toolkit.measures.series import Point
from toolkit.measures.units import PERCENT, RATE_BASES, SUMMED
from toolkit.values.missing import Missing, Value, plain


class Gathering(Enum):
    """How an indicator's periods go together."""

    SEPARATE = "each period by itself"
    CUMULATIVE = "each period includes those before it in the year"
    SNAPSHOT = "as it is on a day"
    ROLLING = "the twelve months to a day"


class Together(NamedTuple):
    """A figure of several periods with its reason, and the counts it was worked out from.

    `months` is how many months it holds, 0 for a snapshot; `is_whole` says whether that is
    a whole year, so that it may be shown with years.
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


def taken_together(ordered: Sequence[Point], unit: str, population: Value) -> Together:
    """The figure of periods that follow each other: a sum, or what their counts give."""
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
        return unknown(Missing.NOT_APPLICABLE, f"figures in {unit or 'no unit'} cannot be added up")
    denominator = _sum(ordered, [point.denominator for point in ordered], "denominator")
    if isinstance(denominator, Together):
        return denominator
    if denominator <= 0:
        return unknown(Missing.NOT_APPLICABLE, "the denominators add up to zero")
    base = 100 if unit == PERCENT else 1
    reason = f"{plain(numerator)} of {plain(denominator)} over {span}."
    return Together(numerator * base / denominator, numerator, denominator, months, reason)


def _sum(ordered: Sequence[Point], parts: Sequence[Value], name: str) -> Decimal | Together:
    """The sum, or what prevents it: the first missing part by its period."""
    total = Decimal(0)
    for point, part in zip(ordered, parts, strict=True):
        why = point.value if isinstance(point.value, Missing) else part
        if isinstance(why, Missing) or isinstance(part, Missing):
            why = why if isinstance(why, Missing) else Missing.BLANK
            return unknown(why, f"the {name} of {point.period} is {why.value}")
        if part < 0:
            return unknown(
                Missing.UNREADABLE, f"the {name} of {point.period} is {plain(part)}, below zero"
            )
        total += part
    return total


def unknown(why: Missing, reason: str) -> Together:
    """No figure, for a reason that fits after "Not worked out: "."""
    return Together(why, Missing.BLANK, Missing.BLANK, 0, f"Not worked out: {reason}.")
