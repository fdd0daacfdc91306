"""Statistical process control: is the last figure of a series more than ordinary variation?

XmR charts as NHS England's "Making data count" has them: limits at 2.66 times the mean moving
range, four rules in order, the last point's variation, and the limits against the target.
Every comparison is exact. Limits move only at a recorded step change or a new definition.
Sources and differences: docs/reference/methods.md, "Statistical process control".
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from toolkit.measures.control_limits import (
    FEWEST,
    TRIAL_BELOW,
    Assurance,
    Limits,
    assure,
    limits_of,
    whole_numbers,
)
from toolkit.measures.control_rules import (
    Rule,
    Variation,
    first_rule,
    one_side_marks,
    runs_of,
    sign_of,
    trend_marks,
    two_in_three_marks,
    variation_of,
)
from toolkit.measures.rounding import rounded
from toolkit.measures.series import Point, in_order, is_overlapping, usual_distance
from toolkit.measures.stretches import Step, gap_notes, stretches_of, trial_notes, unbroken
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.text import plural


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
        return _not_charted((), f"periods given as {kind} overlap, so a run means nothing")
    if baseline and baseline < FEWEST:
        why = f"limits from {plural(baseline, 'point')} mean nothing; it needs {FEWEST}"
        return _not_charted((), why)
    stretches, notes = stretches_of(ordered, steps)
    distance = usual_distance(ordered)
    charted: list[ChartPoint] = []
    runs: list[list[Decimal]] = []
    last_limits, run = None, 0
    for stretch in stretches:
        runs = unbroken(stretch, distance)
        notes += gap_notes(stretch, runs)
        last_limits = limits_of(runs, baseline, screens_outliers)
        if last_limits and stretch is not stretches[-1]:
            notes += trial_notes(stretch, _used(runs, baseline))
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
            return _not_charted(charted, "too few values in a row without a gap", notes)
        since = " since the last change of level or definition" if len(stretches) > 1 else ""
        why = f"it needs {FEWEST} values{since}, and there are {known}"
        return _not_charted(charted, why, notes)
    used = _used(runs, baseline)
    is_trial = used < TRIAL_BELOW
    if is_trial:
        notes.append(f"Trial limits, from {used} points; {TRIAL_BELOW} or more make them firm.")
    assurance = assure(last_limits, target, good_is)
    reason = reason_of(latest, last_limits, run, assurance, target)
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


# The rules, each on an unbroken run of points: a mark is 1 (high), -1 (low) or 0


def _marked(
    stretch: Sequence[Point], runs: Sequence[Sequence[Decimal]], limits: Limits | None, good_is: str
) -> tuple[list[ChartPoint], int]:
    """The points of a stretch with their rules, and how long the last point's run is."""
    if limits is None:
        return [ChartPoint(p, None, None, 0, Variation.NOT_CHARTED) for p in stretch], 0
    found: list[tuple[Rule | None, int]] = []
    length = 0
    unit, whole = whole_numbers(runs, limits)
    mean, reach = int(limits.mean * unit), int(limits.reach * unit)
    for values in whole:
        sides = [sign_of(value - mean) for value in values]
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


def _last_run(last: tuple[Rule | None, int], values: Sequence[int], sides: Sequence[int]) -> int:
    rule = last[0]
    if rule is Rule.ONE_SIDE:
        return list(runs_of(sides))[-1][1]
    if rule is Rule.TREND:
        moves = [sign_of(later - earlier) for earlier, later in pairwise(values)]
        return list(runs_of(moves))[-1][1] + 1
    return 0


def _used(runs: Sequence[Sequence[Decimal]], baseline: int) -> int:
    """How many values the limits come from."""
    known = sum(map(len, runs))
    return min(known, baseline) if baseline else known


def reason_of(
    latest: ChartPoint, limits: Limits, run: int, assurance: Assurance, target: Value
) -> str:
    """What the chart says of the last point, with its limits, and of the target."""
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
        case Rule.STEP:
            side = "above" if is_high else "below"
            said = f"The last {run} together {side} those before (limits {span})."
        case Rule.SLOPE:
            said = f"All {run} {'rising' if is_high else 'falling'} together (limits {span})."
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
