"""What an action's status must be where the paper prints none: a guess, and told as one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.importing.plan.cells.cells import leading_status
from toolkit.importing.plan.records import Grade, ImportedAction, ImportedRating, Taken
from toolkit.values import choices

_BLUE = "Blue"
_MOVING = ("Red", "Amber", "Green")
_COMPLETE = re.compile(r"complet|\bdone\b|achiev|\bclosed\b|deliver|finish", re.IGNORECASE)


def blue_is_complete(ratings: Iterable[ImportedRating]) -> bool:
    """Whether blue means complete, as it does in most plans: their own key may say otherwise."""
    meanings = [
        f"{each.label} {each.process} {each.impact}" for each in ratings if each.rating == _BLUE
    ]
    return not any(words.strip() and not _COMPLETE.search(words) for words in meanings)


def with_status(
    action: ImportedAction, is_blue_complete: bool
) -> tuple[ImportedAction, Taken | None]:
    """An action with the status that its rating and progress speak for, and what was guessed."""
    if action.status:
        return action, None
    *_, latest = (*action.progress.split("\n"), "")[-2:-1] or ("",)
    opened = leading_status(latest.partition(": ")[2] or latest)
    if action.process_agreed == _BLUE and is_blue_complete:
        status, why = choices.COMPLETE, "its rating is blue"
    elif opened:
        status, why = opened, "the words of its progress open with it"
    elif action.process_agreed in _MOVING and action.progress:
        status, why = choices.IN_PROGRESS, "it has a rating and words of progress"
    else:
        return action, None
    meaning = f"an action without a status read as {status}, since {why}."
    taken = Taken(origin=action.origin, meaning=meaning, grade=Grade.LIKELY)
    return replace(action, status=status), taken


def guesses(
    actions: Iterable[ImportedAction], ratings: Iterable[ImportedRating]
) -> Iterator[tuple[ImportedAction, Taken | None]]:
    """Each action with its status, and the guess where there is one."""
    is_blue_complete = blue_is_complete(ratings)
    for action in actions:
        yield with_status(action, is_blue_complete)
