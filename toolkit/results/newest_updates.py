"""Which update of an action is the newest: its row's in the plan, or one on Updates. Pure."""

from toolkit.board.plan import Action, Update
from toolkit.values.missing import known


def newer_update(action: Action, update: Update | None) -> Update | None:
    """The last update of an action where it is newer than what its row says; None where not.

    A row that says something and not when is older than an update with its day.
    """
    if update is None or not (update.progress or update.evidence or update.corrective_action):
        return None
    given, there = known(update.updated_on), known(action.updated_on)
    if given is None or (there is not None and there >= given):
        return None
    return update
