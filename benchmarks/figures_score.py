"""How well made tables of figures are read: `python -m benchmarks.figures_score [--tables N]`.

For each layout this prints how many figures its tables hold, how many are read right, how many are
left out (with their reason in the summary, or a question), and how many are wrong in silence: with
another value, status, period or area, or no figure at all. Ends with 1 where one is wrong, or fewer
than 97 % are read.
"""

import argparse
import sys
from collections import defaultdict

from benchmarks.made_tables import LAYOUTS, Score, board, count, made
from toolkit.importing.figures import read_wide

AIM = 97
_USUAL = 9 * len(LAYOUTS)


def run(tables: int) -> dict[str, Score]:
    """The score of each layout, over so many tables in turn."""
    known = board()
    scores: dict[str, Score] = defaultdict(Score)
    for number in range(tables):
        table = made(number)
        count(table, read_wide(table.grid, known, "made.xlsx"), scores[table.layout])
    return scores


def main() -> int:
    """Print the table; 1 where the aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures_score")
    parser.add_argument("--tables", type=int, default=_USUAL, help="how many to make")
    parser.add_argument("--faults", action="store_true", help="print each figure that is not right")
    options = parser.parse_args()
    scores = run(options.tables)
    print(f"{'layout':24}{'figures':>9}{'right':>7}{'left out':>10}{'wrong':>7}{'percent':>9}")
    whole = Score()
    for name, score in sorted(scores.items()):
        _print(name, score)
        whole.right += score.right
        whole.wrong += score.wrong
        whole.left_out += score.left_out
    _print("all", whole)
    if options.faults:
        print(*(f"  {fault}" for fault in (*whole.wrong, *whole.left_out)), sep="\n")
    return 1 if whole.wrong or 100 * whole.right < AIM * whole.wanted else 0


def _print(name: str, score: Score) -> None:
    percent = 100 * score.right / score.wanted if score.wanted else 100
    print(
        f"{name:24}{score.wanted:9}{score.right:7}{len(score.left_out):10}{len(score.wrong):7}"
        f"{percent:9.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
