"""Changes of a hidden count and of others with it that leave all sums as they are, found exactly.

Each question is a small integer programme, answered by HiGHS and checked here in whole numbers.
What is asked has one answer, so it is the same on every machine.
"""

from collections import deque
from collections.abc import Iterable
from functools import cached_property

from toolkit.publishing.programme import Programme, Span
from toolkit.publishing.puzzle import UNLIMITED, Puzzle
from toolkit.publishing.search_limits import ALL, FARTHEST, NEAREST

# Rows cost nearly the same, so that fewest come first and their order decides between them.
_A_ROW = 1000.0
_ORDER = 100.0


class Moves:
    """The changes of one hidden count, through cells that are hidden or, where `hiding`, may be.

    What is hidden must not change while it is asked.
    """

    def __init__(self, puzzle: Puzzle, cell: int, *, hiding: bool) -> None:
        self.puzzle = puzzle
        self.cell = cell
        self.hiding = hiding
        self._made: dict[int, tuple[list[int], Programme]] = {}

    def find(self, spans: Iterable[Span]) -> dict[int, int] | None:
        """The change by an amount in one of those spans that hides fewest further rows.

        It is looked for among the nearest cells before more and more are.
        """
        wanted, most = tuple(spans), NEAREST
        while (found := self._best(wanted, most)) is None and most < min(ALL, len(self._cells)):
            most *= 2
        return found

    def _best(self, spans: Iterable[Span], most: int) -> dict[int, int] | None:
        best = None
        for span in spans:
            moved = self._find(span, most)
            if moved and (best is None or self._cost(moved) < self._cost(best)):
                best = moved
            if best and (not self.hiding or len(self.puzzle.to_hide(best)) == 1):
                break
        return best

    def _cost(self, moved: dict[int, int]) -> tuple[int, int, int]:
        rows = self.puzzle.to_hide(moved)
        ranks = sum(self.puzzle.rank[row] for row in rows)
        return len(rows), ranks, abs(moved[self.cell])

    def _find(self, span: Span, most: int) -> dict[int, int] | None:
        low, high = (
            max(span[0], self._window(self.cell)[0]),
            min(span[1], self._window(self.cell)[1]),
        )
        if low > high or self._is_alone:
            return None
        cells, programme = self._programme(most)
        # Without the whole numbers it is answered sooner, and mostly in whole numbers.
        for whole in (False, True):
            answer = programme.solve(whole=whole, first=(low, high))
            if answer is None:
                return None
            moved = {cell: amount for cell, amount in zip(cells, answer, strict=False) if amount}
            if self._holds(moved):
                return moved
        return None

    def _holds(self, moved: dict[int, int]) -> bool:
        """In whole numbers: all sums hold, and no cell moves further than it may."""
        gaps: dict[int, int] = {}
        for cell, amount in moved.items():
            low, high = self._window(cell)
            if not low <= amount <= high:
                return False
            for relation, sign in self.puzzle.places[cell]:
                gaps[relation] = gaps.get(relation, 0) + sign * amount
        return self.cell in moved and not any(gaps.values())

    def _window(self, cell: int) -> Span:
        puzzle = self.puzzle
        low, high = puzzle.lowest[cell], puzzle.highest[cell]
        if self.hiding and puzzle.may_be_hidden(cell, 0):
            low, high = 1, puzzle.counts[cell] + FARTHEST
        count = puzzle.counts[cell]
        return max(low - count, -FARTHEST), min(high - count, FARTHEST)

    @cached_property
    def _is_alone(self) -> bool:
        """Whether some sum has nothing else that could change: most that cannot move are so."""
        puzzle = self.puzzle
        lists = puzzle.members if self.hiding else puzzle.free
        return any(
            all(cell == self.cell or not self._is_free(cell) for cell, _ in lists[relation])
            for relation, _ in puzzle.places[self.cell]
        )

    def _is_free(self, cell: int) -> bool:
        low, high = self._window(cell)
        return low < high

    @cached_property
    def _cells(self) -> list[int]:
        """Every cell that can have to move with it, the nearest first."""
        puzzle, found, seen = self.puzzle, {self.cell: None}, set()
        lists = puzzle.members if self.hiding else puzzle.free
        waiting = deque([self.cell])
        while waiting:
            for relation, _ in puzzle.places[waiting.popleft()]:
                if relation in seen:
                    continue
                seen.add(relation)
                for cell, _ in lists[relation]:
                    if cell not in found and self._is_free(cell):
                        found[cell] = None
                        waiting.append(cell)
        return list(found)

    def _programme(self, most: int) -> tuple[list[int], Programme]:
        if most not in self._made:
            self._made[most] = self._new_programme(self._cells[:most])
        return self._made[most]

    def _new_programme(self, cells: list[int]) -> tuple[list[int], Programme]:
        puzzle = self.puzzle
        place = {cell: at for at, cell in enumerate(cells)}
        relations = sorted({relation for cell in cells for relation, _ in puzzle.places[cell]})
        sums: list[tuple[dict[int, int], Span]] = [
            ({place[cell]: sign for cell, sign in puzzle.members[each] if cell in place}, (0, 0))
            for each in relations
        ]
        windows = [self._window(cell) for cell in cells]
        costs = [0.0] * len(cells)
        if self.hiding:
            shown = [cell for cell in cells if puzzle.may_be_hidden(cell, 0)]
            rows = sorted({puzzle.row_of[cell] for cell in shown}, key=puzzle.rank.__getitem__)
            column = {row: len(cells) + at for at, row in enumerate(rows)}
            for cell in shown:
                # As far out of its window as its row's own column says.
                at, row = place[cell], column[puzzle.row_of[cell]]
                low, high = (
                    each[cell] - puzzle.counts[cell] for each in (puzzle.lowest, puzzle.highest)
                )
                sums += [
                    ({at: 1, row: 1}, (low, UNLIMITED)),
                    ({at: 1, row: -1}, (-UNLIMITED, high)),
                ]
            windows += [(0, 2 * FARTHEST)] * len(rows)
            costs += [_A_ROW + _ORDER * at / len(rows) for at in range(len(rows))]
        return cells, Programme(windows, sums, costs)
