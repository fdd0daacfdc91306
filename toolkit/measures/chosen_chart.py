"""Which control chart fits a series, and whether its last signal is more than chance.

The chart of `spc` is right for figures that vary freely around their average. Counts of few
events and shares of few cases are held against what chance gives in so many cases; and a
signal stands only where it is also clear beside all the other figures of its stretch.
Sources and differences: docs/reference/methods.md, "Which chart".
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from toolkit.measures import spc, units
from toolkit.measures.control_limits import Limits, assure
from toolkit.measures.control_rules import Rule, Variation, runs_of, variation_of
from toolkit.measures.intervals import of_count
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart, not_charted
from toolkit.measures.stretches import Step
from toolkit.measures.units import PERCENT, is_what_counts_give
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind

FEW_EVENTS = 5
"""Below so many events a period on average, limits are those of chance in so many cases."""
FEWEST_BESIDE = 3
"""A run is a change only beside so many other figures."""
_TWO_YEARS = 24
_SIGMAS = 3
_CLEAR = {
    Rule.OUTSIDE: Fraction(4),
    Rule.TREND: Fraction(7),
    Rule.TWO_IN_THREE: Fraction(6),
    Rule.ONE_SIDE: Fraction(7),
}
_CLEAR_SEASON = Fraction(10)


class _Cases(NamedTuple):
    """What a figure was counted from: events, in how many cases; `base` makes it the value."""

    events: Decimal
    cases: Decimal


def chart(
    points: Sequence[Point],
    unit: str,
    good_is: str,
    target: Value = Missing.BLANK,
    steps: Sequence[Step] = (),
    baseline: int = 0,
    is_provisional: bool = False,
) -> Chart:
    """The control chart of a series, or none with the reason.

    `is_provisional` is of the last figure: nothing is made of that one alone.
    """
    made = spc.chart(points, good_is, target, steps, baseline)
    if made.limits is None:
        return made
    stretch = [each.point for each in made.points if each.limits is made.limits]
    known = [point for point in stretch if isinstance(point.value, Decimal)]
    cases = _cases(known, unit)
    if cases and _rarer(cases, unit) < FEW_EVENTS:
        return _of_few(made, known, cases, unit, good_is, target)
    values = [Fraction(point.value) for point in known if isinstance(point.value, Decimal)]
    if not made.limits.reach:
        return not_charted("every value is the same")
    if not cases and _is_mostly_level(values):
        return not_charted("most values are the same as the one before")
    made = _within_the_possible(made, unit)
    if made.rule is None:
        return made
    if made.rule is not Rule.OUTSIDE and _may_be_a_season(known):
        return _ordinary(made, "months of less than two years may follow the season")
    why = ""
    if made.rule is Rule.OUTSIDE and is_provisional:
        why = "one provisional figure is not called a change"
    elif made.rule is Rule.OUTSIDE and cases and _is_chance(cases, unit):
        why = "so few cases may give that by chance"
    elif not _is_clear_alone(values, made, _may_be_a_season(known)):
        why = "the other figures vary too much to call it a change"
    if why and (_may_be_a_season(known) or not _is_clear_together(values, made.side)):
        return _ordinary(made, why)
    return made


def _cases(known: Sequence[Point], unit: str) -> list[_Cases]:
    """What the figures were counted from; empty where one has no counts that give it."""
    found = []
    for point in known:
        value, events, cases = point.value, point.numerator, point.denominator
        if isinstance(value, Missing):
            return []
        if unit == units.NUMBER:
            if value < 0 or value % 1:
                return []
            found.append(_Cases(value, Decimal(1)))
            continue
        base = units.base_of(unit)
        if base is None or isinstance(events, Missing) or isinstance(cases, Missing):
            return []
        if cases <= 0 or events < 0 or events % 1 or (unit == PERCENT and events > cases):
            return []
        if not is_what_counts_give(value, events * base / cases):
            return []
        found.append(_Cases(events, cases))
    return found


def _rarer(cases: Sequence[_Cases], unit: str) -> Fraction:
    """Events a period on average; of shares, of those who did or those who did not."""
    events = sum((Fraction(each.events) for each in cases), Fraction(0))
    if unit == PERCENT:
        everyone = sum((Fraction(each.cases) for each in cases), Fraction(0))
        events = min(events, everyone - events)
    return events / len(cases)


def _of_few(
    made: Chart,
    known: Sequence[Point],
    cases: Sequence[_Cases],
    unit: str,
    good_is: str,
    target: Value,
) -> Chart:
    """The chart where events are few: exact Poisson limits for the last figure's own base.

    Of shares the rarer of the two is counted. Runs say nothing there, because most values lie
    on one side of the average.
    """
    events = sum((each.events for each in cases), Decimal(0))
    everyone = sum((each.cases for each in cases), Decimal(0))
    last = cases[-1]
    is_turned = unit == PERCENT and events * 2 > everyone
    rare = everyone - events if is_turned else events
    expected = rare * last.cases / everyone
    lowest, highest = _usual(expected)
    if unit == PERCENT:
        highest = min(highest, last.cases)
    count = last.cases - last.events if is_turned else last.events
    beyond = (count > highest) - (count < lowest)
    base = Fraction(units.base_of(unit) or 1) / Fraction(last.cases)
    ends = (Fraction(lowest) * base, Fraction(highest) * base)
    mean = Fraction(expected) * base
    if is_turned:
        ends, mean, beyond = (100 - ends[1], 100 - ends[0]), 100 - mean, -beyond
    reach = max(mean - ends[0], ends[1] - mean)
    limits = Limits(mean, reach, ends[0], ends[1])
    rule = Rule.OUTSIDE if beyond else None
    latest = made.points[-1]._replace(
        limits=limits, rule=rule, side=beyond, variation=variation_of(beyond, good_is)
    )
    earlier = tuple(
        each._replace(limits=None, rule=None, side=0, variation=Variation.NOT_CHARTED)
        if each.limits is made.limits
        else each
        for each in made.points[:-1]
    )
    assurance = assure(limits, target, good_is)
    said = f"Fewer than {FEW_EVENTS} events a period on average, so limits of chance (Poisson) for"
    return made._replace(
        points=(*earlier, latest),
        variation=latest.variation,
        assurance=assurance,
        limits=limits,
        rule=rule,
        side=beyond,
        run=0,
        reason=spc.reason_of(latest, limits, 0, assurance, target),
        notes=(*made.notes, f"{said} the latest figure alone; runs say nothing."),
    )


def _usual(expected: Decimal) -> tuple[Decimal, Decimal]:
    """The lowest and highest count whose 99.8 per cent interval holds what was expected."""
    lowest = highest = Decimal(int(expected))
    while _holds(highest + 1, expected):
        highest += 1
    while lowest > 0 and _holds(lowest - 1, expected):
        lowest -= 1
    return lowest, highest


def _holds(count: Decimal, expected: Decimal) -> bool:
    interval = of_count(count).at_998
    return interval is not None and interval.holds(expected)


def _is_chance(cases: Sequence[_Cases], unit: str) -> bool:
    """Whether the last count lies within three standard errors of what its base gives."""
    events = sum((Fraction(each.events) for each in cases), Fraction(0))
    everyone = sum((Fraction(each.cases) for each in cases), Fraction(0))
    share = events / everyone
    expected = share * Fraction(cases[-1].cases)
    variance = expected * (1 - share) if unit == PERCENT else expected
    return (Fraction(cases[-1].events) - expected) ** 2 <= _SIGMAS**2 * variance


def _is_mostly_level(values: Sequence[Fraction]) -> bool:
    """Whether most values are the one before them, so that moving ranges say nothing."""
    same = sum(values[place] == values[place - 1] for place in range(1, len(values)))
    return 2 * same > len(values) - 1


def _may_be_a_season(known: Sequence[Point]) -> bool:
    """Whether a run of months could be half of a season, which two years alone would show."""
    return known[-1].period.kind is PeriodKind.MONTH and len(known) < _TWO_YEARS


def _is_clear_alone(values: Sequence[Fraction], made: Chart, may_be_a_season: bool) -> bool:
    """Whether the figures of the last signal differ from the others of the stretch."""
    rule = made.rule or Rule.TREND
    own = {Rule.OUTSIDE: 1, Rule.TWO_IN_THREE: 3}.get(rule, made.run)
    if len(values) - own < FEWEST_BESIDE:
        # A trend that fills the whole stretch has nothing beside it, and speaks for itself.
        return rule is Rule.TREND
    return _differ(values, own, _CLEAR_SEASON if may_be_a_season else _CLEAR[rule])


def _is_clear_together(values: Sequence[Fraction], side: int) -> bool:
    """Whether all the last figures on one side of the average differ from those before them."""
    mean = sum(values) / len(values)
    sides = [(value > mean) - (value < mean) for value in values]
    _, count, last = list(runs_of(sides))[-1]
    is_run = last == side and count >= FEWEST_BESIDE
    return is_run and _differ(values, count, _CLEAR[Rule.ONE_SIDE])


def _differ(values: Sequence[Fraction], count: int, needed: Fraction) -> bool:
    """Whether so many last values differ from those before by so many standard errors.

    Those of two groups with one spread. Figures that follow each other are often alike, and
    then the moving range is too small: the spread within the groups is not.
    """
    late, early = values[len(values) - count :], values[: len(values) - count]
    if not late or len(early) < FEWEST_BESIDE:
        return False
    means = sum(late) / len(late), sum(early) / len(early)
    within = sum((each - means[0]) ** 2 for each in late)
    within += sum((each - means[1]) ** 2 for each in early)
    spread = within / (len(values) - 2) * (Fraction(1, len(late)) + Fraction(1, len(early)))
    return (means[0] - means[1]) ** 2 > needed**2 * spread


def _within_the_possible(made: Chart, unit: str) -> Chart:
    """The chart with limits cut off at what the unit can be: nothing below 0, shares to 100."""
    if unit == units.MONEY or made.limits is None:
        return made
    old = made.limits
    ceiling = Fraction(100) if unit == PERCENT else None
    limits = old._replace(floor=Fraction(0), ceiling=ceiling)
    points = tuple(
        each._replace(limits=each.limits._replace(floor=Fraction(0), ceiling=ceiling))
        if each.limits
        else each
        for each in made.points
    )
    return made._replace(points=points, limits=limits)


def _ordinary(made: Chart, why: str) -> Chart:
    """The chart without its last signal, and the reason; earlier points keep their marks."""
    latest = made.points[-1]._replace(rule=None, side=0, variation=Variation.COMMON)
    return made._replace(
        points=(*made.points[:-1], latest),
        variation=Variation.COMMON,
        rule=None,
        side=0,
        run=0,
        notes=(*made.notes, f"{made.reason.split('. ')[0].rstrip('.')}, but {why}."),
        reason=made.reason.replace(made.reason.split(" (")[0], "No special cause", 1),
    )
