"""A board's figures, each looked at once however many areas are judged by them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator, Observation, StepChange
from toolkit.measures.benchmark import Benchmark, neighbours_mean
from toolkit.measures.rank import Rank, rank_all
from toolkit.measures.series import is_near_enough
from toolkit.measures.units import SUMMED
from toolkit.results.aims import Aim
from toolkit.results.beside_others import Standings
from toolkit.results.named_periods import target_period
from toolkit.results.observations import Choices, all_observations, by_code, latest_due
from toolkit.results.verdicts import Result, judge
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period

_COMPARED_WITH = {
    choices.ENGLAND: "England",
    choices.REGION: "the region",
    choices.NEIGHBOURS: "areas like ours",
}


class Scorecard:
    """A board's figures, each looked at once however many areas are judged by them."""

    def __init__(self, board: Board, chosen: Choices) -> None:
        self._series = all_observations(board, chosen)
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

        For our latest period; else for the last near enough that both have; else its latest.
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
        """The periods near enough before our latest that we have a figure for."""
        return {
            item.period
            for item in self._series.get((code, area), ())
            if latest
            and isinstance(item.value, Decimal)
            and is_near_enough(item.period, latest.period)
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
            return _unranked("numbers depend on the size of the area")
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
