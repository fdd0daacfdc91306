"""Which sums hold together, and values for counts that nobody knows with which they do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from toolkit.publishing.programme import Programme, Span
from toolkit.publishing.puzzle import UNLIMITED, Relation
from toolkit.publishing.working_out import worked_out
from toolkit.values.missing import Missing, Value


def useful(relations: Iterable[Relation], unprinted: set[str]) -> tuple[Relation, ...]:
    """The sums that can tell something: not those whose total nobody gives or uses elsewhere."""
    left = list(dict.fromkeys(relations))
    while True:
        uses: dict[str, int] = defaultdict(int)
        for each in left:
            for cell in (each.total, *each.parts):
                uses[cell] += 1
        kept = [each for each in left if each.total not in unprinted or uses[each.total] > 1]
        if len(kept) == len(left):
            return tuple(left)
        left = kept


def agreed(
    cells: Mapping[str, Value], relations: Iterable[Relation]
) -> tuple[tuple[Relation, ...], dict[str, int], tuple[str, ...]]:
    """The sums that hold together, values of cells that follow from none, and totals at odds.

    A count that a supplier held back is taken to be no zero.
    """
    given = {cell: int(value) for cell, value in cells.items() if isinstance(value, Decimal)}
    left, clashes = list(relations), []
    while True:
        counts, failed = worked_out(given, left)
        if failed is None:
            break
        left.remove(failed)
        clashes.append(failed.total)
    is_open = [each for each in left if not counts.keys() >= {each.total, *each.parts}]
    supposed, failing = _supposed(cells, counts, is_open)
    at_odds = set(failing)
    return (
        tuple(each for each in left if each not in at_odds),
        supposed,
        (*clashes, *(each.total for each in failing)),
    )


def _supposed(
    cells: Mapping[str, Value], counts: Mapping[str, int], relations: Sequence[Relation]
) -> tuple[dict[str, int], list[Relation]]:
    """The least values of unknown cells with which as many sums as can be hold, and the others."""
    unknown = list(
        dict.fromkeys(
            cell for each in relations for cell in (each.total, *each.parts) if cell not in counts
        )
    )
    if not unknown:
        return {}, []
    place = {cell: at for at, cell in enumerate(unknown)}
    windows: list[Span] = [(int(cells[cell] is Missing.SUPPRESSED), UNLIMITED) for cell in unknown]
    costs = [1.0] * len(unknown)
    sums: list[tuple[dict[int, int], Span]] = []
    for each in relations:
        members: dict[int, int] = {}
        over = -counts.get(each.total, 0)
        if each.total not in counts:
            members[place[each.total]] = -1
        for part in each.parts:
            over += counts.get(part, 0)
            if part not in counts:
                members[place[part]] = 1
        # What is lacking, and what is too much, which nothing but a contradiction is worth.
        members |= {len(windows): 1, len(windows) + 1: -1}
        windows += [(0, UNLIMITED)] * 2
        costs += [1e5] * 2
        sums.append((members, (-over, -over)))
    answer = Programme(windows, sums, costs).solve()
    if answer is None:
        return {}, list(relations)
    found = {cell: answer[at] for cell, at in place.items()}
    every = {**counts, **found}
    failing = [
        each for each in relations if every[each.total] != sum(every[part] for part in each.parts)
    ]
    return found, failing
