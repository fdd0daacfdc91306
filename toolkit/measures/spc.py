"""Statistical process control: is the last figure of a series more than ordinary variation?

XmR charts as NHS England's "Making data count" has them: limits at 2.66 times the mean moving
range, four rules in order, the last point's variation, and the limits against the target.
Every comparison is exact. Limits move only at a recorded step change or a new definition.
Sources and differences: docs/methods.md, "Statistical process control".
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from toolkit.measures.rounding import rounded
from toolkit.measures.series import Point, follows, in_order, is_overlapping, usual_distance
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.text import day_in_words, plural

TRIAL_BELOW = 12
"""Limits from fewer points than this are called trial limits."""
FEWEST = 5
"""From fewer points than this no limits are drawn."""
RUN = 7
"""So many points make a trend, or a run on one side of the mean."""

_LIMIT = Fraction("2.66")
_SCREEN = Fraction("3.267")


class Rule(Enum):
    """The four rules in the order in which they name a point."""

    OUTSIDE = "outside the limits"
    TREND = "seven or more in a row in one direction"
    TWO_IN_THREE = "two of three near a limit"
    ONE_SIDE = "seven or more in a row on one side of the average"


class Variation(Enum):
    """What the last point says. High and low are special where neither direction is good."""

    IMPROVING = "special cause, improving"
    CONCERNING = "special cause, concerning"
    HIGH = "special cause, high"
    LOW = "special cause, low"
    COMMON = "common variation"
    NOT_CHARTED = "not charted"


class Assurance(Enum):
    """Whether the target can be relied on to be met, going by the limits."""

    HIT = "consistently hit"
    MISSED = "consistently missed"
    INCONSISTENT = "hit and missed"
    NONE = "not assessed"


class Step(NamedTuple):
    """A recorded change of level: limits are drawn anew from the period that holds `first`."""

    first: date
    reason: str


class Limits(NamedTuple):
    """The average and the limits of a stretch, in the unit of the value, unrounded."""

    mean: Fraction
    reach: Fraction

    @property
    def lower(self) -> Fraction:
        """The lower process limit."""
        return self.mean - self.reach

    @property
    def upper(self) -> Fraction:
        """The upper process limit."""
        return self.mean + self.reach


class ChartPoint(NamedTuple):
    """A point with its limits; `rule` names its special cause, `side` is 1 high or -1 low.

    `limits` is None in a stretch with too few points. `variation` is what it means by polarity.
    """

    point: Point
    limits: Limits | None
    rule: Rule | None
    side: int
    variation: Variation


class Chart(NamedTuple):
    """The chart of a series and its two verdicts, about the last point and the last limits.

    `limits` are the last stretch's. `run` is how many points the last point's trend or run
    on one side has, 0 for other rules. `notes` say what a reader of the chart must know:
    trial limits, gaps, steps. `is_fixed` says that the limits come from earlier points alone.
    """

    points: tuple[ChartPoint, ...]
    variation: Variation
    assurance: Assurance
    limits: Limits | None
    rule: Rule | None
    side: int
    run: int
    is_trial: bool
    reason: str
    notes: tuple[str, ...] = ()
    is_fixed: bool = False


def chart(
    points: Sequence[Point],
    good_is: str,
    target: Value = Missing.BLANK,
    steps: Sequence[Step] = (),
    baseline: int = 0,
    screens_outliers: bool = True,
) -> Chart:
    """The control chart of a series.

    `steps` redraw the limits; one without a reason, or before the series, changes nothing.
    `baseline` fixes the limits to that many first points of each stretch (0: all of them);
    with fewer than five there is no chart.
    `screens_outliers` leaves moving ranges out that are far larger than their mean, once.
    """
    ordered = in_order(points)
    if ordered and is_overlapping(ordered[-1].period.kind):
        kind = ordered[-1].period.kind
        return _not_charted((), f"periods of the kind {kind} overlap, so a run means nothing")
    if baseline and baseline < FEWEST:
        why = f"limits from {plural(baseline, 'point')} say nothing; it needs {FEWEST}"
        return _not_charted((), why)
    stretches, notes = _stretches(ordered, steps)
    distance = usual_distance(ordered)
    charted: list[ChartPoint] = []
    runs: list[list[Decimal]] = []
    last_limits, run = None, 0
    for stretch in stretches:
        runs = _unbroken(stretch, distance)
        notes += _gap_notes(stretch, runs)
        last_limits = limits_of(runs, baseline, screens_outliers)
        if last_limits and stretch is not stretches[-1]:
            notes += _trial_notes(stretch, _used(runs, baseline))
        marked, run = _marked(stretch, runs, last_limits, good_is)
        charted += marked
    if not ordered:
        return _not_charted((), "there are no values")
    latest = charted[-1]
    if isinstance(latest.point.value, Missing):
        return _not_charted(charted, f"the latest value is {latest.point.value.value}", notes)
    known = sum(map(len, runs))
    if last_limits is None:
        if known >= FEWEST:
            return _not_charted(charted, "too few values follow each other without a gap", notes)
        since = " since the last step or definition" if len(stretches) > 1 else ""
        why = f"it needs {FEWEST} values{since}, and there are {known}"
        return _not_charted(charted, why, notes)
    used = _used(runs, baseline)
    is_trial = used < TRIAL_BELOW
    if is_trial:
        notes.append(f"Trial limits, from {used} points; {TRIAL_BELOW} or more make them firm.")
    assurance = assure(last_limits, target, good_is)
    reason = _reason(latest, last_limits, run, assurance, target)
    return Chart(
        tuple(charted),
        latest.variation,
        assurance,
        last_limits,
        latest.rule,
        latest.side,
        run,
        is_trial,
        reason,
        tuple(notes),
        is_fixed=0 < baseline < known,
    )


def limits_of(
    runs: Sequence[Sequence[Decimal]], baseline: int = 0, screens_outliers: bool = True
) -> Limits | None:
    """The limits of a stretch, given as unbroken runs of values; no range spans a gap.

    None from fewer than five values, or where no two of them follow each other.
    """
    used: list[Sequence[Decimal]] = []
    left = baseline or sum(map(len, runs))
    for run in runs:
        used.append(run[:left])
        left -= len(used[-1])
    unit, whole = _whole_numbers(used)
    values = [value for run in whole for value in run]
    ranges = [abs(later - earlier) for run in whole for earlier, later in pairwise(run)]
    if len(values) < FEWEST or not ranges:
        return None
    total = sum(ranges)
    if screens_outliers and total:
        # Of ranges that are not all nought, the smallest is always kept.
        ranges = [each for each in ranges if each * len(ranges) < _SCREEN * total]
    mean_range = Fraction(sum(ranges), len(ranges))
    return Limits(Fraction(sum(values), len(values) * unit), _LIMIT * mean_range / unit)


def assure(limits: Limits, target: Value, good_is: str) -> Assurance:
    """Whether limits lie wholly on one side of the target; a limit on the target does not.

    Where every value is the same there is nothing between: it meets the target or not.
    """
    if isinstance(target, Missing) or good_is not in (choices.HIGHER, choices.LOWER):
        return Assurance.NONE
    aim = Fraction(target)
    if not limits.reach and limits.mean == aim:
        return Assurance.HIT
    if limits.lower <= aim <= limits.upper:
        return Assurance.INCONSISTENT
    is_above = aim < limits.lower
    return Assurance.HIT if is_above == (good_is == choices.HIGHER) else Assurance.MISSED


# The rules, each on an unbroken run of points: a mark is 1 (high), -1 (low) or 0


def trend_marks(values: Sequence[int]) -> list[int]:
    """Points of seven or more rising (1) or falling (-1) without a tie.

    A point at the turn of two such trends belongs to the later.
    """
    moves = [_sign(later - earlier) for earlier, later in pairwise(values)]
    marks = [0] * len(values)
    for start, length, move in _runs(moves):
        if move and length >= RUN - 1:
            marks[start : start + length + 1] = [move] * (length + 1)
    return marks


def two_in_three_marks(is_close: Sequence[bool], sides: Sequence[int]) -> list[int]:
    """Points near a limit of which two are among three in a row on one side of the mean."""
    marks = [0] * len(is_close)
    for start in range(len(is_close) - 2):
        window = range(start, start + 3)
        side = sides[start]
        if side and all(sides[place] == side for place in window):
            close = [place for place in window if is_close[place]]
            for place in close if len(close) > 1 else ():
                marks[place] = side
    return marks


def one_side_marks(sides: Sequence[int]) -> list[int]:
    """Points of seven or more in a row on one side of the mean; one on the mean breaks it."""
    marks = [0] * len(sides)
    for start, length, side in _runs(sides):
        if side and length >= RUN:
            marks[start : start + length] = [side] * length
    return marks


def first_rule(
    outside: int, trend: int, two_in_three: int, one_side: int
) -> tuple[Rule | None, int]:
    """The first rule that marks a point, with its side; None and 0 for an ordinary point."""
    by_rule = zip(Rule, (outside, trend, two_in_three, one_side), strict=True)
    return next(((rule, mark) for rule, mark in by_rule if mark), (None, 0))


def variation_of(side: int, good_is: str) -> Variation:
    """What a special cause on that side means by polarity; 0 is common variation."""
    if not side:
        return Variation.COMMON
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Variation.HIGH if side > 0 else Variation.LOW
    is_good = (side > 0) == (good_is == choices.HIGHER)
    return Variation.IMPROVING if is_good else Variation.CONCERNING


def _marked(
    stretch: Sequence[Point], runs: Sequence[Sequence[Decimal]], limits: Limits | None, good_is: str
) -> tuple[list[ChartPoint], int]:
    """The points of a stretch with their rules, and how long the last point's run is."""
    if limits is None:
        return [ChartPoint(p, None, None, 0, Variation.NOT_CHARTED) for p in stretch], 0
    found: list[tuple[Rule | None, int]] = []
    length = 0
    unit, whole = _whole_numbers(runs, limits)
    mean, reach = int(limits.mean * unit), int(limits.reach * unit)
    for values in whole:
        sides = [_sign(value - mean) for value in values]
        outside = [
            side if abs(value - mean) > reach else 0
            for value, side in zip(values, sides, strict=True)
        ]
        is_close = [
            not out and 3 * abs(value - mean) > 2 * reach
            for value, out in zip(values, outside, strict=True)
        ]
        marks = outside, trend_marks(values), two_in_three_marks(is_close, sides)
        found += [first_rule(*each) for each in zip(*marks, one_side_marks(sides), strict=True)]
        length = _last_run(found[-1], values, sides)
    rules = iter(found)
    marked = []
    for point in stretch:
        if isinstance(point.value, Missing):
            marked.append(ChartPoint(point, limits, None, 0, Variation.NOT_CHARTED))
        else:
            rule, side = next(rules)
            marked.append(ChartPoint(point, limits, rule, side, variation_of(side, good_is)))
    return marked, length


