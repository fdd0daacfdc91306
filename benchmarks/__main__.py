"""Runs the benchmarks and prints them: `python -m benchmarks [NAME…] [--rounds N] [--json]`.

With `--tiny` each runs once with its smallest sizes, and no aim is held; with `--against DIR`
another checkout of the project is measured in the same rounds. Ends with 0 where every aim is
met, 1 where one is missed, 2 after wrong usage.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import (
    clicks,
    growth,
    importing,
    publishing,
    reading,
    rendering,
    starting,
    verdicts,
    writing,
)
from benchmarks.measure import (
    Aim,
    Benchmark,
    Checkout,
    Entry,
    Ratio,
    Result,
    checkout_at,
    run,
    run_tiny,
)
from toolkit.values.text import plural

BENCHMARKS: tuple[Entry, ...] = (
    *starting.BENCHMARKS,
    *clicks.BENCHMARKS,
    *reading.BENCHMARKS,
    *writing.BENCHMARKS,
    *growth.BENCHMARKS,
    *verdicts.BENCHMARKS,
    *publishing.BENCHMARKS,
    *importing.BENCHMARKS,
    *rendering.BENCHMARKS,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it."""
    names = [entry.name for entry in BENCHMARKS]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Ratios from one interleaved run. Ends with 1 where an aim is missed.",
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of: {', '.join(names)}; or all")
    rounds = parser.add_mutually_exclusive_group()
    rounds.add_argument("--rounds", type=int, default=0, help="rounds in place of each one's own")
    rounds.add_argument(
        "--tiny", action="store_true", help="the smallest sizes, once, to see that they run"
    )
    parser.add_argument(
        "--against", metavar="DIR", type=Path, help="another checkout to measure side by side"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in names]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there is: {', '.join(names)}")
    chosen = [entry for entry in BENCHMARKS if entry.name in (options.names or names)]
    other = None
    if options.against is not None:
        if any(entry.beside is None for entry in chosen):
            able = [entry.name for entry in BENCHMARKS if entry.beside is not None]
            parser.error(f"--against measures these alone, so name them: {', '.join(able)}")
        try:
            other = checkout_at(options.against)
        except FileNotFoundError as error:
            parser.error(str(error))
    results = []
    for entry in chosen:
        with tempfile.TemporaryDirectory() as folder:
            benchmark = _made(entry, Path(folder), options.tiny, other)
            result = run_tiny(benchmark) if options.tiny else run(benchmark, options.rounds)
        results.append(result)
        if not options.json:
            print(table(result), flush=True)
    if options.json:
        print(json.dumps(report(results), indent=1))
    aims = [(result, aim) for result in results for aim in result.benchmark.aims]
    return int(any(is_met(result, aim) is False for result, aim in aims))


def _made(entry: Entry, folder: Path, is_tiny: bool, other: Checkout | None) -> Benchmark:
    if other is not None and entry.beside is not None:
        return entry.beside(folder, other)
    return entry.tiny(folder) if is_tiny else entry.usual(folder)


def is_met(result: Result, aim: Aim) -> bool | None:
    """Whether an aim is met; None where nothing is aimed for."""
    return None if aim.at_most is None else aim.measured(result) <= aim.at_most


def table(result: Result) -> str:
    """A benchmark's result as a person reads it."""
    benchmark = result.benchmark
    width = max(len(contender.name) for contender in benchmark.contenders)
    rounds = len(result.samples[benchmark.contenders[0].name])
    has_memory = result.megabytes(benchmark.contenders[0].name) is not None
    lines = [
        f"{benchmark.name}: {benchmark.title}; {plural(rounds, 'round')}",
        f"  {'':{width}}  {'ratio':>7}  {'lowest-highest':>15}  {'(ms)':>9}"
        + (f"  {'memory':>7}  {'(MB)':>7}" if has_memory else ""),
    ]
    for contender in benchmark.contenders:
        ratio = result.ratio(contender.name)
        spread = f"{ratio.low:.3f}-{ratio.high:.3f}"
        milliseconds = result.seconds(contender.name) * 1000
        line = f"  {contender.name:{width}}  {ratio.middle:7.3f}  {spread:>15}  {milliseconds:9.1f}"
        memory = _memory_ratio(result, contender.name)
        if memory is not None:
            line += f"  {memory:7.3f}  {result.megabytes(contender.name):7.1f}"
        lines.append(line)
    for series in benchmark.series:
        steps = ", ".join(f"{exponent:.2f}" for exponent in result.exponents(series))
        lines.append("  " + f"{series}: exponents from step to step: {steps}".removeprefix(": "))
    for aim in benchmark.aims:
        measured, met = aim.measured(result), is_met(result, aim)
        verdict = {None: "reported", True: "MET", False: "MISSED"}[met]
        wanted = "" if aim.at_most is None else f" (aim: at most {aim.at_most:g})"
        lines.append(f"  {verdict:8} {aim.what}: {measured:.3f}{wanted}")
    return "\n".join([*lines, ""])


def report(results: list[Result]) -> dict[str, Any]:
    """The results as plain data."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "benchmarks": [
            {
                "name": result.benchmark.name,
                "title": result.benchmark.title,
                "contenders": [
                    {
                        "name": contender.name,
                        "unit": result.benchmark.unit_of(contender.name),
                        "size": contender.size,
                        **_ratio(result.ratio(contender.name)),
                        "milliseconds": result.seconds(contender.name) * 1000,
                        "memory_ratio": _memory_ratio(result, contender.name),
                        "megabytes": result.megabytes(contender.name),
                        "rounds": len(result.samples[contender.name]),
                    }
                    for contender in result.benchmark.contenders
                ],
                "exponents": {
                    series: result.exponents(series) for series in result.benchmark.series
                },
                "aims": [
                    {
                        "what": aim.what,
                        "measured": aim.measured(result),
                        "at_most": aim.at_most,
                        "met": is_met(result, aim),
                    }
                    for aim in result.benchmark.aims
                ],
            }
            for result in results
        ],
    }


def _ratio(ratio: Ratio) -> dict[str, float]:
    return {"ratio": ratio.middle, "lowest": ratio.low, "highest": ratio.high}


def _memory_ratio(result: Result, name: str) -> float | None:
    mine = result.megabytes(name)
    unit = result.megabytes(result.benchmark.unit_of(name))
    return mine / unit if mine is not None and unit else None


if __name__ == "__main__":
    sys.exit(main())
