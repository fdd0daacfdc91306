"""The verdict on the last figure of a series: is it more than chance gives beside those before?

The chart of `spc` draws limits that the last figure helped to make, and marks rare events and
figures that are alike too often. Here the last figure is held against limits from the figures
before it, which know the cases it was counted from; and the last few, or all, against each other.
Sources and differences: docs/reference/methods.md, "Which chart".
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from toolkit.measures import prediction, spc, units
from toolkit.measures.control_limits import Assurance, Limits, assure
from toolkit.measures.control_rules import Rule, Variation, variation_of
from toolkit.measures.last_figures import Leaning, news_of, slope, step
from toolkit.measures.prediction import Counted, Ends
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart, not_charted
from toolkit.measures.stretches import Step
from toolkit.measures.units import PERCENT, is_what_counts_give
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind

FEW_EVENTS = 5
"""Below so many events a period on average, limits are exact."""
_MOST_EXACT = 10
"""A base of so many times those before is no longer worked out exactly, which would take long."""
FEWEST_BESIDE = 3
"""The last figures are on another level only beside so many others."""
_LASTING = range(4, 7)
"""So many last figures may lie on another level together."""
_IN_A_ROW = 3
"""So many last figures may each lie outside limits from those before them."""
_CHANCE = Fraction(1, 100)
"""How often the last figure of an unchanged series may be called unusual."""
_CHANCE_IN_A_ROW = Fraction(1, 200)
"""The same of each of the last three, which only count together."""
_CHANCE_TOGETHER = Fraction(1, 500) / (len(_LASTING) + 1)
"""The same of a new level and of a slope: one in five hundred between them."""
_TWO_YEARS = 24


class _Signal(NamedTuple):
    """Which rule calls the last figure special, on which side, and of how many figures."""

    rule: Rule
    side: int
    run: int = 0


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
    values = [Fraction(point.value) for point in known if isinstance(point.value, Decimal)]
    cases = _cases(known, unit)
    if not cases and not made.limits.reach:
        return not_charted("every value is the same")
    if not cases and _is_mostly_level(values):
        return not_charted("most values are the same as the one before")
    fixed = baseline if 0 < baseline < len(known) else len(known) - 1
    limits = _limits(values, cases, fixed, unit)
    found: _Signal | None = None
    notes = []
    if beyond := _side(values[-1], limits):
        if is_provisional:
            notes = ["Outside the limits, but one provisional figure is not called a change."]
        else:
            found = _Signal(Rule.OUTSIDE, beyond)
    if found is None and not _may_be_a_season(known):
        found = _together(values, cases, fixed, unit)
    if found is None and made.rule and not notes:
        marks = f"A plain XmR chart marks the latest figure ({made.rule.value})"
        notes = [f"{marks}. Beside the figures before it, that may be chance."]
    if cases and _average(cases[:fixed], unit) < FEW_EVENTS:
        notes.insert(0, f"Fewer than {FEW_EVENTS} events a period on average: exact limits.")
        made = _without_earlier_marks(made)
    assurance = _assurance(limits, values, target, good_is, is_trial=made.is_trial)
    variation = variation_of(found.side if found else 0, good_is)
    return _judged(made, limits, found, variation, assurance, target, notes)


def _assurance(
    limits: Limits, values: Sequence[Fraction], target: Value, good_is: str, *, is_trial: bool
) -> Assurance:
    """Limits against the target; few figures, all on one side of it, are not "hit and missed"."""
    found = assure(limits, target, good_is)
    if found is not Assurance.INCONSISTENT or not is_trial or isinstance(target, Missing):
        return found
    aim, is_high = Fraction(target), good_is == choices.HIGHER
    met = {value == aim or (value > aim) == is_high for value in values}
    return found if len(met) > 1 else Assurance.NONE


def _judged(
    made: Chart,
    limits: Limits,
    found: _Signal | None,
    variation: Variation,
    assurance: Assurance,
    target: Value,
    notes: Sequence[str],
) -> Chart:
    """The chart with the verdict on its last figure, and the limits that one was held against."""
    rule, side, run = found or (None, 0, 0)
    latest = made.points[-1]._replace(limits=limits, rule=rule, side=side, variation=variation)
    return made._replace(
        points=(*made.points[:-1], latest),
        variation=variation,
        assurance=assurance,
        limits=limits,
        rule=rule,
        side=side,
        run=run,
        reason=spc.reason_of(latest, limits, run, assurance, target),
        notes=(*made.notes, *notes),
    )


def _without_earlier_marks(made: Chart) -> Chart:
    """Of few events XmR limits say nothing: no earlier figure of the stretch has any."""
    earlier = [
        each._replace(limits=None, rule=None, side=0, variation=Variation.NOT_CHARTED)
        if each.limits is made.limits
        else each
        for each in made.points[:-1]
    ]
    return made._replace(points=(*earlier, made.points[-1]))


def _limits(
    values: Sequence[Fraction],
    cases: Sequence[Counted],
    fixed: int,
    unit: str,
    place: int = -1,
    chance: Fraction = _CHANCE,
) -> Limits:
    """Limits of the value in that place from so many first ones, cut off at what the unit can be.

    Counts have those of chance in their cases. Where the figures before vary by more than such
    chance, limits are those of their values too, whichever is wider.
    """
    before = values[:fixed]
    if not cases:
        mean, ends = sum(before, Fraction(0)) / fixed, prediction.of_values(before, chance)
    else:
        per_event = Fraction(units.base_of(unit) or 1) / cases[place].cases
        first = _summed(cases[:fixed])
        mean = first.events * cases[place].cases * per_event / first.cases
        lowest, highest = _of_counts(cases[:fixed], cases[place].cases, chance, unit)
        ends = Ends(lowest * per_event, highest * per_event)
        if _varies_more_than_chance(cases[:fixed], unit):
            wide = prediction.of_values(before, chance)
            ends = Ends(min(ends.lowest, wide.lowest), max(ends.highest, wide.highest))
    can_be_less = unit == units.MONEY or min(values) < 0
    floor = ends.lowest if can_be_less else max(ends.lowest, Fraction(0))
    ceiling = min(ends.highest, Fraction(100)) if unit == PERCENT else ends.highest
    return Limits(mean, max(mean - floor, ceiling - mean), floor, ceiling)


def _together(
    values: Sequence[Fraction], cases: Sequence[Counted], fixed: int, unit: str
) -> _Signal | None:
    """What the last figures do together, or all of them: the clearest such, if one is clear."""
    clear: list[Leaning] = []
    is_fixed = fixed < len(values) - 1
    news = news_of(_whole(values))
    for last in _LASTING:
        early = min(fixed, len(values) - last)
        if early < FEWEST_BESIDE:
            break
        beside = news_of(_whole([*values[:early], *values[-last:]])) if is_fixed else news
        clear += [
            each
            for each in step(beside, last, _CHANCE_TOGETHER)
            if _is_beyond(cases, early, last, each.side, unit)
        ]
    if len(values) >= 2 * FEWEST_BESIDE and not is_fixed:
        clear += slope(news, _CHANCE_TOGETHER)
    if not clear:
        side = _side_of_three(values, cases, fixed, unit)
        return _Signal(Rule.STEP, side, _IN_A_ROW) if side else None
    clearest = max(clear, key=lambda each: each.strength)
    rule = Rule.STEP if clearest.last else Rule.SLOPE
    return _Signal(rule, clearest.side, clearest.last or len(values))


def _side_of_three(
    values: Sequence[Fraction], cases: Sequence[Counted], fixed: int, unit: str
) -> int:
    """The side on which each of the last three lies outside limits from those before; else 0."""
    early = min(fixed, len(values) - _IN_A_ROW)
    last = values[-_IN_A_ROW:]
    if early <= FEWEST_BESIDE or min(values[:early]) <= last[-1] <= max(values[:early]):
        return 0
    sides = set()
    for place in range(-_IN_A_ROW, 0):
        limits = _limits(values, cases, early, unit, place, _CHANCE_IN_A_ROW)
        sides.add(_side(values[place], limits))
    return sides.pop() if len(sides) == 1 else 0


def _side(value: Fraction, limits: Limits) -> int:
    return (value > limits.upper) - (value < limits.lower)


def _is_beyond(cases: Sequence[Counted], early: int, last: int, side: int, unit: str) -> bool:
    """Whether the last counts together are beyond chance; true where there are no counts."""
    if not cases:
        return True
    late = _summed(cases[-last:])
    lowest, highest = _of_counts(cases[:early], late.cases, _CHANCE_TOGETHER, unit)
    return late.events > highest if side > 0 else late.events < lowest


def _of_counts(
    before: Sequence[Counted], cases: Fraction | int, chance: Fraction, unit: str
) -> Ends:
    """The fewest and most events that chance gives in so many cases; of shares, the rarer side."""
    first, is_share = _summed(before), unit == PERCENT
    is_few = _average(before, unit) < FEW_EVENTS and cases * len(before) < _MOST_EXACT * first.cases
    method = prediction.of_few if is_few else prediction.of_many
    if not is_share or 2 * first.events <= first.cases:
        return method(first, cases, chance, is_share=is_share)
    rest = Counted(int(first.cases) - first.events, first.cases)
    lowest, highest = method(rest, cases, chance, is_share=True)
    return Ends(cases - highest, cases - lowest)


def _summed(cases: Sequence[Counted]) -> Counted:
    return Counted(sum(each.events for each in cases), sum(each.cases for each in cases))


def _average(cases: Sequence[Counted], unit: str) -> Fraction:
    """Events a period on average; of shares, of those who did or those who did not."""
    found = _summed(cases)
    rarer = min(found.events, found.cases - found.events) if unit == PERCENT else found.events
    return Fraction(rarer) / len(cases)


def _varies_more_than_chance(cases: Sequence[Counted], unit: str) -> bool:
    """Whether counts vary by more than chance alone gives on average (Pearson's chi-squared)."""
    found = _summed(cases)
    did, rest = found.events, found.cases - found.events
    if not did or (unit == PERCENT and not rest):
        return False
    # Times the cases of all; whole numbers where they are of one base.
    apart = found.cases * sum(Fraction(each.events**2) / each.cases for each in cases) - did * did
    variance = Fraction(did) * rest / found.cases if unit == PERCENT else did
    return apart > variance * (len(cases) - 1)


def _cases(known: Sequence[Point], unit: str) -> list[Counted]:
    """What the figures were counted from; empty where one has no counts that give it."""
    found = []
    for point in known:
        value, events, cases = point.value, point.numerator, point.denominator
        if isinstance(value, Missing):
            return []
        if unit == units.NUMBER:
            if value < 0 or value % 1:
                return []
            found.append(Counted(int(value), 1))
            continue
        base = units.base_of(unit)
        if base is None or isinstance(events, Missing) or isinstance(cases, Missing):
            return []
        if cases <= 0 or events < 0 or events % 1:
            return []
        if unit == PERCENT and (events > cases or cases % 1):
            return []
        if not is_what_counts_give(value, events * base / cases):
            return []
        found.append(Counted(int(events), Fraction(cases) if cases % 1 else int(cases)))
    return found


def _is_mostly_level(values: Sequence[Fraction]) -> bool:
    """Whether most values are the one before them, so that moving ranges say nothing."""
    same = sum(values[place] == values[place - 1] for place in range(1, len(values)))
    return 2 * same > len(values) - 1


def _may_be_a_season(known: Sequence[Point]) -> bool:
    """Whether a run of months could be half of a season, which two years alone would show."""
    return known[-1].period.kind is PeriodKind.MONTH and len(known) < _TWO_YEARS


def _whole(values: Sequence[Fraction]) -> list[int]:
    """Values as whole numbers of one small unit."""
    unit = lcm(*(each.denominator for each in values))
    return [int(each * unit) for each in values]
