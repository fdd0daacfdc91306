"""What the toolkit writes on the sheet Scorecard, by the keys of its columns. Pure."""

from decimal import Decimal
from fractions import Fraction

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator, Observation
from toolkit.layout.board.scorecard import SCORECARD_TABLE, SHOWN_PERIODS
from toolkit.layout.schema import Owner
from toolkit.measures.benchmark import Standing
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Variation
from toolkit.measures.direction import Travel
from toolkit.measures.rates import round_half_up
from toolkit.measures.rounding import rounded
from toolkit.measures.trend import Movement
from toolkit.results.expected_figures import OUT_OF_DATE
from toolkit.results.results import Results
from toolkit.results.verdicts import Result
from toolkit.values import choices
from toolkit.values.missing import Value, known
from toolkit.values.periods import PeriodKind
from toolkit.writing.toolkit_columns import Values


def scorecard_rows(board: Board, results: Results) -> list[Values]:
    """The rows of the reading sheet, in the order of the indicators."""
    return [_scorecard_row(board, result) for result in results.indicators]


# What is in the row of an indicator that the Indicators sheet no longer has: its name,
# so that staff's commentary keeps its place, and no figure.
DROPPED_FROM_SCORECARD: Values = {
    **{
        column.key: None
        for column in SCORECARD_TABLE.columns
        if column.owner is Owner.TOOLKIT and column.key not in ("code", "title", "area")
    },
    "data_quality": "No longer among the indicators",
}


def _scorecard_row(board: Board, result: Result) -> Values:
    indicator = result.indicator
    earlier = enumerate(earlier_observations(result), start=1)
    return {
        "code": indicator.code,
        "theme": indicator.theme,
        "title": indicator.title,
        "area": result.area,
        "owner": indicator.owner,
        "frequency": indicator.frequency,
        "good_is": indicator.good_is,
        "target": known(result.aim.target),
        "floor": known(result.aim.floor),
        "same_period_last_year": _value(result.year_earlier),
        "latest": _value(result.latest),
        "latest_period": str(result.latest.period) if result.latest else "",
        "year_to_date": _shown(result.year_to_date.value, indicator),
        "england": _compared_with(result, choices.ENGLAND),
        "region": _compared_with(result, choices.REGION),
        "neighbours": _compared_with(result, choices.NEIGHBOURS),
        "rag": result.rag.rating or _age(result),
        "direction": board.words[result.direction.travel.value],
        "direction_long": board.words[result.direction_long.travel.value],
        "line": None,
        "data_quality": _quality(result.latest),
        **_verdicts(result),
        **_statistics(result),
        **{f"period_{back}": _value(observation) for back, observation in earlier},
    }


def _age(result: Result) -> str:
    """What is said in the place of a colour of a figure that is too old for one."""
    return f"{OUT_OF_DATE}: {result.out_of_date}" if result.out_of_date else ""


_TRENDS = {
    Travel.BETTER: "Improving",
    Travel.WORSE: "Getting worse",
    Travel.STABLE: "No clear trend",
    Travel.AWAITED: "",
}
_VARIATIONS = {
    Variation.IMPROVING: "Real improvement",
    Variation.CONCERNING: "Real deterioration",
    Variation.HIGH: "Unusually high",
    Variation.LOW: "Unusually low",
    Variation.COMMON: "Ordinary variation",
    Variation.NOT_CHARTED: "",
}
_RELIABILITIES = {
    Assurance.HIT: "Reliably met",
    Assurance.MISSED: "Usually missed",
    Assurance.INCONSISTENT: "Hit and miss",
    Assurance.NONE: "",
}


def _verdicts(result: Result) -> Values:
    """The verdicts in plain words; "" where one was not reached."""
    rises = result.trend.movement is Movement.INCREASING
    rank = result.rank
    return {
        "against_england": _standing(result, choices.ENGLAND),
        "against_region": _standing(result, choices.REGION),
        "against_neighbours": _standing(result, choices.NEIGHBOURS),
        "rank": f"{rank.position} of {rank.among}" if rank.position else "",
        "rank_quarter": rank.quartile,
        "trend": _TRENDS.get(result.trend.travel, "Rising" if rises else "Falling"),
        "variation": _VARIATIONS[result.chart.variation],
        "reliability": _RELIABILITIES[result.chart.assurance],
        "sentence": result.sentence.text,
    }


def _statistics(result: Result) -> Values:
    """The numbers and reasons behind the verdicts."""
    estimate, chart = result.estimate, result.chart
    compared = (each.reason for each in result.benchmarks.values())
    return {
        "why_rated": result.rag.reason,
        "why_direction": f"{result.direction.reason} {result.direction_long.reason}",
        "lower_95": _brief(estimate.at_95.lower) if estimate.at_95 else None,
        "upper_95": _brief(estimate.at_95.upper) if estimate.at_95 else None,
        "lower_998": _brief(estimate.at_998.lower) if estimate.at_998 else None,
        "upper_998": _brief(estimate.at_998.upper) if estimate.at_998 else None,
        "why_interval": estimate.reason,
        "why_compared": " ".join(compared),
        "why_rank": result.rank.reason,
        "why_trend": result.trend.reason,
        "chart_average": _brief(chart.limits.mean) if chart.limits else None,
        "chart_lower": _brief(chart.limits.lower) if chart.limits else None,
        "chart_upper": _brief(chart.limits.upper) if chart.limits else None,
        "why_variation": " ".join((chart.reason, *chart.notes)),
        "why_year_to_date": result.year_to_date.reason,
    }


def _standing(result: Result, kind: str) -> str:
    found = result.benchmarks.get(kind)
    if found is None or found.standing is Standing.NOT_COMPARED:
        return ""
    word = found.standing.value.capitalize()
    return f"{word}, {found.earlier}" if found.earlier else word


def _compared_with(result: Result, kind: str) -> Decimal | None:
    found = result.comparators.get(kind)
    return _shown(found.value, result.indicator) if found else None


def _shown(value: Value, indicator: Indicator) -> Decimal | None:
    """A worked-out value, to the places that the indicator is shown with; two without any."""
    number, decimals = known(value), known(indicator.decimals)
    if number is None:
        return None
    return round_half_up(number, int(decimals) if decimals is not None else 2)


def _brief(number: Decimal | Fraction) -> Decimal:
    """A statistic to the places it is quoted with."""
    top, bottom = number.as_integer_ratio()
    return Decimal(rounded(Decimal(top) / Decimal(bottom)))


def earlier_observations(result: Result) -> list[Observation | None]:
    """What was observed in the periods before the latest, nearest first; None in a gap.

    Snapshots have no period between them: the ones taken before are its place.
    """
    found: list[Observation | None] = [None] * (SHOWN_PERIODS - 1)
    if result.latest is None:
        return found
    period = result.latest.period
    if period.kind is PeriodKind.SNAPSHOT:
        taken = [item for item in result.observations if item.period < period]
        return [*reversed(taken), *found][: len(found)]
    by_period = {item.period: item for item in result.observations}
    for index in range(len(found)):
        period = period.preceding()
        found[index] = by_period.get(period)
    return found


def _value(observation: Observation | None) -> Decimal | None:
    return known(observation.value) if observation else None


def _quality(latest: Observation | None) -> str:
    if latest is None:
        return "No figures yet"
    if latest.is_provisional:
        return "Provisional"
    return "" if isinstance(latest.value, Decimal) else latest.value.value.capitalize()
