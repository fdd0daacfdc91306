"""How often a control chart calls the last figure special where nothing has changed.

Series are drawn from generators with a fixed seed, and charted as the Scorecard charts them.
A verdict withheld is no alarm, and is counted beside. `make verdict-audit` tries 10,000 series
of each kind and length; `--series 300` fewer.
"""

import argparse
import calendar
import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.measures.chosen_chart import chart
from toolkit.measures.control_rules import Variation
from toolkit.measures.series import Point
from toolkit.values import choices
from toolkit.values.periods import Period, PeriodKind, parse

LENGTHS = (5, 6, 7, 8, 10, 12, 16, 24)
MOST_ALARMS, MOST_WITHHELD = 0.02, 1 / 3
QUARTERS = [
    parse(f"{2015 + at // 4}/{16 + at // 4} Q{1 + at % 4}", PeriodKind.QUARTER) for at in range(24)
]
MONTHS = [
    parse(f"{calendar.month_name[1 + at % 12]} {2020 + at // 12}", PeriodKind.MONTH)
    for at in range(24)
]
NOT_TRIED = (
    "means and shares that drift slowly, which are no false alarm but no sudden change either",
    "neighbouring figures that are more alike than a correlation of 0.5",
    "recorded steps, gaps, and limits fixed to the first points",
    "percentages typed without their counts, other than those held to be normal",
    "the words of sentences: their tests are in tests/unit",
)

Draw = Callable[[random.Random, int], list[Point]]


class Kind(NamedTuple):
    """A kind of series in which nothing changes; `events` a period are what it is judged by."""

    name: str
    unit: str
    events: float
    draw: Draw


class Counted(NamedTuple):
    """How many series of a kind and length gave a false alarm, and how many no verdict."""

    kind: Kind
    length: int
    series: int
    alarms: int
    withheld: int

    @property
    def is_sound(self) -> bool:
        """Whether few enough gave an alarm, and enough a verdict where events are many."""
        is_rare = self.alarms <= MOST_ALARMS * self.series
        return is_rare and (self.kind.events < 5 or self.withheld <= MOST_WITHHELD * self.series)


def kinds() -> Iterator[Kind]:
    """Every kind of series that is tried."""
    yield Kind("normal", "Average", math.inf, _normal)
    for mean in (0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20):
        yield Kind(f"Poisson, mean {mean}", "Number", mean, _poisson(mean))
        yield Kind(f"rate, mean {mean} events", "Per 10,000", mean, _rate(mean))
    for share in (0.1, 0.3, 0.5, 0.9, 0.95, 0.98):
        for base in (5, 10, 15, 20, 50, 100, 500):
            events = base * min(share, 1 - share)
            yield Kind(f"{share:.0%} of {base}", "%", events, _share(share, base, base))
        yield Kind(f"{share:.0%} of 10 to 200", "%", 10 * share, _share(share, 10, 200))
    for high in (1.0, 3.0):
        yield Kind(f"seasonal quarters, by {high:g} SD", "Average", math.inf, _seasonal(4, high))
        yield Kind(f"seasonal months, by {high:g} SD", "Average", math.inf, _seasonal(12, high))
    for alike in (0.3, 0.5):
        name = f"autocorrelated, {alike:g}"
        yield Kind(name, "Average", math.inf, _autocorrelated(alike))


def tried(kind: Kind, length: int, series: int) -> Counted:
    """So many series of a kind and length; the same each time."""
    source = random.Random(f"{kind.name} {length}")  # noqa: S311
    alarms = withheld = 0
    for _ in range(series):
        found = chart(kind.draw(source, length), kind.unit, choices.HIGHER).variation
        withheld += found is Variation.NOT_CHARTED
        alarms += found not in (Variation.NOT_CHARTED, Variation.COMMON)
    return Counted(kind, length, series, alarms, withheld)


def main(arguments: list[str]) -> int:
    """Print the counts, those beyond the aims marked; 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10_000, help="of each kind and length")
    parser.add_argument("--only", default="", help="kinds whose name holds these words")
    given = parser.parse_args(arguments)
    series = given.series
    print(f"Per cent of {series:,} series: false alarms of the last figure (no verdict)")
    print(f"{'points':32}" + "".join(f"{length:>13}" for length in LENGTHS))
    beyond = 0
    for kind in (each for each in kinds() if given.only in each.name):
        row = [tried(kind, length, series) for length in LENGTHS]
        beyond += sum(not each.is_sound for each in row)
        print(f"{kind.name:32}" + "".join(_cell(each) for each in row), flush=True)
    print(f"\nBeyond 2 per cent, or withheld in over a third from 5 events on: {beyond}")
    print("Not tried:")
    for what in NOT_TRIED:
        print(f"- {what}")
    return int(beyond > 0)


def _cell(found: Counted) -> str:
    mark = " " if found.is_sound else "*"
    said = f"{found.alarms / found.series:.1%} ({found.withheld / found.series:.0%}){mark}"
    return f"{said:>13}".replace("%", "")


def _points(
    values: list[tuple[float, int | None, int | None]], periods: Sequence[Period] = QUARTERS
) -> list[Point]:
    found = []
    for period, (value, top, bottom) in zip(periods, values, strict=False):
        counts = () if top is None or bottom is None else (Decimal(top), Decimal(bottom))
        found.append(Point(period, Decimal(f"{value:.4f}").normalize(), *counts))
    return found


def _normal(source: random.Random, length: int) -> list[Point]:
    return _points([(source.gauss(100, 10), None, None) for _ in range(length)])


def _drawn(source: random.Random, mean: float) -> int:
    """A Poisson count, by multiplying."""
    limit, count, product = math.exp(-mean), 0, source.random()
    while product > limit:
        count += 1
        product *= source.random()
    return count


def _poisson(mean: float) -> Draw:
    return lambda source, length: _points(
        [(_drawn(source, mean), None, None) for _ in range(length)]
    )


def _rate(mean: float) -> Draw:
    people = 40_000

    def draw(source: random.Random, length: int) -> list[Point]:
        counts = [_drawn(source, mean) for _ in range(length)]
        return _points([(count * 10_000 / people, count, people) for count in counts])

    return draw


def _share(share: float, fewest: int, most: int) -> Draw:
    def draw(source: random.Random, length: int) -> list[Point]:
        found = []
        for _ in range(length):
            base = source.randint(fewest, most)
            count = sum(source.random() < share for _ in range(base))
            found.append((100 * count / base, count, base))
        return _points([*found])

    return draw


def _seasonal(length_of_year: int, height: float) -> Draw:
    def draw(source: random.Random, length: int) -> list[Point]:
        start = source.randrange(length_of_year)
        turns = [math.tau * (start + place) / length_of_year for place in range(length)]
        return _points(
            [
                (100 + 10 * (height * math.sin(turn) + source.gauss(0, 1)), None, None)
                for turn in turns
            ],
            MONTHS if length_of_year == 12 else QUARTERS,
        )

    return draw


def _autocorrelated(alike: float) -> Draw:
    def draw(source: random.Random, length: int) -> list[Point]:
        at, found = source.gauss(0, 1), []
        for _ in range(length):
            found.append((100 + 10 * at, None, None))
            at = alike * at + math.sqrt(1 - alike * alike) * source.gauss(0, 1)
        return _points([*found])

    return draw


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
