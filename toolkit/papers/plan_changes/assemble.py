"""A comparison of two plans, as the paper on it prints it.

Dates, ratings and counts know their record and field; what is printed of the earlier plan names
its field with ", before".
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.wording import NO_DATE, NO_LEAD, NOT_RATED, day, draft_notice
from toolkit.compare.comparison import RATING_FIELDS, Comparison
from toolkit.compare.date_moves import DateMove, Move, date_that_counts
from toolkit.compare.differences import Difference, FieldChange, Kept
from toolkit.compare.sorting import first_words
from toolkit.papers.context import Context
from toolkit.papers.plan_changes import context as printed
from toolkit.papers.plan_changes import wording
from toolkit.papers.shared_context import board_names, words_of
from toolkit.values import choices
from toolkit.word.values.figure import Count, Figure

TITLE = "What has changed in the plan"

_PLAN = "plan"
_BEFORE = ", before"
_NO_STATUS = "No status"
_STATUS_AND_RATINGS = ("status", *RATING_FIELDS)

_Row = TypeVar("_Row", bound=Context)
_Changed = Iterable[tuple[Kept[Action], tuple[FieldChange, ...]]]


def plan_changes_context(
    comparison: Comparison, as_at: date, open_errors: int
) -> printed.PlanChanges:
    """All that the paper prints; `open_errors` is how many the two workbooks have together."""
    new, actions = comparison.new, comparison.actions
    settings = new.settings
    wordings, wordings_of = _changes(comparison.wordings)
    progress, progress_of = _changes(comparison.progress)
    rated, rated_of = _rated(comparison)
    return printed.PlanChanges(
        board=board_names(settings),
        document=printed.Document(
            title=TITLE,
            before=wording.plan_name(comparison.old, new),
            now=wording.plan_name(new, comparison.old),
            as_at=day(as_at),
            marking=settings.marking,
            open_errors=open_errors,
            draft_notice=draft_notice(open_errors),
        ),
        words=words_of(new),
        headline=Figure(wording.headline(comparison), _PLAN, "changes"),
        sentences=[
            Figure(sentence, _PLAN, f"changes, sentence {number}")
            for number, sentence in enumerate(wording.sentences(comparison), 1)
        ],
        added=_kind([_present(action, "") for action in actions.added]),
        dropped=_kind([_present(action, _BEFORE) for action in actions.dropped]),
        carried=_kind([_carried(item) for item in comparison.carried_forward]),
        ended=_kind([_ended(item) for item in comparison.ended]),
        slipped=_moves(comparison, Move.SLIPPED),
        brought_forward=_moves(comparison, Move.BROUGHT_FORWARD),
        other_dates=_moves(comparison, Move.GIVEN, Move.TAKEN_AWAY, Move.REWRITTEN),
        standings=_kind(rated, rated_of),
        wordings=_kind(wordings, wordings_of),
        progress=_kind(progress, progress_of),
        parts=_parts(comparison),
        reused=_kind([
            printed.Reused(id=item.new.id, before=_named(item.old), now=_named(item.new))
            for item in actions.reused
        ]),
        guesses=_kind([
            printed.Guess(
                before=_named(item.old),
                now=_named(item.new),
                likeness=Figure(f"{item.likeness} per cent", item.new.id, "likeness"),
            )
            for item in comparison.guesses
        ]),
    )  # fmt: skip


def _kind(rows: Sequence[_Row], things: int | None = None) -> printed.Kind[_Row]:
    """The rows of one kind of change; `things` is how many these are about, if not one each."""
    number = len(rows) if things is None else things
    return printed.Kind(count=Count(number, _PLAN, "changes"), rows=list(rows))


def _named(action: Action) -> printed.Named:
    return printed.Named(**_of_row(action))


def _present(action: Action, side: str) -> printed.Present:
    """An action as it is in one of the plans; `side` says in which, for its origins."""
    return printed.Present(
        **_of_row(action),
        priority=action.priority,
        lead=action.lead or NO_LEAD,
        due=_date(date_that_counts(action), action, f"due, revised_due{side}"),
        status=Figure(action.status or _NO_STATUS, action.id, f"status{side}"),
    )


def _carried(item: Kept[Action]) -> printed.Carried:
    return printed.Carried(**vars(_present(item.new, "")), before=_named(item.old))


def _of_row(action: Action) -> dict[str, Any]:
    return {"ref": action.ref, "words": first_words(action)}


def _date(value: date | None, action: Action, field: str) -> Figure:
    return Figure(day(value) or NO_DATE, action.id, field)


def _ended(item: Kept[Action]) -> printed.Ended:
    before, now = _sides(item, "status", _NO_STATUS)
    return printed.Ended(**_of_row(item.new), before=before, now=now)


def _sides(item: Kept[Action], field: str, nothing: str) -> tuple[Figure, Figure]:
    """One field of an action in both plans."""
    return (
        Figure(getattr(item.old, field) or nothing, item.old.id, f"{field}{_BEFORE}"),
        Figure(getattr(item.new, field) or nothing, item.new.id, field),
    )


def _moves(comparison: Comparison, *kinds: Move) -> printed.Kind[printed.MovedDate]:
    return _kind([_move(item, move) for item, move in comparison.moved(*kinds)])


def _move(item: Kept[Action], move: DateMove) -> printed.MovedDate:
    reason = item.new.revision if item.new.revision != item.old.revision else ""
    return printed.MovedDate(
        **_of_row(item.new),
        before=_date(move.old, item.old, f"due, revised_due{_BEFORE}"),
        now=_date(move.new, item.new, "due, revised_due"),
        change=Figure(wording.moved_by(move), item.new.id, "due, revised_due"),
        note=wording.date_note(item, move),
        reason=" ".join(reason.split()),
    )


def _rated(comparison: Comparison) -> tuple[list[printed.Rated], int]:
    """Status and agreed ratings, a row for each that changed; of how many actions they are."""
    rows, of = [], set()
    for item in comparison.actions.changed:
        for name in _STATUS_AND_RATINGS:
            change = item.change_of(name)
            if change is None:
                continue
            of.add(id(item))
            nothing = NOT_RATED if name in RATING_FIELDS else _NO_STATUS
            before, now = _sides(item, name, nothing)
            rows.append(
                printed.Rated(
                    **_of_row(item.new),
                    what=change.heading,
                    before_colour=_colour(before),
                    before=_label(comparison.old, before),
                    now_colour=_colour(now),
                    now=_label(comparison.new, now),
                )
            )
    return rows, len(of)


def _colour(words: str) -> str:
    return str(words) if words in choices.RATINGS else ""


def _label(board: Board, words: Figure) -> Figure:
    origin = words.origin
    label = board.rating_label(words) if _colour(words) else str(words)
    return Figure(label, origin.record, origin.field)


def _changes(changed: _Changed) -> tuple[list[printed.ChangedAction], int]:
    """A row for each field that changed; of how many actions they are."""
    rows, of = [], set()
    for item, changes in changed:
        for change in changes:
            of.add(id(item))
            rows.append(printed.ChangedAction(**_of_row(item.new), **_side_by_side(change)))
    return rows, len(of)


def _side_by_side(change: FieldChange) -> dict[str, Any]:
    return {
        "what": change.heading,
        "before": wording.lines_of(change.old),
        "now": wording.lines_of(change.new),
    }


def _parts(comparison: Comparison) -> printed.Kind[printed.ChangedPart]:
    """Priorities and themes that were added, dropped or changed."""
    word = comparison.new.words["priority"]
    priorities, number = _changed_parts(comparison.priorities, word)
    themes, more = _changed_parts(comparison.themes, "Theme")
    return _kind([*priorities, *themes], number + more)


def _changed_parts(
    difference: Difference[Priority] | Difference[Theme], word: str
) -> tuple[list[printed.ChangedPart], int]:
    added: Iterable[Priority | Theme] = difference.added
    dropped: Iterable[Priority | Theme] = difference.dropped
    changed: Iterable[Kept[Priority] | Kept[Theme]] = difference.changed
    rows = [
        printed.ChangedPart(
            name=f"{word} {record.ref}",
            what="Added",
            before=[wording.NOTHING],
            now=[record.title],
        )
        for record in added
    ]
    rows += [
        printed.ChangedPart(
            name=f"{word} {record.ref}",
            what="Dropped",
            before=[record.title],
            now=[wording.NOTHING],
        )
        for record in dropped
    ]
    things = len(rows)
    for item in changed:
        things += bool(item.fields)
        rows += [
            printed.ChangedPart(name=f"{word} {item.new.ref}", **_side_by_side(change))
            for change in item.fields
        ]
    return rows, things
