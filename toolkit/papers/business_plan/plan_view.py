"""A board's plan as papers see it: which rows they print and how far each row is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from toolkit.board import wording
from toolkit.board.board import Board
from toolkit.board.plan import Action, Evidence, Measure, Outcome, Priority
from toolkit.measures.process import due_soon
from toolkit.results.newest_updates import newer_update
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, in_cells

_Row = TypeVar("_Row", Action, Evidence, Outcome, Measure)


class Told(NamedTuple):
    """What is said of how an action goes."""

    progress: str
    corrective_action: str
    evidence: str


@dataclass(frozen=True)
class PlanView:
    """A board, what was worked out from it, and what was found in it."""

    board: Board
    results: Results
    findings: tuple[Finding, ...]

    @property
    def as_at(self) -> date:
        """The day that dates are compared with."""
        return self.results.as_at

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions that papers print."""
        return tuple(action for action in self.board.actions if action.is_printed)

    def under(self, priority: Priority, rows: Iterable[_Row]) -> tuple[_Row, ...]:
        """The rows of a sheet under a priority.

        Of two priorities with one reference the first has them, so that no row counts twice.
        """
        if self._priorities.get(priority.ref) is not priority:
            return ()
        return tuple(row for row in rows if row.priority == priority.ref)

    def without_priority(self, rows: Iterable[_Row]) -> tuple[_Row, ...]:
        """The rows under a priority that the Priorities sheet does not have."""
        return tuple(row for row in rows if row.priority not in self._priorities)

    @cached_property
    def open_errors(self) -> int:
        """How many errors are open in the workbook."""
        return sum(finding.is_error for finding in self.findings)

    def told(self, action: Action) -> Told:
        """The newest of what its row of the plan and the Updates sheet say of an action.

        A newer update is said to be of its day; one that is no newer fills what the row lacks.
        """
        last = self.results.updates.get(action.id)
        newer = newer_update(action, last)
        if newer is not None and (action.progress or action.corrective_action or action.evidence):
            of = f"(Update of {wording.day(newer.updated_on)})"
            progress = f"{newer.progress} {of}".strip()
            return Told(progress, newer.corrective_action, newer.evidence)
        return Told(
            action.progress or (last.progress if last else ""),
            action.corrective_action or (last.corrective_action if last else ""),
            action.evidence or (newer.evidence if newer else ""),
        )

    def has_error(self, action: Action) -> bool:
        """Whether the action's row has an error."""
        place = (action.source.sheet, action.source.row)
        return action.source.unreadable or place in self._rows_with_errors

    def agreed_rating(self, action: Action) -> str:
        """The rating agreed for the period under way; "" for none, or if the row has an error."""
        return "" if self.has_error(action) else self.results.agreed[action.key].process

    def proposed_rating(self, action: Action) -> str:
        """The rating that dates and status propose; "" where none can be proposed."""
        proposal = self.results.proposals.get(action.key)
        return "" if proposal is None or self.has_error(action) else proposal.rating

    def is_overdue(self, action: Action) -> bool:
        """Whether an open action is past the date that counts."""
        return action.days_overdue(self.as_at) > 0

    def is_due_soon(self, action: Action) -> bool:
        """Whether an open action is due within 30 days."""
        return due_soon(action, self.as_at)

    @cached_property
    def _priorities(self) -> dict[str, Priority]:
        found: dict[str, Priority] = {}
        for priority in self.board.priorities:
            if priority.ref:
                found.setdefault(priority.ref, priority)
        return found

    @cached_property
    def _rows_with_errors(self) -> frozenset[tuple[str, int]]:
        return frozenset(
            (place.sheet, place.row)
            for place, finding in in_cells(self.findings)
            if finding.is_error
        )


def ratings_in_use(view: PlanView) -> tuple[str, ...]:
    """The scheme's ratings, then any other that people have agreed, in printed order."""
    scheme = view.board.settings.scheme.ratings
    agreed = {view.agreed_rating(action) for action in view.actions}
    others = [rating for rating in choices.RATINGS if rating in agreed and rating not in scheme]
    unknown = sorted(agreed - set(scheme) - set(others) - {""})
    return (*scheme, *others, *unknown)
