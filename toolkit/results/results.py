"""What follows from a board's records as at a date: ratings, verdicts, counts. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from toolkit.board.board import Board, latest_updates
from toolkit.board.scorecard import Datum, Indicator, Observation, StepChange, observed
from toolkit.measures import process
from toolkit.measures.benchmark import Benchmark, neighbours_mean
from toolkit.measures.process import Proposal
from toolkit.measures.rank import Rank, rank_all
from toolkit.measures.series import is_within_a_year
from toolkit.measures.units import SUMMED, impossible
from toolkit.results.aims import PARTS_OF_A_YEAR, Aim, tolerance_of
from toolkit.results.beside_others import Standings
from toolkit.results.current_values import Choice, choose
from toolkit.results.verdicts import Result, judge, latest_due
from toolkit.values import choices, periods
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind

__all__ = [
    "AllChoices",
    "Choices",
    "Result",
    "Results",
    "all_choices",
    "by_code",
    "observation_of",
    "observations_of",
    "period_named",
    "target_period",
    "tolerance_of",
    "work_out",
    "year_named",
]

ByCodeAndArea = Mapping[tuple[str, str], tuple[Observation, ...]]
Choices = Mapping[tuple[str, str], Mapping[Period, Choice]]


@dataclass(frozen=True)
class Results:
    """All that was worked out, keyed as the records are.

    `chosen` says of each indicator's code and area which row stands for which period. `years`
    says the same of the financial years that an indicator of quarters or months has rows for:
    nothing is judged by them, its periods are held against them.
    """

    as_at: date
    proposals: Mapping[str, Proposal]
    indicators: tuple[Result, ...]
    chosen: Choices = field(default_factory=dict)
    years: Choices = field(default_factory=dict)


def work_out(board: Board, as_at: date) -> Results:
    """Proposed ratings and indicator verdicts of a board as at a date."""
    updates = latest_updates(board, as_at)
    proposals = {
        action.key: process.propose(action, updates.get(action.id), board.settings.scheme, as_at)
        for action in board.actions
    }
    chosen, years = all_choices(board)
    scorecard = _Scorecard(board, chosen)
    ours = board.our_areas
    results = tuple(
        scorecard.result(indicator, area)
        for indicator in board.indicators
        for area in ours
        if (indicator.code, area) in chosen or area == ours[0]
    )
    return Results(as_at, proposals, results, chosen, years)


def observations_of(board: Board) -> ByCodeAndArea:
    """Observations in the order of their periods, by indicator code and area.

    Rows whose period cannot be read are left out; the checks name them. Of several rows for
    one period the one that stands is given (`toolkit.results.current_values`).
    """
    return _all_observations(board, all_choices(board).periods)


class AllChoices(NamedTuple):
    """Which rows stand for periods of their indicator's own kind, and which for whole years."""

    periods: Choices
    years: Choices


_RowsByPeriod = dict[tuple[str, str], dict[Period, list[Datum]]]


def by_code(board: Board) -> dict[str, Indicator]:
    """Indicators by their codes; one without a code is none that a row could name."""
    return {indicator.code: indicator for indicator in board.indicators if indicator.code}


def all_choices(board: Board) -> AllChoices:
    """Which rows stand, by indicator code and area, the periods in their order."""
    indicators = by_code(board)
    own: _RowsByPeriod = defaultdict(dict)
    years: _RowsByPeriod = defaultdict(dict)
    for datum in board.data:
        indicator = indicators.get(datum.indicator)
        if indicator is None or indicator.period_kind is None or not datum.area:
            continue
        period = period_named(datum.period, indicator.period_kind)
        if period is not None:
            own[datum.indicator, datum.area].setdefault(period, []).append(datum)
        elif year := year_named(datum.period, indicator.period_kind):
            years[datum.indicator, datum.area].setdefault(year, []).append(datum)
    # Where all rows are of years, it is the indicator's frequency that is wrong.
    with_periods = {code for code, _ in own}
    of_both = {key: rows for key, rows in years.items() if key[0] in with_periods}
    return AllChoices(_chosen(indicators, own), _chosen(indicators, of_both))


def _chosen(indicators: Mapping[str, Indicator], found: _RowsByPeriod) -> Choices:
    chosen = {}
    for key, by_period in found.items():
        version = indicators[key[0]].version
        chosen[key] = {period: choose(by_period[period], version) for period in sorted(by_period)}
        by_period.clear()
    return chosen


def target_period(words: str, kind: PeriodKind) -> Period | None:
    """The period a target holds for: one of the indicator's kind, else a financial year."""
    return period_named(words, kind) or period_named(words, PeriodKind.FINANCIAL_YEAR)


def year_named(words: str, kind: PeriodKind) -> Period | None:
    """The financial year those words name, where the kind's periods are parts of one."""
    return period_named(words, PeriodKind.FINANCIAL_YEAR) if kind in PARTS_OF_A_YEAR else None


@lru_cache(maxsize=4096)
def period_named(words: str, kind: PeriodKind) -> Period | None:
    """The period those words name, None where they name none of that kind."""
    try:
        return periods.parse(words, kind)
    except periods.PeriodError:
        return None


_Series = tuple[Observation, ...]


def _all_observations(board: Board, chosen: Choices) -> dict[tuple[str, str], _Series]:
    units = {indicator.code: indicator.unit for indicator in board.indicators}
    return {key: _observations(found, units[key[0]]) for key, found in chosen.items()}


