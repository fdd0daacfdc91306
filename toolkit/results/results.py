"""What follows from a board's records as at a date: ratings, verdicts, counts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.board.board import Board, latest_updates
from toolkit.board.plan import Update
from toolkit.measures import process
from toolkit.measures.process import Proposal
from toolkit.results.agreement import Agreement, agreements
from toolkit.results.observations import Choices, all_choices

if TYPE_CHECKING:
    from toolkit.results.verdicts import Result


@dataclass(frozen=True)
class Results:
    """All that was worked out, keyed as the records are.

    `updates` are the last of each action on or before the as-at date, by its identity;
    `agreed` what is agreed of each action.
    `chosen` says of each indicator's code and area which row is used for which period. `years`
    says the same of the financial years that an indicator of quarters or months has rows for:
    nothing is judged by them, its periods are held against them.
    """

    board: Board = field(repr=False)
    as_at: date
    proposals: Mapping[str, Proposal]
    updates: Mapping[str, Update]
    agreed: Mapping[str, Agreement]
    chosen: Choices
    years: Choices

    def __repr__(self) -> str:
        return f"<Results as at {self.as_at.isoformat()}: {len(self.proposals)} ratings proposed>"

    @cached_property
    def indicators(self) -> "tuple[Result, ...]":
        """Every verdict on each indicator in each of our areas.

        Worked out when first asked for: papers and the Scorecard need them, the checks do not.
        """
        from toolkit.results.expected_figures import checked_for_age, weeks_of
        from toolkit.results.scorecard import Scorecard

        scorecard, weeks = Scorecard(self.board, self.chosen), weeks_of(self.board)
        ours = self.board.our_areas
        return tuple(
            checked_for_age(scorecard.result(indicator, area), self.as_at, weeks)
            for indicator in self.board.indicators
            for area in ours
            if (indicator.code, area) in self.chosen or area == ours[0]
        )


def work_out(board: Board, as_at: date) -> Results:
    """Proposed ratings and indicator verdicts of a board as at a date."""
    updates = latest_updates(board, as_at)
    proposals = {
        action.key: process.propose(action, updates.get(action.id), board.settings.scheme, as_at)
        for action in board.actions
    }
    chosen, years = all_choices(board)
    return Results(board, as_at, proposals, updates, agreements(board, as_at), chosen, years)
