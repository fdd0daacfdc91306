"""What the drop-down on Updates offers: the open actions, by ref and first words. Pure."""

from collections.abc import Iterator, Mapping

from toolkit.board.board import Board
from toolkit.board.plan import Action

FIRST_WORDS = 48


def offered_actions(board: Board, identities: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Each row of the plan with what its grey cell holds: the open actions, one below the other.

    `identities` are those of the rows; an action without one cannot be chosen.
    """
    open_actions = (
        offered(action, identities[action.source.row])
        for action in board.actions
        if action.is_open and identities[action.source.row]
    )
    for action in board.actions:
        yield action.source.row, next(open_actions, "")


def offered(action: Action, identity: str) -> str:
    """An action as the drop-down offers it: its ref, its first words, its identity in brackets."""
    words = " ".join(action.action.split())
    if len(words) > FIRST_WORDS:
        words = (words[:FIRST_WORDS].rpartition(" ")[0] or words[:FIRST_WORDS]) + "…"
    return " ".join(part for part in (action.ref, words, f"({identity})") if part)
