"""The priorities in the parts of the plan, each with its rows; what has no priority comes last."""

from typing import NamedTuple

from toolkit.board import wording
from toolkit.board.board import Board
from toolkit.board.plan import Priority, Theme
from toolkit.papers.business_plan import context as printed
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.papers.business_plan.rows import Rows, rows

# Fewer lines than this do not fill enough of a page to begin on a fresh one.
_LINES_THAT_FILL_A_PAGE = 6
# Longer ones are names, such as "Strategic Theme 1".
_LONGEST_SHORT_REF = 2


def heading(board: Board, priority: Priority, title: str) -> str:
    """A priority's title with the board's word for it, and its reference."""
    return wording.numbered(board.words["priority"], priority.ref, title)


class _Entry(NamedTuple):
    """A priority, or what is printed in the place of one, and what belongs to it."""

    ref: str
    title: str
    heading: str
    theme: str
    part: str
    sub_points: list[str]
    rows: Rows


def priorities_printed(view: PlanView) -> list[printed.Priority]:
    """All priorities in their order, by theme."""
    board = view.board
    themes = {theme.ref: theme for theme in board.themes}
    entries = [
        _priority(view, priority, themes.get(priority.theme))
        for priority in _by_theme(board.priorities)
    ]
    used = {priority.theme for priority in board.priorities}
    entries += [
        _priority_less(view, theme)
        for theme in board.themes
        if theme.ref not in used or themes[theme.ref] is not theme
    ]
    without_priority = _without_priority(view)
    if without_priority.rows.lines:
        entries.append(without_priority)
    parts_before = ["", *(entry.part for entry in entries)]
    return [
        _printed(entry, begins_part=entry.part != before)
        for entry, before in zip(entries, parts_before, strict=False)
    ]


def _printed(entry: _Entry, begins_part: bool) -> printed.Priority:
    return printed.Priority(
        ref=entry.ref,
        title=entry.title,
        heading=entry.heading,
        theme=entry.theme,
        part=entry.part,
        part_heading=entry.part if begins_part else "",
        starts_page=not begins_part and entry.rows.lines >= _LINES_THAT_FILL_A_PAGE,
        sub_points=entry.sub_points,
        evidence=entry.rows.evidence,
        outcomes=entry.rows.outcomes,
        measures=entry.rows.measures,
        actions=entry.rows.actions,
    )


def _by_theme(priorities: tuple[Priority, ...]) -> list[Priority]:
    """The priorities with those of one theme together, otherwise in their order."""
    first: dict[str, int] = {}
    for priority in priorities:
        first.setdefault(priority.theme, len(first))
    return sorted(priorities, key=lambda priority: first[priority.theme])


def _priority(view: PlanView, priority: Priority, theme: Theme | None) -> _Entry:
    board = view.board
    return _Entry(
        ref=priority.ref,
        title=priority.title,
        heading=heading(board, priority, priority.title),
        theme=theme.title if theme else "",
        part=_part(board, theme),
        sub_points=list(priority.sub_points),
        rows=rows(
            view,
            _short_ref(theme.ref) if theme else "",
            view.under(priority, board.evidence),
            view.under(priority, board.outcomes),
            view.under(priority, board.measures),
            view.under(priority, view.actions),
        ),
    )


def _priority_less(view: PlanView, theme: Theme) -> _Entry:
    """A theme without a priority: printed, so that it does not vanish."""
    return _Entry(
        ref="",
        title=wording.NO_PRIORITY,
        heading=wording.NO_PRIORITY,
        theme=theme.title,
        part=_part(view.board, theme),
        sub_points=[],
        rows=rows(view, "", (), (), (), ()),
    )


def _without_priority(view: PlanView) -> _Entry:
    """What points to no priority there is: printed last, so that nothing vanishes."""
    board = view.board
    return _Entry(
        ref="",
        title=wording.WITHOUT_PRIORITY,
        heading=wording.WITHOUT_PRIORITY,
        theme="",
        part="Other actions" if board.themes else _part(board, None),
        sub_points=[],
        rows=rows(
            view,
            "",
            view.without_priority(board.evidence),
            view.without_priority(board.outcomes),
            view.without_priority(board.measures),
            view.without_priority(view.actions),
        ),
    )


def _short_ref(ref: str) -> str:
    """The reference where it can begin a longer one: a number or a letter or two."""
    return ref if ref.isalnum() and len(ref) <= _LONGEST_SHORT_REF else ""


def _part(board: Board, theme: Theme | None) -> str:
    """The heading of the part of the plan that a priority belongs to."""
    if theme:
        return wording.numbered("Theme", theme.ref, theme.title)
    return "Other priorities" if board.themes else "The plan in detail"
