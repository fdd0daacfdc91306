"""Observations: which row of Data is used for each period, and what it says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.scorecard import Datum, Indicator, Observation, observed
from toolkit.measures.units import impossible
from toolkit.results.current_values import Choice, choose
from toolkit.results.named_periods import period_named, year_named
from toolkit.values.missing import Missing
from toolkit.values.periods import Period

ByCodeAndArea = Mapping[tuple[str, str], tuple[Observation, ...]]
Choices = Mapping[tuple[str, str], Mapping[Period, Choice]]


def observations_of(board: Board) -> ByCodeAndArea:
    """Observations in the order of their periods, by indicator code and area.

    Rows whose period cannot be read are left out; the checks name them. Of several rows for
    one period the one that is used is given (`toolkit.results.current_values`).
    """
    return all_observations(board, all_choices(board).periods)


class AllChoices(NamedTuple):
    """Which rows are used for periods of their indicator's own kind, and which for whole years."""

    periods: Choices
    years: Choices


_RowsByPeriod = dict[tuple[str, str], dict[Period, list[Datum]]]


def by_code(board: Board) -> dict[str, Indicator]:
    """Indicators by their codes; one without a code is none that a row could name."""
    return {indicator.code: indicator for indicator in board.indicators if indicator.code}


def all_choices(board: Board) -> AllChoices:
    """Which rows are used, by indicator code and area, the periods in their order."""
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


Series = tuple[Observation, ...]


def all_observations(board: Board, chosen: Choices) -> dict[tuple[str, str], Series]:
    units = {indicator.code: indicator.unit for indicator in board.indicators}
    return {key: _observations(found, units[key[0]]) for key, found in chosen.items()}


def latest_due(observations: Sequence[Observation]) -> Observation | None:
    """The last observation that was due: periods still to come say nothing yet."""
    due = (item for item in reversed(observations) if item.value is not Missing.NOT_DUE)
    return next(due, None)


def _observations(by_period: Mapping[Period, Choice], unit: str) -> Series:
    return tuple(_possible(observation_of(*each), unit) for each in by_period.items())


def _possible(item: Observation, unit: str) -> Observation:
    """The observation without a value that cannot be; the checks name its cell."""
    if impossible(unit, item.value, item.datum.numerator, item.datum.denominator):
        return item if isinstance(item.value, Missing) else replace(item, value=Missing.IMPOSSIBLE)
    return item


def observation_of(period: Period, choice: Choice) -> Observation:
    """What the row used for a period says; undecided where none is."""
    found = observed(choice.shown, period)
    return found if choice.used else replace(found, value=Missing.UNDECIDED)
