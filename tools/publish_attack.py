"""`python -m tools.publish_attack`: a thousand random packs published, and attacked."""

import argparse
import sys
import time

from tests.attacked_packs import KINDS, NOT_TRIED, attacked

SLOWEST = 10.0
"""Seconds that no pack may take."""


def main(arguments: list[str]) -> int:
    """Attack so many packs, and say what came of it; 1 where a hidden count was narrowed."""
    parser = argparse.ArgumentParser(prog="python -m tools.publish_attack")
    parser.add_argument("--packs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first")
    options = parser.parse_args(arguments)
    broken = refused = hidden = small = 0
    slowest, slowest_seed = 0.0, 0
    for seed in range(options.first, options.first + options.packs):
        start = time.process_time()
        found = attacked(seed)
        took = time.process_time() - start
        if took > slowest:
            slowest, slowest_seed = took, seed
        refused += found.refused
        hidden += found.hidden
        small += found.small
        if found.narrowed:
            broken += 1
            print(f"pack {seed} ({KINDS[seed % len(KINDS)]}): {', '.join(found.narrowed)}")
    print(
        f"{options.packs} packs: {broken} with a hidden count of fewer than three values, "
        f"{refused} held back for a person to decide."
    )
    print(f"{small} rows with a small count, {hidden} rows hidden in their last release.")
    print(f"The slowest pack, {slowest_seed}, took {slowest:.1f} s, its attack included.")
    print(f"Not tried: {NOT_TRIED}.")
    return int(bool(broken) or slowest > SLOWEST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
