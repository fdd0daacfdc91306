"""A change of a hidden count and of others with it, looked for step by step."""

from collections.abc import Mapping

from toolkit.publishing.puzzle import Puzzle
from toolkit.publishing.search_limits import WIDE


def move(puzzle: Puzzle, cell: int, step: int, new: int, nodes: int) -> dict[int, int] | None:
    """A change of the cell by `step` and of others so that all relations still hold.

    At most `new` rows that are shown may have to be hidden for it. None where none was
    found: that is no proof that there is none, so more may be hidden than need be, and
    never less.
    """
    if not puzzle.has_room(cell, step):
        return None
    moved, gaps = {cell: step}, puzzle.gaps_of(cell, step)
    return moved if _Search(puzzle, nodes).close(moved, gaps, new, []) else None


class _Search:
    """One search: the changes that it tries are counted, and it gives up when they are used up."""

    def __init__(self, puzzle: Puzzle, nodes: int) -> None:
        self.puzzle = puzzle
        self.left = nodes

    def close(
        self, moved: dict[int, int], gaps: dict[int, int], new: int, opened: list[int]
    ) -> bool:
        """Move further cells until no relation is out by anything; undone where it fails."""
        self.left -= 1
        open_ones = [relation for relation, gap in gaps.items() if gap]
        if not open_ones:
            return True
        if self.left < 0:
            return False
        for cell, amount, cost in self._fewest_options(open_ones, gaps, moved, new, opened):
            moved[cell] = amount
            for relation, sign in self.puzzle.places[cell]:
                gaps[relation] = gaps.get(relation, 0) + sign * amount
            if cost:
                opened.append(self.puzzle.row_of[cell])
            if self.close(moved, gaps, new - cost, opened):
                return True
            if cost:
                opened.pop()
            for relation, sign in self.puzzle.places[cell]:
                gaps[relation] -= sign * amount
            del moved[cell]
            if self.left < 0:
                return False
        return False

    def _fewest_options(
        self,
        open_ones: list[int],
        gaps: Mapping[int, int],
        moved: Mapping[int, int],
        new: int,
        opened: list[int],
    ) -> list[tuple[int, int, int]]:
        """The options of the relation with the least choice: it shows soonest that there is none.

        Only narrow relations are compared; going through wide ones costs more than it saves.
        """
        lists = self.puzzle.members if new or opened else self.puzzle.free
        open_ones.sort(key=lambda relation: len(lists[relation]))
        found: list[tuple[int, int, int]] | None = None
        for relation in open_ones:
            if found is not None and len(lists[relation]) > WIDE:
                break
            options = self._options(relation, gaps[relation], moved, new, opened)
            if found is None or len(options) < len(found):
                found = options
            if not found:
                break
        return found or []

    def _options(
        self, relation: int, gap: int, moved: Mapping[int, int], new: int, opened: list[int]
    ) -> list[tuple[int, int, int]]:
        """Cells of a relation that can take up its gap or a part of it: by how much, and at
        what cost in newly hidden rows; the cheapest and largest first."""
        puzzle, found = self.puzzle, []
        for cell, sign in puzzle.members[relation] if new or opened else puzzle.free[relation]:
            if cell in moved:
                continue
            wanted = -gap * sign
            count = puzzle.counts[cell]
            amount = max(min(count + wanted, puzzle.highest[cell]), puzzle.lowest[cell]) - count
            cost = 0
            if amount != wanted and (new or opened) and puzzle.may_be_hidden(cell, 0):
                is_new = puzzle.row_of[cell] not in opened
                if new or not is_new:
                    amount, cost = max(count + wanted, 1) - count, int(is_new)
            towards_none = range(amount, 0, -1 if amount > 0 else 1)
            found += [(cell, part, cost) for part in towards_none]
        rank, row_of = puzzle.rank, puzzle.row_of
        found.sort(key=lambda each: (each[2], -abs(each[1]), each[2] and rank[row_of[each[0]]]))
        return found
