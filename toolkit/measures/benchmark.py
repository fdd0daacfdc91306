"""A value against England, the region or the neighbours, by its confidence interval.

Where the benchmark lies inside the interval, ends included, the value is similar. Outside
the interval at 95 per cent it differs, outside the one at 99.8 per cent it differs clearly;
polarity says which way is better. Sources: docs/reference/methods.md, "Comparison with a
benchmark".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from toolkit.measures.intervals import Estimate, Interval, Level
from toolkit.measures.rounding import rounded
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period


class Standing(Enum):
    """How a value compares with a benchmark, in the words of a reader."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"


class Benchmark(NamedTuple):
    """What a value is compared with. `name` fits into a sentence: England, the region."""

    name: str
    value: Value
    period: Period


@dataclass(frozen=True, slots=True)
class Comparison:
    """A standing with its reason.

    `level` is the widest interval that leaves the benchmark out, None where none does or
    where nothing was compared. `side` is 1 above the benchmark, -1 below, 0 otherwise.
    `earlier` is the period compared, where that is not our latest.
    """

    standing: Standing
    level: Level | None
    side: int
    reason: str
    earlier: Period | None = None


def compare(estimate: Estimate, period: Period, benchmark: Benchmark, good_is: str) -> Comparison:
    """How an estimate of a period compares with a benchmark.

    A benchmark of another period is not compared: a difference could be that of the years.
    """
    name, value = benchmark.name, benchmark.value
    if isinstance(estimate.value, Missing):
        return _not_compared(name, f"the value is {estimate.value.value}")
    if isinstance(value, Missing):
        return _not_compared(name, f"its figure is {value.value}")
    if benchmark.period != period:
        return _not_compared(name, f"its figure is for {benchmark.period}, ours for {period}")
    if estimate.at_95 is None or estimate.at_998 is None:
        return _not_compared(name, "there is no interval around ours")
    level = outside(estimate.at_95, estimate.at_998, value)
    ours, theirs = rounded(estimate.value), rounded(value)
    if level is None:
        reason = f"{ours} is not clearly different from {name} ({theirs})."
        return Comparison(Standing.SIMILAR, None, 0, reason)
    side = 1 if estimate.value > value else -1
    standing = judged(side, good_is)
    word = "above" if side > 0 else "below"
    reason = f"{ours} is {word} {name} ({theirs}), outside the {level} interval"
    verdict = f", so {standing.value}" if standing in (Standing.BETTER, Standing.WORSE) else ""
    return Comparison(standing, level, side, f"{reason}{verdict}.")


def of_earlier(comparison: Comparison, period: Period) -> Comparison:
    """The comparison, saying that it is for an earlier period of ours than the latest."""
    if comparison.standing is Standing.NOT_COMPARED:
        return comparison
    reason = f"{comparison.reason} Both are for {period}, the latest period that both have."
    return replace(comparison, reason=reason, earlier=period)


def outside(at_95: Interval, at_998: Interval, benchmark: Decimal) -> Level | None:
    """The widest of the two intervals that leaves the benchmark out; None where neither does."""
    if not at_998.holds(benchmark):
        return Level.NINETY_NINE_EIGHT
    return None if at_95.holds(benchmark) else Level.NINETY_FIVE


def judged(side: int, good_is: str) -> Standing:
    """What lying above (1) or below (-1) means by polarity; without one, only higher or lower."""
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Standing.HIGHER if side > 0 else Standing.LOWER
    return Standing.BETTER if (side > 0) == (good_is == choices.HIGHER) else Standing.WORSE


def two_areas(one: Interval | None, other: Interval | None) -> bool | None:
    """Whether two areas differ: their intervals share not even an end. None without intervals."""
    if one is None or other is None:
        return None
    return one.upper < other.lower or other.upper < one.lower


def meets_target(interval: Interval, target: Decimal, good_is: str) -> Standing:
    """A target against an interval: better where the whole of it meets the target.

    The end that lies on the target meets it. Without polarity nothing is compared.
    """
    if good_is not in (choices.HIGHER, choices.LOWER):
        return Standing.NOT_COMPARED
    if good_is == choices.HIGHER:
        met, missed = interval.lower >= target, interval.upper < target
    else:
        met, missed = interval.upper <= target, interval.lower > target
    return Standing.BETTER if met else Standing.WORSE if missed else Standing.SIMILAR


def neighbours_mean(values: Iterable[Value]) -> Value:
    """The simple mean of the neighbours' values, missing ones left out; Missing without any."""
    known = [value for value in values if isinstance(value, Decimal)]
    return sum(known, Decimal(0)) / len(known) if known else Missing.NOT_SUPPLIED


def _not_compared(name: str, why: str) -> Comparison:
    return Comparison(Standing.NOT_COMPARED, None, 0, f"Not compared with {name}: {why}.")
