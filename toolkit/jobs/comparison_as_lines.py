"""What changed between two plans, as lines for the screen."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.wording import NO_DATE, NO_LEAD, day
from toolkit.compare.comparison import RATING_FIELDS, Comparison
from toolkit.compare.date_moves import DateMove, Move, date_that_counts
from toolkit.compare.differences import Difference, FieldChange, Kept
from toolkit.papers.plan_changes import wording

_STANDING_FIELDS = ("status", *RATING_FIELDS)

# A field on the screen is quoted so far; the paper and the JSON hold all of it.
_LONGEST_QUOTE = 90
_SHARED_QUOTE = 20


def as_lines(comparison: Comparison) -> list[str]:
    """What changed, as plain sentences: a heading for each kind, a line or more for each row.

    They quote the board's plan, so they are for the screen, never for a log.
    """
    old, new = comparison.old, comparison.new
    found = [
        f"Before: {wording.plan_name(old, new)}",
        f"Now:    {wording.plan_name(new, old)}",
        "",
        wording.headline(comparison),
        *wording.sentences(comparison),
    ]
    for title, number, rows in _sections(comparison):
        if number:
            found += ["", f"{title} ({number})", *(f"  {row}" for row in rows)]
    return found


def _sections(comparison: Comparison) -> Iterator[tuple[str, int, Iterable[str]]]:
    """The title of each kind of change, how many there are, and their lines."""
    actions = comparison.actions
    yield "Actions added", len(actions.added), map(_status, actions.added)
    yield "Actions dropped", len(actions.dropped), map(_status, actions.dropped)
    carried, ended = comparison.carried_forward, comparison.ended
    yield "Carried forward", len(carried), map(_carried, carried)
    yield (
        "Merged or withdrawn",
        len(ended),
        (f"{wording.name_of(item.new)}: {item.new.status.lower()}" for item in ended),
    )
    for title, kinds in (
        ("Dates slipped", (Move.SLIPPED,)),
        ("Dates brought forward", (Move.BROUGHT_FORWARD,)),
        ("Dates given, taken away or written over",
         (Move.GIVEN, Move.TAKEN_AWAY, Move.REWRITTEN)),
    ):  # fmt: skip
        moves = comparison.moved(*kinds)
        yield title, len(moves), (_moved(item, move) for item, move in moves)
    standings = [
        (item, tuple(change for change in item.fields if change.field in _STANDING_FIELDS))
        for item in actions.changed
    ]
    yield _changes("Status and agreed ratings", [item for item in standings if item[1]])
    yield _changes("Wording and other fields", comparison.wordings)
    yield _changes("Progress reported", comparison.progress)
    yield _group("Priorities", comparison.priorities)
    yield _group("Themes", comparison.themes)
    yield (
        "IDs used for different actions",
        len(actions.reused),
        (
            f"{item.new.id}: before {wording.name_of(item.old)}; now {wording.name_of(item.new)}"
            for item in actions.reused
        ),
    )
    yield (
        "Matched by likeness",
        len(comparison.guesses),
        (
            f"{wording.recognised_by(item)}: before {wording.name_of(item.old)}; "
            f"now {wording.name_of(item.new)}"
            for item in comparison.guesses
        ),
    )


def _status(action: Action) -> str:
    lead, due = action.lead or NO_LEAD, day(date_that_counts(action)) or NO_DATE
    about = "; ".join(part for part in (lead, due, action.status) if part)
    return f"{wording.name_of(action)} ({about})"


def _carried(item: Kept[Action]) -> str:
    was = item.old.ref or item.old.id
    before = f"; before: {was}" if was and was != (item.new.ref or item.new.id) else ""
    return f"{wording.name_of(item.new)}{before}"


def _moved(item: Kept[Action], move: DateMove) -> str:
    before, now = day(move.old) or NO_DATE, day(move.new) or NO_DATE
    words = f"{wording.name_of(item.new)}: {before}, now {now} ({wording.moved_by(move).lower()})"
    note = wording.date_note(item, move)
    return f"{words}. {note}" if note else words


def _changes(
    title: str, changed: Sequence[tuple[Kept[Action], tuple[FieldChange, ...]]]
) -> tuple[str, int, list[str]]:
    rows = []
    for item, changes in changed:
        rows += [wording.name_of(item.new), *(f"  {_quoted(change)}" for change in changes)]
    return title, len(changed), rows


def _group(
    title: str, difference: Difference[Priority] | Difference[Theme]
) -> tuple[str, int, list[str]]:
    rows = [f"Added: {wording.name_of(record)}" for record in difference.added]
    rows += [f"Dropped: {wording.name_of(record)}" for record in difference.dropped]
    kept: Iterable[Kept[Priority] | Kept[Theme]] = difference.changed
    changed = list(kept)
    for item in changed:
        rows += [wording.name_of(item.new), *(f"  {_quoted(change)}" for change in item.fields)]
    return title, len(difference.added) + len(difference.dropped) + len(changed), rows


def _quoted(change: FieldChange) -> str:
    """Both values, from shortly before the place where they part."""
    before, now = (" / ".join(wording.lines_of(value)) for value in (change.old, change.new))
    pairs = zip(before, now, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = shared - _SHARED_QUOTE if shared > 2 * _SHARED_QUOTE else 0
    return f"{change.heading}: {_quote(before, start)}, now: {_quote(now, start)}"


def _quote(words: str, start: int) -> str:
    quote = words[start : start + _LONGEST_QUOTE]
    more = len(words) > start + _LONGEST_QUOTE
    return f"{'…' if start else ''}{quote.rstrip()}{'…' if more else ''}"
