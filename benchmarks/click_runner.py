"""The command of a button, run as the tests run it, with a note of what it took.

Started in the place of tests/office/uno_engine_runner.py with the same arguments. Beside the
file that says when it has ended is TOOK: JSON with the time spent in the engine over
LibreOffice and in the command besides, in seconds, and the modules that were loaded.

The engine's time is all that LibreOffice and the engine over it take of a click, which Excel
would not: its own modules loaded, the way to LibreOffice found, and every call of xlwings to
the engine until it returns. No call of the engine leads back to xlwings or to the toolkit, so
none of theirs is in it; xlwings is loaded before, as a click in Excel loads it.
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

TOOK = "took.json"


class Stopwatch:
    """How long calls take; a call within a call counts once."""

    def __init__(self) -> None:
        self.seconds, self._depth = 0.0, 0

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, with its time counted."""

        @functools.wraps(call)
        def timed(*given: Any, **named: Any) -> Any:
            self._depth += 1
            before = time.perf_counter()
            try:
                return call(*given, **named)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.perf_counter() - before

        return timed

    def watch(self, kind: type) -> None:
        """Count the time in all that a class does."""
        for name, member in list(vars(kind).items()):
            if isinstance(member, property):
                setter = self.timed(member.fset) if member.fset else None
                setattr(kind, name, property(self.timed(member.fget or getattr), setter))
            elif isinstance(member, functools.cached_property):
                member.func = self.timed(member.func)
            elif isinstance(member, staticmethod):
                setattr(kind, name, staticmethod(self.timed(member.__func__)))
            elif isinstance(member, FunctionType):
                setattr(kind, name, self.timed(member))


def main() -> None:
    """Run the command with the engine watched, and note what it took before it ends."""
    sys.path[:0] = os.environ["TOOLKIT_UNO_PATH"].split(os.pathsep)
    loading, engine, command = Stopwatch(), Stopwatch(), Stopwatch()
    import_module("tests.office.light_xlwings")
    uno_engine, uno_engine_runner = loading.timed(_engine)()
    uno_engine.connect = engine.timed(uno_engine.connect)
    for kind in vars(uno_engine).values():
        if isinstance(kind, type) and kind.__module__ == uno_engine.__name__:
            engine.watch(kind)
    done = Path(sys.argv[1])
    ended = command.timed(uno_engine_runner.run)(sys.argv[3], int(sys.argv[2]))
    took = {
        "engine": loading.seconds + engine.seconds,
        "besides": command.seconds - engine.seconds,
        "modules": sorted(sys.modules),
    }
    done.with_name(TOOK).write_text(json.dumps(took), "utf-8")
    uno_engine_runner.note(done, *ended)


def _engine() -> tuple[ModuleType, ModuleType]:
    return import_module("tests.office.uno_engine"), import_module("tests.office.uno_engine_runner")


if __name__ == "__main__":
    main()
