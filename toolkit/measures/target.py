"""Target RAG: a value against its target, by polarity, floor and tolerance.

Green is on the target or better. With a floor, Amber runs from the target to the
floor, the floor included; without one, Amber is within the tolerance of the target.
Red is beyond. Sources and boundaries: docs/methods.md, "Target RAG".
"""

from dataclasses import dataclass
from decimal import Decimal

from toolkit.layout import choices
from toolkit.measures.tolerance import Tolerance
from toolkit.values import Missing, Value, known, plain


@dataclass(frozen=True)
class TargetRag:
    """Red, Amber or Green with its reason; "" where it cannot be rated."""

    rating: str
    reason: str


def rate(
    value: Value, target: Value, floor: Value, tolerance: Tolerance, good_is: str
) -> TargetRag:
    """The RAG of a value against its target; missing values and targets are unrated."""
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
    missed = f"{plain(value)} misses the target of {plain(target)}"
    limit = known(floor)
    if limit is not None:
        if value == limit or better_than(limit):
            return TargetRag(choices.AMBER, f"{missed} but not the floor of {plain(limit)}.")
        return TargetRag(choices.RED, f"{missed} and the floor of {plain(limit)}.")
    if tolerance.covers(value - target, target):
        return TargetRag(choices.AMBER, f"{missed} by no more than {tolerance}.")
    return TargetRag(choices.RED, f"{missed} by more than {tolerance}.")
