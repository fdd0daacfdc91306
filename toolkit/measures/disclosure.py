"""Small numbers: which counts of a release to hide, so that none of them can be worked out.

Counts within the primary rule are hidden, and then as few others as it takes that everything
shown (tables, totals, the rounded ones too) leaves at least three possible values for each
hidden count. Sources and what an attacker is taken to know: docs/methods.md, "Small numbers".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from itertools import combinations
from math import comb

from toolkit.measures.rates import round_half_up
from toolkit.values import Missing, Value, plain

HIGHEST_HIDDEN = (4, 5, 7)
"""The primary rules in use: counts from 1 to 4, to 5 or to 7 are hidden."""
ROUNDINGS = (1, 5, 10)
"""What shown counts may be rounded to; 1 leaves them as they are."""
POSSIBILITIES = 3
"""How many values each hidden count must still be able to have."""

_UNLIMITED = 10**18
_STEPS = (1, -1, 2, -2, 3, -3)
# How far a search goes before it gives up: closely, and where a failure costs little.
_NODES = 4000
_FEW_NODES = 400
_MOST_NEW = 7
_MOST_LOOKS = 10_000
_WIDE = 12
# Hiding one row more costs more than any order among rows.
_A_ROW = 10**9


@dataclass(frozen=True)
class SmallNumbers:
    """A board's setting. ValueError for one that nobody publishes."""

    highest_hidden: int = 4
    rounding: int = 1

    def __post_init__(self) -> None:
        if self.highest_hidden not in HIGHEST_HIDDEN:
            raise ValueError(f"Small numbers end at one of {HIGHEST_HIDDEN}.")
        if self.rounding not in ROUNDINGS:
            raise ValueError(f"Counts are rounded to one of {ROUNDINGS}.")

    def is_small(self, count: int) -> bool:
        """Whether a count is hidden for its own sake; nought is shown."""
        return 1 <= count <= self.highest_hidden

    def shown(self, count: int) -> int:
        """The count as it is shown, rounded half up."""
        return int(round_half_up(Decimal(count) / self.rounding, 0)) * self.rounding

    def window(self, count: int) -> tuple[int, int]:
        """The least and the most that a count shown like this one may be.

        Counts of nought are shown as they are and stand for nothing else.
        """
        if not count or self.rounding == 1:
            return count, count
        middle = self.shown(count)
        lowest, highest = middle - self.rounding // 2, middle + (self.rounding - 1) // 2
        return max(lowest, self.highest_hidden + 1), highest


