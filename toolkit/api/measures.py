"""The methods behind the scorecard as plain functions: numbers in, numbers and a reason out.

Sources, rounding and boundaries: docs/reference/methods.md.
"""

import calendar
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from toolkit.measures import direction as directions
from toolkit.measures import funnel as funnels
from toolkit.measures import intervals, rates
from toolkit.measures import rank as ranks
from toolkit.measures import target as targets
from toolkit.measures.intervals import Level
from toolkit.measures.series import Point
from toolkit.measures.tolerance import Tolerance
from toolkit.values import choices
from toolkit.values.errors import WrongUse
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse
from toolkit.values.text import plural

if TYPE_CHECKING:
    import pandas

Number = int | float | Decimal
_ABSENT = frozenset({"None", "nan", "NaN", "<NA>", "NaT"})  # also as pandas writes them
_LEVELS = {95: Level.NINETY_FIVE, 99.8: Level.NINETY_NINE_EIGHT}
_MONTHS = 12
_FIRST_YEAR = 2001


class Limits(NamedTuple):
    """The ends of an interval."""

    lower: float
    upper: float


class Judged(NamedTuple):
    """A verdict in a word, and its reason in a sentence."""

    word: str
    reason: str


class Place(NamedTuple):
    """An area's place among areas, 1 the best; its quarter, A the best; the reason.

    `position` is None and `quarter` "" where the area is not ranked.
    """

    position: int | None
    quarter: str
    reason: str


class ControlChart(NamedTuple):
    """A control chart: its centre and limits, which points stand out, and what that means.

    `mean`, `lower` and `upper` are None where there are too few values. `signals` are the
    places of the points with a special cause, from 0.
    """

    values: tuple[float | None, ...]
    mean: float | None
    lower: float | None
    upper: float | None
    signals: tuple[int, ...]
    variation: str
    assurance: str
    reason: str

    def __repr__(self) -> str:
        if self.mean is None:
            return f"<No control chart. {self.reason}>"
        return (
            f"<Control chart of {len(self.values)} values: mean {self.mean:.1f}, limits "
            f"{self.lower:.1f} to {self.upper:.1f}, {plural(len(self.signals), 'signal')}. "
            f"The latest value: {self.reason}>"
        )

    def to_frame(self) -> "pandas.DataFrame":
        """A row for each value, with the limits and whether it is a signal."""
        from toolkit.api.frames import control_chart_frame

        limits = {"mean": self.mean, "lower": self.lower, "upper": self.upper}
        return control_chart_frame(self.values, self.signals, limits)


def spc(
    values: Iterable[Number | None],
    good_is: str = choices.NEITHER,
    target: Number | None = None,
    baseline: int = 0,
) -> ControlChart:
    """The control chart (XmR) of values in their order, a month apart.

    Missing values are None, or what pandas has for them.

    `good_is` is "Higher", "Lower" or "Neither". `baseline` fixes the limits to that many first
    values. Source: docs/reference/methods.md, "Control charts".
    """
    from toolkit.measures.spc import chart

    _known_polarity(good_is)
    given = [_value(value) for value in values]
    if not 0 <= baseline <= len(given):
        raise WrongUse(f"The baseline must be from 0 to {len(given)} values, not {baseline}.")
    points = [Point(_month(place), value) for place, value in enumerate(given)]
    made = chart(points, good_is, _value(target), baseline=baseline)
    limits = made.limits
    return ControlChart(
        tuple(None if isinstance(value, Missing) else float(value) for value in given),
        float(limits.mean) if limits else None,
        float(limits.lower) if limits else None,
        float(limits.upper) if limits else None,
        tuple(place for place, point in enumerate(made.points) if point.rule is not None),
        made.variation.value,
        made.assurance.value,
        made.reason,
    )


def wilson(numerator: Number, denominator: Number, level: float = 95) -> Limits:
    """Wilson's score interval of a share, as shares of one; `level` is 95 or 99.8."""
    top, bottom = _number(numerator), _number(denominator)
    _require_share(top, bottom)
    return _limits(intervals.wilson(top, bottom, _level(level)))


def byar(count: Number, level: float = 95) -> Limits:
    """Byar's limits of a count of ten or more; for fewer, `exact_poisson` is better."""
    number = _number(count)
    if number < 0:
        raise WrongUse("A count is zero or more.")
    lower, upper = intervals.byar(number, _level(level))
    return Limits(float(lower or 0), float(upper))


