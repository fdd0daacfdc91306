"""Small numbers: which counts of a release to hide, so that none of them can be worked out.

Counts within the primary rule are hidden, and then as few others as it takes that everything
shown (tables, totals, the rounded ones too) leaves at least three possible values for each
hidden count. Sources and what an attacker is taken to know: docs/methods.md, "Small numbers".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
_NODES = 4000
_MOST_NEW = 7
_MOST_LOOKS = 10_000


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
) -> Release:
    """Which cells of a release to hide.

    `cells` are whole counts from nought; all that one pack releases belongs in one call, for
    tables that share cells give each other away. `public` cells were published before, as
    they are: hiding them helps nobody, and small ones among them are exposed. Missing counts
    are taken as hidden; noughts are never hidden. ValueError, naming the cell or total, for a
    count that is not whole, below nought, or does not add up.
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
    puzzle = _Puzzle(counts, usable, setting, fixed)
    secondary: set[str] = set()
    exposed = set(small & fixed)
    for start in puzzle.groups(primary.intersection(counts) - fixed):
        found, lost = _protect_group(puzzle, start)
        secondary |= found
        exposed |= lost
    hidden = primary | secondary
    shown: dict[str, Value] = {
        cell: Missing.SUPPRESSED if cell in hidden else Decimal(setting.shown(counts[cell]))
        for cell in cells
    }
    for cell in without:
        shown[cell] = cells[cell]
    reason = _reason(primary, secondary, exposed, setting)
    return Release(primary, frozenset(secondary), frozenset(exposed), shown, reason)


