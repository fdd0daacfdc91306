"""Counts that follow from others by sums."""

from collections.abc import Mapping, Sequence

from toolkit.publishing.puzzle import Relation


def worked_out(
    given: Mapping[str, int], relations: Sequence[Relation]
) -> tuple[dict[str, int], Relation | None]:
    """The counts with those that follow from the rest of a relation, and one that fails if any."""
    counts = dict(given)
    waiting = list(relations)
    while waiting:
        later = []
        for each in waiting:
            lacking = [cell for cell in (each.total, *each.parts) if cell not in counts]
            if len(lacking) > 1:
                later.append(each)
                continue
            known = sum(counts[part] for part in each.parts if part in counts)
            if lacking == [each.total]:
                counts[each.total] = known
            over = counts[each.total] - known
            if over < 0 or (over and not lacking):
                return counts, each
            if lacking and lacking != [each.total]:
                counts[lacking[0]] = over
        if len(later) == len(waiting):
            break
        waiting = later
    return counts, None
