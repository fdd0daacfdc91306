"""Where the next figure lies if nothing changes: limits from the figures before it alone.

Student's t for values; for counts the exact conditional limits where events are few, and those
of the joint distribution of both counts where they are many; each for a chance in two tails.
Sources: docs/reference/methods.md, "Which chart".
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import atan, comb, cos, lcm, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple


class Ends(NamedTuple):
    """The lowest and the highest that is ordinary; both belong to it."""

    lowest: Fraction
    highest: Fraction


class Counted(NamedTuple):
    """Events, in how many cases: of a count in a time, cases is how many such times."""

    events: int
    cases: Fraction | int


def of_values(before: Sequence[Fraction], chance: Fraction) -> Ends:
    """Limits of one more value of a normal distribution; `before` are three or more."""
    unit, count = lcm(*(each.denominator for each in before)), len(before)
    whole = [int(each * unit) for each in before]
    total = sum(whole)
    mean = Fraction(total, count * unit)
    # The variance of the values, and of their mean about that of all.
    squares = Fraction(count * sum(each * each for each in whole) - total * total, unit * unit)
    variance = squares * (count + 1) / (count * count * (count - 1))
    reach = critical(count - 1, chance) * _root(variance)
    return Ends(mean - reach, mean + reach)


def of_few(before: Counted, cases: Fraction | int, chance: Fraction, *, is_share: bool) -> Ends:
    """Exact limits of the events in so many cases, given those before.

    A count is in them where its tail, given the sum of both counts, is half the chance or more.
    """
    tails = _hypergeometric if is_share else _binomial
    lowest = highest = int(Fraction(before.events) * cases / before.cases)
    while _fits(highest + 1, cases, is_share) and (
        2 * tails(before, cases, highest + 1)[1] >= chance
    ):
        highest += 1
    while lowest > 0 and 2 * tails(before, cases, lowest - 1)[0] >= chance:
        lowest -= 1
    return Ends(Fraction(lowest), Fraction(highest))


def of_many(before: Counted, cases: Fraction | int, chance: Fraction, *, is_share: bool) -> Ends:
    """Limits of the events in so many cases from the score of both counts together.

    The events are in them where (early * events - late * before) squared is at most z squared
    * early * late * both, of shares times the share of those who did not; early and late are the
    cases, both the events of before and after. That is solved for the events.
    """
    if not is_share:
        # Of counts only the relation of the cases matters, and it may be one of fractions.
        early, late = (Fraction(before.cases) / cases).as_integer_ratio()
    else:
        early, late = int(before.cases), int(cases)
    top, bottom = normal(chance).as_integer_ratio()
    top, bottom = top * top * early * late, bottom * bottom
    did, most = before.events, 0
    if is_share:
        most = early + late
        bottom *= most
    square = bottom * early * early + (top if is_share else 0)
    linear = 2 * bottom * early * late * did + top * (most - 2 * did if is_share else 1)
    fixed = bottom * late * late * did * did - top * did * (most - did if is_share else 1)
    spread = Fraction(Decimal(max(linear * linear - 4 * square * fixed, 0)).sqrt())
    return Ends((linear - spread) / (2 * square), (linear + spread) / (2 * square))


@lru_cache(maxsize=64)
def normal(chance: Fraction) -> Fraction:
    """What a standard normal figure exceeds, on both sides together, with that chance."""
    return Fraction(f"{NormalDist().inv_cdf(1 - float(chance) / 2):.6f}")


@lru_cache(maxsize=1024)
def critical(freedom: int, chance: Fraction) -> Fraction:
    """What Student's t exceeds, on both sides together, with that chance; by halving."""
    low, high = 0.0, 10_000.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _beyond(middle, freedom) > chance else (low, middle)
    return Fraction(f"{high:.6f}")


@lru_cache(maxsize=1024)
def critical_square(freedom: int, chance: Fraction) -> Fraction:
    """The square of `critical`."""
    return critical(freedom, chance) ** 2


def _beyond(t: float, freedom: int) -> float:
    """The chance of a t further from zero: finite sums (Abramowitz and Stegun 26.7.3, 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = total = 1.0 if freedom > 1 else 0.0
    for step in range(1, (freedom - 1) // 2 if is_odd else freedom // 2):
        more = 2 * step / (2 * step + 1) if is_odd else (2 * step - 1) / (2 * step)
        term *= more * cos(angle) ** 2
        total += term
    if is_odd:
        return 1 - 2 / pi * (angle + sin(angle) * cos(angle) * total)
    return 1 - sin(angle) * total


def _fits(count: int, cases: Fraction | int, is_share: bool) -> bool:
    return count <= cases if is_share else True


def _binomial(before: Counted, cases: Fraction | int, count: int) -> tuple[Fraction, Fraction]:
    """The chance of so many or fewer, and of so many or more, of Poisson counts."""
    share = Fraction(cases) / (before.cases + cases)
    top, whole = share.numerator, share.denominator
    both = before.events + count
    return _tails(
        lambda few: comb(both, few) * top**few * (whole - top) ** (both - few),
        whole**both,
        count,
        both,
    )


def _hypergeometric(
    before: Counted, cases: Fraction | int, count: int
) -> tuple[Fraction, Fraction]:
    """The same of shares: Fisher's exact test, one tail at a time."""
    early, late = int(before.cases), int(cases)
    both = before.events + count
    return _tails(
        lambda few: comb(late, few) * comb(early, both - few),
        comb(early + late, both),
        count,
        min(both, late),
    )


def _tails(
    weight: Callable[[int], int], whole: int, count: int, most: int
) -> tuple[Fraction, Fraction]:
    here = weight(count)
    below = sum(weight(few) for few in range(count))
    above = sum(weight(few) for few in range(count + 1, most + 1))
    return Fraction(below + here, whole), Fraction(above + here, whole)


def _root(number: Fraction) -> Fraction:
    return Fraction((Decimal(number.numerator) / Decimal(number.denominator)).sqrt())
