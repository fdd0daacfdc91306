"""The search behind `toolkit.publishing.disclosure`: which further counts to hide. Pure.

Someone who works back from what is shown looks for other counts that fit it as well. Such
changes, which leave all totals as they are, are what is looked for here.
docs/reference/methods.md, "Small numbers".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.publishing.chains import chains
from toolkit.publishing.fewest import take_fewest
from toolkit.publishing.moves import Moves
from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import POSSIBILITIES, STEPS
from toolkit.publishing.witnesses import spans_without, witnesses


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
        while len(found := witnesses(puzzle, cell)) < POSSIBILITIES - 1:
            best = _addition(puzzle, cell, found)
            added = puzzle.to_hide(best) if best else set()
            if best is None or not added:
                lost.add(cell)
                break
            puzzle.remember(best)
            firm |= {each for each in best if puzzle.row_of[each] in added}
            # Those newly hidden are looked at in their turn.
            for row in sorted(added, key=puzzle.rank.__getitem__):
                puzzle.hide(row)
                waiting += puzzle.rows[row]
        else:
            # What is hidden later takes nothing away from it.
            used[cell] = frozenset().union(*found.values())
    kept = [cell for cell in waiting if cell not in lost]
    _prune(puzzle, used, first)
    take_fewest(puzzle, [cell for cell in kept if puzzle.row_of[cell] in rows], first)
    hidden = frozenset(puzzle.hidden)
    # Groups share nothing, so each begins with nothing hidden.
    for row in hidden:
        puzzle.show(row)
    return Found(hidden, frozenset(lost & firm))


def _addition(puzzle: Puzzle, cell: int, found: dict[int, frozenset[int]]) -> dict[int, int] | None:
    """The change that gives a cell one more value for the fewest rows hidden; None if none can."""
    for step in STEPS:
        moved = chains(puzzle, cell, step, hiding=True)
        # No change needs fewer than one row.
        if step not in found and moved and len(puzzle.to_hide(moved)) == 1:
            return moved
    return Moves(puzzle, cell, hiding=True).find(spans_without(found))


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
        for cell in sorted(users.get(row, ())):
            if puzzle.row_of[cell] == row:
                continue
            found = witnesses(puzzle, cell)
            if len(found) < POSSIBILITIES - 1:
                puzzle.hide(row)
                break
            again[cell] = frozenset().union(*found.values())
        else:
            for cell, rows in again.items():
                for each in used[cell] - rows:
                    users[each].discard(cell)
                for each in rows:
                    users.setdefault(each, set()).add(cell)
                used[cell] = rows
