"""All verdicts on one indicator in one area, each with its reason. Pure.

What is judged, and by which method, follows from the indicator's row; the methods are those
of `toolkit.measures`, their sources in docs/reference/methods.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.board.scorecard import Indicator, Observation, StepChange
from toolkit.measures import trend, units
from toolkit.measures.benchmark import Benchmark, Comparison
from toolkit.measures.direction import Direction
from toolkit.measures.intervals import Estimate
from toolkit.measures.rank import Rank
from toolkit.measures.sentence import Sentence, Verdicts, sentence
from toolkit.measures.series import Point, preceding, year_earlier
from toolkit.measures.spc import Chart
from toolkit.measures.target import TargetRag
from toolkit.measures.together import Together
from toolkit.measures.trend import Movement, Trend
from toolkit.measures.whole_trend import whole
from toolkit.results.aims import Aim, aim_of, is_running_total, is_single, rated
from toolkit.results.beside_others import Standings, compared_with, estimate_of
from toolkit.results.observations import latest_due
from toolkit.results.over_time import chart_of, directions, year_to_date
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import Period, PeriodKind

FEW_CASES = 10
"""A share of fewer cases than this is told as "3 of 4: too few to judge"."""


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """How an indicator is doing in one area; every verdict carries its reason.

    `aim` is what the latest value was held against. `comparators` and `benchmarks` are keyed
    by the kind of area: the figures themselves, and how ours compares with them. `out_of_date`
    is the period of the latest figure where a later one should be there.
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
    out_of_date: str = ""

    def __repr__(self) -> str:
        period = self.latest.period if self.latest else "no period yet"
        rating = self.rag.rating or "not rated"
        return f"<Result {self.indicator.code} in {self.area}, {period}: {rating}>"

    @property
    def reason(self) -> str:
        """Why it is rated and judged as it is."""
        return f"{self.rag.reason} {self.direction.reason}"


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
    aim = aim_of(indicator, latest, aims)
    rag = rated(indicator, value, aim)
    # A range can be missed on both sides, so neither is the good one.
    good_is = indicator.good_is if is_single(aim) else ""
    ways = directions(indicator, points, good_is)
    is_provisional = bool(latest and latest.datum.status == choices.PROVISIONAL)
    chart = chart_of(indicator, points, aim, steps, good_is, is_provisional)
    going = trend.recent(points, indicator.unit, good_is)
    estimate = estimate_of(indicator, points, latest.period if latest else None)
    benchmarks = compared_with(indicator, points, latest, others.comparators, good_is)
    verdicts = Verdicts(
        value=value,
        rag=rag,
        comparisons={others.comparators[kind].name: each for kind, each in benchmarks.items()},
        chart=chart,
        trend=going,
        direction=ways.short,
        good_is=good_is,
        period_kind=indicator.period_kind or PeriodKind.SNAPSHOT,
        between=_between(indicator, points, estimate),
        whole=whole(() if is_running_total(indicator) else points),
        few=_few(indicator, latest),
        is_provisional=is_provisional,
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
        year_to_date=year_to_date(indicator, points, latest),
        sentence=sentence(verdicts),
    )


def _between(indicator: Indicator, points: Sequence[Point], latest: Estimate) -> Movement:
    """The movement from the figure before to the latest, by their 99.8 per cent intervals."""
    if latest.at_998 is None or indicator.unit not in (units.PERCENT, *units.RATE_BASES):
        return Movement.NOT_CALCULATED
    known = [point for point in points if point.value is not Missing.NOT_DUE]
    if len(known) < 2 or known[-2].version != known[-1].version:
        return Movement.NOT_CALCULATED
    before = estimate_of(indicator, points, known[-2].period)
    return trend.between_two(latest.at_998, before.at_998)


def _few(indicator: Indicator, latest: Observation | None) -> str:
    """A share of few cases as "3 of 4", "" for any other figure."""
    if latest is None or indicator.unit != units.PERCENT or isinstance(latest.value, Missing):
        return ""
    some, everyone = latest.datum.numerator, latest.datum.denominator
    if isinstance(some, Missing) or isinstance(everyone, Missing) or everyone >= FEW_CASES:
        return ""
    return f"{plain(some)} of {plain(everyone)}"


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