@dataclass(frozen=True)
class Relation:
    """A total and the cells that add up to it. A cell has one name in all tables it stands in."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """What may be shown: each cell's count, rounded as set, or why it is missing.

    `exposed` are hidden cells that are public or that what is public gives away: no figure
    that needs them should go out without a person's word.
    """

    primary: frozenset[str]
    secondary: frozenset[str]
    exposed: frozenset[str]
    shown: Mapping[str, Value]
    reason: str

    @property
    def hidden(self) -> frozenset[str]:
        """All cells that are not shown."""
        return self.primary | self.secondary

    def hides(self, needed: Iterable[str]) -> bool:
        """Whether a figure worked out from those cells must be hidden as well.

        A percentage with its denominator gives its numerator away, a mean its sum.
        """
        return not self.hidden.isdisjoint(needed)


def protect(
    cells: Mapping[str, Value],
    relations: Sequence[Relation],
    setting: SmallNumbers,
    public: Iterable[str] = (),
    together: Iterable[Iterable[str]] = (),
    left_out: Iterable[str] = (),
) -> Release:
    """Which cells of a release to hide.

    `cells` are whole counts from nought; all that one pack releases belongs in one call, for
    tables that share cells give each other away. `public` cells were published before, as
    they are: hiding them helps nobody, and small ones among them are exposed. Missing counts
    are taken as hidden; noughts are never hidden. `together` are the cells of one row each,
    hidden all or none, a cell in one row at most. `left_out` cells are not printed: a reader
    learns them only where they follow from others, and small ones must not. ValueError, naming
    the cell or total, for a count that is not whole, below nought, or does not add up.
    """
    for each in relations:
        for cell in (each.total, *each.parts):
            if cell not in cells:
                raise ValueError(f"{cell} stands in a total but is no cell of the release.")
    counts = _whole(cells, relations)
    usable = [each for each in relations if all(c in counts for c in (each.total, *each.parts))]
    for each in usable:
        if counts[each.total] != sum(counts[part] for part in each.parts):
            raise ValueError(f"The parts of {each.total} do not add up to it.")
    fixed = frozenset(public)
    without = frozenset(cell for cell in cells if isinstance(cells[cell], Missing))
    small = frozenset(cell for cell, count in counts.items() if setting.is_small(count))
    primary = without | small
    unprinted = frozenset(left_out)
    puzzle = _Puzzle(counts, usable, setting, fixed, together, unprinted)
    hidden = set(primary)
    exposed = set(small & fixed)
    start = [puzzle.number_of[cell] for cell in primary.intersection(counts) - fixed]
    for group, tied in puzzle.groups(start):
        found = _protect_group(puzzle, group, tied)
        hidden |= {puzzle.names[cell] for row in found.rows for cell in puzzle.rows[row]}
        exposed |= {puzzle.names[cell] for cell in found.lost}
    hidden -= unprinted - primary
    secondary = hidden - primary
    shown: dict[str, Value] = {
        cell: Missing.SUPPRESSED if cell in hidden else Decimal(setting.shown(counts[cell]))
        for cell in cells
    }
    for cell in without:
        shown[cell] = cells[cell]
    reason = _reason(primary, secondary, exposed, setting)
    return Release(primary, frozenset(secondary), frozenset(exposed), shown, reason)


class _Puzzle:
    """The counts and what ties them together, as someone works back from what is shown.

    Cells are numbers here, and so are rows: cells of one row are hidden and shown together.
    What is hidden at the moment is kept, for almost every question is about the same set.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        relations: Sequence[Relation],
        setting: SmallNumbers,
        public: frozenset[str],
        together: Iterable[Iterable[str]],
        left_out: frozenset[str],
    ) -> None:
        self.names = list(counts)
        number_of = {name: number for number, name in enumerate(self.names)}
        self.number_of = number_of
        self.counts = list(counts.values())
        windows = [
            (count, count) if name in public else setting.window(count)
            for name, count in counts.items()
        ]
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
        found = []
        waiting = list(_STEPS)
        # Most are found soon, so the long searches come when all short ones are done.
        for effort in (_FEW_NODES, nodes) if nodes > _FEW_NODES else (nodes,):
            steps, waiting = waiting, []
            for step in steps:
                moved = self.chains(cell, step, hiding=False) or self.move(cell, step, 0, effort)
                if moved is None:
                    waiting.append(step)
                    continue
                found.append(frozenset(self.row_of[each] for each in moved))
                if len(found) == POSSIBILITIES - 1:
                    return found
        return None

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
        moved = {cell: step}
        gaps: dict[int, int] = {}
        for relation, sign in self.places[cell]:
            gaps[relation] = gaps.get(relation, 0) + sign * step
        for start in list(gaps):
            if gaps[start] and not self._make_good(start, gaps, moved, hiding):
                return None
        return moved

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
        moved = {cell: step}
        gaps: dict[int, int] = {}
        for relation, sign in self.places[cell]:
            gaps[relation] = gaps.get(relation, 0) + sign * step
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
class _Found:
    """What a group came to: its hidden rows, and the cells that can be worked out all the same."""

    rows: frozenset[int]
    lost: frozenset[int]


