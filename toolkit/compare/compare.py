"""What changed between two states of a board's plan: two boards in, the differences out. Pure.

Rows are matched by identity first and by likeness where identities are missing, were given
independently, or name clearly different actions: see `toolkit.compare.matching`. Texts are compared
with single spaces and straight quotation marks. A priority that only has another number
changes none of its actions.
"""

from collections.abc import Iterable, Mapping, Sequence

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.comparison import Comparison
from toolkit.compare.differences import Difference, Kept, R, Record, Reused
from toolkit.compare.entries import Entry, normalised
from toolkit.compare.fields import as_text, field_changes, whole_of
from toolkit.compare.matching import Matching, match
from toolkit.compare.sorting import in_order, natural, place_of

_FIELDS_OF_WORDS = ("objective", "action", "tasks", "method")


def compare(old: Board, new: Board) -> Comparison:
    """What changed from the old state of a plan to the new one."""
    themes = _difference(old.themes, new.themes, {}, in_doubt_by_id=True)
    priorities = _difference(
        old.priorities, new.priorities, {"theme": _renumbered(themes)}, in_doubt_by_id=True
    )
    actions = _difference(old.actions, new.actions, {"priority": _renumbered(priorities)})
    return Comparison(old, new, actions, priorities, themes)


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
            field_changes(old[pair.old], new[pair.new], renumbered),
        )
        for pair in matching.pairs
    ]
    return Difference(
        added=in_order(_left(new, (pair.new for pair in matching.pairs))),
        dropped=in_order(_left(old, (pair.old for pair in matching.pairs))),
        kept=tuple(sorted(kept, key=lambda item: (place_of(item.new), place_of(item.old)))),
        reused=_reused(old, new, matching),
        independent_ids=matching.independent,
    )


def _reused(old: Sequence[R], new: Sequence[R], matching: Matching) -> tuple[Reused[R], ...]:
    found = [Reused(old[one], new[other]) for one, other in matching.reused]
    return tuple(sorted(found, key=lambda item: natural(item.new.id)))


def _left(records: Sequence[R], taken: Iterable[int]) -> list[R]:
    places = set(taken)
    return [record for place, record in enumerate(records) if place not in places]


def _renumbered(difference: Difference[Priority] | Difference[Theme]) -> dict[str, str]:
    """The new references of those whose reference changed, by the old ones."""
    kept: Iterable[Kept[Priority] | Kept[Theme]] = difference.kept
    return {item.old.ref: item.new.ref for item in kept if item.old.ref and item.new.ref}


def _entry(record: Record, renumbered: Mapping[str, Mapping[str, str]]) -> Entry:
    whole = whole_of(record, renumbered)
    if not isinstance(record, Action):
        return Entry(record.id, "", record.ref, record.title or " ".join(whole), whole)
    words = [as_text(getattr(record, name)) for name in _FIELDS_OF_WORDS]
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
