"""Which tests run which lines, and how long each takes: asked once, in a process of its own."""

import hashlib
import json
import os
import signal
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import coverage
import pytest

from tools.mutants import forks, live
from tools.mutants.tests import Runner

# A test that takes longer is too slow to be asked about hundreds of mutants. Processor seconds.
SLOW = 10.0


@dataclass
class Surveyed:
    """One test: the processor seconds it took, the lines it ran by file, and why it is no use.

    `shares` tells whether it has a fixture in common with other tests of its file.
    """

    seconds: float = 0.0
    shares: bool = False
    lines: dict[str, list[int]] = field(default_factory=dict)
    unfit: str = ""


Survey = dict[str, Surveyed]


def survey(
    items: Sequence[pytest.Item],
    folders: tuple[Path, ...],
    kept: Path,
    project: Path,
    runner: Runner,
    say: Callable[[str], None],
) -> Survey:
    """What is known of each test; those of files that have not changed are not run again."""
    known = _read(kept)
    code = _digest(_whatever_counts(project), folders)
    found: Survey = {}
    for path, group in groupby(items, key=lambda item: item.path):
        asked = list(group)
        file, digest = os.path.relpath(path, project), _digest([path], (), code)
        before, tests = known.get(file, ("", {}))
        if before != digest or any(item.nodeid not in tests for item in asked):
            say(f"Which lines do the tests of {file} run?")
            outcome = forks.answer(partial(_look, asked, folders, runner))
            tests = {name: Surveyed(**facts) for name, facts in json.loads(outcome).items()}
            known[file] = digest, tests
            _write(kept, known)
        found |= tests
    return found


class _Fixtures:
    """A plugin that counts the lines of a fixture for every test that uses it.

    One that several tests share runs only in the first of them.
    """

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self.running = ""
        self.shared: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any]
    ) -> Generator[None, object, object]:
        before = self.running
        if fixturedef.scope != "function":
            context = _context(fixturedef.baseid, fixturedef.argname)
            self.begin(context)
            if fixturedef.scope != "session":
                self.shared.add(context)
        try:
            return (yield)
        finally:
            self.begin(before)

    def begin(self, context: str) -> None:
        """From here on, lines are counted for this test or fixture."""
        self.running = context
        self._measured.switch_context(context)


def _context(place: str, fixture: str) -> str:
    return f"fixture {fixture} of {place}"


def _contexts(item: pytest.Item) -> Iterator[str]:
    """The test itself, and each fixture that it may share with others."""
    yield item.nodeid
    for fixture in getattr(item, "fixturenames", ()):
        for node in item.listchain():
            yield _context(node.nodeid, fixture)


def _look(items: Sequence[pytest.Item], folders: tuple[Path, ...], runner: Runner) -> str:
    """Run the tests in this process, which ends afterwards; what was seen, as JSON."""
    seen: Survey = {item.nodeid: Surveyed() for item in items}
    running = ""

    def note_programs(event: str, _: tuple[Any, ...]) -> None:
        if event in ("subprocess.Popen", "os.fork") and running:
            seen[running].unfit = "starts a program"

    sys.addaudithook(note_programs)
    caches = live.caches()
    signal.signal(signal.SIGPROF, _too_slow)
    measured = coverage.Coverage(
        data_file=None,
        config_file=False,
        include=[f"{folder}/*" if folder.is_dir() else str(folder) for folder in folders],
        messages=False,
    )
    fixtures = _Fixtures(measured)
    items[0].config.pluginmanager.register(fixtures)
    measured.start()
    for item, following in zip(items, [*items[1:], None], strict=True):
        running = item.nodeid
        fixtures.begin(running)
        for cache in caches:
            cache.cache_clear()
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        began = time.process_time()
        passed = runner.passes(item, following)
        seen[running].seconds = round(time.process_time() - began, 4)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if not passed and not seen[running].unfit:
            slow = seen[running].seconds >= 0.9 * SLOW
            seen[running].unfit = "slow" if slow else "does not pass here"
        seen[running].shares = any(context in fixtures.shared for context in _contexts(item))
    measured.stop()
    with warnings.catch_warnings(action="ignore"):  # Tests need not run any line of the rooms.
        data = measured.get_data()
    for path in data.measured_files():
        lines_of: dict[str, set[int]] = defaultdict(set)
        for line, contexts in data.contexts_by_lineno(path).items():
            for context in contexts:
                lines_of[context].add(line)
        for item in items:
            if lines := set().union(*(lines_of.get(c, ()) for c in _contexts(item))):
                seen[item.nodeid].lines[path] = sorted(lines)
    return json.dumps({name: asdict(facts) for name, facts in seen.items()})


class _TooSlow(BaseException):
    """Not an Exception: the code under test must not treat it as its own."""


def _too_slow(*_: object) -> None:
    raise _TooSlow


def _whatever_counts(project: Path) -> list[Path]:
    """The code but for the tests themselves."""
    paths = sorted(path for room in ("toolkit", "tests") for path in (project / room).rglob("*.py"))
    here = Path(__file__)
    return [*(p for p in paths if not p.name.startswith("test_")), here, here.with_name("tests.py")]


def _digest(paths: Iterable[Path], folders: tuple[Path, ...], before: str = "") -> str:
    digest = hashlib.sha256(f"{before} {folders}".encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


_Known = dict[str, tuple[str, Survey]]


def _read(path: Path) -> _Known:
    if not path.is_file():
        return {}
    return {
        file: (digest, {name: Surveyed(**facts) for name, facts in tests.items()})
        for file, (digest, tests) in json.loads(path.read_text("utf-8")).items()
    }


def _write(path: Path, known: _Known) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {
        file: (digest, {name: asdict(facts) for name, facts in tests.items()})
        for file, (digest, tests) in known.items()
    }
    path.write_text(json.dumps(plain), "utf-8")
