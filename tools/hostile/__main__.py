"""`python -m tools.hostile FOLDER…`: which command does not end as it must on which file."""

import argparse
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import toolkit
from tools.hostile.bounded import Ended, run
from tools.hostile.commands import DOCUMENTS, ROOT, WORKBOOKS, commands

_SHARED = ROOT.parent / "shared"


def files_in(folders: Iterable[Path]) -> list[Path]:
    """The workbooks and documents in some folders and below them."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix.lower() in WORKBOOKS | DOCUMENTS]


def run_all(files: Iterable[Path]) -> Iterator[tuple[Path, Ended]]:
    """How each command ended on each file."""
    _load_all()
    home = os.environ.get("HOME")
    with tempfile.TemporaryDirectory() as name:
        # Faults are noted in the home folder.
        os.environ["HOME"] = name
        try:
            for file in files:
                place = Path(name) / "run"
                for command in commands(file, place):
                    yield file, run(command)
                shutil.rmtree(place)
        finally:
            os.environ.pop("HOME") if home is None else os.environ.update(HOME=home)


def _load_all() -> None:
    """Load the toolkit once, so that each run begins with it."""
    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        if not module.name.startswith(("toolkit.__main__", "toolkit.buttons", "toolkit.excel")):
            importlib.import_module(module.name)


def main() -> int:
    """Run every command on every file; 1 where one ends as it must not."""
    parser = argparse.ArgumentParser(prog="hostile", description=__doc__)
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*")
    parser.add_argument("--reasons", action="store_true", help="list every refusal")
    parser.add_argument("--every", type=int, default=1, help="take each of so many files")
    options = parser.parse_args()
    folders = options.folders or [_SHARED / "corpus", _SHARED / "cases"]
    counts: Counter[str] = Counter()
    slowest: dict[str, tuple[float, str]] = {}
    faulty = 0
    for file, ended in run_all(files_in(folders)[:: options.every]):
        counts[f"{ended.command}: {'refused in a sentence' if ended.sentence else 'done'}"] += 1
        slowest[ended.command] = max(
            slowest.get(ended.command, (0.0, "")), (ended.seconds, file.name)
        )
        for fault in ended.faults:
            faulty += 1
            print(f"{file.name}, {ended.command}: {fault}", flush=True)
        if options.reasons and ended.sentence:
            print(f"{file.name}, {ended.command} ({ended.code}): {ended.sentence}")
    for what, number in sorted(counts.items()):
        print(f"{number:6}  {what}")
    for command, (seconds, name) in slowest.items():
        print(f"{seconds:6.1f}  CPU seconds, the slowest {command}: {name}")
    print(f"{faulty} faults.")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
