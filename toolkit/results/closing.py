"""What closing a period writes down in History. Pure."""

from collections.abc import Iterable

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.results.history import Values
from toolkit.results.results import Results
from toolkit.results.verdicts import Result
from toolkit.values import choices
from toolkit.values.missing import known, plain
from toolkit.values.text import day_in_words


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
    due, revised = action.first_due, known(action.revised_due)
    proposed = results.proposals[action.key].rating
    reported = {
        choices.DUE_DATE: day_in_words(due) if due else "",
        choices.REVISED_DUE: day_in_words(revised) if revised else "",
        choices.RATING: results.agreed[action.key].process or proposed,
        choices.IMPACT: results.agreed[action.key].impact,
        choices.ENDED: action.status if action.has_ended else "",
        choices.WORDING: action.action,
    }
    about = {**common, "record": action.id, "name": action.ref}
    reasons = {
        choices.REVISED_DUE: action.revision,
        choices.ENDED: action.revision,
        choices.RATING: "" if results.agreed[action.key].process else choices.SUGGESTED,
    }
    return [
        {
            **about,
            "kind": kind,
            "reported": text,
            "reason": reasons.get(kind, ""),
        }
        for kind, text in reported.items()
        if text
    ]


def _indicator_rows(result: Result, common: Values) -> list[Values]:
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
