"""Which indicators make up a whole together, going by "Part of" on the Indicators sheet. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from toolkit.board.scorecard import Indicator
from toolkit.measures.units import PERCENT, SUMMED
from toolkit.values.text import folded

ADDED_UNITS = (PERCENT, *SUMMED)
"""Units whose parts add up. Rates, averages and days have denominators of their own."""


class Whole(NamedTuple):
    """A whole and its parts in the order of their rows.

    `indicator` is the one that the parts add up to; None where they are shares of 100 per cent.
    """

    indicator: Indicator | None
    parts: tuple[Indicator, ...]


class Unfit(NamedTuple):
    """A part by which its whole cannot be added up, and why, in words that end a sentence."""

    part: Indicator
    reason: str


def wholes_of(indicators: Iterable[Indicator]) -> tuple[Whole, ...]:
    """The wholes that indicators make up, in the order of their first parts.

    Words under "Part of" are compared without case; where they are a code, its indicator is
    the whole.
    """
    listed = tuple(indicators)
    by_code = {folded(indicator.code): indicator for indicator in listed}
    parts: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in listed:
        if indicator.part_of:
            parts[folded(indicator.part_of)].append(indicator)
    return tuple(Whole(by_code.get(name), tuple(found)) for name, found in parts.items())


def unfit_parts(wholes: Iterable[Whole]) -> tuple[tuple[Whole, tuple[Unfit, ...]], ...]:
    """Each whole with those of its parts by which it cannot be added up; none where it can."""
    listed = tuple(wholes)
    above = {
        part.code: whole.indicator for whole in listed if whole.indicator for part in whole.parts
    }
    # Where a word is misspelt, the part that it left alone under the right code is not to blame.
    strays = any(whole.indicator is None and len(whole.parts) == 1 for whole in listed)
    in_circles = _in_circles({code: whole.code for code, whole in above.items()})
    return tuple((whole, tuple(_unfit(whole, in_circles, strays))) for whole in listed)


def _unfit(whole: Whole, in_circles: Set[str], strays: bool) -> Iterable[Unfit]:
    for part in whole.parts:
        reason = _why_unfit(whole, part, in_circles)
        if reason == _ALONE and strays:
            continue
        if reason:
            yield Unfit(part, reason)


_ALONE = "no other indicator is a part of the same whole"


def _why_unfit(whole: Whole, part: Indicator, in_circles: Set[str]) -> str:
    first = whole.parts[0]
    like = whole.indicator or first
    if whole.indicator and whole.indicator.code == part.code:
        return "it is given as a part of itself"
    if part.code in in_circles:
        return "its whole is itself a part of it"
    if len(whole.parts) == 1:
        return _ALONE if whole.indicator else f"{_ALONE}, and no indicator has it as its code"
    if part.unit not in ADDED_UNITS:
        return f"figures in {part.unit or 'no unit'} cannot be added up"
    if part.unit != like.unit:
        return f"its unit is {part.unit}, and that of {like.code} is {like.unit or 'not given'}"
    if whole.indicator is None and part.unit != PERCENT:
        return (
            "only percentages add up to 100; other units need the code of the indicator that "
            "they add up to"
        )
    if part.frequency != like.frequency:
        return (
            f"its frequency is {part.frequency or 'not given'}, and that of {like.code} is "
            f"{like.frequency or 'not given'}"
        )
    return ""


def _in_circles(above: Mapping[str, str]) -> Set[str]:
    """The codes from which the way to the whole above, and on, leads back to them."""
    found: set[str] = set()
    passed: set[str] = set()
    for code in above:
        way: list[str] = []
        while code in above and code not in passed:
            passed.add(code)
            way.append(code)
            code = above[code]
        if code in way:
            found.update(way[way.index(code) :])
    return found
