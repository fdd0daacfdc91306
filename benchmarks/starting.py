"""How long a command takes to start: every click and every command pays it."""

from importlib.resources import files
from pathlib import Path

from benchmarks.measure import Benchmark, Contender, ratio_aim, started
from toolkit.jobs import EXAMPLE

BARE, OPENPYXL = "python -c pass", "python -c 'import openpyxl'"
HELP, CHECK = "toolkit --help", "toolkit check (example board)"


def starting(folder: Path) -> Benchmark:
    """The command line from start to end, against Python doing nothing."""
    book = folder / EXAMPLE
    book.write_bytes((files("toolkit.workbooks") / EXAMPLE).read_bytes())
    return Benchmark(
        "starting",
        "Whole process: start, work, end",
        (
            Contender(BARE, started(folder, "-c", "pass")),
            Contender(OPENPYXL, started(folder, "-c", "import openpyxl")),
            Contender(HELP, started(folder, "-m", "toolkit", "--help")),
            Contender(CHECK, started(folder, "-m", "toolkit", "check", book.name)),
        ),
        (ratio_aim(HELP, OPENPYXL), ratio_aim(CHECK, OPENPYXL)),
        rounds=21,
    )


BENCHMARKS = (starting,)
