"""How exactly a figure is written, and how far rounding alone can take figures apart."""

from collections.abc import Iterable
from decimal import Decimal

from toolkit.measures.rates import round_half_up
from toolkit.values.missing import plain

MOST_DECIMALS = 6
"""Values with more come from a formula, and are looked at to so many."""


def decimals_of(value: Decimal) -> int:
    """How many decimals a value is written with, zeros at the end left out."""
    return min(len(plain(value).partition(".")[2]), MOST_DECIMALS)


def rounding_room(values: Iterable[Decimal]) -> Decimal:
    """By how much a sum of rounded values may miss: half a unit of the last decimal of each."""
    return sum((Decimal("0.5").scaleb(-decimals_of(value)) for value in values), Decimal(0))


def is_same_but_for_rounding(one: Decimal, other: Decimal) -> bool:
    """Whether two values are one figure, perhaps written with fewer decimals once."""
    places = decimals_of(one), decimals_of(other)
    if places[0] == places[1]:
        return round_half_up(one, places[0]) == round_half_up(other, places[0])
    return abs(one - other) <= rounding_room([min(one, other, key=decimals_of)])
