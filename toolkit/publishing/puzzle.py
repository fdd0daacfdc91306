"""A release as someone who works back sees it: what is shown, what is hidden, what adds up."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.publishing.search_limits import MOST_KNOWN

UNLIMITED = 10**18


@dataclass(frozen=True)
class Relation:
    """A total and the cells that add up to it. A cell has one name in all tables it is in."""

    total: str
    parts: tuple[str, ...]


class Puzzle:
    """The counts and what ties them together, as someone works back from what is shown.

    Cells are numbers here, and so are rows: cells of one row are hidden and shown together.
    What is hidden at the moment is kept, for almost every question is about the same set.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        relations: Sequence[Relation],
        windows: Sequence[tuple[int, int]],
        public: frozenset[str],
        together: Iterable[Iterable[str]],
        left_out: frozenset[str],
    ) -> None:
        self.names = list(counts)
        number_of = {name: number for number, name in enumerate(self.names)}
        self.number_of = number_of
        self.counts = list(counts.values())
        self.lowest = [window[0] for window in windows]
        self.highest = [window[1] for window in windows]
        self._windows = windows
        self.can_hide = [bool(count) and name not in public for name, count in counts.items()]
        # Each relation as its cells with 1 for a part and -1 for the total.
        self.members = [
            [*((number_of[part], 1) for part in each.parts), (number_of[each.total], -1)]
            for each in relations
        ]
        self.places: list[list[tuple[int, int]]] = [[] for _ in self.names]
        for relation, members in enumerate(self.members):
            for cell, sign in members:
                self.places[cell].append((relation, sign))
        self.row_of = list(range(len(self.names)))
        for names in together:
            cells = [number_of[name] for name in names if name in number_of]
            for cell in cells:
                self.row_of[cell] = cells[0]
        self.rows: list[list[int]] = [[] for _ in self.names]
        for cell, row in enumerate(self.row_of):
            if self.can_hide[cell]:
                self.rows[row].append(cell)
        self.unprinted = {
            row
            for row, cells in enumerate(self.rows)
            if cells and all(self.names[cell] in left_out for cell in cells)
        }
        self.rank = self._ranks(relations)
        # The cells of each relation that a reader does not know for certain.
        self.free = [
            [(cell, sign) for cell, sign in members if windows[cell][0] < windows[cell][1]]
            for members in self.members
        ]
        self.hidden: set[int] = set()
        # Changes found before: what moves one cell moves others with it.
        self.known: list[deque[tuple[dict[int, int], frozenset[int]]]] = [
            deque(maxlen=MOST_KNOWN) for _ in self.names
        ]

    def _ranks(self, relations: Sequence[Relation]) -> list[int]:
        """The place of each row in the order of hiding: parts before totals, and smaller counts
        before larger ones."""
        totals = {self.number_of[each.total] for each in relations}

        def order(row: int) -> tuple[bool, int, str]:
            cells = self.rows[row] or [row]
            return (
                any(cell in totals for cell in cells),
                sum(self.counts[cell] for cell in cells),
                self.names[row],
            )

        ranks = [0] * len(self.names)
        for rank, row in enumerate(sorted(range(len(self.names)), key=order)):
            ranks[row] = rank
        return ranks

    def hide(self, row: int) -> None:
        """Hide a row. A reader knows that zeros are shown, so none of it is zero."""
        self.hidden.add(row)
        for cell in self.rows[row]:
            if self.lowest[cell] >= self.highest[cell]:
                for relation, sign in self.places[cell]:
                    self.free[relation].append((cell, sign))
            self.lowest[cell], self.highest[cell] = 1, UNLIMITED

    def show(self, row: int) -> None:
        """Show a hidden row again."""
        self.hidden.remove(row)
        for cell in self.rows[row]:
            self.lowest[cell], self.highest[cell] = self._windows[cell]
            if self.lowest[cell] >= self.highest[cell]:
                for relation, sign in self.places[cell]:
                    self.free[relation].remove((cell, sign))

    def groups(self, primary: Iterable[int]) -> Iterator[tuple[list[int], set[int]]]:
        """The cells to be hidden anyway, in groups that no relation or row ties to each other.

        With each group come all cells that are tied to it.
        """
        wanted = sorted(primary, key=self.names.__getitem__)
        seen: set[int] = set()
        for first in wanted:
            if first not in seen:
                group = self._tied([first])
                seen |= group
                yield [cell for cell in wanted if cell in group], group

    def _tied(self, start: Iterable[int]) -> set[int]:
        found = set(start)
        waiting = list(found)
        seen: set[int] = set()
        while waiting:
            cell = waiting.pop()
            new = set(self.rows[self.row_of[cell]]) - found
            for relation, _ in self.places[cell]:
                if relation not in seen:
                    seen.add(relation)
                    new.update(other for other, _ in self.members[relation] if other not in found)
            found |= new
            waiting += new
        return found

    def nearby(self, start: Iterable[int]) -> list[int]:
        """Rows that could be hidden and share a chain of relations with those cells."""
        rows = {self.row_of[cell] for cell in self._tied(start) if self.can_hide[cell]}
        return sorted(rows - self.hidden, key=self.rank.__getitem__)

    def remember(self, moved: Mapping[int, int]) -> None:
        """Keep a change that leaves all relations as they are, for every cell that it moves."""
        rows = frozenset(self.row_of[each] for each in moved)
        for change in (dict(moved), {cell: -amount for cell, amount in moved.items()}):
            for cell in change:
                self.known[cell].append((change, rows))

    def is_open(self, moved: Mapping[int, int]) -> bool:
        """Whether a change is one that what is shown at the moment allows."""
        return all(self.has_room(cell, amount) for cell, amount in moved.items())

    def has_room(self, cell: int, amount: int) -> bool:
        """Whether a cell may be so much more, or less, as far as what is shown can tell."""
        return self.lowest[cell] <= self.counts[cell] + amount <= self.highest[cell]

    def to_hide(self, moved: Mapping[int, int]) -> set[int]:
        """The rows that would have to be hidden for those cells to move so far."""
        shown = (cell for cell, amount in moved.items() if not self.has_room(cell, amount))
        return {self.row_of[cell] for cell in shown}

    def may_be_hidden(self, cell: int, amount: int) -> bool:
        """Whether a cell that is shown could be hidden, and be so much more or less."""
        return (
            self.can_hide[cell]
            and self.row_of[cell] not in self.hidden
            and self.counts[cell] + amount >= 1
        )

    def gaps_of(self, cell: int, step: int) -> dict[int, int]:
        """By how much each relation no longer holds where the cell alone changes by `step`."""
        gaps: dict[int, int] = {}
        for relation, sign in self.places[cell]:
            gaps[relation] = gaps.get(relation, 0) + sign * step
        return gaps
