"""How long it takes to write into a workbook, and how much memory a heavy one takes."""

from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, in_a_process, ratio_aim
from benchmarks.tasks import CHANGED_CELLS

SAVED = "openpyxl, load and save"
PATCHED, UPDATED = "toolkit, patch", "toolkit, whole update"
HEAVY_PATCH, HEAVY_UPDATE = "50 MB: patch", "50 MB: whole update"


def writing(folder: Path) -> Benchmark:
    """Two hundred cells into a live board workbook, against loading and saving it."""
    path = folder / "board.xlsx"
    samples.board_workbook(path, 10)
    return Benchmark(
        "writing",
        f"Write {CHANGED_CELLS} cells into a board of 6,400 rows (without start and imports)",
        (
            Contender(SAVED, in_a_process("openpyxl_cells", path, CHANGED_CELLS)),
            Contender(PATCHED, in_a_process("patch_cells", path, CHANGED_CELLS)),
            Contender(UPDATED, in_a_process("update_board", path, CHANGED_CELLS)),
        ),
        (ratio_aim(PATCHED, SAVED, 0.05), ratio_aim(UPDATED, SAVED)),
    )


def heavy(folder: Path) -> Benchmark:
    """The memory that a workbook of 50 megabytes takes."""
    path = folder / "heavy.xlsx"
    samples.heavy_board_workbook(path)
    size = path.stat().st_size / 1e6
    return Benchmark(
        "heavy",
        f"A board workbook of {size:.0f} MB: time and peak memory",
        (
            Contender(HEAVY_PATCH, in_a_process("patch_cells", path, CHANGED_CELLS)),
            Contender(HEAVY_UPDATE, in_a_process("update_board", path, CHANGED_CELLS)),
        ),
        (ratio_aim(HEAVY_UPDATE, HEAVY_PATCH),),
        rounds=3,
    )


BENCHMARKS = (writing, heavy)
