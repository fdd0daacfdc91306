"""What a series says over time: its direction, its control chart, its year to date."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from toolkit.board.scorecard import Indicator, Observation, StepChange
from toolkit.measures import chosen_chart, cumulative, direction, spc, units
from toolkit.measures.direction import Direction, Directions, Travel
from toolkit.measures.running_totals import separated
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart
from toolkit.measures.stretches import Step
from toolkit.measures.together import Gathering, Together
from toolkit.results.aims import (
    GATHERINGS,
    PARTS_OF_A_YEAR,
    Aim,
    is_running_total,
    is_single,
    tolerance_of,
)
from toolkit.values.missing import Missing, known
from toolkit.values.periods import financial_year


def directions(indicator: Indicator, points: Sequence[Point], good_is: str) -> Directions:
    """The directions of travel; none from one figure of a running total to the next."""
    found = direction.of_series(points, good_is, tolerance_of(indicator))
    if not is_running_total(indicator):
        return found
    said = "Each figure includes those before it in the year, so two in a row are not compared."
    return replace(found, short=Direction(Travel.AWAITED, said))


def chart_of(
    indicator: Indicator,
    points: Sequence[Point],
    aim: Aim,
    steps: Sequence[StepChange],
    good_is: str,
    is_provisional: bool = False,
) -> Chart:
    """The control chart, of a running total by what each of its periods added."""
    if is_running_total(indicator):
        if indicator.unit not in units.SUMMED:
            return spc.not_charted("each figure includes those before it in the year")
        years = dict.fromkeys(financial_year(point.period.end) for point in points)
        points = tuple(chain.from_iterable(separated(points, year) for year in years))
    recorded = [
        Step(first, step.reason) for step in steps if (first := known(step.first)) is not None
    ]
    # A year's target says nothing of what each of its periods should add.
    aimed = aim.target if is_single(aim) and not is_running_total(indicator) else Missing.BLANK
    baseline = int(known(indicator.baseline) or 0)
    return chosen_chart.chart(
        points, indicator.unit, good_is, aimed, recorded, baseline, is_provisional
    )


def year_to_date(
    indicator: Indicator, points: Sequence[Point], latest: Observation | None
) -> Together:
    """The year so far, as the indicator's periods go together."""
    if latest is None:
        return _no_year("there are no values")
    gathering = GATHERINGS.get(indicator.adds_up)
    if latest.period.kind not in PARTS_OF_A_YEAR and gathering is not Gathering.SNAPSHOT:
        return _no_year("its periods are not parts of a year")
    if gathering is None:
        return _no_year('nothing is chosen under "Adds up how"')
    year = financial_year(latest.period.end)
    return cumulative.year_to_date(points, year, indicator.unit, gathering)


def _no_year(why: str) -> Together:
    said = f"Not worked out: {why}."
    return Together(Missing.NOT_APPLICABLE, Missing.BLANK, Missing.BLANK, 0, said)
