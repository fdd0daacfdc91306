"""What happened to the date that counts: slipped, brought forward, given, taken away, rewritten."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.board.plan import Action
from toolkit.compare.differences import Kept
from toolkit.values.missing import Missing, known

DATE_FIELDS = ("due", "revised_due")


class Move(StrEnum):
    """What happened to the date that counts."""

    SLIPPED = "slipped"
    BROUGHT_FORWARD = "brought_forward"
    GIVEN = "given"
    TAKEN_AWAY = "taken_away"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class DateMove:
    """The date that counted and the one that counts now, and the days between them.

    The date that counts is the revised one, else the first, else the one that the timescale's
    words name. `days` is above 0 where it slipped, below 0 where it was brought forward, and
    None where there is no date on one side. `first_due_changed` says that the first date
    itself was written over.
    """

    old: date | None
    new: date | None
    first_due_changed: bool

    @property
    def days(self) -> int | None:
        """How many days later it is now; below 0 where it is earlier."""
        return (self.new - self.old).days if self.old and self.new else None

    @property
    def kind(self) -> Move:
        """What happened to the date."""
        if self.old is None or self.new is None:
            return Move.GIVEN if self.new else Move.TAKEN_AWAY
        if self.old == self.new:
            return Move.REWRITTEN
        return Move.SLIPPED if self.new > self.old else Move.BROUGHT_FORWARD


def date_move(item: Kept[Action]) -> DateMove | None:
    """What happened to an action's dates; None where nothing did, or a date cannot be read."""
    old, new = item.old, item.new
    if any(getattr(row, name) is Missing.UNREADABLE for row in (old, new) for name in DATE_FIELDS):
        return None
    before, now = date_that_counts(old), date_that_counts(new)
    if before == now and not any(map(item.change_of, DATE_FIELDS)):
        return None
    if before is None and now is None:
        return None
    first_dues = known(old.due), known(new.due)
    return DateMove(before, now, None not in first_dues and first_dues[0] != first_dues[1])


def date_that_counts(action: Action) -> date | None:
    """The revised date, else the first, else the one that the timescale's words name."""
    return action.due_now
