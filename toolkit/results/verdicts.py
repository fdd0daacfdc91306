"""All verdicts on one indicator in one area, each with its reason. Pure.

What is judged, and by which method, follows from the indicator's row; the methods are those
of `toolkit.measures`, their sources in docs/methods.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from toolkit.board.scorecard import Indicator, Observation, StepChange
from toolkit.measures import benchmark, cumulative, direction, spc, target, trend, units
from toolkit.measures.benchmark import Benchmark, Comparison, Standing
from toolkit.measures.direction import Direction, Directions, Travel
from toolkit.measures.intervals import Estimate
from toolkit.measures.rank import Rank
from toolkit.measures.running_totals import separated
from toolkit.measures.sentence import Sentence, Verdicts, sentence
from toolkit.measures.series import Point, is_within_a_year, preceding, year_earlier
from toolkit.measures.spc import Chart
from toolkit.measures.stretches import Step
from toolkit.measures.target import TargetRag
from toolkit.measures.together import Gathering, Together
from toolkit.measures.tolerance import Tolerance
from toolkit.measures.trend import Trend
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, known
from toolkit.values.periods import Period, PeriodKind, financial_year


@dataclass(frozen=True, slots=True)
class Aim:
    """What a period is held against: a target, the upper end of a range, a floor."""

    target: Value
    target_to: Value
    floor: Value


@dataclass(frozen=True, slots=True)
class Result:
    """How an indicator stands in one area; every verdict carries its reason.

    `aim` is what the latest value was held against. `comparators` and `benchmarks` are keyed
    by the kind of area: the figures themselves, and how ours stands to them.
    """

    indicator: Indicator
    area: str
    observations: tuple[Observation, ...]
    latest: Observation | None
    previous: Observation | None
    year_earlier: Observation | None
    aim: Aim
    rag: TargetRag
    direction: Direction
    direction_long: Direction
    estimate: Estimate
    comparators: Mapping[str, Benchmark]
    benchmarks: Mapping[str, Comparison]
    rank: Rank
    trend: Trend
    chart: Chart
    year_to_date: Together
    sentence: Sentence

    @property
    def reason(self) -> str:
        """Why it is rated and judged as it is."""
        return f"{self.rag.reason} {self.direction.reason}"


class Standings(NamedTuple):
    """What others' figures say of an area's latest value: comparators by kind of area, a rank."""

    comparators: Mapping[str, Benchmark]
    rank: Rank


def judge(
    indicator: Indicator,
    area: str,
    observations: tuple[Observation, ...],
    others: Standings,
    aims: Mapping[Period, Aim],
    steps: Sequence[StepChange],
) -> Result:
    """Every verdict on an indicator in an area, from its observations in their order.

    `aims` are the targets of single periods; `steps` the known changes of level there.
    """
    latest = latest_due(observations)
    points = _points(indicator, observations, latest)
    value = _value_of(points, latest)
    aim = _aim(indicator, latest, aims)
    rag = _rate(indicator, value, aim)
    # A range can be missed on both sides, so neither is the good one.
    good_is = indicator.good_is if _is_single(aim) else ""
    ways = _directions(indicator, points, good_is)
    chart = _chart(indicator, points, aim, steps, good_is)
    going = trend.recent(points, indicator.unit, good_is)
    estimate = _estimate(indicator, points, latest.period if latest else None)
    benchmarks = _compare(indicator, points, latest, others.comparators, good_is)
    verdicts = Verdicts(
        value=value,
        rag=rag,
        comparisons={others.comparators[kind].name: each for kind, each in benchmarks.items()},
        chart=chart,
        trend=going,
        direction=ways.short,
        good_is=good_is,
        period_kind=indicator.period_kind or PeriodKind.SNAPSHOT,
    )
    by_period = {item.period: item for item in observations}
    return Result(
        indicator=indicator,
        area=area,
        observations=observations,
        latest=latest,
        previous=_before(observations, by_period, latest),
        year_earlier=by_period.get(year_earlier(latest.period)) if latest else None,
        aim=aim,
        rag=rag,
        direction=ways.short,
        direction_long=ways.long,
        estimate=estimate,
        comparators=others.comparators,
        benchmarks=benchmarks,
        rank=others.rank,
        trend=going,
        chart=chart,
        year_to_date=_year_to_date(indicator, points, latest),
        sentence=sentence(verdicts),
    )


def latest_due(observations: Sequence[Observation]) -> Observation | None:
    """The last observation that was due: periods still to come say nothing yet."""
    due = (item for item in reversed(observations) if item.value is not Missing.NOT_DUE)
    return next(due, None)


def tolerance_of(indicator: Indicator) -> Tolerance:
    """The indicator's tolerance; none where the sheet gives none."""
    amount = known(indicator.tolerance)
    return Tolerance(
        amount if amount is not None else Decimal(0),
        indicator.tolerance_in or choices.POINTS,
    )


PARTS_OF_A_YEAR = (PeriodKind.MONTH, PeriodKind.QUARTER)
GATHERINGS = {
    choices.EACH_ALONE: Gathering.SEPARATE,
    choices.RUNNING_TOTAL: Gathering.CUMULATIVE,
    choices.AS_IT_STANDS: Gathering.SNAPSHOT,
}


def _points(
    indicator: Indicator, observations: Sequence[Observation], latest: Observation | None
) -> tuple[Point, ...]:
    """The observations as the methods take them.

    Nothing is judged of an indicator whose row could not be read whole.
    """
    return tuple(
        Point(
            item.period,
            Missing.UNREADABLE if item is latest and indicator.source.unreadable else item.value,
            item.datum.numerator,
            item.datum.denominator,
            item.datum.version or indicator.version,
        )
        for item in observations
    )


