"""The search behind `toolkit.publishing.disclosure`: which further counts to hide. Pure.

Someone who works back from what is shown looks for other counts that fit it as well. Such
changes, which leave all totals as they are, are what is looked for here.
docs/methods.md, "Small numbers".
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from math import comb

POSSIBILITIES = 3
"""How many values each hidden count must still be able to have."""


_UNLIMITED = 10**18
_STEPS = (1, -1, 2, -2, 3, -3)
# How far a search goes before it gives up: closely, where a failure costs little, and before
# all there is would be hidden. Measured on packs of 90 and 120 rows (areas by categories by
# quarters, with years and wholes), a quarter of the rows small: with no more than 4000 one pack
# in 36 came to that, and 63 further rows were hidden; with 20,000 it takes a second, and 11 are.
_NODES = 4000
_FEW_NODES = 400
_MANY_NODES = 20_000
# Changes kept of each cell: with them one of those packs took 1.9 s instead of 25.8, and most a
# third of the time; the slowest still takes half a minute.
_MOST_KNOWN = 60
# Further rows looked for at once, sets of them tried in all, and cells of a wide relation:
# each is the largest with which packs of 3,000 rows stay within seconds.
_MOST_NEW = 7
_MOST_LOOKS = 10_000
_WIDE = 12
# Hiding one row more costs more than any order among rows.
_A_ROW = 10**9


@dataclass(frozen=True)
class Relation:
    """A total and the cells that add up to it. A cell has one name in all tables it stands in."""

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
        self._left = 0
        # Changes found before: what moves one cell moves others with it.
        self._known: list[deque[tuple[dict[int, int], frozenset[int]]]] = [
            deque(maxlen=_MOST_KNOWN) for _ in self.names
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
        """Hide a row. A reader knows that noughts are shown, so none of it is nought."""
        self.hidden.add(row)
        for cell in self.rows[row]:
            if self.lowest[cell] >= self.highest[cell]:
                for relation, sign in self.places[cell]:
                    self.free[relation].append((cell, sign))
            self.lowest[cell], self.highest[cell] = 1, _UNLIMITED

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

    def witnesses(self, cell: int, nodes: int = _NODES) -> list[frozenset[int]] | None:
        """Two other values the cell may have, as the rows each moves; None where it has not."""
        found: dict[int, frozenset[int]] = {}
        for moved, rows in reversed(self._known[cell]):
            if moved[cell] not in found and self._is_open(moved):
                found[moved[cell]] = rows
                if len(found) == POSSIBILITIES - 1:
                    return list(found.values())
        waiting = [step for step in _STEPS if step not in found]
        # Most are found soon, so the long searches come when all short ones are done.
        for effort in (_FEW_NODES, nodes) if nodes > _FEW_NODES else (nodes,):
            steps, waiting = waiting, []
            for step in steps:
                moved_now = self.chains(cell, step, hiding=False) or self.move(
                    cell, step, 0, effort
                )
                if moved_now is None:
                    waiting.append(step)
                    continue
                self.remember(moved_now)
                found[step] = frozenset(self.row_of[each] for each in moved_now)
                if len(found) == POSSIBILITIES - 1:
                    return list(found.values())
        return None

    def remember(self, moved: Mapping[int, int]) -> None:
        """Keep a change that leaves all relations as they are, for every cell that it moves."""
        rows = frozenset(self.row_of[each] for each in moved)
        for change in (dict(moved), {cell: -amount for cell, amount in moved.items()}):
            for cell in change:
                self._known[cell].append((change, rows))

    def _is_open(self, moved: Mapping[int, int]) -> bool:
        """Whether a change is one that what is shown at the moment allows."""
        return all(self._has_room(cell, amount) for cell, amount in moved.items())

    def _has_room(self, cell: int, amount: int) -> bool:
        return self.lowest[cell] <= self.counts[cell] + amount <= self.highest[cell]

    def to_hide(self, moved: Mapping[int, int]) -> set[int]:
        """The rows that would have to be hidden for those cells to move so far."""
        shown = (cell for cell, amount in moved.items() if not self._has_room(cell, amount))
        return {self.row_of[cell] for cell in shown}

    def _may_be_hidden(self, cell: int, amount: int) -> bool:
        return (
            self.can_hide[cell]
            and self.row_of[cell] not in self.hidden
            and self.counts[cell] + amount >= 1
        )

    def chains(self, cell: int, step: int, hiding: bool) -> dict[int, int] | None:
        """A change of the cell by `step`, made good by chains of cells that move as much.

        With `hiding`, rows that are shown may have to be hidden for it: as few as can be. The
        chains pass only through cells of two relations, as most are. None says nothing but
        that a closer search is needed.
        """
        if not self._has_room(cell, step):
            return None
        moved, gaps = {cell: step}, self._gaps(cell, step)
        for start in list(gaps):
            if gaps[start] and not self._make_good(start, gaps, moved, hiding):
                return None
        return moved

    def _gaps(self, cell: int, step: int) -> dict[int, int]:
        """By how much each relation no longer holds where the cell alone changes by `step`."""
        gaps: dict[int, int] = {}
        for relation, sign in self.places[cell]:
            gaps[relation] = gaps.get(relation, 0) + sign * step
        return gaps

    def _make_good(
        self, start: int, gaps: dict[int, int], moved: dict[int, int], hiding: bool
    ) -> bool:
        """Close the gap of a relation along the cheapest chain to another gap, or to nowhere."""
        carried = {start: gaps[start]}
        before: dict[int, tuple[int, int, int]] = {}
        opened = {self.row_of[cell] for cell in moved}
        done: set[int] = set()
        # The end is told by the relation -1, where a chain stops without another gap.
        waiting: list[tuple[int, int, int]] = [(0, 0, start)]
        best = {start: 0}
        number = 0
        while waiting:
            cost, _, relation = heappop(waiting)
            if relation in done:
                continue
            done.add(relation)
            if relation == -1 or (
                relation != start and gaps.get(relation, 0) == -carried[relation]
            ):
                gaps[start] = 0
                if relation != -1:
                    gaps[relation] = 0
                while relation in before:
                    relation, cell, amount = before[relation]
                    moved[cell] = amount
                return True
            for cell, sign in self.members[relation] if hiding else self.free[relation]:
                places = self.places[cell]
                if len(places) > 2 or cell in moved:
                    continue
                amount = -carried[relation] * sign
                price = cost
                if not self._has_room(cell, amount):
                    if not (hiding and self._may_be_hidden(cell, amount)):
                        continue
                    row = self.row_of[cell]
                    if row not in opened:
                        price += _A_ROW + self.rank[row]
                after, gap = -1, 0
                if len(places) == 2:
                    after, after_sign = places[0] if places[1][0] == relation else places[1]
                    gap = after_sign * amount
                if after not in done and price < best.get(after, _UNLIMITED):
                    best[after] = price
                    carried[after] = gap
                    before[after] = (relation, cell, amount)
                    number += 1
                    heappush(waiting, (price, number, after))
        return False

    def move(self, cell: int, step: int, new: int, nodes: int = _NODES) -> dict[int, int] | None:
        """A change of the cell by `step` and of others so that all relations still hold.

        At most `new` rows that are shown may have to be hidden for it. None where none was
        found: that is no proof that there is none, so more may be hidden than need be, and
        never less.
        """
        if not self._has_room(cell, step):
            return None
        moved, gaps = {cell: step}, self._gaps(cell, step)
        self._left = nodes
        return moved if self._close(moved, gaps, new, []) else None

    def _close(
        self, moved: dict[int, int], gaps: dict[int, int], new: int, opened: list[int]
    ) -> bool:
        """Move further cells until no relation is out by anything; undone where it fails."""
        self._left -= 1
        open_ones = [relation for relation, gap in gaps.items() if gap]
        if not open_ones:
            return True
        if self._left < 0:
            return False
        for cell, amount, cost in self._fewest_options(open_ones, gaps, moved, new, opened):
            moved[cell] = amount
            for relation, sign in self.places[cell]:
                gaps[relation] = gaps.get(relation, 0) + sign * amount
            if cost:
                opened.append(self.row_of[cell])
            if self._close(moved, gaps, new - cost, opened):
                return True
            if cost:
                opened.pop()
            for relation, sign in self.places[cell]:
                gaps[relation] -= sign * amount
            del moved[cell]
            if self._left < 0:
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
        lists = self.members if new or opened else self.free
        open_ones.sort(key=lambda relation: len(lists[relation]))
        found: list[tuple[int, int, int]] | None = None
        for relation in open_ones:
            if found is not None and len(lists[relation]) > _WIDE:
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
        found = []
        for cell, sign in self.members[relation] if new or opened else self.free[relation]:
            if cell in moved:
                continue
            wanted = -gap * sign
            count = self.counts[cell]
            amount = max(min(count + wanted, self.highest[cell]), self.lowest[cell]) - count
            cost = 0
            if amount != wanted and (new or opened) and self._may_be_hidden(cell, 0):
                is_new = self.row_of[cell] not in opened
                if new or not is_new:
                    amount, cost = max(count + wanted, 1) - count, int(is_new)
            towards_none = range(amount, 0, -1 if amount > 0 else 1)
            found += [(cell, part, cost) for part in towards_none]
        rank, row_of = self.rank, self.row_of
        found.sort(key=lambda each: (each[2], -abs(each[1]), each[2] and rank[row_of[each[0]]]))
        return found


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
        while (found := puzzle.witnesses(cell)) is None:
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
    moves = list(_moves(puzzle, cell, _NODES))
    if not moves and last_resort:
        moves = list(_moves(puzzle, cell, _MANY_NODES))
    if moves:
        best = min(moves, key=lambda moved: len(puzzle.to_hide(moved)))
        puzzle.remember(best)
        added = puzzle.to_hide(best)
        return added, {each for each in best if puzzle.row_of[each] in added}
    rows = set(puzzle.nearby([cell])) if last_resort else set()
    return rows, {each for row in rows for each in puzzle.rows[row]}


def _moves(puzzle: Puzzle, cell: int, most_nodes: int) -> Iterator[dict[int, int]]:
    """Changes of a cell that could be made if further rows were hidden, those of few last."""
    most = _MOST_NEW
    for step in _STEPS:
        moved = puzzle.chains(cell, step, hiding=True)
        # One that needs no hiding says nothing about what to hide.
        if moved and puzzle.to_hide(moved):
            most = min(most, len(puzzle.to_hide(moved)) - 1)
            yield moved
    efforts = [(_STEPS[:2], _FEW_NODES), (_STEPS[2:], _FEW_NODES)]
    if most == _MOST_NEW:
        efforts.append((_STEPS, most_nodes))
    for steps, nodes in efforts:
        for new in range(1, most + 1):
            found = [puzzle.move(cell, step, new, nodes) for step in steps]
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
            found = puzzle.witnesses(cell, _FEW_NODES)
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
    # Those that are given away as things stand settle soonest that a set does not do.
    weak_first = sorted(kept, key=lambda cell: puzzle.witnesses(cell, _FEW_NODES) is not None)
    for size in range(len(further)):
        if comb(len(choices), size) * len(kept) > _MOST_LOOKS:
            break
        for tried in combinations(choices, size):
            for row in tried:
                puzzle.hide(row)
            cells = [*weak_first, *(cell for row in tried for cell in puzzle.rows[row])]
            if all(puzzle.witnesses(cell, _FEW_NODES) for cell in cells):
                return
            for row in tried:
                puzzle.show(row)
    for row in further:
        puzzle.hide(row)
