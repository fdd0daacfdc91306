"""What the toolkit writes into its own columns and sheets. Pure: values, no cells.

Keys are those of the columns in `toolkit.layout`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from toolkit.board import Board
from toolkit.findings import Finding, Severity, count_by_severity
from toolkit.history import last_ratings
from toolkit.layout import Owner, choices
from toolkit.layout.scorecard_sheets import SCORECARD_TABLE, SHOWN_PERIODS
from toolkit.periods import PeriodKind
from toolkit.plan import Action
from toolkit.results import Result, Results
from toolkit.scorecard import Observation
from toolkit.values import known

Content = str | date | Decimal | int | None
Values = dict[str, Content]


def plan_rows(board: Board, results: Results, findings: Iterable[Finding]) -> dict[int, Values]:
    """The grey columns of the Plan sheet, by row."""
    codes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for finding in findings:
        digits = finding.location.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if digits:
            place = (finding.location.sheet, int(digits))
            if finding.rule.code not in codes[place]:
                codes[place].append(finding.rule.code)
    ratings = last_ratings(board)
    return {
        action.source.row: _plan_row(
            action, results, codes[action.source.sheet, action.source.row], ratings
        )
        for action in board.actions
    }


def _plan_row(
    action: Action, results: Results, codes: list[str], last_ratings: Mapping[str, str]
) -> Values:
    proposal = results.proposals[action.key]
    return {
        "next_due": action.due_now if action.is_open else None,
        "days_overdue": action.days_overdue(results.as_at) or None,
        "proposed_rating": proposal.rating,
        "why": proposal.reason,
        "last_rating": last_ratings.get(action.id, ""),
        "findings": ", ".join(codes),
    }


def scorecard_rows(board: Board, results: Results) -> list[Values]:
    """The rows of the reading sheet, in the order of the indicators."""
    return [_scorecard_row(board, result) for result in results.indicators]


# What stands in the row of an indicator that the Indicators sheet no longer has: its name,
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
        "target": known(indicator.target),
        "floor": known(indicator.floor),
        "same_period_last_year": _value(result.year_earlier),
        "latest": _value(result.latest),
        "latest_period": str(result.latest.period) if result.latest else "",
        "england": _value(result.comparators.get(choices.ENGLAND)),
        "neighbours": _value(result.comparators.get(choices.NEIGHBOURS)),
        "rag": result.rag.rating,
        "direction": board.words[result.direction.travel.value],
        "direction_long": board.words[result.direction_long.travel.value],
        "data_quality": _quality(result.latest),
        **{f"period_{back}": _value(observation) for back, observation in earlier},
    }


def earlier_observations(result: Result) -> list[Observation | None]:
    """What was observed in the periods before the latest, nearest first; None in a gap.

    Snapshots have no period between them: the ones taken before stand for it.
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


def findings_rows(findings: Iterable[Finding]) -> list[Values]:
    """The rows of the Findings sheet; `cell` is the place its link leads to."""
    return [
        {
            "severity": finding.rule.severity.word.capitalize(),
            "sheet": finding.location.sheet,
            "cell": f"'{finding.location.sheet}'!{finding.location.cell or 'A1'}",
            "code": finding.rule.code,
            "message": finding.message,
            "how_to_fix": finding.how_to_fix,
        }
        for finding in findings
    ]


def home_counts(board: Board, results: Results, findings: Iterable[Finding]) -> Mapping[str, int]:
    """The figures on Home, by the keys of its counts."""
    severities = count_by_severity(findings)
    as_at = results.as_at
    open_actions = [action for action in board.actions if action.is_open]
    return {
        "errors": severities[Severity.ERROR.word],
        "warnings": severities[Severity.WARNING.word],
        "overdue": sum(action.days_overdue(as_at) > 0 for action in open_actions),
        "due_soon": sum(due_soon(action, as_at) for action in open_actions),
        "updates_missing": sum(lacks_update(action, as_at) for action in board.actions),
        "indicators_red": sum(result.rag.rating == choices.RED for result in results.indicators),
    }


DUE_SOON_DAYS = 30
UPDATE_EXPECTED_DAYS = 92


def due_soon(action: Action, as_at: date) -> bool:
    """Whether an open action is due within 30 days from the as-at date, that day included."""
    due = action.due_now
    return action.is_open and due is not None and 0 <= (due - as_at).days <= DUE_SOON_DAYS


def lacks_update(action: Action, as_at: date) -> bool:
    """Whether an action in progress has had no update in the last 92 days."""
    given = known(action.updated_on)
    return action.status == choices.IN_PROGRESS and (
        given is None or (as_at - given).days > UPDATE_EXPECTED_DAYS
    )