def _value_of(points: Sequence[Point], latest: Observation | None) -> Value:
    if latest is None:
        return Missing.NOT_SUPPLIED
    return next(point.value for point in reversed(points) if point.period == latest.period)


def _before(
    observations: Sequence[Observation],
    by_period: Mapping[Period, Observation],
    latest: Observation | None,
) -> Observation | None:
    """The observation of the period just before, or for snapshots the one before in time."""
    if latest is None:
        return None
    if latest.period.kind is PeriodKind.SNAPSHOT:
        earlier = [item for item in observations if item.period < latest.period]
        return earlier[-1] if earlier else None
    return by_period.get(preceding(latest.period))


# Target


def _aim(indicator: Indicator, latest: Observation | None, aims: Mapping[Period, Aim]) -> Aim:
    """What the latest value is held against: its period's target, else the standing one.

    The target of a running total is the year's; each period is held against its share.
    """
    standing = Aim(indicator.target, indicator.target_to, indicator.floor)
    if latest is None:
        return standing
    aim = target.target_for(latest.period, aims, standing)
    if aim.target is Missing.BLANK:
        aim = replace(aim, target=standing.target, target_to=standing.target_to)
    if aim.floor is Missing.BLANK:
        aim = replace(aim, floor=standing.floor)
    is_running = _is_running_total(indicator) and indicator.unit in units.SUMMED
    if not is_running or latest.period in aims or latest.period.kind not in PARTS_OF_A_YEAR:
        return aim
    year = financial_year(latest.period.end)
    months = (latest.period.end.year - year.start.year) * 12 + latest.period.end.month - 3
    return Aim(*(target.profiled(each, months) for each in (aim.target, aim.target_to, aim.floor)))


def _is_single(aim: Aim) -> bool:
    """Whether the target is one value and not a range."""
    return aim.target_to is Missing.BLANK


def _rate(indicator: Indicator, value: Value, aim: Aim) -> TargetRag:
    tolerance = tolerance_of(indicator)
    if not _is_single(aim):
        return target.rate_range(value, aim.target, aim.target_to, tolerance)
    if indicator.good_is == choices.STAY_CLOSE:
        return target.rate_close(value, aim.target, aim.floor, tolerance)
    decimals = known(indicator.decimals)
    places = int(decimals) if decimals is not None else None
    return target.rate(value, aim.target, aim.floor, tolerance, indicator.good_is, places)


# In time


def _is_running_total(indicator: Indicator) -> bool:
    return indicator.adds_up == choices.RUNNING_TOTAL


def _directions(indicator: Indicator, points: Sequence[Point], good_is: str) -> Directions:
    found = direction.of_series(points, good_is, tolerance_of(indicator))
    if not _is_running_total(indicator):
        return found
    said = "Each figure holds those before it in the year, so two in a row are not compared."
    return replace(found, short=Direction(Travel.AWAITED, said))


def _chart(
    indicator: Indicator,
    points: Sequence[Point],
    aim: Aim,
    steps: Sequence[StepChange],
    good_is: str,
) -> Chart:
    if _is_running_total(indicator):
        if indicator.unit not in units.SUMMED:
            return spc.not_charted("each figure holds those before it in the year")
        years = dict.fromkeys(financial_year(point.period.end) for point in points)
        points = tuple(chain.from_iterable(separated(points, year) for year in years))
    recorded = [
        Step(first, step.reason) for step in steps if (first := known(step.first)) is not None
    ]
    # A year's target says nothing of what each of its periods should add.
    aimed = aim.target if _is_single(aim) and not _is_running_total(indicator) else Missing.BLANK
    return spc.chart(points, good_is, aimed, recorded, int(known(indicator.baseline) or 0))


def _year_to_date(
    indicator: Indicator, points: Sequence[Point], latest: Observation | None
) -> Together:
    if latest is None:
        return _no_year("there are no values")
    gathering = GATHERINGS.get(indicator.adds_up)
    if latest.period.kind not in PARTS_OF_A_YEAR and gathering is not Gathering.SNAPSHOT:
        return _no_year("its periods are no parts of a year")
    if gathering is None:
        return _no_year('nothing is chosen under "Adds up how"')
    year = financial_year(latest.period.end)
    return cumulative.year_to_date(points, year, indicator.unit, gathering)


def _no_year(why: str) -> Together:
    said = f"Not worked out: {why}."
    return Together(Missing.NOT_APPLICABLE, Missing.BLANK, Missing.BLANK, 0, said)


# Beside others


def _estimate(indicator: Indicator, points: Sequence[Point], period: Period | None) -> Estimate:
    point = next((point for point in reversed(points) if point.period == period), None)
    if point is None:
        return Estimate(Missing.NOT_SUPPLIED, "", None, None, "No interval: there are no values.")
    return units.estimate(indicator.unit, point.value, point.numerator, point.denominator)


def _compare(
    indicator: Indicator,
    points: Sequence[Point],
    latest: Observation | None,
    comparators: Mapping[str, Benchmark],
    good_is: str,
) -> dict[str, Comparison]:
    """Our figure against each comparator, for our latest period or one of the year before it.

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
                f"Not compared with {each.name}: numbers follow the size of a place.",
            )
            for kind, each in comparators.items()
        }
    given = {point.period for point in points if isinstance(point.value, Decimal)}
    found = {}
    for kind, each in comparators.items():
        is_earlier = each.period in given and is_within_a_year(each.period, latest.period)
        period = each.period if is_earlier else latest.period
        compared = benchmark.compare(_estimate(indicator, points, period), period, each, good_is)
        found[kind] = benchmark.of_earlier(compared, period) if is_earlier else compared
    return found
