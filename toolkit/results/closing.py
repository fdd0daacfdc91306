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
    """The rows that closing a period adds: due dates, ratings, values and documents as reported.

    A rating is the agreed one, or the proposed one where none was agreed.
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
    return rows


def _action_rows(action: Action, results: Results, common: Values) -> list[Values]:
    due = action.first_due
    proposed = results.proposals[action.key].rating
    reported = {
        choices.DUE_DATE: day_in_words(due) if due else "",
        choices.RATING: results.agreed[action.key].process or proposed,
        choices.IMPACT: results.agreed[action.key].impact,
    }
    return [
        {**common, "kind": kind, "record": action.id, "name": action.ref, "reported": text}
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
