"""The engine's time of a click is all that the engine takes, once, and nothing of the toolkit's."""

import ast
import functools
import time
from pathlib import Path

import pytest

from benchmarks.click_runner import Stopwatch

OFFICE = Path(__file__).resolve().parent.parent / "office"


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "perf_counter", clock)
    return clock


def test_all_that_a_class_does_is_counted_and_a_call_within_a_call_once(clock: Clock) -> None:
    class Engine:
        def __init__(self) -> None:
            clock.now += 1

        @functools.cached_property
        def kept(self) -> int:
            clock.now += 10
            return 1

        @property
        def value(self) -> int:
            clock.now += 100
            return self.kept

        @value.setter
        def value(self, value: int) -> None:
            clock.now += 1_000

        @staticmethod
        def cleaned() -> None:
            clock.now += 10_000

    watch = Stopwatch()
    watch.watch(Engine)
    engine = Engine()
    clock.now += 0.5  # what happens in between is not the engine's
    assert (engine.value, engine.value) == (1, 1)
    engine.value = 2
    engine.cleaned()

    assert watch.seconds == 1 + 10 + 2 * 100 + 1_000 + 10_000


def test_a_call_that_fails_is_counted_too(clock: Clock) -> None:
    def fail() -> None:
        clock.now += 1
        raise ValueError

    watch = Stopwatch()
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            watch.timed(fail)()

    assert watch.seconds == 2


@pytest.mark.parametrize("name", ["uno_engine", "uno_engine_office"])
def test_the_engine_never_leads_back_to_the_toolkit(name: str) -> None:
    tree = ast.parse((OFFICE / f"{name}.py").read_text("utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]

    assert modules
    assert [module for module in modules if module and module.startswith("toolkit")] == []