class _Puzzle:
    """The counts and what ties them together, as someone works back from what is shown."""

    def __init__(
        self,
        counts: Mapping[str, int],
        relations: Sequence[Relation],
        setting: SmallNumbers,
        public: frozenset[str],
    ) -> None:
        self.counts = counts
        self.windows = {
            cell: (count, count) if cell in public else setting.window(count)
            for cell, count in counts.items()
        }
        self.can_hide = {cell for cell, count in counts.items() if count and cell not in public}
        # Each relation as its cells with 1 for a part and -1 for the total.
        self.members = [
            [*((part, 1) for part in each.parts), (each.total, -1)] for each in relations
        ]
        self.places: dict[str, list[tuple[int, int]]] = {cell: [] for cell in counts}
        for number, members in enumerate(self.members):
            for cell, sign in members:
                self.places[cell].append((number, sign))
        totals = {each.total for each in relations}
        # Parts are hidden before totals, and smaller counts before larger ones.
        self.cost = {cell: (cell in totals, counts[cell], cell) for cell in counts}
        # What is free depends on what is hidden; it is kept for the set last asked about.
        self._free_for: frozenset[str] = frozenset()
        self._free_cells: dict[int, list[tuple[str, int]]] = {}
        self._left = _NODES

    def groups(self, primary: frozenset[str]) -> Iterator[frozenset[str]]:
        """The cells to be hidden anyway, in groups that no relation ties to each other."""
        seen: set[str] = set()
        for first in sorted(primary):
            if first in seen:
                continue
            group, waiting = {first}, [first]
            while waiting:
                for number, _ in self.places[waiting.pop()]:
                    new = {cell for cell, _ in self.members[number]} - group
                    group |= new
                    waiting += new
            seen |= group
            yield primary & group

    def nearby(self, start: frozenset[str]) -> list[str]:
        """Cells that could be hidden and share a chain of relations with those."""
        found, waiting = set(start), list(start)
        while waiting:
            for number, _ in self.places[waiting.pop()]:
                new = {cell for cell, _ in self.members[number]} - found
                found |= new
                waiting += new
        return sorted((found - start) & self.can_hide, key=self.cost.__getitem__)

    def witnesses(self, cell: str, hidden: frozenset[str]) -> list[frozenset[str]] | None:
        """Two other values the cell may have, as the cells each moves; None where it has not."""
        found = []
        for step in _STEPS:
            moved = self._chain(cell, step, hidden) or self.move(cell, step, hidden, 0)
            if moved is not None:
                found.append(frozenset(moved))
                if len(found) == POSSIBILITIES - 1:
                    return found
        return None

    def _chain(self, cell: str, step: int, hidden: frozenset[str]) -> dict[str, int] | None:
        """The shortest chain of cells, each moving by the step or its opposite, that does.

        It passes only through cells of two relations, as most are. None says nothing but
        that a closer search is needed.
        """
        if len(self.places[cell]) != 2 or not self._has_room(cell, step, hidden):
            return None
        (first, sign), (last, last_sign) = self.places[cell]
        before: dict[int, tuple[int, str, int]] = {}
        gaps = {first: sign * step}
        waiting = [first]
        for number in waiting:
            for other, other_sign in self._free(number, hidden):
                amount = -gaps[number] * other_sign
                if len(self.places[other]) != 2 or other == cell:
                    continue
                if not self._has_room(other, amount, hidden):
                    continue
                after, after_sign = next(each for each in self.places[other] if each[0] != number)
                gap = after_sign * amount
                if after == last and gap + last_sign * step == 0:
                    before[last] = (number, other, amount)
                    return {cell: step} | self._walked(before, last)
                if after != last and after not in gaps:
                    gaps[after] = gap
                    before[after] = (number, other, amount)
                    waiting.append(after)
        return None

    def _walked(self, before: Mapping[int, tuple[int, str, int]], last: int) -> dict[str, int]:
        moved = {}
        while last in before:
            last, cell, amount = before[last]
            moved[cell] = amount
        return moved

    def _has_room(self, cell: str, amount: int, hidden: frozenset[str]) -> bool:
        lowest, highest = self._bounds(cell, hidden)
        return lowest <= self.counts[cell] + amount <= highest

    def move(self, cell: str, step: int, hidden: frozenset[str], new: int) -> dict[str, int] | None:
        """A change of the cell by `step` and of others so that all relations still hold.

        At most `new` cells that are shown may have to be hidden for it. None where none was
        found: that is no proof that there is none, so more may be hidden than need be, and
        never less.
        """
        if not self._has_room(cell, step, hidden):
            return None
        moved = {cell: step}
        gaps: dict[int, int] = {}
        for number, sign in self.places[cell]:
            gaps[number] = gaps.get(number, 0) + sign * step
        self._left = _NODES
        return moved if self._close(moved, gaps, hidden, new) else None

    def _close(
        self, moved: dict[str, int], gaps: dict[int, int], hidden: frozenset[str], new: int
    ) -> bool:
        """Move further cells until no relation is out by anything; undone where it fails."""
        self._left -= 1
        open_ones = [number for number, gap in gaps.items() if gap]
        if not open_ones:
            return True
        if self._left < 0:
            return False
        # The relation with the least choice shows soonest that there is none.
        options = min(
            (self._options(each, gaps[each], moved, hidden, new) for each in open_ones),
            key=len,
        )
        for cell, amount, cost in options:
            moved[cell] = amount
            for number, sign in self.places[cell]:
                gaps[number] = gaps.get(number, 0) + sign * amount
            if self._close(moved, gaps, hidden, new - cost):
                return True
            for number, sign in self.places[cell]:
                gaps[number] -= sign * amount
            del moved[cell]
        return False

    def _options(
        self, number: int, gap: int, moved: Mapping[str, int], hidden: frozenset[str], new: int
    ) -> list[tuple[str, int, int]]:
        """Cells of a relation that can take up its gap or a part of it: by how much, and at
        what cost in newly hidden cells; the cheapest and largest first."""
        found = []
        for cell, sign in self.members[number] if new else self._free(number, hidden):
            if cell in moved:
                continue
            wanted = -gap * sign
            amount = self._room(cell, wanted, self._bounds(cell, hidden))
            cost = 0
            if amount != wanted and new and cell not in hidden and cell in self.can_hide:
                amount = self._room(cell, wanted, (1, _UNLIMITED))
                cost = 1
            towards_none = range(amount, 0, -1 if amount > 0 else 1)
            found += [(cell, part, cost) for part in towards_none]
        return sorted(
            found, key=lambda each: (each[2], -abs(each[1]), self.cost[each[0]] if each[2] else ())
        )

    def _free(self, number: int, hidden: frozenset[str]) -> list[tuple[str, int]]:
        """The cells of a relation that a reader does not know for certain."""
        if hidden is not self._free_for:
            self._free_for, self._free_cells = hidden, {}
        if number not in self._free_cells:
            self._free_cells[number] = [
                (cell, sign)
                for cell, sign in self.members[number]
                if cell in hidden or self.windows[cell][0] < self.windows[cell][1]
            ]
        return self._free_cells[number]

    def _room(self, cell: str, wanted: int, bounds: tuple[int, int]) -> int:
        count = self.counts[cell]
        return max(min(count + wanted, bounds[1]), bounds[0]) - count

    def _bounds(self, cell: str, hidden: frozenset[str]) -> tuple[int, int]:
        # Noughts are shown, so whoever works back knows that a hidden count is not nought.
        if cell not in hidden:
            return self.windows[cell]
        return min(1, self.counts[cell]), _UNLIMITED


