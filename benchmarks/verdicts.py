"""All verdicts of a scorecard, against reading the rows they are drawn from."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, Entry, growth_aim, in_a_process, ratio_aim
from toolkit.values.text import listed

SIZES = (10, 35, 105)
"""Measures, each for 158 areas and 10 years."""
VERDICTS = "verdicts"


def verdicts(folder: Path, sizes: Sequence[int] = SIZES) -> Benchmark:
    """Targets, directions, intervals, comparisons, ranks, trends, charts and sentences."""
    contenders = []
    for measures in sizes:
        path = folder / f"scorecard_{measures}.xlsx"
        rows = samples.scorecard_rows(path, measures)
        read = f"calamine, {rows:,} rows"
        cells = rows * samples.SCORECARD_COLUMNS
        contenders += [
            Contender(read, in_a_process("calamine_read", path, cells), measures, "calamine", read),
            Contender(
                f"toolkit, {rows:,} rows",
                in_a_process("all_verdicts", path, rows),
                measures,
                VERDICTS,
                read,
            ),
        ]
    return Benchmark(
        "verdicts",
        f"All verdicts on {listed([str(size) for size in sizes])} measures of 158 areas and "
        "10 years (without reading them)",
        tuple(contenders),
        (
            ratio_aim(contenders[-1].name, contenders[-2].name),
            growth_aim(1.1, VERDICTS),
        ),
        rounds=3,
    )


BENCHMARKS = (Entry(verdicts, tiny=partial(verdicts, sizes=(1, 2))),)
