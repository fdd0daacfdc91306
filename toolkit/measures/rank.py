"""Rank and quartile of an area among areas: first is best by polarity, ties share a rank.

As the Local Authority Interactive Tool of the Department for Education does; bands of equal
size follow public health practice. Sources and boundaries: docs/reference/methods.md, "Rank and
quartile".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.text import plural

QUARTILES = "ABCD"
"""A is the best quarter, D the worst."""


class Rank(NamedTuple):
    """A place from 1 (best) among the areas with a value, with its reason.

    `position` is None and `quartile` "" where the area is not ranked; `tied` says whether
    another area has the same value.
    """

    position: int | None
    among: int
    tied: bool
    quartile: str
    reason: str


def rank_all(values: Mapping[str, Value], good_is: str) -> dict[str, Rank]:
    """The rank of every area of one period; areas without a value are not counted."""
    ordered = sorted(value for value in values.values() if isinstance(value, Decimal))
    cuts = quartiles(ordered) if len(ordered) >= len(QUARTILES) else None
    return {area: _rank(value, ordered, cuts, good_is) for area, value in values.items()}


def _rank(
    value: Value,
    ordered: Sequence[Decimal],
    cuts: tuple[Decimal, Decimal, Decimal] | None,
    good_is: str,
) -> Rank:
    among = len(ordered)
    if isinstance(value, Missing):
        return Rank(None, among, False, "", f"Not ranked: the value is {value.value}.")
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Rank(None, among, False, "", "Not ranked: neither direction is good.")
    smaller, up_to = bisect_left(ordered, value), bisect_right(ordered, value)
    position = smaller + 1 if good_is == choices.LOWER else among - up_to + 1
    others = up_to - smaller - 1
    quartile = band(value, cuts, good_is) if cuts else ""
    reason = f"{_ordinal(position)} of {plural(among, 'area')}"
    if others:
        reason += f", level with {plural(others, 'other')}"
    reason += f"; quarter {quartile}, where A is best." if quartile else "; too few for quarters."
    return Rank(position, among, others > 0, quartile, reason)


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else _ENDINGS.get(number % 10, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def quartiles(ordered: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """The three quartiles of at least one value in order, between neighbours in proportion."""

    def at(quarter: int) -> Decimal:
        whole, part = divmod((len(ordered) - 1) * quarter, 4)
        below = ordered[whole]
        return below + (ordered[whole + 1] - below) * part / 4 if part else below

    return at(1), at(2), at(3)


def band(value: Decimal, cuts: tuple[Decimal, Decimal, Decimal], good_is: str) -> str:
    """The quarter a value lies in; a value on a quartile belongs to the quarter below it."""
    quarter = bisect_left(cuts, value)
    return QUARTILES[quarter] if good_is == choices.LOWER else QUARTILES[3 - quarter]


def equal_bands(values: Sequence[Value], number: int, highest_first: bool) -> list[int | None]:
    """Bands of equal size from 1, in the order given; ties go to the lower band.

    None where a value is missing, and everywhere if there are fewer values than bands.
    """
    ordered = sorted(value for value in values if isinstance(value, Decimal))
    count = len(ordered)

    def band_of(value: Value) -> int | None:
        if isinstance(value, Missing) or count < number:
            return None
        before = bisect_left(ordered, value)
        if highest_first:
            before = count - bisect_right(ordered, value)
        return number * before // count + 1

    return [band_of(value) for value in values]
