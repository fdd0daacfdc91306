"""The record of a year: what closings reported, what moved between them, what was corrected.

Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.results.closing import closing_rows
from toolkit.results.history import Key
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.missing import known
from toolkit.values.text import listed, plural


class What(StrEnum):
    """What happened."""

    CLOSED = "Closed"
    UNDONE = "Closing undone"
    CORRECTED = "Report corrected"
    ADDED = "Action added"
    GONE = "No longer on the plan"
    ENDED = "Ended"
    DATE_MOVED = "Date moved"
    FIRST_DATE_CHANGED = "First date written over"
    RATING = "Rating"
    IMPACT = "Impact"
    STATUS = "Status"
    REWORDED = "Words changed"
    FIGURE_REVISED = "Figure revised"


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    `when` is the closing or the span of time in words, `day` the as-at day of a closing; `of` an
    action's ref or an indicator's code with area and period; `by` who updated the row, where
    known. `before` and `now` are in words, "" where there is none.
    """

    when: str
    what: What
    of: str = ""
    before: str = ""
    now: str = ""
    reason: str = ""
    by: str = ""
    day: date | None = None


@dataclass(frozen=True)
class _Said:
    """What was reported of one thing, or would be today."""

    name: str
    reported: str
    reason: str


_State = dict[Key, _Said]
_ACTIONS = (choices.DUE_DATE, choices.REVISED_DUE, choices.RATING, choices.IMPACT,
            choices.WORDING, choices.ENDED)  # fmt: skip


def year_record(board: Board, results: Results) -> tuple[Event, ...]:
    """What happened by the sheet History, first to last, and on the plan since the last closing."""
    closings: dict[str, _State] = {}
    events: list[Event] = []
    for rows in _runs(board.history):
        first = rows[0]
        period, day = first.period, known(first.closed_on)
        if first.kind == choices.UNDONE:
            closings.pop(period, None)
            events.append(Event(period, What.UNDONE, reason=first.reason, day=day))
            continue
        before = closings.get(period, {}).get(_key(first))
        if before is not None:
            closings[period][_key(first)] = _said(first)
            events.append(
                Event(
                    period,
                    What.CORRECTED,
                    _about(first.kind, first.name or first.record, _key(first)),
                    before.reported,
                    first.reported,
                    first.reason,
                    day=day,
                )
            )
            continue
        state = {_key(row): _said(row) for row in rows}
        events.append(Event(period, What.CLOSED, now=_summary(state), day=day))
        events += _changes(closings, state, period)
        closings[period] = state
    if closings:
        since = f'Since "{[*closings][-1]}"'
        events += _changes(closings, _as_it_is(board, results), since)
    return tuple(events)


def _as_it_is(board: Board, results: Results) -> _State:
    """What a closing would report now; of ratings those that are agreed, and no suggestions."""
    agreed = {action.id for action in board.actions if results.agreed[action.key].process}
    found = {}
    for row in closing_rows(board, results, "now", ()):
        key = tuple(str(row.get(part, "")) for part in ("kind", "record", "area", "data_period"))
        kind, record, area, data_period = key
        if kind != choices.RATING or area or record in agreed:
            found[kind, record, area, data_period] = _Said(
                str(row.get("name", "")), str(row["reported"]), str(row.get("reason", ""))
            )
    return found


def _runs(history: Iterable[Reported]) -> Iterator[list[Reported]]:
    """The rows of each closing together; a correction or an undone closing by itself."""
    seen: dict[str, set[tuple[str, ...]]] = {}
    run: list[Reported] = []
    for row in history:
        paper = row.reported if row.kind == choices.DOCUMENT else ""
        key = (*_key(row), paper)
        is_correction = key in seen.get(row.period, ())
        alone = row.kind == choices.UNDONE or is_correction
        if run and (alone or run[0].period != row.period):
            yield run
            run = []
        if alone:
            if not is_correction:
                seen.pop(row.period, None)
            yield [row]
            continue
        run.append(row)
        seen.setdefault(row.period, set()).add(key)
    if run:
        yield run


