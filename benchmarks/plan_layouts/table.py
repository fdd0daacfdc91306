"""The scores of all made layouts as a table, and whether they meet their aims."""

from collections import Counter

from benchmarks.plan_layouts.catalogue import catalogue, mixed
from benchmarks.plan_layouts.score import Score, score

OUTCOMES = ("right", "asked", "wrong and told", "wrong and silent")
LEAST_ROWS, LEAST_RIGHT, MOST_SILENT = 99.0, 97.0, 0.2
"""The aims, in per cent: of rows found, of cells right, of cells wrong and not told."""

_TIMES, _MIXED = 3, 100


def print_layouts(faults: bool = False) -> bool:
    """Print how made plans are read, by kind of layout; whether an aim is missed."""
    scores = [score(layout) for layout in (*catalogue(_TIMES), *mixed(_MIXED))]
    print(f"{'layouts':26}{'made':>6}{'rows':>7}{'found':>7}"
          + "".join(f"{name:>18}" for name in OUTCOMES) + f"{'words lost':>12}")  # fmt: skip
    missed = False
    for name, chosen in (
        ("Word, one operator", [s for s in scores if _is(s, "docx", mixed_up=False)]),
        ("Word, several", [s for s in scores if _is(s, "docx", mixed_up=True)]),
        ("Excel, one operator", [s for s in scores if _is(s, "xlsx", mixed_up=False)]),
        ("Excel, several", [s for s in scores if _is(s, "xlsx", mixed_up=True)]),
        ("all", scores),
    ):
        missed |= _line(name, chosen)
    if faults:
        for each in scores:
            for fault in each.faults:
                print(f"  {each.layout.kind} {each.layout.name} ({each.layout.seed}): {fault}")
    return missed


def _is(result: Score, kind: str, *, mixed_up: bool) -> bool:
    return result.layout.kind == kind and result.layout.name.startswith("mixed ") == mixed_up


def _line(name: str, scores: list[Score]) -> bool:
    cells: Counter[str] = Counter()
    for each in scores:
        cells += each.cells
    rows, found = sum(s.rows for s in scores), sum(s.found for s in scores)
    whole, lost = cells.total() or 1, sum(s.lost for s in scores)
    shares = {outcome: 100 * cells[outcome] / whole for outcome in OUTCOMES}
    print(
        f"{name:26}{len(scores):6}{rows:7}{found:7}"
        + "".join(f"{cells[each]:9} {shares[each]:6.2f} %" for each in OUTCOMES)
        + f"{lost:12}"
    )
    return (
        found * 100 < LEAST_ROWS * rows
        or shares["right"] < LEAST_RIGHT
        or shares["wrong and silent"] > MOST_SILENT
        or lost > 0
    )
