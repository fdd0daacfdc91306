"""How long it takes to read a large workbook, and how much memory."""

from functools import partial
from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, Entry, in_a_process, ratio_aim

NORMAL, READ_ONLY = "openpyxl, normal", "openpyxl, read only"
CALAMINE = "calamine, values alone"
READ, WALK = "toolkit, grids", "toolkit, grids and every cell"


def reading(folder: Path, rows: int = samples.ROWS) -> Benchmark:
    """Grids with kinds, formulas, number formats and hidden rows, against openpyxl."""
    path = folder / "large.xlsx"
    cells = samples.large_workbook(path, rows)
    return Benchmark(
        "reading",
        f"Read {rows:,} x {samples.COLUMNS} cells (without start and imports)",
        (
            Contender(NORMAL, in_a_process("openpyxl_normal", path, cells)),
            Contender(READ_ONLY, in_a_process("openpyxl_read_only", path, cells)),
            Contender(CALAMINE, in_a_process("calamine_read", path, cells)),
            Contender(READ, in_a_process("toolkit_read", path, cells)),
            Contender(WALK, in_a_process("toolkit_walk", path, cells)),
        ),
        (ratio_aim(READ, NORMAL, 0.15), ratio_aim(WALK, NORMAL), ratio_aim(READ, CALAMINE)),
    )


BENCHMARKS = (Entry(reading, tiny=partial(reading, rows=200)),)
