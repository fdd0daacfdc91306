"""Target RAG: a value against its target, by polarity, floor and tolerance.

Green is on the target or better. With a floor, Amber runs from the target to the
floor, the floor included; without one, Amber is within the tolerance of the target.
Red is beyond. A target can also be a range, or a value to stay close to. Values are
compared as they are, never rounded. Sources and boundaries: docs/reference/methods.md, "Target
RAG".
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from toolkit.measures.rates import MONTHS_IN_YEAR, round_half_up
from toolkit.measures.tolerance import Tolerance
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, known, plain
from toolkit.values.periods import Period


class TargetRag(NamedTuple):
    """Red, Amber or Green with its reason; "" where it cannot be rated.

    `side` is 1 where the target is missed from above, -1 from below, 0 where it is met or
    nothing is rated.
    """

    rating: str
    reason: str
    side: int = 0


def rate(
    value: Value,
    target: Value,
    floor: Value,
    tolerance: Tolerance,
    good_is: str,
    decimals: int | None = None,
) -> TargetRag:
    """The RAG of a value against its target; missing values and targets are unrated.

    `decimals` are the places the value is shown with. They change no rating; where the
    value only looks like the target, the reason says so.
    """
    if isinstance(value, Missing):
        return TargetRag("", f"No rating: the value is {value.value}.")
    if target is Missing.UNREADABLE or floor is Missing.UNREADABLE:
        return TargetRag("", "No rating: the target or floor could not be read.")
    if isinstance(target, Missing):
        return TargetRag("", "No rating: there is no target.")
    if good_is not in (choices.HIGHER, choices.LOWER):
        return TargetRag("", "No rating: neither direction is good.")

    def better_than(other: Decimal) -> bool:
        return value > other if good_is == choices.HIGHER else value < other

    if value == target or better_than(target):
        return TargetRag(choices.GREEN, f"{plain(value)} meets the target of {plain(target)}.")
    side = 1 if value > target else -1
    missed = f"{plain(value)}{_looks(value, target, decimals)} misses the target of {plain(target)}"
    limit = known(floor)
    if limit is not None:
        if value == limit or better_than(limit):
            return TargetRag(choices.AMBER, f"{missed} but not the floor of {plain(limit)}.", side)
        return TargetRag(choices.RED, f"{missed} and the floor of {plain(limit)}.", side)
    if tolerance.covers(value - target, target):
        return TargetRag(choices.AMBER, f"{missed} by no more than {tolerance}.", side)
    if not tolerance.leaves_room:
        return TargetRag(choices.RED, f"{missed}.", side)
    if not target and tolerance.kind == choices.PERCENT:
        return TargetRag(choices.RED, f"{missed}; a percentage of zero leaves no room.", side)
    return TargetRag(choices.RED, f"{missed} by more than {tolerance}.", side)


def rate_range(value: Value, lower: Value, upper: Value, tolerance: Tolerance) -> TargetRag:
    """The RAG of a value that should lie from `lower` to `upper`, both ends included.

    Amber is within the tolerance of the nearer end (percent is of that end), Red beyond.
    """
    if isinstance(value, Missing):
        return TargetRag("", f"No rating: the value is {value.value}.")
    if lower is Missing.UNREADABLE or upper is Missing.UNREADABLE:
        return TargetRag("", "No rating: an end of the target's range could not be read.")
    if isinstance(lower, Missing) or isinstance(upper, Missing):
        return TargetRag("", "No rating: an end of the target's range is missing.")
    span = f"the range of {plain(lower)} to {plain(upper)}"
    if lower > upper:
        return TargetRag("", f"No rating: {span} is the wrong way round.")
    if lower <= value <= upper:
        return TargetRag(choices.GREEN, f"{plain(value)} is in {span}.")
    side, nearer, word = (-1, lower, "below") if value < lower else (1, upper, "above")
    missed = f"{plain(value)} is {word} {span}"
    if tolerance.covers(value - nearer, nearer):
        return TargetRag(choices.AMBER, f"{missed} by no more than {tolerance}.", side)
    if not tolerance.leaves_room:
        return TargetRag(choices.RED, f"{missed}.", side)
    return TargetRag(choices.RED, f"{missed} by more than {tolerance}.", side)


def rate_close(value: Value, target: Value, floor: Value, tolerance: Tolerance) -> TargetRag:
    """The RAG of a value that should stay close to its target, on either side.

    Green is within the tolerance of the target; Amber is no further away than the floor,
    on whichever side the floor is; Red is beyond. Without a floor there is no Amber.
    """
    if isinstance(value, Missing):
        return TargetRag("", f"No rating: the value is {value.value}.")
    if target is Missing.UNREADABLE or floor is Missing.UNREADABLE:
        return TargetRag("", "No rating: the target or floor could not be read.")
    if isinstance(target, Missing):
        return TargetRag("", "No rating: there is no target.")
    away = f"within {tolerance} of the target" if tolerance.leaves_room else "the target"
    if tolerance.covers(value - target, target):
        return TargetRag(choices.GREEN, f"{plain(value)} is {away} of {plain(target)}.")
    limit = known(floor)
    side = 1 if value > target else -1
    missed = f"{plain(value)} is not {away} of {plain(target)}"
    if limit is not None and abs(value - target) <= abs(limit - target):
        reason = f"{missed}, but no further away than {plain(limit)}."
        return TargetRag(choices.AMBER, reason, side)
    return TargetRag(choices.RED, f"{missed}.", side)


Target = TypeVar("Target")


def target_for(period: Period, targets: Mapping[Period, Target], usual: Target) -> Target:
    """The target of a period: its own, else that of the shortest period holding it, else the
    usual one."""
    if period in targets:
        return targets[period]
    holding = [each for each in targets if each.start <= period.start and period.end <= each.end]
    if not holding:
        return usual
    return targets[min(holding, key=lambda each: (each.end - each.start, each))]


def profiled(target: Value, months: int) -> Value:
    """The share of a year's target that so many months should have brought, month by month.

    For numbers that add up over the year; a percentage's target is the same all year.
    """
    return target if isinstance(target, Missing) else target * months / MONTHS_IN_YEAR


def _looks(value: Decimal, target: Decimal, decimals: int | None) -> str:
    """Words for a value that is shown as the target and yet is not it."""
    if decimals is None or round_half_up(value, decimals) != target:
        return ""
    return f" (shown as {plain(round_half_up(value, decimals))})"
