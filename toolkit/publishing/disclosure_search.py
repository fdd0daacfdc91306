"""The search behind `toolkit.publishing.disclosure`: which further counts to hide. Pure.

Someone who works back from what is shown looks for other counts that fit it as well. Such
changes, which leave all totals as they are, are what is looked for here.
docs/reference/methods.md, "Small numbers".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from toolkit.publishing.chains import chains
from toolkit.publishing.moves import move
from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import (
    FEW_NODES,
    MANY_NODES,
    MOST_LOOKS,
    MOST_NEW,
    NODES,
    STEPS,
)
from toolkit.publishing.witnesses import witnesses


@dataclass(frozen=True)
class Found:
    """What a group came to: its hidden rows, and the cells that can be worked out all the same."""

    rows: frozenset[int]
    lost: frozenset[int]


def protect_group(puzzle: Puzzle, primary: Sequence[int], tied: set[int]) -> Found:
    """The rows to hide for a group of tied cells, and those cells that cannot be kept."""
    rows = {puzzle.row_of[cell] for cell in primary}
    first = rows | puzzle.unprinted.intersection(puzzle.row_of[cell] for cell in tied)
    for row in sorted(first):
        puzzle.hide(row)
    # A count that is hidden only because its row is need not be kept at any price.
    firm = set(primary)
    lost: set[int] = set()
    waiting = sorted(primary, key=lambda cell: puzzle.rank[puzzle.row_of[cell]])
    waiting += [cell for row in sorted(rows) for cell in puzzle.rows[row] if cell not in firm]
    used: dict[int, frozenset[int]] = {}
    for cell in waiting:
        while (found := witnesses(puzzle, cell)) is None:
            added, covers = _additions(puzzle, cell, last_resort=cell in firm)
            if not added:
                lost.add(cell)
                break
            firm |= covers
            # Those newly hidden are looked at in their turn.
            for row in sorted(added, key=puzzle.rank.__getitem__):
                puzzle.hide(row)
                waiting += puzzle.rows[row]
        else:
            # What is hidden later takes nothing away from it.
            used[cell] = frozenset().union(*found)
    kept = [cell for cell in waiting if cell not in lost]
    _prune(puzzle, used, first)
    _take_fewest(puzzle, [cell for cell in kept if puzzle.row_of[cell] in rows], first)
    hidden = frozenset(puzzle.hidden)
    # Groups share nothing, so each begins with nothing hidden.
    for row in hidden:
        puzzle.show(row)
    return Found(hidden, frozenset(lost & firm))


def _additions(puzzle: Puzzle, cell: int, last_resort: bool) -> tuple[set[int], set[int]]:
    """The fewest rows whose hiding gives a cell another value, and the cells that move in
    them; all rows there are as a last resort."""
    moves = list(_moves(puzzle, cell, NODES))
    if not moves and last_resort:
        moves = list(_moves(puzzle, cell, MANY_NODES))
    if moves:
        best = min(moves, key=lambda moved: len(puzzle.to_hide(moved)))
        puzzle.remember(best)
        added = puzzle.to_hide(best)
        return added, {each for each in best if puzzle.row_of[each] in added}
    rows = set(puzzle.nearby([cell])) if last_resort else set()
    return rows, {each for row in rows for each in puzzle.rows[row]}


def _moves(puzzle: Puzzle, cell: int, most_nodes: int) -> Iterator[dict[int, int]]:
    """Changes of a cell that could be made if further rows were hidden, those of few last."""
    most = MOST_NEW
    for step in STEPS:
        moved = chains(puzzle, cell, step, hiding=True)
        # One that needs no hiding says nothing about what to hide.
        if moved and puzzle.to_hide(moved):
            most = min(most, len(puzzle.to_hide(moved)) - 1)
            yield moved
    efforts = [(STEPS[:2], FEW_NODES), (STEPS[2:], FEW_NODES)]
    if most == MOST_NEW:
        efforts.append((STEPS, most_nodes))
    for steps, nodes in efforts:
        for new in range(1, most + 1):
            found = [move(puzzle, cell, step, new, nodes) for step in steps]
            useful = [moved for moved in found if moved and puzzle.to_hide(moved)]
            if useful:
                yield from useful
                return


def _prune(puzzle: Puzzle, used: dict[int, frozenset[int]], first: set[int]) -> None:
    """Show again the further rows that turn out not to be needed, the dearest first.

    `used` are the rows that give each cell its other values.
    """
    users: dict[int, set[int]] = {}
    for cell, rows in used.items():
        for row in rows:
            users.setdefault(row, set()).add(cell)
    for row in sorted(puzzle.hidden - first, key=puzzle.rank.__getitem__, reverse=True):
        puzzle.show(row)
        again: dict[int, frozenset[int]] = {}
        for cell in users.get(row, ()):
            if puzzle.row_of[cell] == row:
                continue
            found = witnesses(puzzle, cell, FEW_NODES)
            if found is None:
                puzzle.hide(row)
                break
            again[cell] = frozenset().union(*found)
        else:
            for cell, rows in again.items():
                for each in used[cell] - rows:
                    users[each].discard(cell)
                for each in rows:
                    users.setdefault(each, set()).add(cell)
                used[cell] = rows


def _take_fewest(puzzle: Puzzle, kept: Sequence[int], first: set[int]) -> None:
    """Hide the smallest set of further rows, where there are few enough sets to try them all.

    `kept` are the cells to keep in the rows that are hidden whatever is chosen.
    """
    further = puzzle.hidden - first
    for row in further:
        puzzle.show(row)
    choices = puzzle.nearby(kept)
    # Those that are given away as things are settle soonest that a set does not do.
    weak_first = sorted(kept, key=lambda cell: witnesses(puzzle, cell, FEW_NODES) is not None)
    for size in range(len(further)):
        if comb(len(choices), size) * len(kept) > MOST_LOOKS:
            break
        for tried in combinations(choices, size):
            for row in tried:
                puzzle.hide(row)
            cells = [*weak_first, *(cell for row in tried for cell in puzzle.rows[row])]
            if all(witnesses(puzzle, cell, FEW_NODES) for cell in cells):
                return
            for row in tried:
                puzzle.show(row)
    for row in further:
        puzzle.hide(row)
