"""How a figure compares with others: its interval, and comparators."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.board.scorecard import Indicator, Observation
from toolkit.measures import benchmark, units
from toolkit.measures.benchmark import Benchmark, Comparison, Standing
from toolkit.measures.intervals import Estimate
from toolkit.measures.rank import Rank
from toolkit.measures.series import Point, is_near_enough
from toolkit.values.missing import Missing
from toolkit.values.periods import Period


class Standings(NamedTuple):
    """What others' figures say of an area's latest value: comparators by kind of area, a rank."""

    comparators: Mapping[str, Benchmark]
    rank: Rank


def estimate_of(indicator: Indicator, points: Sequence[Point], period: Period | None) -> Estimate:
    """The interval of a period's figure."""
    point = next((point for point in reversed(points) if point.period == period), None)
    if point is None:
        return Estimate(Missing.NOT_SUPPLIED, "", None, None, "No interval: there are no values.")
    return units.estimate(indicator.unit, point.value, point.numerator, point.denominator)


def compared_with(
    indicator: Indicator,
    points: Sequence[Point],
    latest: Observation | None,
    comparators: Mapping[str, Benchmark],
    good_is: str,
) -> dict[str, Comparison]:
    """Our figure against each comparator, for our latest period or one near enough before it.

    Others' figures come later than ours: the last period that both have is the one compared.
    """
    if latest is None:
        return {}
    if indicator.unit in units.SUMMED:
        return {
            kind: Comparison(
                Standing.NOT_COMPARED,
                None,
                0,
                f"Not compared with {each.name}: numbers depend on the size of the area.",
            )
            for kind, each in comparators.items()
        }
    given = {point.period for point in points if isinstance(point.value, Decimal)}
    found = {}
    for kind, each in comparators.items():
        is_earlier = each.period in given and is_near_enough(each.period, latest.period)
        period = each.period if is_earlier else latest.period
        compared = benchmark.compare(estimate_of(indicator, points, period), period, each, good_is)
        found[kind] = benchmark.of_earlier(compared, period) if is_earlier else compared
    return found
