"""Other values that a hidden count may have, as far as what is shown can tell."""

from toolkit.publishing.chains import chains
from toolkit.publishing.moves import move
from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import FEW_NODES, NODES, POSSIBILITIES, STEPS


def witnesses(puzzle: Puzzle, cell: int, nodes: int = NODES) -> list[frozenset[int]] | None:
    """Two other values the cell may have, as the rows each moves; None where it has not."""
    found: dict[int, frozenset[int]] = {}
    for moved, rows in reversed(puzzle.known[cell]):
        if moved[cell] not in found and puzzle.is_open(moved):
            found[moved[cell]] = rows
            if len(found) == POSSIBILITIES - 1:
                return list(found.values())
    waiting = [step for step in STEPS if step not in found]
    # Most are found soon, so the long searches come when all short ones are done.
    for effort in (FEW_NODES, nodes) if nodes > FEW_NODES else (nodes,):
        steps, waiting = waiting, []
        for step in steps:
            moved_now = chains(puzzle, cell, step, hiding=False) or move(
                puzzle, cell, step, 0, effort
            )
            if moved_now is None:
                waiting.append(step)
                continue
            puzzle.remember(moved_now)
            found[step] = frozenset(puzzle.row_of[each] for each in moved_now)
            if len(found) == POSSIBILITIES - 1:
                return list(found.values())
    return None
