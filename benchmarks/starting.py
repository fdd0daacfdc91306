"""How long a command takes to start: every click and every command pays it."""

from importlib.resources import files
from pathlib import Path

from benchmarks.measure import HERE, Benchmark, Checkout, Contender, Entry, ratio_aim, started
from toolkit.jobs.demo import EXAMPLE

BARE, OPENPYXL = "python -c pass", "python -c 'import openpyxl'"
HELP, CHECK = "toolkit --help", "toolkit check (example board)"


def starting(folder: Path, other: Checkout | None = None) -> Benchmark:
    """The command line from start to end, against Python doing nothing.

    Another checkout checks the same workbook.
    """
    book = folder / EXAMPLE
    book.write_bytes((files("toolkit.workbooks") / EXAMPLE).read_bytes())
    others = () if other is None else (other,)
    return Benchmark(
        "starting",
        "Whole process: start, work, end",
        (
            Contender(BARE, started(folder, "-c", "pass")),
            Contender(OPENPYXL, started(folder, "-c", "import openpyxl")),
            *(
                Contender(
                    checkout.named(name),
                    started(folder, "-m", "toolkit", *arguments, python=checkout.python),
                )
                for checkout in (HERE, *others)
                for name, arguments in ((HELP, ("--help",)), (CHECK, ("check", book.name)))
            ),
        ),
        (
            ratio_aim(CHECK, BARE, 6),
            ratio_aim(HELP, OPENPYXL),
            ratio_aim(CHECK, OPENPYXL),
            *(ratio_aim(name, old.named(name)) for old in others for name in (HELP, CHECK)),
        ),
        rounds=21,
    )


BENCHMARKS = (Entry(starting, tiny=starting, beside=starting),)
