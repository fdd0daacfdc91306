"""Whether the last figures of a series lie together on a new level, or all of them on a slope.

The t-test of a regression in which each figure may be like the one before it by a half, so that
neighbours that are alike are no change. Source: docs/reference/methods.md, "Which chart".
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from toolkit.measures.control_rules import sign_of
from toolkit.measures.prediction import critical_square

_ENDLESS = Fraction(10**30)
"""How strongly values without any noise lean."""


class Leaning(NamedTuple):
    """A regression that leans clearly: to which side, 1 or -1, how strongly, of how many figures.

    `last` figures lie on another level; 0 where all lie on a slope.
    """

    side: int
    strength: Fraction
    last: int


class News(NamedTuple):
    """What each value tells that half of the one before does not, twice as large; whole numbers.

    `level` and `square` are the products with ones and with itself, where the first value counts
    three times, because nothing comes before it.
    """

    later: list[int]
    level: int
    square: int


def news_of(values: Sequence[int]) -> News:
    """What whole numbers, two or more, tell one after the other."""
    first, later = values[0], [2 * value - before for before, value in pairwise(values)]
    square = 3 * first * first + sum(each * each for each in later)
    return News(later, 3 * first + sum(later), square)


def step(news: News, last: int, chance: Fraction) -> list[Leaning]:
    """So many last values, if they lie clearly on another level than all before."""
    along = 2 * news.later[-last] + sum(news.later[len(news.later) - last + 1 :])
    return _clear(news, last + 1, last + 3, along, last, chance)


def slope(news: News, chance: Fraction) -> list[Leaning]:
    """The steady rise or fall of all values, if it is clear."""
    places = range(2, len(news.later) + 2)
    along = sum(place * each for place, each in zip(places, news.later, strict=True))
    return _clear(news, sum(places), sum(place**2 for place in places), along, 0, chance)


def _clear(
    news: News, tilt: int, own: int, along: int, last: int, chance: Fraction
) -> list[Leaning]:
    """The t-test of a shape, squared; `tilt`, `own`, `along` are its products with ones,
    itself and the values.
    """
    flat, freedom = len(news.later) + 3, len(news.later) - 1
    room = flat * own - tilt * tilt
    lean = flat * along - tilt * news.level
    if not lean:
        return []
    noise = room * (flat * news.square - news.level * news.level) - lean * lean
    top, bottom = critical_square(freedom, chance).as_integer_ratio()
    if freedom * lean * lean * bottom <= top * noise:
        return []
    strength = Fraction(freedom * lean * lean, noise) if noise else _ENDLESS
    return [Leaning(sign_of(lean), strength, last)]