def _protect_group(puzzle: _Puzzle, primary: frozenset[str]) -> tuple[set[str], set[str]]:
    """The further cells to hide for a group of tied cells, and those that cannot be kept."""
    hidden = primary
    exposed: set[str] = set()
    waiting = sorted(primary, key=puzzle.cost.__getitem__)
    for cell in waiting:
        while puzzle.witnesses(cell, hidden) is None:
            added = _additions(puzzle, cell, hidden)
            if not added:
                exposed.add(cell)
                break
            hidden |= added
            # Those newly hidden are looked at in their turn.
            waiting += sorted(added, key=puzzle.cost.__getitem__)
    secondary = _pruned(puzzle, hidden, primary, exposed)
    return _fewest(puzzle, secondary, primary, exposed), exposed


def _additions(puzzle: _Puzzle, cell: str, hidden: frozenset[str]) -> set[str]:
    """The fewest cells whose hiding gives a cell another value; all there are as a last resort."""
    for new in range(1, _MOST_NEW + 1):
        best: set[str] = set()
        for step in _STEPS:
            moved = puzzle.move(cell, step, hidden, new)
            # A witness with nothing new says nothing about what to hide.
            added = {
                each
                for each in moved or ()
                if each not in hidden and not _within(puzzle, each, (moved or {})[each])
            }
            if not added:
                continue
            if puzzle.witnesses(cell, hidden | added) is not None:
                return added
            best = best or added
        if best:
            return best
    return set(puzzle.nearby(frozenset({cell}))) - hidden


def _within(puzzle: _Puzzle, cell: str, amount: int) -> bool:
    """Whether a shown, rounded count may move so far and still be shown the same."""
    lowest, highest = puzzle.windows[cell]
    return lowest <= puzzle.counts[cell] + amount <= highest


def _pruned(
    puzzle: _Puzzle, hidden: frozenset[str], primary: frozenset[str], exposed: set[str]
) -> set[str]:
    """The further cells without those that turn out not to be needed, the dearest first."""
    kept = hidden
    used: dict[str, frozenset[str]] = {}
    for cell in kept - exposed:
        found = puzzle.witnesses(cell, kept)
        used[cell] = frozenset().union(*found) if found else frozenset()
    for cell in sorted(hidden - primary, key=puzzle.cost.__getitem__, reverse=True):
        fewer = kept - {cell}
        again: dict[str, frozenset[str]] = {}
        for other in fewer - exposed:
            if cell in used[other]:
                found = puzzle.witnesses(other, fewer)
                if found is None:
                    break
                again[other] = frozenset().union(*found)
        else:
            kept = fewer
            used |= again
    return set(kept - primary)


def _fewest(
    puzzle: _Puzzle, secondary: set[str], primary: frozenset[str], exposed: set[str]
) -> set[str]:
    """The smallest set of further cells, where there are few enough sets to try them all."""
    choices = puzzle.nearby(primary)
    firm = primary - exposed
    # Those that are given away as things stand settle soonest that a set does not do.
    weak = sorted(cell for cell in firm if puzzle.witnesses(cell, primary) is None)
    others = sorted(firm.difference(weak))
    for size in range(len(secondary)):
        if comb(len(choices), size) * len(primary) > _MOST_LOOKS:
            break
        for tried in combinations(choices, size):
            hidden = primary.union(tried)
            if all(puzzle.witnesses(cell, hidden) for cell in (*weak, *tried, *others)):
                return set(tried)
    return secondary


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
