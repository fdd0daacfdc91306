"""Takes turns between contenders and turns what they cost into ratios.

Every benchmark has a unit: its first contender. In each round every contender runs
once, the order moving on by one, so that a slow minute of the machine falls on all of
them. A ratio is the median of a contender over the median of the unit; its spread is
the lowest and the highest ratio of any round. Absolute times are shown for
information: they belong to the machine, not to the toolkit.
"""

import itertools
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Checkout:
    """A copy of the project, and the Python for which its toolkit is installed."""

    root: Path
    python: str

    def named(self, contender: str) -> str:
        """What a contender from there is called; those of this checkout keep their names."""
        return contender if self == HERE else f"{contender} ({self.root.name})"


HERE = Checkout(ROOT, sys.executable)


def checkout_at(root: Path) -> Checkout:
    """The checkout in a folder, with its own .venv. Raises FileNotFoundError without one."""
    for python in (root / ".venv/bin/python", root / ".venv/Scripts/python.exe"):
        if python.is_file():
            return Checkout(root.resolve(), str(python.absolute()))
    raise FileNotFoundError(f"{root} has no .venv with a Python in it")


@dataclass(frozen=True)
class Sample:
    """What one run cost; `megabytes` is None where the peak of memory is not measured.

    `parts` are seconds to be reported by name; they need not be of `seconds`.
    """

    seconds: float
    megabytes: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Contender:
    """One way to do the work. `size` is how much of it there is, for growth.

    Growth is looked at within a `series`. `unit` names the contender that this one's ratio
    is to, where that is not the first of all.
    """

    name: str
    run: Callable[[], Sample]
    size: float = 1
    series: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Aim:
    """A figure to read off a result; without `at_most` it is only reported."""

    what: str
    measured: Callable[["Result"], float]
    at_most: float | None = None


@dataclass(frozen=True)
class Benchmark:
    """Contenders that do the same work, the unit first, and what is aimed for.

    `running` holds what is to be closed when the last round is done.
    """

    name: str
    title: str
    contenders: tuple[Contender, ...]
    aims: tuple[Aim, ...] = ()
    rounds: int = 5
    running: ExitStack = field(default_factory=ExitStack)

    def unit_of(self, name: str) -> str:
        """The contender that the ratio of that one is to."""
        own = next(c.unit for c in self.contenders if c.name == name)
        return own or self.contenders[0].name

    @property
    def series(self) -> tuple[str, ...]:
        """The series that contenders of several sizes form, in their order."""
        growing = (c.series for c in self.contenders if c.size != 1)
        return tuple(dict.fromkeys(growing))


@dataclass(frozen=True)
class Entry:
    """A benchmark on the list: as it is measured, and with its smallest sizes.

    `beside` measures another checkout in the same rounds, where that can be done.
    """

    usual: Callable[[Path], Benchmark]
    tiny: Callable[[Path], Benchmark]
    beside: Callable[[Path, Checkout], Benchmark] | None = None

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.usual.__name__


@dataclass(frozen=True)
class Ratio:
    """A ratio to the unit, with the lowest and the highest of any round."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """The samples of one benchmark, by contender, in the order of the rounds."""

    benchmark: Benchmark
    samples: Mapping[str, Sequence[Sample]]

    def seconds(self, name: str) -> float:
        """The median time of a contender."""
        return statistics.median(sample.seconds for sample in self.samples[name])

    def part(self, name: str, part: str) -> float:
        """The median of a part of what a contender's samples tell, in seconds."""
        return statistics.median(sample.parts[part] for sample in self.samples[name])

    def megabytes(self, name: str) -> float | None:
        """The median peak of memory of a contender, where it is measured."""
        found = [s.megabytes for s in self.samples[name] if s.megabytes is not None]
        return statistics.median(found) if found else None

    def ratio(self, name: str, unit: str = "") -> Ratio:
        """A contender's time over that of another, its unit if none is named."""
        unit = unit or self.benchmark.unit_of(name)
        rounds = [
            mine.seconds / its.seconds
            for mine, its in zip(self.samples[name], self.samples[unit], strict=True)
        ]
        return Ratio(self.seconds(name) / self.seconds(unit), min(rounds), max(rounds))

    def exponents(self, series: str = "") -> tuple[float, ...]:
        """How time grows with size from each contender to the next: 1 is in proportion."""
        members = [c for c in self.benchmark.contenders if c.series == series]
        members.sort(key=lambda contender: contender.size)
        points = [(math.log(c.size), math.log(self.seconds(c.name))) for c in members]
        return tuple(
            (later[1] - earlier[1]) / (later[0] - earlier[0])
            for earlier, later in itertools.pairwise(points)
        )


def ratio_aim(name: str, unit: str, at_most: float | None = None) -> Aim:
    """The aim that a contender takes no more than that share of another's time."""
    return Aim(f"{name} / {unit}", lambda result: result.ratio(name, unit).middle, at_most)


def growth_aim(at_most: float, series: str = "") -> Aim:
    """The aim that time grows with size by no more than that exponent, at its steepest."""
    what = f"{series}: exponent, steepest step".removeprefix(": ")
    return Aim(what, lambda result: max(result.exponents(series)), at_most)


def run(benchmark: Benchmark, rounds: int = 0, uncounted: int = 1) -> Result:
    """Measure a benchmark, after the rounds that do not count."""
    contenders = benchmark.contenders
    samples: dict[str, list[Sample]] = {contender.name: [] for contender in contenders}
    with benchmark.running:
        for contender in contenders * uncounted:
            contender.run()
        for number in range(rounds or benchmark.rounds):
            for contender in _moved_on(contenders, number):
                samples[contender.name].append(contender.run())
    return Result(benchmark, samples)


def run_tiny(benchmark: Benchmark) -> Result:
    """Run each contender once, to see that it can: its figures say nothing, so no aim is held."""
    aims = tuple(replace(aim, at_most=None) for aim in benchmark.aims)
    return run(replace(benchmark, aims=aims), rounds=1, uncounted=0)


def _moved_on(contenders: tuple[Contender, ...], number: int) -> Iterator[Contender]:
    first = number % len(contenders)
    yield from contenders[first:]
    yield from contenders[:first]


def started(folder: Path, *arguments: str, python: str = HERE.python) -> Callable[[], Sample]:
    """A contender that starts Python with those arguments, timed from outside."""

    def start() -> Sample:
        before = time.perf_counter()
        done = subprocess.run(
            [python, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        seconds = time.perf_counter() - before
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
        return Sample(seconds)

    return start


def in_a_process(task: str, path: Path, expected: int) -> Callable[[], Sample]:
    """A contender that does a task of `benchmarks.tasks` in a process of its own.

    The task times itself, so that neither the start nor the imports count. `expected` is
    what it must have counted: a contender that does less than the others is no contender.
    """

    def one() -> Sample:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.tasks", task, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{task}: {done.stderr}")
        answer = json.loads(done.stdout)
        if answer["counted"] != expected:
            raise RuntimeError(f"{task} counted {answer['counted']}, not {expected}")
        return Sample(answer["seconds"], answer["megabytes"])

    return one
