"""How the cost grows with the board: in proportion is what is wanted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import boards, documents, samples
from benchmarks.measure import Aim, Benchmark, Contender, Entry, growth_aim, in_a_process

SIZES = (1, 10, 100)
ROWS_OF_A_KIND = (2_000, 20_000)
PARAGRAPHS = (600, 6_000, 60_000)
OF_A_KIND = (1_500, 15_000)
MIXED = "mixed"
STEEPEST = 1.1


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
        (growth_aim(STEEPEST),),
    )


def checking_kinds(
    folder: Path, kinds: Sequence[str] = tuple(boards.KINDS), sizes: Sequence[int] = ROWS_OF_A_KIND
) -> Benchmark:
    """Check boards that have so many rows of one thing, for each thing."""
    contenders = []
    for kind in kinds:
        for size in sizes:
            path = folder / f"{kind}_{size}.txt"
            path.write_text(f"{kind}\n{size}")
            run = in_a_process("check_kind", path, size)
            unit = f"{sizes[0]:,} {kind}"
            contenders.append(Contender(f"{size:,} {kind}", run, size / sizes[0], kind, unit))
    return Benchmark(
        "checking_kinds",
        "Check boards of one thing many times over (without start, imports and opening files)",
        tuple(contenders),
        (_steepest(kinds),),
        rounds=3,
    )


def linting(folder: Path, sizes: Sequence[int] = PARAGRAPHS) -> Benchmark:
    """Lint Word documents of so many paragraphs, with all that documents hold."""
    return Benchmark(
        "linting",
        "Lint a document as it grows (without start and imports)",
        tuple(_linted(folder, MIXED, size, sizes[0], f"{size:,} paragraphs") for size in sizes),
        (growth_aim(STEEPEST),),
    )


def linting_kinds(
    folder: Path, kinds: Sequence[str] = tuple(documents.KINDS), sizes: Sequence[int] = OF_A_KIND
) -> Benchmark:
    """Lint documents that hold so many of one thing, for each thing."""
    return Benchmark(
        "linting_kinds",
        "Lint documents of one thing many times over (without start and imports)",
        tuple(
            _linted(folder, kind, size, sizes[0], f"{size:,} {kind}", kind)
            for kind in kinds
            for size in sizes
        ),
        (_steepest(kinds),),
        rounds=3,
    )


def _steepest(kinds: Sequence[str]) -> Aim:
    return Aim(
        "exponent of the steepest kind",
        lambda result: max(max(result.exponents(kind)) for kind in kinds),
        STEEPEST,
    )


def _linted(
    folder: Path, kind: str, size: int, unit: int, name: str, series: str = ""
) -> Contender:
    path = folder / f"{kind}_{size}.docx"
    path.write_bytes(documents.KINDS[kind](size))
    run = in_a_process("lint_paper", path, path.stat().st_size)
    return Contender(name, run, size / unit, series, f"{unit:,} {kind}" if series else "")


BENCHMARKS = (
    Entry(checking, tiny=partial(checking, sizes=(1, 2))),
    Entry(checking_kinds, tiny=partial(checking_kinds, kinds=("actions",), sizes=(20, 40))),
    Entry(linting, tiny=partial(linting, sizes=(60, 120))),
    Entry(linting_kinds, tiny=partial(linting_kinds, kinds=(MIXED,), sizes=(60, 120))),
)