def _protect_group(puzzle: _Puzzle, primary: Sequence[int], tied: set[int]) -> _Found:
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
    for cell in waiting:
        while puzzle.witnesses(cell) is None:
            added, covers = _additions(puzzle, cell, last_resort=cell in firm)
            if not added:
                lost.add(cell)
                break
            firm |= covers
            # Those newly hidden are looked at in their turn.
            for row in sorted(added, key=puzzle.rank.__getitem__):
                puzzle.hide(row)
                waiting += puzzle.rows[row]
    kept = [cell for cell in waiting if cell not in lost]
    _prune(puzzle, kept, first)
    _take_fewest(puzzle, [cell for cell in kept if puzzle.row_of[cell] in rows], first)
    hidden = frozenset(puzzle.hidden)
    # Groups share nothing, so each begins with nothing hidden.
    for row in hidden:
        puzzle.show(row)
    return _Found(hidden, frozenset(lost & firm))


def _additions(puzzle: _Puzzle, cell: int, last_resort: bool) -> tuple[set[int], set[int]]:
    """The fewest rows whose hiding gives a cell another value, and the cells that move in
    them; all rows there are as a last resort."""
    rows: set[int] = set()
    covers: set[int] = set()
    for moved in _moves(puzzle, cell):
        added = puzzle.to_hide(moved)
        if not rows or len(added) < len(rows):
            rows = added
            covers = {each for each in moved if puzzle.row_of[each] in added}
    if not rows and last_resort:
        rows = set(puzzle.nearby([cell]))
        covers = {each for row in rows for each in puzzle.rows[row]}
    return rows, covers


def _moves(puzzle: _Puzzle, cell: int) -> Iterator[dict[int, int]]:
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
        efforts.append((_STEPS, _NODES))
    for steps, nodes in efforts:
        for new in range(1, most + 1):
            found = [puzzle.move(cell, step, new, nodes) for step in steps]
            useful = [moved for moved in found if moved and puzzle.to_hide(moved)]
            if useful:
                yield from useful
                return


def _prune(puzzle: _Puzzle, kept: Sequence[int], first: set[int]) -> None:
    """Show again the further rows that turn out not to be needed, the dearest first."""
    used = {}
    users: dict[int, set[int]] = {}
    for cell in kept:
        used[cell] = frozenset().union(*(puzzle.witnesses(cell) or ()))
        for row in used[cell]:
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


def _take_fewest(puzzle: _Puzzle, kept: Sequence[int], first: set[int]) -> None:
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


def _whole(cells: Mapping[str, Value], relations: Sequence[Relation]) -> dict[str, int]:
    """The counts as whole numbers; missing ones where the rest of a relation gives them."""
    counts: dict[str, int] = {}
    for cell, value in cells.items():
        if isinstance(value, Missing):
            continue
        if value < 0 or value % 1:
            raise ValueError(f"{cell} is {plain(value)}, not a count.")
        counts[cell] = int(value)
    waiting = list(relations)
    while True:
        later = []
        for each in waiting:
            lacking = [cell for cell in (each.total, *each.parts) if cell not in counts]
            if len(lacking) > 1:
                later.append(each)
            elif lacking == [each.total]:
                counts[each.total] = sum(counts[part] for part in each.parts)
            elif lacking:
                known = sum(counts[part] for part in each.parts if part in counts)
                counts[lacking[0]] = counts[each.total] - known
                if counts[lacking[0]] < 0:
                    raise ValueError(f"The parts of {each.total} do not add up to it.")
        if len(later) == len(waiting):
            return counts
        waiting = later


def _reason(
    primary: frozenset[str], secondary: set[str], exposed: set[str], setting: SmallNumbers
) -> str:
    if not primary:
        return "Nothing is hidden."
    said = f"{len(primary)} hidden as small (1 to {setting.highest_hidden}) or missing"
    if secondary:
        said += f", and {len(secondary)} more so that they cannot be worked out"
    if exposed:
        said += f"; {len(exposed)} can be worked out all the same from what is public"
    return f"{said}."
