"""Direction of travel: a value against an earlier one, by polarity and tolerance.

Stable is a change within the tolerance, the boundary included. Changes are worked
out from the values as given. docs/methods.md, "Direction of travel".
"""

from dataclasses import dataclass
from enum import Enum

from toolkit.layout import choices
from toolkit.measures.tolerance import Tolerance
from toolkit.values import Missing, Value, plain


class Travel(Enum):
    """Which way an indicator is going; the value is the key of its word in `terms`."""

    BETTER = "better"
    WORSE = "worse"
    STABLE = "stable"
    NO_JUDGEMENT = "no_judgement"
    AWAITED = "awaited"


@dataclass(frozen=True)
class Direction:
    """A direction of travel with its reason."""

    travel: Travel
    reason: str


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
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Direction(Travel.NO_JUDGEMENT, f"{step}: neither direction is good.")
    rose = change > 0
    better = rose == (good_is == choices.HIGHER)
    word = "up" if rose else "down"
    judged = "better" if better else "worse"
    return Direction(
        Travel.BETTER if better else Travel.WORSE,
        f"{step}: {word}, and {good_is.lower()} is good, so {judged}.",
    )
