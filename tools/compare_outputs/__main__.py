"""`python -m tools.compare_outputs OLD NEW`: see the package."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from tools.compare_outputs.report import report, summary
from tools.compare_outputs.running import compare
from tools.compare_outputs.scenarios import all_scenarios

PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Compare, print the summary, and say by 1 that something differs."""
    parser = argparse.ArgumentParser(prog="compare_outputs", description="Compare two checkouts.")
    parser.add_argument("old", metavar="OLD", type=Path)
    parser.add_argument("new", metavar="NEW", type=Path)
    parser.add_argument("--out", metavar="DIR", type=Path, default=PROJECT / "build" / "compare")
    parser.add_argument("--only", metavar="WORD", default="", help="scenarios whose names hold it")
    parser.add_argument("--again", action="store_true", help="with OLD's results of the last time")
    options = parser.parse_args()
    shared = Path(os.environ.get("TOOLKIT_SHARED") or PROJECT.parent / "shared")
    if not shared.is_dir():
        print(f"There is no reference material in {shared}: its files are not compared.")
    out: Path = options.out.resolve()
    made = out / "inputs"
    if made.exists() and not options.again:
        shutil.rmtree(made)
    scenarios = all_scenarios(options.old.resolve(), shared, made)
    chosen = [scenario for scenario in scenarios if options.only in scenario.name]
    try:
        done = compare(options.old, options.new, out, chosen, again=options.again)
    except ValueError as error:
        parser.error(str(error))
    (out / "differences.txt").write_text(report(done), "utf-8")
    print(summary(done))
    print(f"Every place is named in {out / 'differences.txt'}.")
    return 1 if done.differences else 0


if __name__ == "__main__":
    sys.exit(main())
