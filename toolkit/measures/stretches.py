"""A series cut into stretches: where limits are drawn again, and where periods are missing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.measures.control_limits import TRIAL_BELOW
from toolkit.measures.series import Point, follows
from toolkit.values.missing import Missing
from toolkit.values.text import day_in_words, plural


class Step(NamedTuple):
    """A recorded change of level: limits are drawn again from the period that holds `first`."""

    first: date
    reason: str


def stretches_of(
    ordered: Sequence[Point], steps: Sequence[Step]
) -> tuple[list[list[Point]], list[str]]:
    """The series cut where a step was recorded or the definition changed, and notes on it."""
    notes = [
        f"The change of level on {day_in_words(step.first)} has no reason and was not used."
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


def unbroken(stretch: Sequence[Point], distance: int | None) -> list[list[Decimal]]:
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


def gap_notes(stretch: Sequence[Point], runs: Sequence[Sequence[Decimal]]) -> list[str]:
    """Says where periods are missing within a stretch."""
    if len(runs) < 2:
        return []
    gaps = plural(len(runs) - 1, "gap")
    span = f"{stretch[0].period} to {stretch[-1].period}"
    return [f"{gaps} in {span}: no run or moving range is counted across."]


def trial_notes(stretch: Sequence[Point], used: int) -> list[str]:
    """An earlier stretch with limits from few points is said to have them."""
    if used >= TRIAL_BELOW:
        return []
    return [f"{stretch[0].period} to {stretch[-1].period} had trial limits, from {used} points."]
