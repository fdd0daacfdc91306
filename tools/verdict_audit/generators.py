"""Series in which nothing changes, and such in which something does, drawn with a given seed."""

import calendar
import math
import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.measures.series import Point
from toolkit.values.periods import Period, PeriodKind, parse

QUARTERS = [
    parse(f"{2015 + at // 4}/{16 + at // 4} Q{1 + at % 4}", PeriodKind.QUARTER) for at in range(24)
]
MONTHS = [
    parse(f"{calendar.month_name[1 + at % 12]} {2020 + at // 12}", PeriodKind.MONTH)
    for at in range(24)
]
PEOPLE = 40_000

Draw = Callable[[random.Random, int], list[Point]]
Moved = Callable[[int], float]
"""How far a figure is moved that has so many after it: 0 for the last figure."""


class Kind(NamedTuple):
    """A kind of series; `events` a period, at least, are what withheld verdicts are judged by.

    Without an aim it is only counted.
    """

    name: str
    unit: str
    events: float
    draw: Draw
    has_aim: bool = True


class Change(NamedTuple):
    """A change that is really there, its side, and the same kind of series without it."""

    name: str
    unit: str
    side: int
    draw: Draw
    unchanged: Draw


def drawn() -> Iterator[Kind]:
    """Kinds in which nothing changes, each series with its own level, spread and base."""
    yield Kind("normal", "Average", math.inf, _values(_white, drawn_level=True))
    for low, high in ((0.5, 2), (2, 5), (5, 10), (10, 20)):
        yield Kind(f"Poisson, mean {low:g} to {high:g}", "Number", low, _counts(low, high))
        yield Kind(f"rate, mean {low:g} to {high:g}", "Per 10,000", low, _rates(low, high))
    for few, many in ((5, 20), (20, 100), (100, 500)):
        fixed, moving = _shares(few, many, moves=False), _shares(few, many, moves=True)
        yield Kind(f"share of one base, {few} to {many}", "%", 0, fixed)
        yield Kind(f"share of bases {few} to {many}", "%", 0, moving)
    yield Kind("share of bases 5 to 500", "%", 0, _shares(5, 500, moves=True))
    yield Kind("10 to 90 % of one base, 50 to 500", "%", 5, _shares(50, 500, False, (0.1, 0.9)))
    yield Kind("10 to 90 % of bases 50 to 500", "%", 5, _shares(50, 500, True, (0.1, 0.9)))
    yield Kind("seasonal quarters", "Average", math.inf, _seasonal(4, 0.5, 3))
    yield Kind("seasonal months", "Average", math.inf, _seasonal(12, 0.5, 3))
    for alike in (0.3, 0.5):
        series = _values(_autocorrelated(alike), drawn_level=True)
        yield Kind(f"autocorrelated, {alike:g}", "Average", math.inf, series)
    for times in (2, 4):
        varying = _counts(5, 20, times=times)
        yield Kind(f"counts that vary {times} times as much", "Number", 5, varying, has_aim=False)


def grid() -> Iterator[Kind]:
    """Kinds in which nothing changes, of fixed levels and bases."""
    yield Kind("normal", "Average", math.inf, _values(_white))
    for mean in (0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20):
        yield Kind(f"Poisson, mean {mean}", "Number", mean, _counts(mean, mean))
        yield Kind(f"rate, mean {mean} events", "Per 10,000", mean, _rates(mean, mean))
    for share in (0.1, 0.3, 0.5, 0.9, 0.95, 0.98):
        for base in (5, 10, 15, 20, 50, 100, 500):
            events = base * min(share, 1 - share)
            draw = _shares(base, base, False, (share, share))
            yield Kind(f"{share:.0%} of {base}", "%", events, draw)
        moving = _shares(10, 200, True, (share, share))
        yield Kind(f"{share:.0%} of 10 to 200", "%", 10 * min(share, 1 - share), moving)
    for high in (1.0, 3.0):
        quarters, months = _seasonal(4, high, high), _seasonal(12, high, high)
        yield Kind(f"seasonal quarters, by {high:g} SD", "Average", math.inf, quarters)
        yield Kind(f"seasonal months, by {high:g} SD", "Average", math.inf, months)
    for alike in (0.3, 0.5):
        series = _values(_autocorrelated(alike))
        yield Kind(f"autocorrelated, {alike:g}", "Average", math.inf, series)


