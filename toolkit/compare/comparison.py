"""What changed between two states of a board's plan: two boards in, the differences out. Pure.

Rows are matched by identity first and by likeness where identities are missing, were given
independently, or name clearly different actions: see `toolkit.compare.matching`. Texts are compared
with single spaces and straight quotation marks. A priority that only has another number
changes none of its actions.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.matching import By, Entry, Matching, match, normalised
from toolkit.layout import TABLES
from toolkit.values import choices, timescales
from toolkit.values.missing import Missing, known

FieldValue = str | tuple[str, ...] | date | None
"""A field as it is compared: words, lines of words, a date, or None where there is nothing."""

Record = Action | Priority | Theme
R = TypeVar("R", Action, Priority, Theme)

PROGRESS_FIELDS = (
    "progress",
    "corrective_action",
    "evidence",
    "completed_on",
    "updated_by",
    "updated_on",
)
"""What is reported on an action, as against what was planned."""

DATE_FIELDS = ("due", "revised_due")
RATING_FIELDS = ("process_agreed", "impact_agreed")

_ENDED = (choices.MERGED, choices.WITHDRAWN)
_FIELDS_OF_WORDS = ("objective", "action", "tasks", "method")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else now; `heading` is its column's in the workbook."""

    field: str
    heading: str
    old: FieldValue
    new: FieldValue


class Move(StrEnum):
    """What became of the date that counts."""

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
        """What became of the date."""
        if self.old is None or self.new is None:
            return Move.GIVEN if self.new else Move.TAKEN_AWAY
        if self.old == self.new:
            return Move.REWRITTEN
        return Move.SLIPPED if self.new > self.old else Move.BROUGHT_FORWARD


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
    """One identity that stands for clearly different things in the two states."""

    old: R
    new: R


@dataclass(frozen=True)
class Difference(Generic[R]):
    """What became of the rows of one kind, each list in the order of their references."""

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
        """Actions whose dates changed, with what became of them."""
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


def compare(old: Board, new: Board) -> Comparison:
    """What changed from the old state of a plan to the new one."""
    themes = _difference(old.themes, new.themes, {}, in_doubt_by_id=True)
    priorities = _difference(
        old.priorities, new.priorities, {"theme": _renumbered(themes)}, in_doubt_by_id=True
    )
    actions = _difference(old.actions, new.actions, {"priority": _renumbered(priorities)})
    return Comparison(old, new, actions, priorities, themes)


def date_move(item: Kept[Action]) -> DateMove | None:
    """What became of an action's dates; None where nothing did, or a date cannot be read."""
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
    return action.due_now or timescales.parse(action.timescale).due


def first_words(record: Record, length: int = 80) -> str:
    """What a row is called beside its reference: its action's or title's first words."""
    if isinstance(record, Action):
        lines = (record.action, *record.objective, *record.tasks, *record.method)
        text = next((line for line in lines if line.strip()), "")
    else:
        text = record.title
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return f"{words[:length].rpartition(' ')[0] or words[:length]}\u00a0…"


def _difference(
    old: Sequence[R],
    new: Sequence[R],
    renumbered: Mapping[str, Mapping[str, str]],
    in_doubt_by_id: bool = False,
) -> Difference[R]:
    """`renumbered` gives, for a field that refers to other rows, their old and new names."""
    matching = match(
        [_entry(record, renumbered) for record in old],
        [_entry(record, {}) for record in new],
        in_doubt_by_id=in_doubt_by_id,
    )
    kept = [
        Kept(
            old[pair.old],
            new[pair.new],
            pair.by,
            pair.likeness,
            _field_changes(old[pair.old], new[pair.new], renumbered),
        )
        for pair in matching.pairs
    ]
    return Difference(
        added=_sorted(_left(new, (pair.new for pair in matching.pairs))),
        dropped=_sorted(_left(old, (pair.old for pair in matching.pairs))),
        kept=tuple(sorted(kept, key=lambda item: (_place(item.new), _place(item.old)))),
        reused=_reused(old, new, matching),
        independent_ids=matching.independent,
    )


