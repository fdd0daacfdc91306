"""Confidence intervals of proportions, rates and counts, at 95 and 99.8 per cent.

Wilson's score for proportions; for counts and rates exact Poisson limits below ten events
and Byar's approximation from ten. Sources, rounding and where we differ from published
software: docs/reference/methods.md, "Intervals".
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple

from toolkit.values.missing import Missing, Value, plain

EXACT_BELOW = 10
"""Counts below this have exact Poisson limits, counts from this on Byar's."""


class Level(Enum):
    """A level of confidence; the value is its two-sided z, as a Normal quantile."""

    NINETY_FIVE = Decimal("1.959963984540054235524594431")
    NINETY_NINE_EIGHT = Decimal("3.090232306167813541540399830")

    @property
    def tail(self) -> Decimal:
        """The share left out on each side: 0.025 or 0.001."""
        return Decimal("0.025") if self is Level.NINETY_FIVE else Decimal("0.001")

    def __str__(self) -> str:
        return "95 per cent" if self is Level.NINETY_FIVE else "99.8 per cent"


class Interval(NamedTuple):
    """From `lower` to `upper`, both ends included, in the unit of the value."""

    lower: Decimal
    upper: Decimal

    def holds(self, number: Decimal) -> bool:
        """Whether the number lies in it; the ends belong to it."""
        return self.lower <= number <= self.upper

    def times(self, factor: Decimal) -> "Interval":
        """The same interval in another unit; the factor is above zero."""
        return Interval(self.lower * factor, self.upper * factor)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its intervals, or why there are none.

    `method` is "Wilson", "Exact Poisson" or "Byar"; "" without intervals.
    """

    value: Value
    method: str
    at_95: Interval | None
    at_998: Interval | None
    reason: str

    def at(self, level: Level) -> Interval | None:
        """The interval at that level, if there is one."""
        return self.at_95 if level is Level.NINETY_FIVE else self.at_998


def of_proportion(numerator: Value, denominator: Value, base: int = 100) -> Estimate:
    """The share of `numerator` in `denominator`, per `base` (100 for per cent), by Wilson."""
    if isinstance(numerator, Missing):
        return _missing(numerator, "numerator")
    if isinstance(denominator, Missing):
        return _missing(denominator, "denominator")
    trouble = _trouble(numerator, denominator, "numerator", "denominator")
    if trouble:
        return trouble
    if numerator > denominator:
        return _none(
            Missing.UNREADABLE,
            f"No interval: {plain(numerator)} of {plain(denominator)} is more than the whole.",
        )
    factor = Decimal(base)
    return Estimate(
        numerator * factor / denominator,
        "Wilson",
        wilson(numerator, denominator, Level.NINETY_FIVE).times(factor),
        wilson(numerator, denominator, Level.NINETY_NINE_EIGHT).times(factor),
        f"Wilson interval of {plain(numerator)} out of {plain(denominator)}.",
    )


def of_rate(count: Value, population: Value, base: int) -> Estimate:
    """Events per `base` of a population, by exact Poisson or Byar.

    The population may be smaller than the count: one child can be referred twice.
    """
    if isinstance(count, Missing):
        return _missing(count, "count")
    if isinstance(population, Missing):
        return _missing(population, "population")
    trouble = _trouble(count, population, "count", "population")
    if trouble:
        return trouble
    factor = Decimal(base) / population
    return _poisson(count, count * base / population, factor, f" in {plain(population)}")


def of_count(count: Value) -> Estimate:
    """A count of events, by exact Poisson or Byar."""
    if isinstance(count, Missing):
        return _missing(count, "count")
    if count < 0:
        return _none(Missing.UNREADABLE, f"No interval: the count is {plain(count)}, below zero.")
    return _poisson(count, count, Decimal(1), "")


def wilson(numerator: Decimal, denominator: Decimal, level: Level) -> Interval:
    """Wilson's score interval of a share of one; 0 <= numerator <= denominator, above zero."""
    z = level.value
    spread = z * (z * z + 4 * numerator * (1 - numerator / denominator)).sqrt()
    twice = 2 * (denominator + z * z)
    # At the ends the root is z itself; said outright, rounding leaves nothing behind.
    lower = Decimal(0) if numerator == 0 else (2 * numerator + z * z - spread) / twice
    upper = Decimal(1) if numerator == denominator else (2 * numerator + z * z + spread) / twice
    return Interval(lower, upper)


def byar(count: Decimal, level: Level) -> tuple[Decimal | None, Decimal]:
    """Byar's limits of a count from zero up; no lower limit where the formula goes below it."""
    z = level.value
    lower = Decimal(0)
    if count:
        lower = count * (1 - 1 / (9 * count) - z / (3 * count.sqrt())) ** 3
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * above.sqrt())) ** 3
    return (lower if lower >= 0 else None), upper


@cache
def exact_poisson(count: int, level: Level) -> Interval:
    """Exact limits of a small whole count: half the chi-squared quantiles of 2x and 2x + 2."""
    lower = _mean_where(count - 1, 1 - level.tail) if count else Decimal(0)
    return Interval(lower, _mean_where(count, level.tail))


def _mean_where(most: int, chance: Decimal) -> Decimal:
    """The Poisson mean at which at most `most` events have that chance, by halving."""
    low, high = Decimal(0), Decimal(2 * most + 20)
    for _ in range(90):
        middle = (low + high) / 2
        term = total = (-middle).exp()
        for events in range(1, most + 1):
            term = term * middle / events
            total += term
        low, high = (middle, high) if total > chance else (low, middle)
    return (low + high) / 2


def _poisson(count: Decimal, value: Decimal, factor: Decimal, where: str) -> Estimate:
    events = f"{plain(count)} events{where}" if count != 1 else f"1 event{where}"
    if count >= EXACT_BELOW:
        at_95, at_998 = (_byar_interval(count, level).times(factor) for level in Level)
        return Estimate(value, "Byar", at_95, at_998, f"Byar interval of {events}.")
    if count != count.to_integral_value():
        return _none(value, f"No interval: {plain(count)} is not a whole number of events.")
    at_95, at_998 = (exact_poisson(int(count), level).times(factor) for level in Level)
    return Estimate(value, "Exact Poisson", at_95, at_998, f"Exact interval of {events}.")


def _byar_interval(count: Decimal, level: Level) -> Interval:
    lower, upper = byar(count, level)
    return Interval(lower if lower is not None else Decimal(0), upper)


def _missing(why: Missing, name: str) -> Estimate:
    return _none(why, f"No interval: the {name} is {why.value}.")


def _trouble(numerator: Decimal, denominator: Decimal, first: str, second: str) -> Estimate | None:
    for number, name in ((numerator, first), (denominator, second)):
        if number < 0:
            said = f"No interval: the {name} is {plain(number)}, below zero."
            return _none(Missing.UNREADABLE, said)
    if not denominator:
        return _none(Missing.NOT_APPLICABLE, f"No interval: the {second} is zero.")
    return None


def _none(value: Value, reason: str) -> Estimate:
    return Estimate(value, "", None, None, reason)
