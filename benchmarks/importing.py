"""How importing an old plan and building the new one grow with the plan."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, Entry, growth_aim, in_a_process

SIZES = (1, 10, 100)
IMPORT, BUILD = "import", "build"


def importing(folder: Path, sizes: Sequence[int] = SIZES) -> Benchmark:
    """Read Word plans of so many times 40 actions into a workbook, and print them again."""
    contenders = []
    for series, task in ((IMPORT, "import_paper"), (BUILD, "build_paper")):
        for size in sizes:
            actions = samples.ACTIONS * size
            path = folder / f"{series}_{size}"
            if series == IMPORT:
                samples.paper(path, size)
            else:
                samples.plan_workbook(path, size)
            contenders.append(
                Contender(
                    f"{series}, {actions:,} actions",
                    in_a_process(task, path, actions),
                    size,
                    series,
                    f"{series}, {samples.ACTIONS * sizes[0]:,} actions",
                )
            )
    return Benchmark(
        "importing",
        "Import a Word plan, and build one, as it grows (without start and imports)",
        tuple(contenders),
        (growth_aim(1.1, IMPORT), growth_aim(1.1, BUILD)),
        rounds=3,
    )


BENCHMARKS = (Entry(importing, tiny=partial(importing, sizes=(1, 2))),)
