"""Which ratings were agreed for the period under way, and which for one closed since. Pure.

The rating of an open action is agreed for a period: once that is closed it is not yet agreed for
the next, until somebody types another than was last agreed and reported, or says under "Agreed
for" or "Agreed on" that it was agreed again. What has ended keeps the rating that it was given.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.results.history import closed_periods, last_agreed_ratings, last_closed_on
from toolkit.values.missing import known
from toolkit.values.periods import quarter_of

NOT_YET = "Not yet agreed"


class Agreement(NamedTuple):
    """The ratings of an action that are agreed now; `earlier` is one that was, for a period
    that is closed. `state` says for which period it is not yet agreed, "" where it is.
    """

    process: str
    impact: str
    earlier: str = ""
    state: str = ""


def period_under_way(board: Board, as_at: date) -> str:
    """The quarter that ratings are agreed for now: the first from the as-at date not closed."""
    quarter, closed = quarter_of(as_at), closed_periods(board)
    while str(quarter) in closed:
        quarter = quarter.following()
    return str(quarter)


def agreements(board: Board, as_at: date) -> Mapping[str, Agreement]:
    """What is agreed of each action, by its key."""
    closed = closed_periods(board)
    ratings = last_agreed_ratings(board)
    last_day = last_closed_on(board)
    words = f"{NOT_YET} for {period_under_way(board, as_at)}"
    found = {}
    for action in board.actions:
        agreed = Agreement(action.process_agreed, action.impact_agreed)
        rated = action.process_agreed or action.impact_agreed
        if (
            closed
            and rated
            and action.is_open
            and not _is_current(action, closed, last_day, ratings)
        ):
            agreed = Agreement("", "", action.process_agreed, words)
        elif closed and not rated and action.is_open:
            agreed = agreed._replace(state=words)
        found[action.key] = agreed
    return found


def _is_current(
    action: Action, closed: tuple[str, ...], last_day: date | None, ratings: Mapping[str, str]
) -> bool:
    if action.agreed_for:
        return action.agreed_for not in closed
    agreed_on = known(action.agreed_on)
    if agreed_on is not None and last_day is not None:
        return agreed_on > last_day
    # Where there is no place to say that it was agreed again, it cannot run out.
    if not action.source.has("agreed_on") or action.id not in ratings:
        return True
    return action.process_agreed != ratings[action.id]
