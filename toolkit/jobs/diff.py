"""Two workbooks compared: as lines for the screen, as plain data, as a Word paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import Any

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.wording import NO_DATE, NO_LEAD, day
from toolkit.compare.compare import compare
from toolkit.compare.comparison import RATING_FIELDS, Comparison
from toolkit.compare.date_moves import DateMove, Move, date_that_counts
from toolkit.compare.differences import Difference, FieldChange, FieldValue, Kept, Record
from toolkit.compare.matching import By
from toolkit.compare.sorting import first_words
from toolkit.files.outputs import Written, write_document
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.papers.plan_changes import wording
from toolkit.writing.book import Book

SCHEMA_VERSION = 1

TEMPLATE_NAME = "plan_changes.docx"

_STANDING_FIELDS = ("status", *RATING_FIELDS)

# A field on the screen is quoted so far; the paper and the JSON hold all of it.
_LONGEST_QUOTE = 90
_SHARED_QUOTE = 20


@dataclass(frozen=True)
class Compared:
    """Two workbooks as checked, what changed between them, and the paper on it, if one was made."""

    old: Checked
    new: Checked
    comparison: Comparison
    document: Written | None = None

    @property
    def has_errors(self) -> bool:
        """Whether errors stand in either workbook."""
        return self.old.has_errors or self.new.has_errors


def diff(old: Book, new: Book, *, as_at: AsAt, out: Path | None = None) -> Compared:
    """What changed from one workbook's plan to another's; a Word paper of it in the folder `out`.

    Neither workbook is changed. The paper is named after the new workbook. Raises what
    reading a workbook or writing a document raises.
    """
    before, now = check(old, as_at=as_at), check(new, as_at=as_at)
    comparison = compare(before.board, now.board)
    if out is None:
        return Compared(before, now, comparison)
    from toolkit.papers.plan_changes import paper as plan_changes

    template = (files("toolkit.word_templates") / TEMPLATE_NAME).read_bytes()
    errors = before.counts["error"] + now.counts["error"]
    data = plan_changes.build(comparison, now.results.as_at, errors, template)
    path = new.path
    name, source = f"{path.stem}-plan-changes.docx", str(path.resolve())
    document = write_document(out, name, data, source)
    return Compared(before, now, comparison, document)


# Lines for the screen


def lines(comparison: Comparison) -> list[str]:
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
    yield "Actions added", len(actions.added), map(_standing, actions.added)
    yield "Actions dropped", len(actions.dropped), map(_standing, actions.dropped)
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


def _standing(action: Action) -> str:
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


# Data for other programs


def as_data(comparison: Comparison) -> dict[str, Any]:
    """What changed, as dicts, lists, strings and numbers.

    `{"schema_version", "old", "new": {"workbook", "title", "period"}, "is_empty", "sentences",
    "actions": {"added", "dropped", "changed", "carried_forward", "merged_or_withdrawn",
    "slipped", "brought_forward", "other_dates", "status", "rating", "matched_by_likeness",
    "reused_ids", "independent_ids", "unchanged"}, "priorities", "themes": {"added", "dropped",
    "changed"}}`. An entry is `{"id", "ref", "heading"}`; one that is in both states has
    `{"old_id", "old_ref", "match": "id" | "carried_from" | "likeness", "likeness": 0 to 100,
    "fields": [{"field", "heading", "old", "new"}]}` besides, and one of a date `{"date": {"old",
    "new", "days", "move"}}`. Dates are ISO, lines are lists, what is missing is null. The words
    are the plan's own: for internal use.
    """
    actions = comparison.actions
    moves = comparison.moved
    others = moves(Move.GIVEN, Move.TAKEN_AWAY, Move.REWRITTEN)
    return {
        "schema_version": SCHEMA_VERSION,
        "internal": True,
        "old": _plan(comparison.old),
        "new": _plan(comparison.new),
        "is_empty": comparison.is_empty,
        "sentences": [wording.headline(comparison), *wording.sentences(comparison)],
        "actions": {
            **_difference(actions),
            "carried_forward": [_kept(item) for item in comparison.carried_forward],
            "merged_or_withdrawn": [_kept(item) for item in comparison.ended],
            "slipped": _moves(moves(Move.SLIPPED)),
            "brought_forward": _moves(moves(Move.BROUGHT_FORWARD)),
            "other_dates": _moves(others),
            "status": [_kept(item) for item in comparison.statuses],
            "rating": [_kept(item) for item in comparison.ratings],
            "matched_by_likeness": [_kept(item) for item in actions.kept if item.is_guess],
            "reused_ids": [
                {"id": item.new.id, "old": _record(item.old), "new": _record(item.new)}
                for item in actions.reused
            ],
            "independent_ids": actions.independent_ids,
            "unchanged": len(actions.kept) - len(actions.changed),
        },
        "priorities": _difference(comparison.priorities),
        "themes": _difference(comparison.themes),
    }


def _plan(board: Board) -> dict[str, Any]:
    settings = board.settings
    return {
        "workbook": board.workbook,
        "title": settings.plan_title or None,
        "period": settings.period or None,
    }


def _difference(
    difference: Difference[Action] | Difference[Priority] | Difference[Theme],
) -> dict[str, Any]:
    added: Iterable[Record] = difference.added
    dropped: Iterable[Record] = difference.dropped
    changed: Iterable[_AnyKept] = difference.changed
    return {
        "added": [_record(record) for record in added],
        "dropped": [_record(record) for record in dropped],
        "changed": [_kept(item) for item in changed],
    }


_AnyKept = Kept[Action] | Kept[Priority] | Kept[Theme]


def _record(record: Record) -> dict[str, Any]:
    return {
        "id": record.id or None,
        "ref": record.ref or None,
        "heading": first_words(record) or None,
    }


def _kept(item: _AnyKept) -> dict[str, Any]:
    return {
        **_record(item.new),
        "old_id": item.old.id or None,
        "old_ref": item.old.ref or None,
        "match": By(item.by).value,
        "likeness": item.likeness,
        "fields": [
            {
                "field": change.field,
                "heading": change.heading,
                "old": _plain(change.old),
                "new": _plain(change.new),
            }
            for change in item.fields
        ],
    }


def _moves(moves: Iterable[tuple[Kept[Action], DateMove]]) -> list[Mapping[str, Any]]:
    return [
        {
            **_kept(item),
            "date": {
                "old": _plain(move.old),
                "new": _plain(move.new),
                "days": move.days,
                "move": move.kind.value,
            },
        }
        for item, move in moves
    ]


def _plain(value: FieldValue) -> str | list[str] | None:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
