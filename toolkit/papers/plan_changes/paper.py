"""The paper on what changed in a plan: a comparison and a Word template in, a document out.

The names in the context are a public contract with the template, described one by one in
`toolkit.papers.plan_changes.fields`. Dates, ratings and counts know their record and field;
what was printed of the earlier plan names its field with ", before".
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.wording import NO_DATE, NO_LEAD, NOT_RATED, day, draft_notice
from toolkit.compare.comparison import RATING_FIELDS, Comparison
from toolkit.compare.date_moves import DateMove, Move, date_that_counts
from toolkit.compare.differences import Difference, FieldChange, Kept
from toolkit.compare.sorting import first_words
from toolkit.papers.plan_changes import wording
from toolkit.values import choices
from toolkit.word.branding.branding import in_colour, with_logo
from toolkit.word.filling.render import render
from toolkit.word.package.properties import Properties
from toolkit.word.values.figure import Count, Figure

TEMPLATE_NAME = "plan_changes.docx"
TITLE = "What has changed in the plan"

_PLAN = "plan"
_BEFORE = ", before"
_NO_STATUS = "No status"
_STANDING_FIELDS = ("status", *RATING_FIELDS)

_Data = dict[str, Any]


def build(
    comparison: Comparison,
    as_at: date,
    open_errors: int,
    template: bytes,
    name: str = TEMPLATE_NAME,
) -> bytes:
    """The paper as a Word file; the same bytes for the same input.

    `open_errors` is how many stand in the two workbooks together, `name` what messages call
    the template. Raises TemplateFault.
    """
    settings = comparison.new.settings
    context = with_logo(
        plan_changes_context(comparison, as_at, open_errors),
        settings.logo_file,
        (settings.logo_description, settings.board_name),
    )
    about = Properties(
        title=f"{TITLE} {settings.period}".strip(), creator=settings.board_name, date=as_at
    )
    return render(in_colour(template, settings.colour), context, about, name)


def plan_changes_context(
    comparison: Comparison, as_at: date, open_errors: int
) -> dict[str, object]:
    """All that the paper prints. A kind of change without rows has an empty list."""
    new, actions = comparison.new, comparison.actions
    settings = new.settings
    return {
        "board": {
            "name": settings.board_name,
            "short_name": settings.board_short_name or settings.board_name,
            # A picture is drawn, which plain data cannot do: toolkit.word.branding puts it in.
            "logo": "",
        },
        "document": {
            "title": TITLE,
            "before": wording.plan_name(comparison.old, new),
            "now": wording.plan_name(new, comparison.old),
            "as_at": day(as_at),
            "marking": settings.marking,
            "open_errors": open_errors,
            "draft_notice": draft_notice(open_errors),
        },
        "words": dict(new.words),
        "headline": Figure(wording.headline(comparison), _PLAN, "changes"),
        "sentences": [
            Figure(sentence, _PLAN, f"changes, sentence {number}")
            for number, sentence in enumerate(wording.sentences(comparison), 1)
        ],
        "added": _kind(_row(action, "") for action in actions.added),
        "dropped": _kind(_row(action, _BEFORE) for action in actions.dropped),
        "carried": _kind(map(_carried, comparison.carried_forward)),
        "ended": _kind(map(_ended, comparison.ended)),
        "slipped": _moves(comparison, Move.SLIPPED),
        "brought_forward": _moves(comparison, Move.BROUGHT_FORWARD),
        "other_dates": _moves(comparison, Move.GIVEN, Move.TAKEN_AWAY, Move.REWRITTEN),
        "standings": _kind(_standings(comparison)),
        "wordings": _kind(_changes(comparison.wordings)),
        "progress": _kind(_changes(comparison.progress)),
        "parts": _kind([
            *_parts(comparison.priorities, new.words["priority"]),
            *_parts(comparison.themes, "Theme"),
        ]),
        "reused": _kind(
            {"id": item.new.id, "before": _name(item.old), "now": _name(item.new)}
            for item in actions.reused
        ),
        "guesses": _kind(
            {
                "before": _name(item.old),
                "now": _name(item.new),
                "likeness": Figure(f"{item.likeness} per cent", item.new.id, "likeness"),
            }
            for item in comparison.guesses
        ),
    }  # fmt: skip


def _kind(rows: Iterable[_Data]) -> _Data:
    """The rows of one kind of change, and how many things they are about."""
    found = list(rows)
    things = len({row.pop("thing", number) for number, row in enumerate(found)})
    return {"rows": found, "count": Count(things, _PLAN, "changes")}


def _name(action: Action) -> _Data:
    return {"ref": action.ref, "words": first_words(action)}


def _row(action: Action, side: str) -> _Data:
    """An action as it stands in one of the plans; `side` says in which, for its origins."""
    return {
        **_name(action),
        "priority": action.priority,
        "lead": action.lead or NO_LEAD,
        "due": _date(date_that_counts(action), action, f"due, revised_due{side}"),
        "status": Figure(action.status or _NO_STATUS, action.id, f"status{side}"),
    }


def _date(value: date | None, action: Action, field: str) -> Figure:
    return Figure(day(value) or NO_DATE, action.id, field)


def _carried(item: Kept[Action]) -> _Data:
    return {**_row(item.new, ""), "before": _name(item.old)}


def _ended(item: Kept[Action]) -> _Data:
    return {**_name(item.new), **_sides(item, "status", _NO_STATUS)}


def _sides(item: Kept[Action], field: str, nothing: str) -> _Data:
    """One field of an action in both plans."""
    return {
        "before": Figure(getattr(item.old, field) or nothing, item.old.id, f"{field}{_BEFORE}"),
        "now": Figure(getattr(item.new, field) or nothing, item.new.id, field),
    }


def _moves(comparison: Comparison, *kinds: Move) -> _Data:
    return _kind(_move(item, move) for item, move in comparison.moved(*kinds))


def _move(item: Kept[Action], move: DateMove) -> _Data:
    reason = item.new.revision if item.new.revision != item.old.revision else ""
    return {
        **_name(item.new),
        "before": _date(move.old, item.old, f"due, revised_due{_BEFORE}"),
        "now": _date(move.new, item.new, "due, revised_due"),
        "change": Figure(wording.moved_by(move), item.new.id, "due, revised_due"),
        "note": wording.date_note(item, move),
        "reason": " ".join(reason.split()),
    }


def _standings(comparison: Comparison) -> Iterable[_Data]:
    """Status and agreed ratings, a row for each that changed."""
    for item in comparison.actions.changed:
        for name in _STANDING_FIELDS:
            change = item.change_of(name)
            if change is None:
                continue
            nothing = NOT_RATED if name in RATING_FIELDS else _NO_STATUS
            sides = _sides(item, name, nothing)
            yield {
                **_name(item.new),
                "thing": id(item),
                "what": change.heading,
                "before_colour": _colour(sides["before"]),
                "before": _label(comparison.old, sides["before"]),
                "now_colour": _colour(sides["now"]),
                "now": _label(comparison.new, sides["now"]),
            }


def _colour(words: str) -> str:
    return str(words) if words in choices.RATINGS else ""


def _label(board: Board, words: Figure) -> Figure:
    origin = words.origin
    label = board.rating_label(words) if _colour(words) else str(words)
    return Figure(label, origin.record, origin.field)


def _changes(
    changed: Iterable[tuple[Kept[Action], tuple[FieldChange, ...]]],
) -> Iterable[_Data]:
    for item, changes in changed:
        for change in changes:
            yield {**_name(item.new), "thing": id(item), **_side_by_side(change)}


def _side_by_side(change: FieldChange) -> _Data:
    return {
        "what": change.heading,
        "before": wording.lines_of(change.old),
        "now": wording.lines_of(change.new),
    }


def _parts(difference: Difference[Priority] | Difference[Theme], word: str) -> Iterable[_Data]:
    """Priorities or themes that were added, dropped or changed."""
    added: Iterable[Priority | Theme] = difference.added
    dropped: Iterable[Priority | Theme] = difference.dropped
    changed: Iterable[Kept[Priority] | Kept[Theme]] = difference.changed
    for record in added:
        yield {"name": f"{word} {record.ref}", "what": "Added", "before": [wording.NOTHING],
               "now": [record.title]}  # fmt: skip
    for record in dropped:
        yield {"name": f"{word} {record.ref}", "what": "Dropped", "before": [record.title],
               "now": [wording.NOTHING]}  # fmt: skip
    for item in changed:
        for change in item.fields:
            yield {"name": f"{word} {item.new.ref}", "thing": id(item), **_side_by_side(change)}
