"""How our areas lie in each other: by what the list of areas says, or else by their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from toolkit.board.board import Board
from toolkit.publishing.row_counts import Row
from toolkit.values import choices
from toolkit.values.findings import CellPlace
from toolkit.values.text import folded

MOST_AREAS = 12
"""Parts of our area among which sums are looked for; with more, the list has to say them."""


@dataclass(frozen=True)
class AreaTree:
    """The areas that make up each area that has parts.

    `guessed` are areas taken to lie in each other because their numbers say so; `faulty` cells
    of areas that lie in themselves; `unlooked` whether parts come to more than our area, and no
    sums among them were found.
    """

    parts: Mapping[str, tuple[str, ...]]
    guessed: tuple[str, ...] = ()
    faulty: tuple[CellPlace, ...] = ()
    unlooked: bool = False

    def siblings(self, area: str) -> tuple[str, ...]:
        """The area with all that make up another together with it."""
        return next((found for found in self.parts.values() if area in found), (area,))


def area_tree(board: Board, rows: Sequence[Row]) -> AreaTree:
    """How our areas lie in each other; where the list does not say, our area is made of them all.

    With several of the kind Our area, only what the list says counts.
    """
    wholes = tuple(dict.fromkeys(board.areas_of_kind(choices.OUR_AREA)))
    parts = tuple(dict.fromkeys(board.areas_of_kind(choices.PART_OF_OURS)))
    whole = wholes[0] if len(wholes) == 1 else ""
    names = {folded(name): name for name in (*parts, *wholes)}
    parent = dict.fromkeys(parts, whole)
    said = False
    for area in board.areas:
        if area.name in parent and (above := names.get(folded(area.parent))):
            parent[area.name], said = above, True
    circular = {part for part in parts if _is_circular(part, parent)}
    found: dict[str, list[str]] = defaultdict(list)
    for part, above in parent.items():
        if above and part not in circular:
            found[above].append(part)
    tree = {above: tuple(below) for above, below in found.items()}
    faulty = tuple(area.source.cell("parent") for area in board.areas if area.name in circular)
    if said or not whole or len(parts) < 3:
        return AreaTree(tree, faulty=faulty)
    return _guessed(tree, whole, parts, rows)


def _is_circular(area: str, parent: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while area in parent and area not in seen:
        seen.add(area)
        area = parent[area]
    return area in seen


Numbers = tuple[Decimal, ...]


def _guessed(
    tree: Mapping[str, tuple[str, ...]], whole: str, parts: Sequence[str], rows: Iterable[Row]
) -> AreaTree:
    """The tree by the numbers, where all parts together come to more than our area."""
    given: dict[object, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        for part, count in row.counts.items():
            if isinstance(count, Decimal):
                key = row.indicator.code, part, row.period.start, row.period.end
                given[key][row.area] = count
    over = [
        counts
        for counts in given.values()
        if whole in counts and sum(counts.get(part, Decimal(0)) for part in parts) > counts[whole]
    ]
    if not over:
        return AreaTree(tree)
    full = [counts for counts in over if all(part in counts for part in parts)]
    if not full or len(parts) > MOST_AREAS:
        return AreaTree(tree, unlooked=True)
    numbers = {area: tuple(counts[area] for counts in full) for area in (whole, *parts)}
    for size in range(2, len(parts)):
        for tops in combinations(parts, size):
            if _sum(numbers, tops) != numbers[whole]:
                continue
            rest = [part for part in parts if part not in tops]
            below = _shared_out(numbers, tops, rest)
            if below is not None:
                return AreaTree({whole: tops, **below}, guessed=tuple(sorted(below)))
    return AreaTree(tree, unlooked=True)


def _sum(numbers: Mapping[str, Numbers], areas: Sequence[str]) -> Numbers:
    return tuple(map(sum, zip(*(numbers[area] for area in areas), strict=True)))  # type: ignore[arg-type]


def _shared_out(
    numbers: Mapping[str, Numbers], tops: Sequence[str], rest: Sequence[str]
) -> dict[str, tuple[str, ...]] | None:
    """Which of the rest make up which of the others; None where some make up none."""
    if not rest:
        return {}
    for number, top in enumerate(tops):
        for size in range(2, len(rest) + 1):
            for below in combinations(rest, size):
                if rest[0] in below and _sum(numbers, below) == numbers[top]:
                    left = [area for area in rest if area not in below]
                    others = [*tops[:number], *tops[number + 1 :]]
                    deeper = _shared_out(numbers, [*others, *below], left)
                    if deeper is not None:
                        return {top: below, **deeper}
    return None
