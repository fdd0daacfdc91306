"""Recent trend: whether five years in a row rise or fall by more than chance.

Only annual points that count on their own, unbroken, of shares or rates. Anything else
cannot be calculated, and the reason says why. Source and differences: docs/reference/methods.md,
"Recent trend".
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from toolkit.measures.direction import Travel
from toolkit.measures.intervals import Interval, Level, of_rate
from toolkit.measures.rounding import rounded
from toolkit.measures.series import Point, in_order, is_overlapping, year_earlier
from toolkit.measures.units import PERCENT, RATE_BASES, base_of, is_what_counts_give
from toolkit.values import choices
from toolkit.values.missing import Missing
from toolkit.values.periods import PeriodKind

YEARS = 5
CRITICAL = Level.NINETY_NINE_EIGHT.value**2
"""The chi-squared value (one degree of freedom, 99.8 per cent) that must be passed: 9.5495."""

_ANNUAL = (
    PeriodKind.FINANCIAL_YEAR,
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.CALENDAR_YEAR,
    PeriodKind.SNAPSHOT,
)


class Movement(Enum):
    """Where the figures go, before anyone asks which way is good."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no significant change"
    NOT_CALCULATED = "cannot be calculated"


class Trend(NamedTuple):
    """A recent trend with its reason.

    `travel` is the movement by polarity: Stable without a significant change, Awaited where
    it cannot be calculated. `chi_squared` is None in that case.
    """

    movement: Movement
    travel: Travel
    chi_squared: Decimal | None
    reason: str


class Fit(NamedTuple):
    """A straight line through the years: its slope, and how far that is from chance.

    The slope of shares is only a sign: 1, 0 or -1. `is_steady` says that the sign stays
    the same with each year left out in turn.
    """

    slope: Decimal
    chi_squared: Decimal
    is_steady: bool

    @property
    def movement(self) -> Movement:
        """The movement, where it is both significant and steady."""
        if self.chi_squared <= CRITICAL or not self.is_steady:
            return Movement.NO_CHANGE
        return Movement.INCREASING if self.slope > 0 else Movement.DECREASING


def recent(points: Sequence[Point], unit: str, good_is: str) -> Trend:
    """The trend of the last five years of a series; periods not due yet are passed over."""
    ordered = in_order(points)
    last = ordered[-YEARS:]
    obstacle = _obstacle(last, unit)
    if obstacle:
        return _not_calculated(obstacle)
    counts = [(point.numerator, point.denominator) for point in last]
    known = [(x, n) for x, n in counts if isinstance(x, Decimal) and isinstance(n, Decimal)]
    if len(known) < YEARS:
        lacking = next(p for p, (x, n) in zip(last, counts, strict=True) if _lacks(x, n))
        return _not_calculated(f"{lacking.period} has no numerator and denominator")
    if any(n <= 0 or x < 0 for x, n in known):
        return _not_calculated("a denominator is zero, or a count is below zero")
    if unit == PERCENT and any(x > n for x, n in known):
        return _not_calculated("a numerator is larger than its denominator")
    for point, (x, n) in zip(last, known, strict=True):
        if isinstance(point.value, Decimal) and not _is_given(point.value, x, n, unit):
            return _not_calculated(f"the value of {point.period} does not match its counts")
    if unit == PERCENT:
        if any(x in (0, n) for x, n in known):
            return _not_calculated("a year has none or all of its cases, and so no spread")
        fit = proportions([x for x, _ in known], [n for _, n in known])
    else:
        estimates = [of_rate(x, n, RATE_BASES[unit]) for x, n in known]
        values = [estimate.value for estimate in estimates if isinstance(estimate.value, Decimal)]
        intervals = [estimate.at_95 for estimate in estimates if estimate.at_95]
        if len(intervals) < YEARS:
            return _not_calculated("a small count is not a whole number")
        fit = weighted(values, intervals)
    span = f"{last[0].period} to {last[-1].period}"
    return _judged(fit, span, good_is)


def weighted(values: Sequence[Decimal], intervals: Sequence[Interval]) -> Fit:
    """A line through values a year apart, each weighing by its 95 per cent interval."""
    # 3.92 is twice 1.96, as the source has it.
    weights = [(Decimal("3.92") / (each.upper - each.lower)) ** 2 for each in intervals]
    years = [Decimal(year) for year in range(1, len(values) + 1)]
    terms = list(zip(weights, years, values, strict=True))

    def slope(without: int | None) -> tuple[Decimal, Decimal]:
        kept = [term for place, term in enumerate(terms) if place != without]
        w = _total(weight for weight, _, _ in kept)
        wt = _total(weight * year for weight, year, _ in kept)
        wv = _total(weight * value for weight, _, value in kept)
        wtt = _total(weight * year * year for weight, year, _ in kept)
        wtv = _total(weight * year * value for weight, year, value in kept)
        spread = w * wtt - wt * wt
        return (w * wtv - wt * wv) / spread, w / spread

    found, variance = slope(None)
    is_steady = all(slope(place)[0] * found > 0 for place in range(len(terms)))
    return Fit(found, found * found / variance, is_steady)