def _observations(by_period: Mapping[Period, Choice], unit: str) -> _Series:
    return tuple(_possible(observation_of(*each), unit) for each in by_period.items())


def _possible(item: Observation, unit: str) -> Observation:
    """The observation without a value that cannot be; the checks name its cell."""
    if impossible(unit, item.value, item.datum.numerator, item.datum.denominator):
        return item if isinstance(item.value, Missing) else replace(item, value=Missing.IMPOSSIBLE)
    return item


def observation_of(period: Period, choice: Choice) -> Observation:
    """What the row that stands for a period says; undecided where none does."""
    found = observed(choice.shown, period)
    return found if choice.stands else replace(found, value=Missing.UNDECIDED)


_COMPARED_WITH = {
    choices.ENGLAND: "England",
    choices.REGION: "the region",
    choices.NEIGHBOURS: "areas like ours",
}


class _Scorecard:
    """A board's figures, each looked at once however many areas are judged by them."""

    def __init__(self, board: Board, chosen: Choices) -> None:
        self._series = _all_observations(board, chosen)
        self._aims = _aims(board)
        self._steps: dict[tuple[str, str], list[StepChange]] = defaultdict(list)
        for step in board.steps:
            self._steps[step.indicator, step.area].append(step)
        self._kinds = {kind: board.areas_of_kind(kind) for kind in _COMPARED_WITH}
        neighbours = self._kinds[choices.NEIGHBOURS]
        # One area under Neighbours is their mean; several are authorities like ours.
        self._ranked = (
            *board.areas_of_kind(choices.OUR_AREA, choices.OTHER_AUTHORITY),
            *(neighbours if len(neighbours) > 1 else ()),
        )
        self._by_period: dict[tuple[str, tuple[str, ...]], dict[Period, dict[str, Value]]] = {}
        self._ranks: dict[tuple[str, Period], Mapping[str, Rank]] = {}

    def result(self, indicator: Indicator, area: str) -> Result:
        """All verdicts on an indicator in an area."""
        code = indicator.code
        series = self._series.get((code, area), ())
        latest = latest_due(series)
        others = Standings(
            self._comparators(code, area, latest),
            self._rank(indicator, area, latest),
        )
        steps = self._steps.get((code, ""), []) + self._steps.get((code, area), [])
        return judge(indicator, area, series, others, self._aims.get(code, {}), steps)

    def _comparators(
        self, code: str, area: str, latest: Observation | None
    ) -> dict[str, Benchmark]:
        """The figure of each kind of comparing area.

        For our latest period; else for the last that both have within a year; else its latest.
        """
        found = {}
        for kind, areas in self._kinds.items():
            by_period = self._values(code, areas)
            period = latest.period if latest else None
            if period not in by_period:
                both = self._earlier(code, area, latest).intersection(by_period)
                period = max(both or by_period, default=None)
            if period is not None:
                values = by_period[period].values()
                found[kind] = Benchmark(_COMPARED_WITH[kind], neighbours_mean(values), period)
        return found

    def _earlier(self, code: str, area: str, latest: Observation | None) -> set[Period]:
        """The periods of the year before our latest that we have a figure for."""
        return {
            item.period
            for item in self._series.get((code, area), ())
            if latest
            and isinstance(item.value, Decimal)
            and is_within_a_year(item.period, latest.period)
        }

    def _values(self, code: str, areas: tuple[str, ...]) -> dict[Period, dict[str, Value]]:
        """The known values of those areas by period."""
        key = code, areas
        if key not in self._by_period:
            found: dict[Period, dict[str, Value]] = defaultdict(dict)
            for area in areas:
                for item in self._series.get((code, area), ()):
                    if isinstance(item.value, Decimal):
                        found[item.period][area] = item.value
            self._by_period[key] = found
        return self._by_period[key]

    def _rank(self, indicator: Indicator, area: str, latest: Observation | None) -> Rank:
        if latest is None:
            return _unranked("there is no figure")
        if isinstance(latest.value, Missing):
            return _unranked(f"the value is {latest.value.value}")
        if indicator.unit in SUMMED:
            return _unranked("numbers follow the size of a place")
        if area not in self._ranked:
            return _unranked("only whole authorities are ranked")
        code, period = indicator.code, latest.period
        if (code, period) not in self._ranks:
            values = self._values(code, self._ranked).get(period, {})
            # A range can be missed on both sides, so neither end of the list is the best.
            good_is = indicator.good_is if indicator.target_to is Missing.BLANK else ""
            self._ranks[code, period] = rank_all(values, good_is)
        found = self._ranks[code, period]
        if len(found) < 2:
            return _unranked(f"no other authority has a figure for {period}")
        return found[area]


def _unranked(why: str) -> Rank:
    return Rank(None, 0, tied=False, quartile="", reason=f"Not ranked: {why}.")


def _aims(board: Board) -> dict[str, dict[Period, Aim]]:
    """The targets of single periods, by the indicator's code; of two for one, the later row."""
    kinds = {code: indicator.period_kind for code, indicator in by_code(board).items()}
    found: dict[str, dict[Period, Aim]] = defaultdict(dict)
    for row in board.period_targets:
        kind = kinds.get(row.indicator)
        period = target_period(row.period, kind) if kind else None
        if period is not None:
            found[row.indicator][period] = Aim(row.target, row.target_to, row.floor)
    return found
