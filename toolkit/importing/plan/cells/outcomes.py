"""Outcomes and the progress notes under them in one cell."""

from collections.abc import Sequence

from toolkit.importing.plan.cells.cells import Line
from toolkit.importing.plan.headings import normal


def outcomes_of(lines: Sequence[Line]) -> list[tuple[str, tuple[str, ...]]]:
    """Outcomes with the progress notes under them.

    An outcome is what stands out among the lines: by bold type, by being further left,
    by plain lines among list items, or by opening with words that others open with as well
    ("We want to …"). Where nothing stands out, each line is an outcome.
    """
    if not lines:
        return []
    left = min(line.depth for line in lines)
    tests = (
        [line.bold for line in lines],
        [not line.is_item for line in lines],
        [line.depth == left for line in lines],
        _same_openings(lines),
    )
    marks = next(
        (test for test in tests if test and test[0] and not all(test)), [True] * len(lines)
    )
    found: list[tuple[str, list[str]]] = []
    for line, is_outcome in zip(lines, marks, strict=True):
        if is_outcome:
            found.append((line.text, []))
        else:
            found[-1][1].append(line.text)
    return [(text, tuple(progress)) for text, progress in found]


def _same_openings(lines: Sequence[Line]) -> list[bool]:
    """Which lines open with the two words that the first one opens with, if others do."""
    openings = [" ".join(normal(line.text).split()[:2]) for line in lines]
    if openings.count(openings[0]) < 2:
        return [True] * len(lines)
    return [opening == openings[0] for opening in openings]
