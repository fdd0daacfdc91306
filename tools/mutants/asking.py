"""Asks the tests about mutants, one at a time: the cheapest first, until one of them fails."""

import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import pytest

from tools.mutants import forks
from tools.mutants.live import Loaded
from tools.mutants.mutations import Mutant
from tools.mutants.survey import Survey
from tools.mutants.tests import Runner

# Processor seconds that a test may take under a mutant: some, and so many times its usual time.
SOME, TIMES = 3.0, 5.0
# What a mutant may add to the memory, in bytes: some make lists without an end.
MEMORY = 2 << 30


class Outcome(StrEnum):
    """What happened to a mutant."""

    KILLED = "killed"
    TIMEOUT = "timeout"  # A test that ends without the mutant did not end with it.
    SURVIVED = "survived"
    UNDECIDED = "undecided"  # The tests that had time passed; others were not asked.
    NO_TEST = "no test"


@dataclass(frozen=True)
class Verdict:
    """What happened to a mutant, the test that failed, and how many of its tests were asked.

    `seconds` are those of the processor that it took to find out.
    """

    mutant: Mutant
    outcome: Outcome
    test: str = ""
    asked: int = 0
    tests: int = 0
    seconds: float = 0.0


class Asking:
    """The tests of one pytest session, and what is known of them."""

    def __init__(
        self,
        items: Iterable[pytest.Item],
        survey: Survey,
        loaded: Loaded,
        runner: Runner,
        patience: float,
    ) -> None:
        """For each mutant no more tests are asked than take so many processor seconds."""
        self._patience = patience
        self._loaded = loaded
        self._runner = runner
        self._items = {item.nodeid: item for item in items if not survey[item.nodeid].unfit}
        self._seconds = {name: survey[name].seconds for name in self._items}
        self._block = {
            name: name.partition("::")[0] if survey[name].shares else name for name in self._items
        }
        # Any test of a block may be the one that has to make what they share.
        self._slowest: dict[str, float] = defaultdict(float)
        for name, block in self._block.items():
            self._slowest[block] = max(self._slowest[block], self._seconds[name])
        self._tests_of: dict[tuple[str, int], set[str]] = defaultdict(set)
        for name in self._items:
            for path, lines in survey[name].lines.items():
                for line in lines:
                    self._tests_of[path, line].add(name)
        self._killers: dict[tuple[str, str], list[str]] = defaultdict(list)

    def verdicts(self, mutants: Sequence[Mutant], at_once: int) -> Iterator[Verdict]:
        """What becomes of each mutant, as soon as it is known, so many of them at once."""
        waiting = list(reversed(mutants))
        at_work: dict[int, forks.Copy] = {}
        asked: dict[int, tuple[Mutant, list[str], int]] = {}
        again: set[str] = set()
        while waiting or at_work:
            if not waiting or len(at_work) == at_once:
                process, ended = forks.next_to_end(at_work)
                mutant, tests, of = asked.pop(process)
                if ended.signal == signal.SIGALRM and mutant.name not in again:
                    # The computer may have slept, or someone paused the work.
                    again.add(mutant.name)
                    waiting.append(mutant)
                else:
                    yield self._verdict(ended, mutant, tests, of)
                continue
            mutant = waiting.pop()
            tests, of = self._tests(mutant)
            if not tests:
                yield Verdict(mutant, Outcome.NO_TEST)
                continue
            copy = forks.start(partial(self._ask, mutant, tests))
            at_work[copy.process] = copy
            asked[copy.process] = (mutant, tests, of)

    def _tests(self, mutant: Mutant) -> tuple[list[str], int]:
        """The tests to ask, in order, and how many there are in all."""
        path = str(mutant.path)
        tests = set().union(*(self._tests_of.get((path, line), ()) for line in mutant.lines))
        # Tests that share a fixture stay together, so that it is made once.
        together: dict[str, float] = defaultdict(float)
        for name in tests:
            together[self._block[name]] += self._seconds[name]
        killers = [name for name in self._killers[path, mutant.function] if name in tests]
        usual = sorted(
            tests - set(killers),
            key=lambda t: (together[self._block[t]], self._block[t], self._seconds[t]),
        )
        ordered = [*killers, *usual]
        asked: list[str] = []
        seconds = 0.0
        for name in ordered:
            seconds += self._seconds[name]
            if asked and seconds > self._patience:
                break
            asked.append(name)
        return asked, len(ordered)

    def _ask(self, mutant: Mutant, tests: Sequence[str]) -> str:
        """In a copy: the first test that fails under the mutant, or no words."""
        _limit_memory()
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if not self._loaded.put_in(mutant):
            return str(Outcome.NO_TEST)
        items = [self._items[name] for name in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            limit = SOME + TIMES * self._slowest[self._block[item.nodeid]]
            signal.setitimer(signal.ITIMER_PROF, limit)
            # One that waits for ever uses no processor.
            signal.setitimer(signal.ITIMER_REAL, 60 + 20 * limit)
            if not self._runner.passes(item, following):
                return item.nodeid
        return ""

    def _verdict(self, ended: forks.Ended, mutant: Mutant, tests: list[str], of: int) -> Verdict:
        def verdict(outcome: Outcome, test: str = "", asked: int = len(tests)) -> Verdict:
            return Verdict(mutant, outcome, test, asked, of, round(ended.seconds, 2))

        if ended.answer == Outcome.NO_TEST:
            return verdict(Outcome.NO_TEST, asked=0)
        if ended.signal in (signal.SIGPROF, signal.SIGALRM):
            return verdict(Outcome.TIMEOUT)
        if ended.signal:
            return verdict(Outcome.KILLED)
        if ended.answer:
            self._remember(mutant, ended.answer)
            return verdict(Outcome.KILLED, ended.answer, tests.index(ended.answer) + 1)
        return verdict(Outcome.SURVIVED if len(tests) == of else Outcome.UNDECIDED)

    def _remember(self, mutant: Mutant, test: str) -> None:
        """A test that killed one mutant of a function is the first to be asked about the next."""
        killers = self._killers[str(mutant.path), mutant.function]
        if test in killers:
            killers.remove(test)
        killers.insert(0, test)


def _limit_memory() -> None:
    if sys.platform != "linux":
        return
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
