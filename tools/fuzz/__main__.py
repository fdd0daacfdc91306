"""`python -m tools.fuzz`: damaged files by the hundred; each fault with the seed that made it."""

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.fuzz.commands import Act, Outcome, on_document, on_template, on_workbook, outcome
from tools.fuzz.damage import damaged

ROOT = Path(__file__).resolve().parents[2]
_MOST_SECONDS = 20
BOARD = ROOT / "workbooks" / "example_board.xlsx"
TEMPLATE = ROOT / "word_templates" / "business_plan.docx"
Commands = Callable[[Path], dict[str, Act]]


class TooLong(Exception):
    """A command worked longer than any file is worth."""


def cases(folder: Path) -> list[tuple[Path, str, Commands]]:
    """The sound files that damage begins with, the name of the damaged one, its commands."""
    from datetime import date

    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.build import build
    from toolkit.workbook.book_on_disk import BookOnDisk

    day = AsAt(date(2026, 10, 9))
    plan = build(BookOnDisk(BOARD), as_at=day, out=folder).documents["business-plan"].path
    return [
        (BOARD, "board.xlsx", on_workbook),
        (plan, "plan.docx", on_document),
        (TEMPLATE, "business_plan.docx", on_template),
    ]


def run(seeds: range, until: float = float("inf")) -> Iterator[tuple[int, str, Outcome]]:
    """What came of every command, for each seed and each file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = cases(folder / "sound")
        for seed in seeds:
            for number, (source, file_name, commands) in enumerate(sound):
                if time.monotonic() > until:
                    return
                place = folder / f"{seed}-{number}"
                place.mkdir()
                path = place / file_name
                data = damaged(source.read_bytes(), seed)
                for command, act in commands(BOARD).items():
                    path.write_bytes(data)
                    yield seed, file_name, _bounded(command, act, path)


def _bounded(command: str, act: Act, path: Path) -> Outcome:
    if not hasattr(signal, "SIGALRM"):
        return outcome(command, act, path)

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_MOST_SECONDS)
    try:
        return outcome(command, act, path)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Try files until the time is over; 1 where a fault was found."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Damaged files by the hundred.")
    parser.add_argument("--seconds", type=int, default=1200)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1_000_000, help="how many seeds")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    faults: dict[str, str] = {}
    seeds = range(options.first, options.first + options.seeds)
    for seed, name, found in run(seeds, time.monotonic() + options.seconds):
        kind = "fault" if found.fault else "refused in a sentence" if found.sentence else "done"
        counts[f"{found.command}: {kind}"] += 1
        if found.fault and found.fault not in faults:
            faults[found.fault] = f"seed {seed}, {name}, {found.command}"
            print(f"{faults[found.fault]}: {found.fault}", flush=True)
    for what, number in sorted(counts.items()):
        print(f"{number:6}  {what}")
    print(f"{len(faults)} kinds of fault.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
