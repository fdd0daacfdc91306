"""Agreeing the ratings that the toolkit suggests, all but those that are named."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.board.plan import Action
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board import BOARD
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.results.agreement import period_under_way
from toolkit.values.errors import LayoutMismatch, UnknownAction
from toolkit.values.text import nearest_named
from toolkit.writing.book import Book, Stored

_NEEDED = ("process_agreed", "agreed_for", "agreed_by", "agreed_on")


@dataclass(frozen=True)
class Agreed:
    """What was agreed: how many ratings, for which period; `left` are the actions left out."""

    checked: Checked
    stored: Stored | None
    number: int
    period: str
    left: tuple[str, ...]


def agree(
    book: Book, *, as_at: AsAt, group: str, on: date, all_but: Collection[str] = ()
) -> Agreed:
    """Take over the suggested rating of each open action, all but those named by their refs.

    What was agreed, for which period, by which group and on which day is typed into the plan.
    An impact that was rated before is confirmed with it. UnknownAction where a name is none of
    an action; LayoutMismatch where the plan lacks a column for it. Then nothing is written.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.cell_changes import CellChanges
    from toolkit.writing.changes import Changes

    with book.held():
        seen = book.read(UPDATED_SHEETS)
        require_known_layout(seen)
        workbook = book.completed(seen, BOARD).workbook
        first, checked = brought_up_to_date(workbook, Changes(), as_at=as_at, folder=book.folder)
        workbook_now = applied(workbook, first)
        _require_columns(checked)
        actions = checked.board.actions
        left = tuple(_named(name, actions) for name in all_but)
        period = period_under_way(checked.board, checked.results.as_at)
        cells = CellChanges(workbook_now, checked.places, also_typed=True)
        number = 0
        for action, rating in _to_agree(checked, left):
            values = {"process_agreed": rating, "agreed_for": period}
            cells.set_row(
                PLAN_TABLE.name,
                action.source.row,
                {**values, "agreed_by": group, "agreed_on": on},
            )
            number += 1
        changes, after = brought_up_to_date(
            workbook, joined(first, cells.changes), as_at=as_at, folder=book.folder
        )
        stored = book.write(changes, workbook) if number else None
        return Agreed(after, stored, number, period, tuple(action.name for action in left))


def _to_agree(checked: Checked, left: tuple[Action, ...]) -> Iterator[tuple[Action, str]]:
    """Each action whose suggestion is not agreed yet, with the suggested rating."""
    for action in checked.board.actions:
        proposal = checked.results.proposals[action.key]
        agreed = checked.results.agreed[action.key].process
        if proposal.rating and not agreed and action not in left:
            yield action, proposal.rating


def _require_columns(checked: Checked) -> None:
    place = checked.places.get(PLAN_TABLE.name)
    for key in _NEEDED:
        if place is None or key not in place.columns:
            heading = PLAN_TABLE.column(key).heading
            raise LayoutMismatch(
                f'{checked.workbook.name}: the Plan sheet has no column "{heading}". Nothing was '
                "agreed. Update the workbook first, or put the heading back."
            )


def _named(name: str, actions: tuple[Action, ...]) -> Action:
    wanted = name.strip().casefold()
    for action in actions:
        if wanted in (action.ref.casefold(), action.id.casefold()):
            return action
    known = [action.ref for action in actions if action.ref]
    raise UnknownAction(
        f'There is no action "{name}" in the plan{nearest_named(name, known)}. Nothing was agreed.'
    )
