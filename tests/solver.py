"""What can be worked out from a release, by someone who knows nothing of how the toolkit works."""

from collections.abc import Iterable, Mapping, Sequence

from toolkit.publishing.puzzle import Relation

Domain = tuple[int, int]
"""The least and the most that a count may be."""


def narrowed(
    domains: Mapping[str, Domain], relations: Sequence[Relation]
) -> dict[str, Domain] | None:
    """What the relations leave of each cell's values; None where they leave nothing."""
    found = dict(domains)
    changed = True
    while changed:
        changed = False
        for each in relations:
            low = sum(found[part][0] for part in each.parts)
            high = sum(found[part][1] for part in each.parts)
            total = found[each.total]
            tighter = {each.total: (max(total[0], low), min(total[1], high))}
            for part in each.parts:
                least, most = found[part]
                tighter[part] = (
                    max(least, total[0] - (high - most)),
                    min(most, total[1] - (low - least)),
                )
            for cell, domain in tighter.items():
                if domain[0] > domain[1]:
                    return None
                if domain != found[cell]:
                    found[cell] = domain
                    changed = True
    return found


def solved(domains: Mapping[str, Domain], relations: Sequence[Relation]) -> dict[str, int] | None:
    """Whole numbers within the domains for which all relations hold; None where there are none."""
    found = narrowed(domains, relations)
    if found is None:
        return None
    open_cells = [cell for cell, (low, high) in found.items() if low < high]
    if not open_cells:
        return {cell: low for cell, (low, _) in found.items()}
    cell = min(open_cells, key=lambda each: found[each][1] - found[each][0])
    low, high = found[cell]
    tries = (solved(found | {cell: (value, value)}, relations) for value in range(low, high + 1))
    return next((solution for solution in tries if solution), None)


def nearly_known(
    domains: Mapping[str, Domain],
    relations: Sequence[Relation],
    cells: Iterable[str],
    enough: int = 3,
) -> list[str]:
    """Those of the cells that can have fewer values than `enough`.

    A solution that was found for one cell tells of a value of every other as well.
    """
    found = narrowed(domains, relations)
    assert found is not None, "the release contradicts itself"
    possible: dict[str, set[int]] = {cell: set() for cell in cells}
    for cell, values in possible.items():
        low, high = found[cell]
        for value in range(low, high + 1):
            if len(values) >= enough:
                break
            if value in values:
                continue
            solution = solved(found | {cell: (value, value)}, relations)
            if solution:
                for each, others in possible.items():
                    others.add(solution[each])
    return [cell for cell, values in possible.items() if len(values) < enough]
