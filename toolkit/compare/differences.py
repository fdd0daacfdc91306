"""What happened to rows: added, dropped, kept with changed fields, or an identity reused."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.matching import By

FieldValue = str | tuple[str, ...] | date | None
"""A field as it is compared: words, lines of words, a date, or None where there is nothing."""
Record = Action | Priority | Theme
R = TypeVar("R", Action, Priority, Theme)


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else now; `heading` is its column's in the workbook."""

    field: str
    heading: str
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True)
class Kept(Generic[R]):
    """One thing in both states, how it was recognised (likeness 0 to 100), what changed in it."""

    old: R
    new: R
    by: By
    likeness: int
    fields: tuple[FieldChange, ...]

    def change_of(self, name: str) -> FieldChange | None:
        """The change of one field; None where it says the same."""
        return next((change for change in self.fields if change.field == name), None)

    @property
    def is_guess(self) -> bool:
        """Whether only likeness says that the two are one thing."""
        return self.by is By.LIKENESS


@dataclass(frozen=True)
class Reused(Generic[R]):
    """One identity that belongs to clearly different things in the two states."""

    old: R
    new: R


@dataclass(frozen=True)
class Difference(Generic[R]):
    """What happened to the rows of one kind, each list in the order of their references."""

    added: tuple[R, ...] = ()
    dropped: tuple[R, ...] = ()
    kept: tuple[Kept[R], ...] = ()
    reused: tuple[Reused[R], ...] = ()
    independent_ids: bool = False

    @cached_property
    def changed(self) -> tuple[Kept[R], ...]:
        """What is in both states and says something else now."""
        return tuple(item for item in self.kept if item.fields)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.dropped or self.changed or self.reused)
