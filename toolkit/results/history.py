"""What was reported when periods were closed, and what a closing writes down. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.board.plan import Action
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.missing import known, plain
from toolkit.values.periods import quarter_of
from toolkit.values.text import day_in_words

if TYPE_CHECKING:
    from toolkit.results.verdicts import Result

Values = dict[str, str | date]

Key = tuple[str, str, str, str]
"""Kind, record, area and data period: what a report is about."""


def closed_periods(board: Board) -> tuple[str, ...]:
    """The names of the periods closed so far, first to last."""
    return tuple(dict.fromkeys(item.period for item in board.reports))


def last_closed_on(board: Board) -> date | None:
    """The latest as-at day of a closing; None where there is none."""
    return max((day for item in board.reports if (day := known(item.closed_on))), default=None)


def next_to_close(board: Board, as_at: date) -> str:
    """The last quarter that was over on the as-at date, as in 2026/27 Q2; "" where it is closed."""
    quarter = quarter_of(as_at)
    name = str(quarter if quarter.end == as_at else quarter.preceding())
    return "" if name in closed_periods(board) else name


def first_reports(board: Board, kind: str) -> dict[str, Reported]:
    """The first report of each record of that kind: for due dates, the approved baseline."""
    found: dict[str, Reported] = {}
    for item in board.reports:
        if item.kind == kind:
            found.setdefault(item.record, item)
    return found


def last_reports(board: Board) -> dict[Key, Reported]:
    """The latest report on each thing."""
    return {(item.kind, item.record, item.area, item.data_period): item for item in board.reports}


def last_ratings(board: Board) -> dict[str, str]:
    """Each action's rating when the last period was closed, by its ID."""
    periods = closed_periods(board)
    return {
        item.record: item.reported
        for item in board.reports
        if item.kind == choices.RATING and not item.area and item.period == periods[-1]
    }


def closing_rows(
    board: Board, results: Results, period: str, documents: Iterable[str]
) -> list[Values]:
    """The rows that closing a period adds: what was reported of actions, indicators, papers.

    A rating is the agreed one, or the proposed one where none was agreed. The closing of a plan
    as it was approved has no ratings: nothing was done yet that could be rated.
    """
    papers = tuple(documents)
    common: Values = {
        "period": period,
        "closed_on": results.as_at,
        "documents": "\n".join(papers),
    }
    rows: list[Values] = []
    for action in board.actions:
        if action.id:
            rows += _action_rows(action, results, common)
    # No paper prints figures of indicators.
    unprinted = {**common, "documents": ""}
    for result in results.indicators:
        rows += _indicator_rows(result, unprinted)
    rows += [{**common, "kind": choices.DOCUMENT, "reported": name} for name in papers]
    if is_approved_plan(board, period):
        return [row for row in rows if row["kind"] not in (choices.RATING, choices.IMPACT)]
    return rows


def is_approved_plan(board: Board, period: str) -> bool:
    """Whether a closing keeps the plan as it was approved: the first, if its name says so.

    "Approved plan" says so, "2026/27 Q2" does not.
    """
    words = period.casefold()
    return not board.reports and any(word in words for word in ("plan", "approved", "baseline"))


def _action_rows(action: Action, results: Results, common: Values) -> list[Values]:
    due, revised = known(action.due), known(action.revised_due)
    proposed = results.proposals[action.key].rating
    reported = {
        choices.DUE_DATE: day_in_words(due) if due else "",
        choices.REVISED_DUE: day_in_words(revised) if revised else "",
        choices.RATING: action.process_agreed or proposed,
        choices.IMPACT: action.impact_agreed,
        choices.ENDED: action.status if action.has_ended else "",
        choices.WORDING: action.action,
    }
    about = {**common, "record": action.id, "name": action.ref}
    reasons = (choices.REVISED_DUE, choices.ENDED)
    return [
        {
            **about,
            "kind": kind,
            "reported": text,
            "reason": action.revision if kind in reasons else "",
        }
        for kind, text in reported.items()
        if text
    ]


def _indicator_rows(result: "Result", common: Values) -> list[Values]:
    latest = result.latest
    value = known(latest.value) if latest else None
    if latest is None or value is None or not result.indicator.id:
        return []
    about = {
        **common,
        "record": result.indicator.id,
        "name": result.indicator.code,
        "area": result.area,
        "data_period": str(latest.period),
    }
    rows = [{**about, "kind": choices.VALUE, "reported": plain(value)}]
    if result.rag.rating:
        rows.append({**about, "kind": choices.RATING, "reported": result.rag.rating})
    return rows
