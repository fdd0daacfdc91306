"""A change of a hidden count made good by chains of cells that move as much as it does."""

from heapq import heappop, heappush

from toolkit.publishing.puzzle import UNLIMITED, Puzzle

# Hiding one row more costs more than any order among rows.
_A_ROW = 10**9


def chains(puzzle: Puzzle, cell: int, step: int, hiding: bool) -> dict[int, int] | None:
    """A change of the cell by `step`, made good by chains of cells that move as much.

    With `hiding`, rows that are shown may have to be hidden for it: as few as can be. The
    chains pass only through cells of two relations, as most are. None says nothing but
    that a closer search is needed.
    """
    if not puzzle.has_room(cell, step):
        return None
    moved, gaps = {cell: step}, puzzle.gaps_of(cell, step)
    for start in list(gaps):
        if gaps[start] and not _make_good(puzzle, start, gaps, moved, hiding):
            return None
    return moved


def _make_good(
    puzzle: Puzzle, start: int, gaps: dict[int, int], moved: dict[int, int], hiding: bool
) -> bool:
    """Close the gap of a relation along the cheapest chain to another gap, or to nowhere."""
    carried = {start: gaps[start]}
    before: dict[int, tuple[int, int, int]] = {}
    opened = {puzzle.row_of[cell] for cell in moved}
    done: set[int] = set()
    # The end is the relation -1, where a chain stops without another gap.
    waiting: list[tuple[int, int, int]] = [(0, 0, start)]
    best = {start: 0}
    number = 0
    while waiting:
        cost, _, relation = heappop(waiting)
        if relation in done:
            continue
        done.add(relation)
        if relation == -1 or (relation != start and gaps.get(relation, 0) == -carried[relation]):
            gaps[start] = 0
            if relation != -1:
                gaps[relation] = 0
            while relation in before:
                relation, cell, amount = before[relation]
                moved[cell] = amount
            return True
        for cell, sign in puzzle.members[relation] if hiding else puzzle.free[relation]:
            places = puzzle.places[cell]
            if len(places) > 2 or cell in moved:
                continue
            amount = -carried[relation] * sign
            price = cost
            if not puzzle.has_room(cell, amount):
                if not (hiding and puzzle.may_be_hidden(cell, amount)):
                    continue
                row = puzzle.row_of[cell]
                if row not in opened:
                    price += _A_ROW + puzzle.rank[row]
            after, gap = -1, 0
            if len(places) == 2:
                after, after_sign = places[0] if places[1][0] == relation else places[1]
                gap = after_sign * amount
            if after not in done and price < best.get(after, UNLIMITED):
                best[after] = price
                carried[after] = gap
                before[after] = (relation, cell, amount)
                number += 1
                heappush(waiting, (price, number, after))
    return False