def _whole_numbers(
    runs: Sequence[Sequence[Decimal]], limits: Limits | None = None
) -> tuple[int, list[list[int]]]:
    """Values as whole numbers of one small unit, the limits' too: exact, and quick to compare."""
    ratios = [[value.as_integer_ratio() for value in run] for run in runs]
    unit = lcm(*{below for run in ratios for _, below in run})
    if limits:
        unit = lcm(unit, limits.mean.denominator, limits.reach.denominator)
    return unit, [[number * (unit // below) for number, below in run] for run in ratios]


def _last_run(last: tuple[Rule | None, int], values: Sequence[int], sides: Sequence[int]) -> int:
    rule = last[0]
    if rule is Rule.ONE_SIDE:
        return list(_runs(sides))[-1][1]
    if rule is Rule.TREND:
        moves = [_sign(later - earlier) for earlier, later in pairwise(values)]
        return list(_runs(moves))[-1][1] + 1
    return 0


def _stretches(
    ordered: Sequence[Point], steps: Sequence[Step]
) -> tuple[list[list[Point]], list[str]]:
    """The series cut where a step was recorded or the definition changed, and notes on it."""
    notes = [
        f"The step of {day_in_words(step.first)} has no reason and was not taken."
        for step in steps
        if not step.reason.strip()
    ]
    waiting = sorted((step for step in steps if step.reason.strip()), key=lambda step: step.first)
    stretches: list[list[Point]] = []
    for point in ordered:
        passed = [step for step in waiting if step.first <= point.period.end]
        waiting = waiting[len(passed) :]
        if not stretches:
            stretches.append([point])
            continue
        reasons = [step.reason.strip() for step in passed]
        if point.version != stretches[-1][-1].version:
            reasons.insert(0, "the definition changed.")
        if reasons:
            notes.append(f"New limits from {point.period}: {' '.join(reasons)}")
            stretches.append([point])
        else:
            stretches[-1].append(point)
    return stretches, notes


def _unbroken(stretch: Sequence[Point], distance: int | None) -> list[list[Decimal]]:
    """The known values of a stretch in runs of periods that follow each other."""
    runs: list[list[Decimal]] = []
    before: Point | None = None
    for point in stretch:
        if isinstance(point.value, Missing):
            before = None
            continue
        if before is None or not follows(point.period, before.period, distance):
            runs.append([])
        runs[-1].append(point.value)
        before = point
    return runs


def _gap_notes(stretch: Sequence[Point], runs: Sequence[Sequence[Decimal]]) -> list[str]:
    if len(runs) < 2:
        return []
    gaps = plural(len(runs) - 1, "gap")
    span = f"{stretch[0].period} to {stretch[-1].period}"
    return [f"{gaps} in {span}: no run and no moving range is counted across."]


def _used(runs: Sequence[Sequence[Decimal]], baseline: int) -> int:
    """How many values the limits come from."""
    known = sum(map(len, runs))
    return min(known, baseline) if baseline else known


def _trial_notes(stretch: Sequence[Point], used: int) -> list[str]:
    """An earlier stretch with limits from few points is said to have them."""
    if used >= TRIAL_BELOW:
        return []
    return [f"{stretch[0].period} to {stretch[-1].period} had trial limits, from {used} points."]


def _runs(marks: Sequence[int]) -> Iterable[tuple[int, int, int]]:
    """Runs of one mark: where each starts, how long it is, and its mark."""
    start = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[start]:
            yield start, place - start, marks[start]
            start = place


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _reason(
    latest: ChartPoint, limits: Limits, run: int, assurance: Assurance, target: Value
) -> str:
    span = f"{_words(limits.lower)} to {_words(limits.upper)}, average {_words(limits.mean)}"
    is_high = latest.side > 0
    match latest.rule:
        case Rule.OUTSIDE:
            said = f"Outside the limits, {'high' if is_high else 'low'} ({span})."
        case Rule.TREND:
            said = f"{run} in a row {'rising' if is_high else 'falling'} (limits {span})."
        case Rule.TWO_IN_THREE:
            said = f"Two of three near the {'upper' if is_high else 'lower'} limit ({span})."
        case Rule.ONE_SIDE:
            said = f"{run} in a row {'above' if is_high else 'below'} the average (limits {span})."
        case _:
            said = f"No special cause: limits {span}."
    if assurance is Assurance.NONE or isinstance(target, Missing):
        return said
    return f"{said} Target of {plain(target)}: {assurance.value}."


def _words(number: Fraction) -> str:
    return rounded(Decimal(number.numerator) / Decimal(number.denominator))


def not_charted(why: str) -> Chart:
    """No chart, for a reason that fits after "Not charted: "."""
    return _not_charted((), why)


def _not_charted(points: Iterable[ChartPoint], why: str, notes: Iterable[str] = ()) -> Chart:
    return Chart(
        points=tuple(points),
        variation=Variation.NOT_CHARTED,
        assurance=Assurance.NONE,
        limits=None,
        rule=None,
        side=0,
        run=0,
        is_trial=False,
        reason=f"Not charted: {why}.",
        notes=tuple(notes),
    )
