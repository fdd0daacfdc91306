"""Other values that a hidden count may have, as far as what is shown can tell."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from toolkit.publishing.chains import chains
from toolkit.publishing.moves import Moves
from toolkit.publishing.programme import Span
from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import FARTHEST, POSSIBILITIES, STEPS


def witnesses(puzzle: Puzzle, cell: int) -> dict[int, frozenset[int]]:
    """Other values the cell may have, as the change to each and the rows that move for it.

    Two at most: with the cell's own that is enough. Fewer only where there are no more.
    """
    found: dict[int, frozenset[int]] = {}
    enough = POSSIBILITIES - 1
    for change, rows in reversed(puzzle.known[cell]):
        if change[cell] not in found and puzzle.is_open(change):
            found[change[cell]] = rows
            if len(found) == enough:
                return found
    for step in STEPS:
        if step not in found and (moved := chains(puzzle, cell, step, hiding=False)):
            puzzle.remember(moved)
            found[step] = frozenset(puzzle.row_of[each] for each in moved)
            if len(found) == enough:
                return found
    moves = Moves(puzzle, cell, hiding=False)
    while len(found) < enough and (moved := moves.find(spans_without(found))):
        puzzle.remember(moved)
        found[moved[cell]] = frozenset(puzzle.row_of[each] for each in moved)
    return found


def is_safe(puzzle: Puzzle, cell: int) -> bool:
    """Whether a hidden cell can have values enough."""
    return len(witnesses(puzzle, cell)) == POSSIBILITIES - 1


def spans_without(found: Iterable[int]) -> Iterator[Span]:
    """All changes but those, and none at all, the upward ones first."""
    taken = sorted({0, *found})
    edges = [-FARTHEST - 1, *taken, FARTHEST + 1]
    spans = [(low + 1, high - 1) for low, high in pairwise(edges)]
    yield from reversed([span for span in spans if span[0] <= span[1]])
