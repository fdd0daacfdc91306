"""What changed from one state of a plan to another, by what a reader asks for."""

from dataclasses import dataclass, field
from functools import cached_property

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.date_moves import DATE_FIELDS, DateMove, Move, date_move
from toolkit.compare.differences import Difference, FieldChange, Kept
from toolkit.compare.entries import normalised
from toolkit.compare.matching import By
from toolkit.values import choices

PROGRESS_FIELDS = (
    "progress",
    "corrective_action",
    "evidence",
    "completed_on",
    "updated_by",
    "updated_on",
)
"""What is reported on an action, as against what was planned."""
RATING_FIELDS = ("process_agreed", "impact_agreed")
_ENDED = (choices.MERGED, choices.WITHDRAWN)


@dataclass(frozen=True)
class Comparison:
    """What changed from one state of a plan to another."""

    old: Board = field(repr=False)
    new: Board = field(repr=False)
    actions: Difference[Action]
    priorities: Difference[Priority]
    themes: Difference[Theme]

    @property
    def is_empty(self) -> bool:
        """Whether the plans say the same."""
        return self.actions.is_empty and self.priorities.is_empty and self.themes.is_empty

    @cached_property
    def is_next_plan(self) -> bool:
        """Whether the plans are for different periods, rather than two states of one plan."""
        old, new = self.old.settings.period, self.new.settings.period
        return normalised(old) != normalised(new)

    @cached_property
    def carried_forward(self) -> tuple[Kept[Action], ...]:
        """Actions marked as carried forward since, and those still open in a later plan."""
        return tuple(item for item in self.actions.kept if self._is_carried(item))

    def _is_carried(self, item: Kept[Action]) -> bool:
        status, origin = item.change_of("status"), item.change_of("carried_from")
        return (
            item.by is By.CARRIED_FROM
            or (self.is_next_plan and item.new.is_open)
            or (status is not None and status.new == choices.CARRIED_FORWARD)
            or (origin is not None and bool(origin.new))
        )

    @cached_property
    def ended(self) -> tuple[Kept[Action], ...]:
        """Actions that were merged into another or withdrawn since."""
        return tuple(item for item in self.statuses if item.new.status in _ENDED)

    @cached_property
    def statuses(self) -> tuple[Kept[Action], ...]:
        """Actions whose status changed."""
        return tuple(item for item in self.actions.kept if item.change_of("status"))

    @cached_property
    def ratings(self) -> tuple[Kept[Action], ...]:
        """Actions whose agreed rating, of the work or the impact, changed."""
        return tuple(item for item in self.actions.kept if any(map(item.change_of, RATING_FIELDS)))

    @cached_property
    def dates(self) -> tuple[tuple[Kept[Action], DateMove], ...]:
        """Actions whose dates changed, with what happened to them."""
        moves = ((item, date_move(item)) for item in self.actions.changed)
        return tuple((item, move) for item, move in moves if move)

    @cached_property
    def wordings(self) -> tuple[tuple[Kept[Action], tuple[FieldChange, ...]], ...]:
        """Actions with the changes of them that are no date, status, rating or progress.

        The reason of a revised date belongs to the date, where that moved.
        """
        moved = {id(item) for item, _ in self.dates}
        apart = {*DATE_FIELDS, *RATING_FIELDS, *PROGRESS_FIELDS, "status"}
        found = []
        for item in self.actions.changed:
            beside = apart | {"revision"} if id(item) in moved else apart
            changes = tuple(change for change in item.fields if change.field not in beside)
            if changes:
                found.append((item, changes))
        return tuple(found)

    @cached_property
    def progress(self) -> tuple[tuple[Kept[Action], tuple[FieldChange, ...]], ...]:
        """Actions with what was reported on them since."""
        reported = (
            (item, tuple(change for change in item.fields if change.field in PROGRESS_FIELDS))
            for item in self.actions.changed
        )
        return tuple((item, changes) for item, changes in reported if changes)

    def moved(self, *kinds: Move) -> tuple[tuple[Kept[Action], DateMove], ...]:
        """Those of the dates that moved so."""
        return tuple((item, move) for item, move in self.dates if move.kind in kinds)

    @cached_property
    def guesses(self) -> tuple[Kept[Action], ...]:
        """Actions recognised by likeness alone that do not read quite the same."""
        return tuple(item for item in self.actions.kept if item.is_guess and item.likeness < 100)

    @cached_property
    def alike(self) -> int:
        """How many actions were recognised by reading the same, without a common identity."""
        return sum(item.is_guess and item.likeness == 100 for item in self.actions.kept)