def _reused(old: Sequence[R], new: Sequence[R], matching: Matching) -> tuple[Reused[R], ...]:
    found = [Reused(old[one], new[other]) for one, other in matching.reused]
    return tuple(sorted(found, key=lambda item: natural(item.new.id)))


def _left(records: Sequence[R], taken: Iterable[int]) -> list[R]:
    places = set(taken)
    return [record for place, record in enumerate(records) if place not in places]


def _sorted(records: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=_place))


def _place(record: Record) -> tuple[tuple[tuple[str, int], ...] | tuple[str, ...], ...]:
    """Where a row stands by what it says; its place in the sheet has no part in it."""
    group = record.priority if isinstance(record, Action) else ""
    return (natural(group), natural(record.ref), natural(record.id), _whole(record, {}))


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """A key that puts 1.2 before 1.10, and references without words first."""
    parts = _DIGITS.split(text.casefold())
    return tuple(
        (part, 0) if number % 2 == 0 else ("", int(part[:18])) for number, part in enumerate(parts)
    )


def _renumbered(difference: Difference[Priority] | Difference[Theme]) -> dict[str, str]:
    """The new references of those whose reference changed, by the old ones."""
    kept: Iterable[Kept[Priority] | Kept[Theme]] = difference.kept
    return {item.old.ref: item.new.ref for item in kept if item.old.ref and item.new.ref}


def _entry(record: Record, renumbered: Mapping[str, Mapping[str, str]]) -> Entry:
    whole = _whole(record, renumbered)
    if not isinstance(record, Action):
        return Entry(record.id, "", record.ref, record.title or " ".join(whole), whole)
    words = [_as_text(getattr(record, name)) for name in _FIELDS_OF_WORDS]
    text = " ".join(filter(None, words))
    priorities = renumbered.get("priority", {})
    return Entry(
        record.id,
        priorities.get(record.priority, record.priority),
        record.ref,
        text or " ".join(filter(None, whole)),
        whole,
        normalised(record.carried_from),
    )


def _whole(record: Record, renumbered: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Every field of a row but its identity, as text."""
    values = []
    for name in _names(record):
        text = _as_text(getattr(record, name))
        values.append(renumbered.get(name, {}).get(text, text))
    return tuple(values)


def _names(record: Record) -> list[str]:
    return [item.name for item in fields(record) if item.name not in ("id", "source")]


def _as_text(value: object) -> str:
    compared = _compared(value)
    if isinstance(compared, tuple):
        return "\n".join(compared)
    return "" if compared is None else str(compared)


def _field_changes(
    old: R, new: R, renumbered: Mapping[str, Mapping[str, str]]
) -> tuple[FieldChange, ...]:
    columns = TABLES[_TABLES[type(new)]]
    changes = []
    for name in _names(new):
        before, now = getattr(old, name), getattr(new, name)
        expected = renumbered.get(name, {}).get(before, before) if name in renumbered else before
        if _compared(expected) != _compared(now):
            heading = columns.column(name).heading
            changes.append(FieldChange(name, heading, _shown(before), _shown(now)))
    return tuple(changes)


_TABLES: Mapping[type[Record], str] = {Action: "Plan", Priority: "Priorities", Theme: "Themes"}


def _compared(value: object) -> FieldValue:
    """A field's value without what does not matter: double spaces, shapes of quotation marks."""
    match value:
        case Missing.UNREADABLE:
            return "unreadable"
        case date():
            return value
        case tuple():
            return tuple(filter(None, (normalised(line) for line in value))) or None
        case str():
            return normalised(value) or None
        case _:
            return None


def _shown(value: object) -> FieldValue:
    """A field's value as people read it."""
    match value:
        case str():
            return value.strip() or None
        case tuple():
            return tuple(line.strip() for line in value if line.strip()) or None
        case _:
            return _compared(value)
