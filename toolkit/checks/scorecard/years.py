"""Quarters and months against the year given with them."""

from collections.abc import Iterator

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator
from toolkit.measures.series import Point
from toolkit.measures.year_check import check_year
from toolkit.results.aims import GATHERINGS
from toolkit.results.current_values import Choice
from toolkit.results.observations import observation_of
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.periods import Period

YEAR_NOT_ITS_PARTS = Rule(
    "DATA-020",
    Severity.WARNING,
    "The year of {indicator} in {area} does not agree with its periods: {reason}",
    'Look at this row and those of its periods, and fix the one that is wrong; "Adds up how" on '
    "Indicators says {adds_up}.",
)


def years_and_their_parts(board: Board, results: Results) -> Iterator[Finding]:
    """A year's figure that its quarters or months do not come to, by "Adds up how"."""
    indicators = {indicator.code: indicator for indicator in board.indicators}
    for (code, area), years in results.years.items():
        indicator = indicators[code]
        gathering = GATHERINGS.get(indicator.adds_up)
        if gathering is None:
            continue
        by_period = results.chosen.get((code, area), {})
        for year, choice in years.items():
            parts = [
                _point(indicator, period, part)
                for period, part in by_period.items()
                if year.contains(period.end)
            ]
            found = check_year(parts, _point(indicator, year, choice), indicator.unit, gathering)
            if found.agrees is False:
                yield YEAR_NOT_ITS_PARTS.at(
                    choice.shown.source.cell("value"),
                    indicator=code,
                    area=area,
                    reason=found.reason,
                    adds_up=indicator.adds_up,
                )


def _point(indicator: Indicator, period: Period, choice: Choice) -> Point:
    item = observation_of(period, choice)
    datum = item.datum
    version = datum.version or indicator.version
    return Point(period, item.value, datum.numerator, datum.denominator, version)


CHECKS = (years_and_their_parts,)
