"""Finds which rows of two lists are the same thing: by identity first, then by likeness. Pure.

No row is compared with every other: only those that share a rare word, or a rare pair of
neighbouring words, are looked at. So a list of 100 times the length takes about 100 times as
long. The same rows give the same pairs in whatever order they are, and whichever list is old.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from toolkit.compare.entries import Entry
from toolkit.compare.likeness import ALIKE, Likeness

# How much more alike a stranger must be to win a row from its own identity.
_OWN_IDENTITY = 30

# So many clear differences, and more than half of all common identities: then the
# identities of the two lists were given without regard to each other.
_FEWEST_DIFFERENCES = 3

# A word or pair of words in more rows than that does not tell where to look.
_COMMON = 40
_RAREST = 8


class By(StrEnum):
    """How two rows were found to be the same thing."""

    ID = "id"
    CARRIED_FROM = "carried_from"
    LIKENESS = "likeness"


@dataclass(frozen=True)
class Pair:
    """The places of one thing in the two lists, how it was found, and how alike (0 to 100)."""

    old: int
    new: int
    by: By
    likeness: int


@dataclass(frozen=True)
class Matching:
    """The pairs, in the order of the new list, and the identities that were not believed.

    `reused` holds the places of rows that have one identity and are not the same thing. It is
    empty where the identities of the lists are independent altogether.
    """

    pairs: tuple[Pair, ...]
    reused: tuple[tuple[int, int], ...]
    independent: bool


def match(old: Sequence[Entry], new: Sequence[Entry], *, in_doubt_by_id: bool = False) -> Matching:
    """Which entries of two lists are the same thing.

    With `in_doubt_by_id`, entries with one identity that find no better partner are the same
    thing whatever they say: right for titles, which are short and get renamed.
    """
    matcher = _Matcher(old, new)
    matcher.run(in_doubt_by_id)
    reused = [] if matcher.independent else [
        (one, other) for one, other in matcher.common if matcher.partner.get(one) != other
    ]  # fmt: skip
    pairs = sorted(matcher.pairs, key=lambda pair: pair.new)
    return Matching(tuple(pairs), tuple(reused), matcher.independent)


class _Matcher:
    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.pairs: list[Pair] = []
        self.partner: dict[int, int] = {}
        self._old, self._new = old, new
        self._free_old, self._free_new = (
            dict.fromkeys(range(len(old))),
            dict.fromkeys(range(len(new))),
        )
        self._likeness = Likeness(old, new)
        ids = _places(new, lambda entry: entry.id)
        self.common = [
            (place, ids[entry_id])
            for entry_id, place in _places(old, lambda entry: entry.id).items()
            if entry_id in ids
        ]
        different = sum(self._likeness.are_different(*places) for places in self.common)
        self.independent = different >= _FEWEST_DIFFERENCES and 2 * different > len(self.common)

    def run(self, in_doubt_by_id: bool) -> None:
        self._pair_equal(lambda entry: (entry.id, *entry.whole))
        if not self.independent:
            for old, new in self.common:
                if self._likeness.of(old, new) >= ALIKE:
                    self._pair(old, new)
        for old, new in sorted(self._carried(), key=self._order):
            self._pair(old, new, By.CARRIED_FROM)
        # Among rows that read the same, those in the same place are the likeliest pairs.
        for same_place in (("group", "ref"), ("group",), ()):
            self._pair_equal(partial(_reading, same_place))
        self._pair_alike()
        if in_doubt_by_id and not self.independent:
            for old, new in self.common:
                self._pair(old, new)

    def _pair(self, old: int, new: int, by: By | None = None) -> None:
        """Take two rows for the same thing, unless one of them has its partner already."""
        if old not in self._free_old or new not in self._free_new:
            return
        del self._free_old[old], self._free_new[new]
        self.partner[old] = new
        if by is None:
            identity = self._old[old].id
            has_one = identity and identity == self._new[new].id and not self.independent
            by = By.ID if has_one else By.LIKENESS
        likeness = self._likeness.of(old, new)
        if self._old[old].folded == self._new[new].folded:
            likeness = 100
        self.pairs.append(Pair(old, new, by, likeness))

    def _pair_equal(self, key: Callable[[Entry], tuple[str, ...]]) -> None:
        """Pair free rows of the same key, where it is not empty, one by one."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for new in self._free_new:
            if found := key(self._new[new]):
                groups[found].append(new)
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for old in self._free_old:
            if (found := key(self._old[old])) in groups:
                waiting[found].append(old)
        for found, olds in waiting.items():
            olds.sort(key=lambda place: self._rank(self._old[place]))
            news = sorted(groups[found], key=lambda place: self._rank(self._new[place]))
            for old, new in zip(olds, news, strict=False):
                self._pair(old, new)

    def _rank(self, entry: Entry) -> tuple[str, ...]:
        """An order that no row's place has a part in."""
        return (entry.group, entry.ref, entry.id, *entry.whole)

    def _order(self, places: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
        """The same whichever list is old."""
        old, new = self._rank(self._old[places[0]]), self._rank(self._new[places[1]])
        return (min(old, new), max(old, new))

    def _carried(self) -> list[tuple[int, int]]:
        """Rows of which one says that it continues the other, and has not said so before."""
        forward = _continued(self._new, self._old)
        backward = _continued(self._old, self._new)
        return [*((old, new) for new, old in forward), *backward]

    def _pair_alike(self) -> None:
        own = set() if self.independent else {
            places for places in self.common if not self._likeness.are_different(*places)
        }  # fmt: skip
        ranked = []
        for old, new in self._candidates() | own:
            if old not in self._free_old or new not in self._free_new:
                continue
            likeness = self._likeness.of(old, new)
            is_own = (old, new) in own
            if is_own or likeness >= ALIKE:
                worth = likeness + _OWN_IDENTITY * is_own
                elsewhere = (self._old[old].group, self._old[old].ref) != (
                    self._new[new].group,
                    self._new[new].ref,
                )
                ranked.append(((-worth, elsewhere, *self._order((old, new))), old, new))
        for _, old, new in sorted(ranked):
            self._pair(old, new)

    def _candidates(self) -> set[tuple[int, int]]:
        """Free rows that share one of the rarest marks that both lists have."""
        olds = _by_mark(self._free_old, self._old)
        news = _by_mark(self._free_new, self._new)

        def rarest(entry: Entry) -> list[str]:
            shared = [(len(olds[mark]) + len(news[mark]), mark) for mark in entry.marks
                      if mark in olds and mark in news]  # fmt: skip
            return [mark for rows, mark in heapq.nsmallest(_RAREST, shared) if rows <= _COMMON]

        found: set[tuple[int, int]] = set()
        for old in self._free_old:
            for mark in rarest(self._old[old]):
                found.update((old, new) for new in news[mark])
        for new in self._free_new:
            for mark in rarest(self._new[new]):
                found.update((old, new) for old in olds[mark])
        return found


def _reading(same_place: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
    """A row's words and where it is; empty where it has no words."""
    place = (str(getattr(entry, name)) for name in same_place)
    return (entry.folded, *place) if entry.folded else ()


def _places(entries: Sequence[Entry], key: Callable[[Entry], str]) -> dict[str, int]:
    """The place of each name that exactly one entry has."""
    numbers = Counter(map(key, entries))
    return {
        key(entry): place
        for place, entry in enumerate(entries)
        if key(entry) and numbers[key(entry)] == 1
    }


def _continued(later: Sequence[Entry], earlier: Sequence[Entry]) -> list[tuple[int, int]]:
    """Places of entries, and of those among the earlier ones that they say they continue."""
    said = {entry.carried_from for entry in earlier}
    places = {
        **_places(earlier, lambda entry: entry.ref),
        **_places(earlier, lambda entry: entry.id),
    }
    return [
        (place, places[entry.carried_from])
        for place, entry in enumerate(later)
        if entry.carried_from not in said and entry.carried_from in places
    ]


def _by_mark(places: Iterable[int], entries: Sequence[Entry]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        for mark in entries[place].marks:
            found[mark].append(place)
    return found
