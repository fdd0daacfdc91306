"""The smallest set of further rows to hide, where a group of tied cells is small enough."""

from collections.abc import Iterable, Sequence
from itertools import chain

from toolkit.publishing.programme import Programme, Span
from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import MOST_CHOICES, MOST_LOOKS
from toolkit.publishing.witnesses import is_safe


def take_fewest(puzzle: Puzzle, kept: Sequence[int], first: set[int]) -> None:
    """Hide the smallest set of further rows in the place of those hidden beyond `first`.

    `kept` are the cells to keep in the rows that are hidden whatever is chosen. Each set that
    is too small says which rows the right one needs one of; so sets are tried, the smallest
    that all such demands leave first. What is hidden stays if that takes too long.
    """
    further = puzzle.hidden - first
    if not further or len(puzzle.nearby(kept)) + len(further) > MOST_CHOICES:
        return
    for row in further:
        puzzle.show(row)
    choices = puzzle.nearby(kept)
    demands: list[tuple[int | None, set[int]]] = []
    for _ in range(MOST_LOOKS // (len(choices) + len(kept))):
        tried = _smallest(choices, demands)
        if tried is None or len(tried) >= len(further):
            break
        for row in tried:
            puzzle.hide(row)
        bare = _unsafe(puzzle, chain(kept, (cell for row in tried for cell in puzzle.rows[row])))
        if bare is None:
            return
        demands.append(_demand(puzzle, bare, choices, tried))
        for row in tried:
            puzzle.show(row)
    for row in further:
        puzzle.hide(row)


def _unsafe(puzzle: Puzzle, cells: Iterable[int]) -> int | None:
    return next((cell for cell in cells if not is_safe(puzzle, cell)), None)


def _demand(
    puzzle: Puzzle, cell: int, choices: Sequence[int], tried: set[int]
) -> tuple[int | None, set[int]]:
    """Rows one of which has to be hidden for the cell to be safe, if that row is hidden at all."""
    useless, needed = [], set()
    for row in choices:
        if row not in tried:
            puzzle.hide(row)
            if is_safe(puzzle, cell):
                puzzle.show(row)
                needed.add(row)
            else:
                useless.append(row)
    for row in useless:
        puzzle.show(row)
    own = puzzle.row_of[cell]
    return own if own in tried else None, needed


def _smallest(
    choices: Sequence[int], demands: Sequence[tuple[int | None, set[int]]]
) -> set[int] | None:
    """The smallest set of rows that meets all demands, those first in order before others."""
    place = {row: at for at, row in enumerate(choices)}
    sums: list[tuple[dict[int, int], Span]] = []
    for own, needed in demands:
        members = {place[row]: 1 for row in needed}
        if own is not None:
            members[place[own]] = -1
        sums.append((members, (int(own is None), len(choices))))
    costs = [1 + at / (len(choices) + 1) ** 2 for at in range(len(choices))]
    answer = Programme([(0, 1)] * len(choices), sums, costs).solve()
    return None if answer is None else {row for row, at in place.items() if answer[at]}