def proportions(numerators: Sequence[Decimal], denominators: Sequence[Decimal]) -> Fit:
    """The chi-squared test for trend in shares, years scored 1, 2, 3 and on.

    Neither none nor all of the cases may be counted over all the years together.
    """
    terms = list(zip(numerators, denominators, range(1, len(numerators) + 1), strict=True))

    def parts(without: int | None) -> tuple[Decimal, Decimal, Decimal, Decimal, Decimal]:
        kept = [term for place, term in enumerate(terms) if place != without]
        x = _total(some for some, _, _ in kept)
        n = _total(everyone for _, everyone, _ in kept)
        xt = _total(some * year for some, _, year in kept)
        nt = _total(everyone * year for _, everyone, year in kept)
        ntt = _total(everyone * year * year for _, everyone, year in kept)
        return x, n, n * xt - x * nt, nt, ntt

    x, n, lean, nt, ntt = parts(None)
    chi_squared = n * lean * lean / (x * (n - x) * (n * ntt - nt * nt))
    is_steady = all(parts(place)[2] * lean > 0 for place in range(len(terms)))
    slope = Decimal(0) if not lean else Decimal(1).copy_sign(lean)
    return Fit(slope, chi_squared, is_steady)


def between_two(recent_: Interval | None, previous: Interval | None) -> Movement:
    """The movement between two points: a change only where their intervals share no point."""
    if recent_ is None or previous is None:
        return Movement.NOT_CALCULATED
    if recent_.lower > previous.upper:
        return Movement.INCREASING
    return Movement.DECREASING if recent_.upper < previous.lower else Movement.NO_CHANGE


def travel_of(movement: Movement, good_is: str) -> Travel:
    """What a movement means by polarity."""
    if movement is Movement.NOT_CALCULATED:
        return Travel.AWAITED
    if movement is Movement.NO_CHANGE:
        return Travel.STABLE
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Travel.NO_JUDGEMENT
    rises = movement is Movement.INCREASING
    return Travel.BETTER if rises == (good_is == choices.HIGHER) else Travel.WORSE


def _total(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


def _obstacle(last: Sequence[Point], unit: str) -> str:
    """Why these points have no trend, or ""."""
    if unit != PERCENT and unit not in RATE_BASES:
        return "only percentages and rates are tested"
    if not last:
        return "there are no values"
    kind = last[-1].period.kind
    if is_overlapping(kind):
        return f"periods given as {kind} overlap, so none counts on its own"
    if kind not in _ANNUAL:
        return "only annual figures are tested"
    if len(last) < YEARS:
        return f"it needs {YEARS} years, and there are {len(last)}"
    for point in last:
        if isinstance(point.value, Missing):
            return f"the value of {point.period} is {point.value.value}"
    for earlier, later in pairwise(last):
        if year_earlier(later.period) != earlier.period:
            return f"{later.period} does not come a year after {earlier.period}"
        if later.version != earlier.version:
            return f"the definition changed between {earlier.period} and {later.period}"
    return ""


def _is_given(value: Decimal, numerator: Decimal, denominator: Decimal, unit: str) -> bool:
    return is_what_counts_give(value, numerator * (base_of(unit) or 1) / denominator)


def _lacks(numerator: object, denominator: object) -> bool:
    return isinstance(numerator, Missing) or isinstance(denominator, Missing)


def _judged(fit: Fit, span: str, good_is: str) -> Trend:
    movement = fit.movement
    travel = travel_of(movement, good_is)
    statistic = f"chi-squared {rounded(fit.chi_squared)}, against {rounded(CRITICAL)}"
    if movement is Movement.NO_CHANGE:
        why = "" if fit.is_steady or fit.chi_squared <= CRITICAL else "; it depends on one year"
        reason = f"No significant change from {span}{why} ({statistic})."
    else:
        word = f", so {travel.value}" if travel in (Travel.BETTER, Travel.WORSE) else ""
        reason = f"{movement.value.capitalize()} from {span}{word} ({statistic})."
    return Trend(movement, travel, fit.chi_squared, reason)


def _not_calculated(why: str) -> Trend:
    reason = f"No trend: {why}."
    return Trend(Movement.NOT_CALCULATED, Travel.AWAITED, None, reason)
