"""How many actions have which rating, and what that says in sentences."""

from collections.abc import Iterable

from toolkit.board import wording
from toolkit.board.plan import Action
from toolkit.papers.business_plan.plan_view import PlanView, ratings_in_use
from toolkit.papers.business_plan.priorities import heading
from toolkit.papers.business_plan.progress import progress_sentences
from toolkit.papers.business_plan.rows import Data, colour
from toolkit.word.values.figure import Count, Figure

# The records that counts are taken from, where that is no one row.
_PLAN = "plan"
_NO_PRIORITY = "actions without a priority"


def summary(view: PlanView) -> Data:
    """The sentences on progress, and the table of ratings by priority."""
    board, ratings = view.board, ratings_in_use(view)
    rows = [
        {
            "ref": priority.ref,
            "title": priority.title,
            "heading": heading(board, priority, priority.title),
            **_counts(view, priority.id, view.under(priority, view.actions), ratings),
        }
        for priority in board.priorities
    ]
    homeless = view.homeless(view.actions)
    if homeless:
        counts = _counts(view, _NO_PRIORITY, homeless, ratings)
        title = wording.WITHOUT_PRIORITY
        rows.append({"ref": "", "title": title, "heading": title, **counts})
    return {
        "sentences": [
            Figure(sentence, _PLAN, f"progress, sentence {number}")
            for number, sentence in enumerate(progress_sentences(view), 1)
        ],
        "ratings": [{"colour": colour(rating), "name": rating} for rating in ratings],
        "rows": rows if view.actions else [],
        "totals": _counts(view, _PLAN, view.actions, ratings),
    }


def _counts(
    view: PlanView, record: str, actions: Iterable[Action], ratings: tuple[str, ...]
) -> Data:
    """How many actions have each agreed rating, how many none, and how many there are."""
    agreed = [view.agreed_rating(action) for action in actions]
    return {
        "counts": [
            Count(agreed.count(rating), record, f"actions agreed {rating}") for rating in ratings
        ],
        "not_rated": Count(agreed.count(""), record, "actions not rated"),
        "total": Count(len(agreed), record, "actions"),
    }
