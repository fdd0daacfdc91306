"""The proposed process rating of an action, as at a date.

The reading of the five colours is this project's own (docs/reference/methods.md, "Process
rating"): late means past the date that counts; a recovery plan is a corrective
action or an agreed reason together with a new date that has not passed.
"""

from datetime import date
from typing import NamedTuple

from toolkit.board.plan import Action, Update
from toolkit.values import choices
from toolkit.values.missing import known
from toolkit.values.ratings import Progress, Scheme
from toolkit.values.text import day_in_words, plural

DUE_SOON_DAYS = 30
"""An open action that is due within so many days is due soon."""
UPDATE_EXPECTED_DAYS = 92
"""An action in progress without an update for longer than this lacks one: a quarter and a day."""


class Proposal(NamedTuple):
    """A proposed rating with its reason; `rating` is "" where none can be proposed."""

    rating: str
    reason: str


def propose(action: Action, update: Update | None, scheme: Scheme, as_at: date) -> Proposal:
    """What dates, status and the latest update say of an action.

    `update` is the action's last update on or before `as_at`; its corrective action
    counts where the plan's own row has none. A row that contradicts itself (complete
    without a date, or in the future) is left unrated.
    """
    progress, reason = _progress(action, update, as_at)
    rating = scheme.colour_of[progress] if progress else ""
    return Proposal(rating, reason)


def _progress(action: Action, update: Update | None, as_at: date) -> tuple[Progress | None, str]:
    status = action.status
    if not status:
        return None, "No status from the list is given."
    if action.source.unreadable:
        return None, "Something in its row is missing or could not be read."
    if status == choices.COMPLETE:
        return _completion(action, as_at)
    if not action.is_open:
        return None, f"{status}: no longer rated."

    due, new_date, due_now = action.first_due, known(action.revised_due), action.due_now
    start = known(action.start)
    recovery = _recovery(action, update)
    if due_now is not None and due_now < as_at:
        late = plural((as_at - due_now).days, "day")
        again = "; the new date has passed too" if new_date and due and due < as_at else ""
        return Progress.OFF_TRACK, f"Due {day_in_words(due_now)}, {late} overdue{again}."
    if status == choices.PAUSED:
        if recovery and new_date:
            return Progress.RECOVERING, f"Paused; agreed to finish by {day_in_words(new_date)}."
        return Progress.OFF_TRACK, "Paused, with no corrective action and new date recorded."
    if status == choices.NOT_STARTED and start is not None and start <= as_at:
        late_start = f"Should have started {day_in_words(start)}"
        if recovery and new_date:
            agreed = day_in_words(new_date)
            return Progress.RECOVERING, f"{late_start}; agreed to finish by {agreed}."
        return Progress.OFF_TRACK, f"{late_start} but has not."
    if new_date is not None and (due is None or new_date > due):
        moved = f"Now due {day_in_words(new_date)}"
        if due is not None:
            moved = f"Moved from {day_in_words(due)} to {day_in_words(new_date)}"
        if recovery:
            return Progress.RECOVERING, f"{moved}, with a plan to get there."
        return Progress.OFF_TRACK, f"{moved}, with no reason or corrective action recorded."
    if status == choices.NOT_STARTED:
        if start is not None:
            return Progress.NOT_DUE_TO_START, f"Starts {day_in_words(start)}."
        return Progress.NOT_DUE_TO_START, "Not started, and no start date is given."
    if due_now is None:
        return Progress.ON_TRACK, "In progress, with no due date."
    return Progress.ON_TRACK, f"In progress, due {day_in_words(due_now)}."


def _recovery(action: Action, update: Update | None) -> str:
    """What is written down that should put the action right, if anything."""
    reported = update.corrective_action if update else ""
    return action.corrective_action or action.revision or reported


def _completion(action: Action, as_at: date) -> tuple[Progress | None, str]:
    completed, due = known(action.completed_on), action.first_due
    if completed is None:
        return None, "Complete, but with no completion date."
    if completed > as_at:
        return None, f"Complete, but dated {day_in_words(completed)}, after the as-at date."
    if due is None or completed <= due:
        return Progress.COMPLETE, f"Completed {day_in_words(completed)}."
    late = plural((completed - due).days, "day")
    return Progress.COMPLETE, f"Completed {day_in_words(completed)}, {late} after it was due."


def due_soon(action: Action, as_at: date) -> bool:
    """Whether an open action is due within 30 days from the as-at date, that day included."""
    due = action.due_now
    return action.is_open and due is not None and 0 <= (due - as_at).days <= DUE_SOON_DAYS


def last_update(action: Action, update: Update | None) -> date | None:
    """The day of an action's newest update: the one in its row of the plan, or `update`."""
    days = (known(action.updated_on), known(update.updated_on) if update else None)
    return max(filter(None, days), default=None)


def lacks_update(action: Action, update: Update | None, as_at: date) -> bool:
    """Whether an action in progress has had no update in the last 92 days."""
    given = last_update(action, update)
    return action.status == choices.IN_PROGRESS and (
        given is None or (as_at - given).days > UPDATE_EXPECTED_DAYS
    )
