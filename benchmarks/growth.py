"""How the cost grows with the board: in proportion is what is wanted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import samples
from benchmarks.measure import Benchmark, Contender, Entry, growth_aim, in_a_process

SIZES = (1, 10, 100)


def checking(folder: Path, sizes: Sequence[int] = SIZES) -> Benchmark:
    """Read and check boards of so many times 640 rows of actions and data."""
    contenders = []
    for size in sizes:
        path = folder / f"board_{size}.xlsx"
        rows = samples.board_workbook(path, size)
        contenders.append(
            Contender(f"{rows:,} rows", in_a_process("check_board", path, rows), size)
        )
    return Benchmark(
        "checking",
        "Read and check a board as it grows (without start and imports)",
        tuple(contenders),
        (growth_aim(1.1),),
    )


BENCHMARKS = (Entry(checking, tiny=partial(checking, sizes=(1, 2))),)
