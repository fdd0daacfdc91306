"""What follows from a board's records as at a date: ratings, verdicts, counts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.board.board import Board, latest_updates
from toolkit.measures import process
from toolkit.measures.process import Proposal
from toolkit.results.observations import Choices, all_choices
from toolkit.results.scorecard import Scorecard
from toolkit.results.verdicts import Result


@dataclass(frozen=True)
class Results:
    """All that was worked out, keyed as the records are.

    `chosen` says of each indicator's code and area which row stands for which period. `years`
    says the same of the financial years that an indicator of quarters or months has rows for:
    nothing is judged by them, its periods are held against them.
    """

    as_at: date
    proposals: Mapping[str, Proposal]
    indicators: tuple[Result, ...]
    chosen: Choices = field(default_factory=dict)
    years: Choices = field(default_factory=dict)


def work_out(board: Board, as_at: date) -> Results:
    """Proposed ratings and indicator verdicts of a board as at a date."""
    updates = latest_updates(board, as_at)
    proposals = {
        action.key: process.propose(action, updates.get(action.id), board.settings.scheme, as_at)
        for action in board.actions
    }
    chosen, years = all_choices(board)
    scorecard = Scorecard(board, chosen)
    ours = board.our_areas
    results = tuple(
        scorecard.result(indicator, area)
        for indicator in board.indicators
        for area in ours
        if (indicator.code, area) in chosen or area == ours[0]
    )
    return Results(as_at, proposals, results, chosen, years)
