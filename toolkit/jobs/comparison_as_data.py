"""What changed between two plans, as plain data for other programs: the JSON of `toolkit diff`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.comparison import Comparison
from toolkit.compare.date_moves import DateMove, Move
from toolkit.compare.differences import Difference, FieldValue, Kept, Record
from toolkit.compare.matching import By
from toolkit.compare.sorting import first_words
from toolkit.papers.plan_changes import wording

SCHEMA_VERSION = 1


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
