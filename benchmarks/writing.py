"""How long it takes to write into a workbook, and how much memory a heavy one takes."""

from functools import partial
from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, Entry, in_a_process, ratio_aim
from benchmarks.tasks import CHANGED_CELLS

SAVED = "openpyxl, load and save"
PATCHED, UPDATED = "toolkit, patch", "toolkit, whole update"


def writing(folder: Path, times: int = 10) -> Benchmark:
    """Two hundred cells into a live board workbook, against loading and saving it."""
    path = folder / "board.xlsx"
    rows = samples.board_workbook(path, times)
    return Benchmark(
        "writing",
        f"Write {CHANGED_CELLS} cells into a board of {rows:,} rows (without start and imports)",
        (
            Contender(SAVED, in_a_process("openpyxl_cells", path, CHANGED_CELLS)),
            Contender(PATCHED, in_a_process("patch_cells", path, CHANGED_CELLS)),
            Contender(UPDATED, in_a_process("update_board", path, CHANGED_CELLS)),
        ),
        (ratio_aim(PATCHED, SAVED, 0.05), ratio_aim(UPDATED, SAVED)),
    )


def heavy(folder: Path, times: int = 20) -> Benchmark:
    """The memory that a workbook of 50 megabytes takes, of 2.5 each time."""
    path = folder / "heavy.xlsx"
    samples.heavy_board_workbook(path, times)
    size = f"{path.stat().st_size / 1e6:.0f} MB"
    patched, updated = f"{size}: patch", f"{size}: whole update"
    return Benchmark(
        "heavy",
        f"A board workbook of {size}: time and peak memory",
        (
            Contender(patched, in_a_process("patch_cells", path, CHANGED_CELLS)),
            Contender(updated, in_a_process("update_board", path, CHANGED_CELLS)),
        ),
        (ratio_aim(updated, patched),),
        rounds=3,
    )


BENCHMARKS = (
    Entry(writing, tiny=partial(writing, times=1)),
    Entry(heavy, tiny=partial(heavy, times=1)),
)
