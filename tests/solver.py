"""What can be worked out from a release, by someone who knows nothing of how the toolkit works."""

from collections.abc import Mapping, Sequence

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


def is_possible(domains: Mapping[str, Domain], relations: Sequence[Relation]) -> bool:
    """Whether whole numbers exist within the domains for which all relations hold."""
    found = narrowed(domains, relations)
    if found is None:
        return False
    open_cells = [cell for cell, (low, high) in found.items() if low < high]
    if not open_cells:
        return True
    cell = min(open_cells, key=lambda each: found[each][1] - found[each][0])
    low, high = found[cell]
    return any(
        is_possible(found | {cell: (value, value)}, relations) for value in range(low, high + 1)
    )


def possibilities(
    domains: Mapping[str, Domain], relations: Sequence[Relation], cell: str, enough: int = 3
) -> int:
    """How many values a cell may have, counted up to `enough`."""
    found = narrowed(domains, relations)
    assert found is not None, "the release contradicts itself"
    count = 0
    for value in range(found[cell][0], found[cell][1] + 1):
        count += is_possible(found | {cell: (value, value)}, relations)
        if count == enough:
            break
    return count
