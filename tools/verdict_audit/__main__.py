"""`python -m tools.verdict_audit`: false alarms, verdicts withheld and changes seen, by length.

Series are charted as the Scorecard charts them, beside the plain XmR chart, which is what the
Scorecard had before, and a textbook's limits at the same share of false alarms. `--grid` tries
fixed levels and bases too.
"""

import argparse
import math
import random
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.measures import spc
from toolkit.measures.chosen_chart import chart
from toolkit.measures.control_rules import Variation
from toolkit.measures.series import Point
from toolkit.measures.whole_trend import whole
from toolkit.values import choices
from tools.verdict_audit.generators import Change, Draw, Kind, changes, drawn, grid
from tools.verdict_audit.textbook import distance, width

LENGTHS = (5, 6, 7, 8, 10, 12, 16, 24)
LENGTHS_OF_CHANGES = (6, 8, 13, 24)
MOST_ALARMS, MOST_WITHHELD = 0.02, 1 / 3
NOT_TRIED = (
    "shares that vary more than binomial ones do",
    "means and shares that drift slowly up and down",
    "neighbouring figures that are more alike than a correlation of 0.5; counts that are alike",
    "figures with long tails, and single figures typed wrong",
    "recorded steps, gaps, and limits fixed to the first points",
    "percentages typed without their counts, other than those held to be normal",
    "verdicts on one indicator period after period: each series is looked at once",
    "trends and levels that the sentence names where nothing changes, and all its other words",
)


class Counted(NamedTuple):
    """How many series of a kind and length gave a false alarm, and how many no verdict."""

    kind: Kind
    length: int
    series: int
    alarms: int
    withheld: int

    @property
    def is_sound(self) -> bool:
        """Whether few enough gave an alarm, and enough a verdict where events are many.

        Alarms may be more than the aim by two standard errors, for those are chance too.
        """
        if not self.kind.has_aim:
            return True
        expected = MOST_ALARMS * self.series
        is_rare = self.alarms <= expected + 2 * math.sqrt(expected * (1 - MOST_ALARMS))
        return is_rare and (self.kind.events < 5 or self.withheld <= MOST_WITHHELD * self.series)


class Seen(NamedTuple):
    """Shares of series in which a change was seen, and an alarm given without it."""

    seen: float
    named: float
    alarms: float
    plain_seen: float
    plain_alarms: float
    textbook_seen: float


def tried(kind: Kind, length: int, series: int, seed: int = 1) -> Counted:
    """So many series of a kind and length; the same for the same seed."""
    alarms = withheld = 0
    for points in _series(kind.name, kind.draw, length, series, seed):
        found = chart(points, kind.unit, choices.HIGHER).variation
        withheld += found is Variation.NOT_CHARTED
        alarms += found not in (Variation.NOT_CHARTED, Variation.COMMON)
    return Counted(kind, length, series, alarms, withheld)


def seen(change: Change, length: int, series: int, seed: int = 1) -> Seen:
    """How often a change is seen on its own side, and an alarm given without it on either."""
    moved = _series(change.name, change.draw, length, series, seed)
    still = _series(f"{change.name}, unchanged", change.unchanged, length, series, seed)
    alarms = _share(bool(_side(points, change.unit)) for points in still)
    limit = width([distance(points, change.unit) for points in still], alarms)
    return Seen(
        _share(_side(points, change.unit) == change.side for points in moved),
        _share(_is_named(points, change) for points in moved),
        alarms,
        _share(spc.chart(points, choices.NEITHER).side == change.side for points in moved),
        _share(bool(spc.chart(points, choices.NEITHER).side) for points in still),
        _share(distance(points, change.unit) * change.side > limit for points in moved),
    )


def _is_named(points: Sequence[Point], change: Change) -> bool:
    """Whether there is a verdict, or the sentence names a trend or level without one."""
    found = whole(points)
    return change.side in (found.side, found.level_side, _side(points, change.unit))


def _side(points: Sequence[Point], unit: str) -> int:
    return chart(points, unit, choices.NEITHER).side


def _share(found: Iterable[bool]) -> float:
    each = list(found)
    return sum(each) / len(each)


def _series(name: str, draw: Draw, length: int, series: int, seed: int) -> list[list[Point]]:
    source = random.Random(f"{seed} {name} {length}")  # noqa: S311
    return [draw(source, length) for _ in range(series)]


def main(arguments: list[str]) -> int:
    """Print what was counted, what is beyond the aims marked; 1 where something is."""
    parser = argparse.ArgumentParser(prog="verdict-audit", description=__doc__)
    parser.add_argument("--series", type=int, default=2000, help="of each kind and length")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="kinds whose name holds these words")
    parser.add_argument("--grid", action="store_true", help="fixed levels and bases too")
    given = parser.parse_args(arguments)
    print(f"{given.series:,} series of each kind and length, seed {given.seed}, in per cent")
    kinds = [*drawn(), *(grid() if given.grid else ())]
    print("\nNothing changes: false alarms of the last figure (no verdict); * beyond the aim")
    print(f"{'points':36}" + "".join(f"{length:>11}" for length in LENGTHS))
    beyond = 0
    for kind in (each for each in kinds if given.only in each.name):
        row = [tried(kind, length, given.series, given.seed) for length in LENGTHS]
        beyond += sum(not each.is_sound for each in row)
        print(f"{kind.name:36}" + "".join(_cell(each) for each in row), flush=True)
    print(f"Over 2 (by two standard errors), or over a third withheld from 5 events on: {beyond}")
    print("\nSomething changes: seen + at least named in the sentence (false alarms without it);")
    print("the plain XmR chart in the same way; a textbook's limits at our share of false alarms")
    print(f"{'points':42}" + "".join(f"{length:>35}" for length in LENGTHS_OF_CHANGES))
    for change in (each for each in changes() if given.only in each.name):
        found = [seen(change, at, given.series, given.seed) for at in LENGTHS_OF_CHANGES]
        print(f"{change.name:42}" + "".join(_seen_cell(each) for each in found), flush=True)
    print("\nNot tried:")
    for what in NOT_TRIED:
        print(f"- {what}")
    return int(beyond > 0)


def _cell(found: Counted) -> str:
    mark = " " if found.is_sound else "*"
    said = f"{found.alarms / found.series:.1%} ({found.withheld / found.series:.0%}){mark}"
    return f"{said:>13}".replace("%", "")


def _seen_cell(found: Seen) -> str:
    ours = f"{found.seen:.0%} + {found.named:.0%} ({found.alarms:.1%})"
    plain = f"{found.plain_seen:.0%} ({found.plain_alarms:.1%})"
    return f"{ours} | {plain} | {found.textbook_seen:.0%}".replace("%", "").rjust(35)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