def exact_poisson(count: int, level: float = 95) -> Limits:
    """Exact Poisson limits of a small whole count."""
    number = _number(count)
    if number < 0 or number != int(number):
        raise WrongUse("An exact interval needs a whole count, zero or more.")
    return _limits(intervals.exact_poisson(int(number), _level(level)))


def rate(count: Number, population: Number, per: int = 10_000) -> float:
    """Events per so many of a population."""
    if per <= 0:
        raise WrongUse("A rate must be per one or more.")
    worked_out = rates.rate(_number(count), _number(population), per)
    if isinstance(worked_out.value, Missing):
        raise WrongUse(worked_out.reason)
    return float(worked_out.value)


def direction(latest: Number, earlier: Number, good_is: str, tolerance: Number = 0) -> Judged:
    """Better, worse, stable or no_judgement: from an earlier value to the latest.

    `tolerance` is the change, in the unit of the values, that still counts as stable.
    """
    _known_polarity(good_is)
    judged = directions.judge(_number(latest), _number(earlier), good_is, _tolerance(tolerance))
    return Judged(judged.travel.value, judged.reason)


def target_rating(
    value: Number,
    target: Number,
    good_is: str,
    floor: Number | None = None,
    tolerance: Number = 0,
) -> Judged:
    """Red, Amber or Green: a value against its target; "" where it cannot be rated."""
    _known_polarity(good_is)
    rag = targets.rate(
        _number(value), _number(target), _value(floor), _tolerance(tolerance), good_is
    )
    return Judged(rag.rating, rag.reason)


def rank(values: Mapping[str, Number | None], good_is: str) -> dict[str, Place]:
    """The place of each area among all, best first, from a value for each area's name.

    Areas without a value are not counted; areas with the same value share a place. Source:
    docs/reference/methods.md, "Rank and quartile".
    """
    _known_polarity(good_is)
    ranked = ranks.rank_all({area: _value(value) for area, value in values.items()}, good_is)
    return {area: Place(r.position, r.quartile, r.reason) for area, r in ranked.items()}


def funnel(numerator: Number, denominator: Number, whole: Number) -> Judged:
    """Above, below or within: an area's share against that of the whole, such as England.

    `whole` is a share of one. The word is "within" where chance can explain the difference; the
    reason says at which level it cannot. Source: docs/reference/methods.md, "Funnels".
    """
    top, bottom, share = _number(numerator), _number(denominator), _number(whole)
    _require_share(top, bottom)
    if not 0 <= share <= 1:
        raise WrongUse("The whole must be a share, from 0 to 1.")
    found = funnels.of_proportion(top, bottom, share)
    if found.level is None:
        return Judged("within", "Within the 95 per cent limits of the whole.")
    word = "above" if found.side > 0 else "below"
    level = next(number for number, known in _LEVELS.items() if known is found.level)
    return Judged(word, f"{word.capitalize()} the {level} per cent limits of the whole.")


def _month(place: int) -> Period:
    year, month = divmod(place, _MONTHS)
    return parse(f"{calendar.month_name[month + 1]} {_FIRST_YEAR + year}", PeriodKind.MONTH)


def _value(number: Number | None) -> Value:
    return Missing.BLANK if str(number) in _ABSENT else _number(number)


def _tolerance(number: Number) -> Tolerance:
    change = _number(number)
    if change < 0:
        raise WrongUse("A tolerance must be zero or more.")
    return Tolerance(change)


def _require_share(top: Decimal, bottom: Decimal) -> None:
    if not 0 <= top <= bottom or bottom == 0:
        raise WrongUse(
            "A share needs a denominator above zero, and a numerator from zero up to it."
        )


def _number(number: Number | None) -> Decimal:
    try:
        exact = Decimal(str(number))
    except InvalidOperation:
        raise WrongUse(f"{number!r} is not a number.") from None
    if not exact.is_finite():
        raise WrongUse(f"{number!r} is not a number.")
    return exact


def _level(level: float) -> Level:
    if level not in _LEVELS:
        raise WrongUse(f"Intervals are at 95 or 99.8 per cent, not {level!r}.")
    return _LEVELS[level]


def _limits(interval: intervals.Interval) -> Limits:
    return Limits(float(interval.lower), float(interval.upper))


def _known_polarity(good_is: str) -> None:
    if good_is not in choices.POLARITIES:
        raise WrongUse(f'good_is is one of {", ".join(choices.POLARITIES)}, not "{good_is}".')
