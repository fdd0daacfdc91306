"""What follows from a board's records as at a date: ratings, verdicts, counts. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit import periods
from toolkit.board import Board, latest_updates
from toolkit.layout import choices
from toolkit.measures import direction, process, target
from toolkit.measures.direction import Direction
from toolkit.measures.process import Proposal
from toolkit.measures.target import TargetRag
from toolkit.measures.tolerance import Tolerance
from toolkit.scorecard import Indicator, Observation, observed
from toolkit.values import Missing, known


@dataclass(frozen=True)
class Result:
    """How an indicator stands in one area; every verdict carries its reason."""

    indicator: Indicator
    area: str
    observations: tuple[Observation, ...]
    latest: Observation | None
    previous: Observation | None
    year_earlier: Observation | None
    rag: TargetRag
    direction: Direction
    direction_long: Direction
    comparators: Mapping[str, Observation]

    @property
    def reason(self) -> str:
        """Why it is rated and judged as it is."""
        return f"{self.rag.reason} {self.direction.reason}"


@dataclass(frozen=True)
class Results:
    """All that was worked out, keyed as the records are."""

    as_at: date
    proposals: Mapping[str, Proposal]
    indicators: tuple[Result, ...]


def work_out(board: Board, as_at: date) -> Results:
    """Proposed ratings and indicator verdicts of a board as at a date."""
    updates = latest_updates(board, as_at)
    proposals = {
        action.key: process.propose(action, updates.get(action.id), board.settings.scheme, as_at)
        for action in board.actions
    }
    observations = observations_of(board)
    results = tuple(
        _result(board, indicator, area, observations)
        for indicator in board.indicators
        for area in board.our_areas
        if (indicator.code, area) in observations or area in board.our_areas[:1]
    )
    return Results(as_at, proposals, results)


_ByCodeAndArea = Mapping[tuple[str, str], tuple[Observation, ...]]


def observations_of(board: Board) -> _ByCodeAndArea:
    """Observations in the order of their periods, by indicator code and area.

    Rows whose period cannot be read are left out; the checks name them. Of two rows
    for one period the later in the sheet stands.
    """
    kinds = {indicator.code: indicator.period_kind for indicator in board.indicators}
    found: dict[tuple[str, str], dict[periods.Period, Observation]] = defaultdict(dict)
    for datum in board.data:
        kind = kinds.get(datum.indicator)
        if kind is None:
            continue
        try:
            period = periods.parse(datum.period, kind)
        except periods.PeriodError:
            continue
        found[datum.indicator, datum.area][period] = observed(datum, period)
    return {
        key: tuple(by_period[period] for period in sorted(by_period))
        for key, by_period in found.items()
    }


def _result(board: Board, indicator: Indicator, area: str, observations: _ByCodeAndArea) -> Result:
    series = observations.get((indicator.code, area), ())
    by_period = {item.period: item for item in series}
    latest = _latest_due(series)
    previous = _before(series, latest)
    year_earlier = by_period.get(latest.period.year_earlier()) if latest else None
    tolerance = tolerance_of(indicator)
    value = latest.value if latest else Missing.NOT_SUPPLIED
    if indicator.source.unreadable:
        value = Missing.UNREADABLE

    def against(earlier: Observation | None) -> Direction:
        return direction.judge(
            value,
            earlier.value if earlier else Missing.NOT_SUPPLIED,
            indicator.good_is,
            tolerance,
        )

    return Result(
        indicator=indicator,
        area=area,
        observations=series,
        latest=latest,
        previous=previous,
        year_earlier=year_earlier,
        rag=target.rate(value, indicator.target, indicator.floor, tolerance, indicator.good_is),
        direction=against(previous),
        direction_long=against(year_earlier),
        comparators=_comparators(board, indicator, observations),
    )


def tolerance_of(indicator: Indicator) -> Tolerance:
    """The indicator's tolerance; none where the sheet gives none."""
    amount = known(indicator.tolerance)
    return Tolerance(
        amount if amount is not None else Decimal(0),
        indicator.tolerance_in or choices.POINTS,
    )


def _latest_due(series: tuple[Observation, ...]) -> Observation | None:
    """The last observation that was due: periods still to come say nothing yet."""
    due = [item for item in series if item.value is not Missing.NOT_DUE]
    return due[-1] if due else None


def _before(series: tuple[Observation, ...], latest: Observation | None) -> Observation | None:
    """The observation of the period just before, or for snapshots the one before in time."""
    if latest is None:
        return None
    if latest.period.kind is periods.PeriodKind.SNAPSHOT:
        earlier = [item for item in series if item.period < latest.period]
        return earlier[-1] if earlier else None
    wanted = latest.period.preceding()
    return next((item for item in series if item.period == wanted), None)


def _comparators(
    board: Board, indicator: Indicator, observations: _ByCodeAndArea
) -> dict[str, Observation]:
    """The latest known value of each comparing area, by kind of area."""
    found = {}
    for kind in (choices.ENGLAND, choices.REGION, choices.NEIGHBOURS):
        for area in board.areas_of_kind(kind):
            series = observations.get((indicator.code, area), ())
            values = [item for item in series if isinstance(item.value, Decimal)]
            if values:
                found[kind] = values[-1]
                break
    return found
