"""How many actions have which rating, and what that says in sentences."""

from collections.abc import Iterable
from typing import NamedTuple

from toolkit.board import wording
from toolkit.board.plan import Action
from toolkit.papers.business_plan import context as printed
from toolkit.papers.business_plan.plan_view import PlanView, ratings_in_use
from toolkit.papers.business_plan.priorities import heading
from toolkit.papers.business_plan.progress import progress_sentences
from toolkit.papers.business_plan.rows import colour
from toolkit.word.values.figure import Count, Figure

# The records that counts are taken from, where that is no one row.
_PLAN = "plan"
_NO_PRIORITY = "actions without a priority"


class _Rated(NamedTuple):
    """How many actions have each agreed rating, how many none, and how many there are."""

    counts: list[Count]
    not_rated: Count
    total: Count


def summary(view: PlanView) -> printed.Summary:
    """The sentences on progress, and the table of ratings by priority."""
    board, ratings = view.board, ratings_in_use(view)
    rows = [
        _row(
            priority.ref,
            priority.title,
            heading(board, priority, priority.title),
            _rated(view, priority.id, view.under(priority, view.actions), ratings),
        )
        for priority in board.priorities
    ]
    without_priority = view.without_priority(view.actions)
    if without_priority:
        rated = _rated(view, _NO_PRIORITY, without_priority, ratings)
        rows.append(_row("", wording.WITHOUT_PRIORITY, wording.WITHOUT_PRIORITY, rated))
    totals = _rated(view, _PLAN, view.actions, ratings)
    return printed.Summary(
        sentences=[
            Figure(sentence, _PLAN, f"progress, sentence {number}")
            for number, sentence in enumerate(progress_sentences(view), 1)
        ],
        ratings=[printed.SummaryRating(colour=colour(rating), name=rating) for rating in ratings],
        rows=rows if view.actions else [],
        totals=printed.SummaryTotals(
            counts=totals.counts, not_rated=totals.not_rated, total=totals.total
        ),
    )


def _row(ref: str, title: str, heading: str, rated: _Rated) -> printed.SummaryRow:
    return printed.SummaryRow(
        ref=ref,
        title=title,
        heading=heading,
        counts=rated.counts,
        not_rated=rated.not_rated,
        total=rated.total,
    )


def _rated(
    view: PlanView, record: str, actions: Iterable[Action], ratings: tuple[str, ...]
) -> _Rated:
    agreed = [view.agreed_rating(action) for action in actions]
    return _Rated(
        [Count(agreed.count(rating), record, f"actions agreed {rating}") for rating in ratings],
        Count(agreed.count(""), record, "actions not rated"),
        Count(len(agreed), record, "actions"),
    )
