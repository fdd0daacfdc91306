"""Direction of travel: a value against an earlier one, by polarity and tolerance.

Stable is a change within the tolerance, the boundary included. Changes are worked
out from the values as given. docs/reference/methods.md, "Direction of travel".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from toolkit.measures.series import Point, before, in_order, preceding, year_earlier
from toolkit.measures.tolerance import Tolerance
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import PeriodKind


class Travel(Enum):
    """Which way an indicator is going; the value is the key of its word in `terms`."""

    BETTER = "better"
    WORSE = "worse"
    STABLE = "stable"
    NO_JUDGEMENT = "no_judgement"
    AWAITED = "awaited"


class Direction(NamedTuple):
    """A direction of travel with its reason.

    `side` is 1 for a rise beyond the tolerance, -1 for such a fall, 0 otherwise, whichever way
    is good.
    """

    travel: Travel
    reason: str
    side: int = 0


def judge(latest: Value, earlier: Value, good_is: str, tolerance: Tolerance) -> Direction:
    """Where the indicator is going from `earlier` to `latest`."""
    if isinstance(latest, Missing):
        return Direction(Travel.AWAITED, f"The latest value is {latest.value}.")
    if isinstance(earlier, Missing):
        return Direction(Travel.AWAITED, f"The earlier value is {earlier.value}.")
    change = latest - earlier
    step = f"{plain(earlier)} to {plain(latest)}"
    if change == 0:
        return Direction(Travel.STABLE, f"Unchanged at {plain(latest)}.")
    if tolerance.covers(change, earlier):
        return Direction(Travel.STABLE, f"{step}: a change within {tolerance}.")
    rose = change > 0
    side = 1 if rose else -1
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Direction(Travel.NO_JUDGEMENT, f"{step}: neither direction is good.", side)
    better = rose == (good_is == choices.HIGHER)
    word = "up" if rose else "down"
    judged = "better" if better else "worse"
    return Direction(
        Travel.BETTER if better else Travel.WORSE,
        f"{step}: {word}, and {good_is.lower()} is good, so {judged}.",
        side,
    )


@dataclass(frozen=True, slots=True)
class Directions:
    """Short: against the period just before. Long: against the same period a year earlier."""

    short: Direction
    long: Direction


def of_series(points: Sequence[Point], good_is: str, tolerance: Tolerance) -> Directions:
    """Both directions of the latest point that was due.

    A gap is a gap: where the period to compare with is not there, or was counted by another
    definition, the direction is awaited; the next older figure never takes its place.
    """
    ordered = in_order(points)
    if not ordered:
        nothing = Direction(Travel.AWAITED, "There are no values.")
        return Directions(nothing, nothing)
    latest = ordered[-1]
    by_period = {point.period: point for point in ordered}
    last_year = year_earlier(latest.period)

    def against(earlier: Point | None, wanted: str) -> Direction:
        if earlier is None:
            return Direction(Travel.AWAITED, f"There is no value for {wanted}.")
        if earlier.version != latest.version:
            said = f"The definition changed between {earlier.period} and {latest.period}."
            return Direction(Travel.AWAITED, said)
        return judge(latest.value, earlier.value, good_is, tolerance)

    is_snapshot = latest.period.kind is PeriodKind.SNAPSHOT
    wanted = "an earlier day" if is_snapshot else str(preceding(latest.period))
    short = against(before(ordered), wanted)
    return Directions(short, against(by_period.get(last_year), str(last_year)))