def changes() -> Iterator[Change]:
    """Changes that are really there."""
    for size in (1, 2, 3):
        for last in (1, 3, 6):
            name = f"normal, step of {size} SD, last {last}"
            yield _change(name, _white, _step(size, last))
    for slope in (0.25, 0.5):
        yield _change(f"normal, trend of {slope:g} SD a period", _white, _rising(slope))
    yield _change("autocorrelated 0.3, step of 3 SD, last 1", _autocorrelated(0.3), _step(3, 1))
    yield _change("autocorrelated 0.3, step of 3 SD, last 6", _autocorrelated(0.3), _step(3, 6))
    for mean, times, last in ((2, 3, 1), (2, 3, 3), (5, 2, 1), (10, 2, 1), (10, 2, 3), (20, 2, 1)):
        name = f"Poisson, {mean} to {mean * times}, last {last}"
        draw = _counts(mean, mean, _step(times - 1, last))
        yield Change(name, "Number", 1, draw, _counts(mean, mean))
    halved = _rates(10, 20, _step(-0.5, 1))
    yield Change("rate, 10 to 20 halved, last 1", "Per 10,000", -1, halved, _rates(10, 20))
    for before, after, base, last in (
        (0.1, 0.2, 200, 1),
        (0.1, 0.2, 200, 3),
        (0.9, 0.75, 40, 1),
        (0.9, 0.75, 40, 3),
    ):
        name = f"{before:.0%} to {after:.0%} of {base}, last {last}"
        side, ends = (1 if after > before else -1), (before, before)
        moved = _shares(base, base, False, ends, _step(after - before, last))
        yield Change(name, "%", side, moved, _shares(base, base, False, ends))


def _step(size: float, last: int) -> Moved:
    return lambda after: size if after < last else 0


def _rising(size: float) -> Moved:
    return lambda after: -size * after


def _still(_after: int) -> float:
    return 0


Noise = Callable[[random.Random, int], list[float]]


def _change(name: str, noise: Noise, moved: Moved) -> Change:
    return Change(name, "Average", 1, _values(noise, moved), _values(noise))


def points_of(
    values: Sequence[tuple[float, int | None, int | None]], periods: Sequence[Period] = QUARTERS
) -> list[Point]:
    """Figures with their counts, where they have some, as the last of those periods."""
    found = []
    for period, (value, top, bottom) in zip(periods, values, strict=False):
        counts = () if top is None or bottom is None else (Decimal(top), Decimal(bottom))
        found.append(Point(period, Decimal(f"{value:.4f}").normalize(), *counts))
    return found


def _values(noise: Noise, moved: Moved = _still, drawn_level: bool = False) -> Draw:
    def draw(source: random.Random, length: int) -> list[Point]:
        level, spread = 100.0, 10.0
        if drawn_level:
            level = source.uniform(50, 500)
            spread = level * source.uniform(0.02, 0.2)
        noises = noise(source, length)
        return points_of(
            [
                (level + spread * (each + moved(length - 1 - place)), None, None)
                for place, each in enumerate(noises)
            ]
        )

    return draw


def _white(source: random.Random, length: int) -> list[float]:
    return [source.gauss(0, 1) for _ in range(length)]


def _autocorrelated(alike: float) -> Noise:
    def noise(source: random.Random, length: int) -> list[float]:
        at, found = source.gauss(0, 1), []
        for _ in range(length):
            found.append(at)
            at = alike * at + math.sqrt(1 - alike * alike) * source.gauss(0, 1)
        return found

    return noise


def _seasonal(length_of_year: int, least: float, most: float) -> Draw:
    def draw(source: random.Random, length: int) -> list[Point]:
        start, height = source.randrange(length_of_year), source.uniform(least, most)
        turns = [math.tau * (start + place) / length_of_year for place in range(length)]
        return points_of(
            [
                (100 + 10 * (height * math.sin(turn) + source.gauss(0, 1)), None, None)
                for turn in turns
            ],
            MONTHS if length_of_year == 12 else QUARTERS,
        )

    return draw


def _poisson(source: random.Random, mean: float) -> int:
    """A Poisson count, by multiplying."""
    limit, count, product = math.exp(-mean), 0, source.random()
    while product > limit:
        count += 1
        product *= source.random()
    return count


def _events(
    low: float, high: float, moved: Moved, times: int = 1
) -> Callable[[random.Random, int], list[int]]:
    """Poisson counts; of so many `times` their variance where the mean itself varies (gamma)."""

    def draw(source: random.Random, length: int) -> list[int]:
        mean, found = source.uniform(low, high), []
        for place in range(length):
            here = mean
            if times > 1:
                here = source.gammavariate(mean / (times - 1), times - 1)
            found.append(_poisson(source, here * (1 + moved(length - 1 - place))))
        return found

    return draw


def _counts(low: float, high: float, moved: Moved = _still, times: int = 1) -> Draw:
    events = _events(low, high, moved, times)
    return lambda source, length: points_of([(each, None, None) for each in events(source, length)])


def _rates(low: float, high: float, moved: Moved = _still) -> Draw:
    events = _events(low, high, moved)
    return lambda source, length: points_of(
        [(each * 10_000 / PEOPLE, each, PEOPLE) for each in events(source, length)]
    )


def _shares(
    fewest: int,
    most: int,
    moves: bool,
    ends: tuple[float, float] = (0.02, 0.98),
    moved: Moved = _still,
) -> Draw:
    """Shares of one base, or where it `moves` of one drawn for each figure."""

    def draw(source: random.Random, length: int) -> list[Point]:
        share, base, found = source.uniform(*ends), source.randint(fewest, most), []
        for place in range(length):
            base = source.randint(fewest, most) if moves else base
            chance = share + moved(length - 1 - place)
            count = sum(source.random() < chance for _ in range(base))
            found.append((100 * count / base, count, base))
        return points_of([*found])

    return draw