def _key(row: Reported) -> Key:
    return row.kind, row.record, row.area, row.data_period


def _said(row: Reported) -> _Said:
    return _Said(row.name, row.reported, row.reason)


def _summary(state: _State) -> str:
    """How many actions and figures were reported, and how the actions were rated."""
    actions = {key[1] for key in state if _is_action(key)}
    figures = sum(kind == choices.VALUE for kind, *_ in state)
    ratings = [
        said.reported
        for (kind, _, area, _), said in state.items()
        if kind == choices.RATING and not area
    ]
    counted = [
        f"{ratings.count(rating)} {rating}" for rating in choices.RATINGS if rating in ratings
    ]
    rated = f" ({listed(counted)})" if counted else ""
    return f"{plural(len(actions), 'action')}{rated} and {plural(figures, 'figure')} reported"


def _changes(closings: Mapping[str, _State], now: _State, when: str) -> Iterator[Event]:
    """What changed against the last closing; figures against all closings."""
    if not closings:
        return
    last = [*closings.values()][-1]
    reported = {key[1] for state in closings.values() for key in state if _is_action(key)}
    here = dict.fromkeys(key[1] for key in now if _is_action(key))
    for record in here:
        if record not in reported:
            yield Event(when, What.ADDED, _name(now, record), now=_due(now, record))
            continue
        yield from _action_changes(last, now, record, when)
    for record in dict.fromkeys(key[1] for key in last if _is_action(key)):
        if record not in here and not _of(last, choices.ENDED, record):
            yield Event(when, What.GONE, _name(last, record), _due(last, record))
    figures = {key: said for state in closings.values() for key, said in state.items()}
    for key, said in now.items():
        earlier = figures.get(key)
        if key[0] == choices.VALUE and earlier and earlier.reported != said.reported:
            about = _about(key[0], said.name, key)
            yield Event(when, What.FIGURE_REVISED, about, earlier.reported, said.reported)


def _action_changes(last: _State, now: _State, record: str, when: str) -> Iterator[Event]:
    name = _name(now, record)
    pairs = (
        (What.FIRST_DATE_CHANGED, choices.DUE_DATE),
        (What.RATING, choices.RATING),
        (What.IMPACT, choices.IMPACT),
        (What.REWORDED, choices.WORDING),
    )
    due, was_due = _due(now, record), _due(last, record)
    first, was_first = (_of(state, choices.DUE_DATE, record) for state in (now, last))
    is_written_over = first and was_first and first.reported != was_first.reported
    if due and was_due and due != was_due and not is_written_over:
        reason = _of(now, choices.REVISED_DUE, record)
        yield Event(when, What.DATE_MOVED, name, was_due, due, reason.reason if reason else "")
    for what, kind in pairs:
        old, new = _of(last, kind, record), _of(now, kind, record)
        if old and new and old.reported != new.reported:
            yield Event(when, what, name, old.reported, new.reported, new.reason)
    ended = _of(now, choices.ENDED, record)
    if ended and not _of(last, choices.ENDED, record):
        yield Event(when, What.ENDED, name, now=ended.reported, reason=ended.reason)


def _is_action(key: Key) -> bool:
    return key[0] in _ACTIONS and not key[2] and bool(key[1])


def _of(state: _State, kind: str, record: str) -> _Said | None:
    return state.get((kind, record, "", ""))


def _due(state: _State, record: str) -> str:
    said = _of(state, choices.REVISED_DUE, record) or _of(state, choices.DUE_DATE, record)
    return said.reported if said else ""


def _name(state: _State, record: str) -> str:
    found = (said for kind in _ACTIONS if (said := _of(state, kind, record)))
    return next((said.name for said in found if said.name), record)


def _about(kind: str, name: str, key: Key) -> str:
    about = ", ".join(part for part in (name, key[2], key[3]) if part)
    return f"{about} ({kind.lower()})" if kind in _ACTIONS and not key[2] else about
