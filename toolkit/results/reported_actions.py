"""Actions that closings reported, and what has become of them on the Plan. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.board.plan import Action
from toolkit.values import choices
from toolkit.values.findings import Source

_OF_ACTIONS = frozenset(
    (choices.DUE_DATE, choices.REVISED_DUE, choices.IMPACT, choices.WORDING, choices.ENDED)
)


@dataclass(frozen=True)
class ReportedAction:
    """An action as the last closing that had it reported it; "" for what was not reported.

    `due` is the first due date ever reported, in words: the approved one. `source` is the last
    row of History on it.
    """

    id: str
    ref: str
    period: str
    due: str
    wording: str
    has_ended: bool
    source: Source


@dataclass(frozen=True)
class Traced:
    """What has become of the reported actions.

    `kept` are those whose ID is on the Plan, with their rows; `lookalikes` rows with another ID
    or none that look like a reported action whose ID is gone; `gone` the others.
    """

    kept: tuple[tuple[Action, ReportedAction], ...]
    lookalikes: tuple[tuple[Action, ReportedAction], ...]
    gone: tuple[ReportedAction, ...]


def reported_actions(history: Iterable[Reported]) -> Mapping[str, ReportedAction]:
    """The actions that closings reported, by ID, in the order in which they were first reported."""
    rows: dict[str, list[Reported]] = defaultdict(list)
    for item in history:
        if item.record and (
            item.kind in _OF_ACTIONS or (item.kind == choices.RATING and not item.area)
        ):
            rows[item.record].append(item)
    return {record: _reported(record, items) for record, items in rows.items()}


def _reported(record: str, items: list[Reported]) -> ReportedAction:
    last = items[-1]
    in_last = {item.kind: item.reported for item in items if item.period == last.period}
    return ReportedAction(
        record,
        last.name,
        last.period,
        next((item.reported for item in items if item.kind == choices.DUE_DATE), ""),
        in_last.get(choices.WORDING, ""),
        choices.ENDED in in_last,
        last.source,
    )


def traced(board: Board, reported: Mapping[str, ReportedAction]) -> Traced:
    """What has become of the reported actions; nothing where the Plan has no IDs to go by."""
    if not all(action.source.has("id") for action in board.actions):
        return Traced((), (), ())
    kept = tuple((action, reported[action.id]) for action in board.actions if action.id in reported)
    there = {action.id for action, _ in kept}
    # What a closing reported as ended may leave the Plan.
    missing = {
        item.id: item for item in reported.values() if item.id not in there and not item.has_ended
    }
    lookalikes = []
    others = [action for action in board.actions if action.id not in reported]
    # The same words say more than the same ref, which may be given to another action.
    for of_action, of_report in ((_words, _words_reported), (_ref, _ref_reported)):
        sought: dict[str, ReportedAction] = {}
        for item in missing.values():
            sought.setdefault(of_report(item), item)
        for action in list(others):
            like = sought.pop(of_action(action), None) if of_action(action) else None
            if like is not None:
                lookalikes.append((action, missing.pop(like.id)))
                others.remove(action)
    return Traced(kept, tuple(lookalikes), tuple(missing.values()))


def is_reworded(action: Action, reported: ReportedAction) -> bool:
    """Whether an action no longer has the words that were reported of it."""
    return bool(reported.wording) and _words(action) != _words_reported(reported)


def is_renamed(action: Action, reported: ReportedAction) -> bool:
    """Whether an action no longer has the ref that was reported of it."""
    return bool(reported.ref) and _ref(action) != _ref_reported(reported)


def _words(action: Action) -> str:
    return _folded(action.action)


def _words_reported(reported: ReportedAction) -> str:
    return _folded(reported.wording)


def _ref(action: Action) -> str:
    return _folded(action.ref)


def _ref_reported(reported: ReportedAction) -> str:
    return _folded(reported.ref)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(". ")
