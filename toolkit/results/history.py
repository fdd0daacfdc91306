"""What was reported when periods were closed. Pure."""

from datetime import date

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.values import choices
from toolkit.values.missing import known
from toolkit.values.periods import quarter_of

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


def last_agreed_ratings(board: Board) -> dict[str, str]:
    """Each action's rating at the last closing that reported an agreed one, by its ID.

    Closings of earlier editions did not say which were suggested: theirs count as agreed.
    """
    return {
        item.record: item.reported
        for item in board.reports
        if item.kind == choices.RATING and not item.area and item.reason != choices.SUGGESTED
    }


def last_ratings(board: Board) -> dict[str, str]:
    """Each action's rating when the last period was closed, by its ID."""
    periods = closed_periods(board)
    return {
        item.record: item.reported
        for item in board.reports
        if item.kind == choices.RATING and not item.area and item.period == periods[-1]
    }
