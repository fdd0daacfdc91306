"""Work on a file from outside, in a process of its own that has bounds on its time and memory."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from toolkit.values.errors import FaultRecorded, FileRefused, ToolkitError

Given = ParamSpec("Given")
Result = TypeVar("Result")

WORKER = "--bounded-worker"
"""The argument that makes the program without Python a worker."""

_MB = 2**20
# An honest file of 1,500 pages is a megabyte; reading it takes 7 seconds and 150 megabytes.
_SECONDS, _SECONDS_A_MEGABYTE, _MOST_SECONDS = 7, 8, 60
_BYTES, _BYTES_A_MEGABYTE, _MOST_BYTES = 400 * _MB, 100 * _MB, 1_000 * _MB
# A busy computer gives a process less than a second of its time each second.
_PATIENCE = 6
# How Python ends after an exception that nobody expected.
_BROKEN = 1


@dataclass(frozen=True)
class Bounds:
    """Seconds of a processor's time, and bytes of memory beside the program itself."""

    seconds: int
    memory: int


def bounds_for(size: int) -> Bounds:
    """What a file of that many bytes may take: more for a large one, which nobody sends unseen."""
    megabytes = size // _MB
    return Bounds(
        min(_SECONDS + _SECONDS_A_MEGABYTE * megabytes, _MOST_SECONDS),
        min(_BYTES + _BYTES_A_MEGABYTE * megabytes, _MOST_BYTES),
    )


def within_bounds(
    data: bytes,
    name: str,
    work: Callable[Given, Result],
    *args: Given.args,
    **kwargs: Given.kwargs,
) -> Result:
    """What work on a file gives; the file's bytes and name set its bounds and are in messages.

    The work is a function of a module, and what it is given and gives can be pickled. Raises
    what it raises, and FileRefused where it needs more than its bounds.
    """
    bounds = bounds_for(len(data))
    task = pickle.dumps((bounds, work, args, kwargs))
    try:
        done = subprocess.run(
            _command(),
            input=task,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE * bounds.seconds,
            env=os.environ | {"PYTHONPATH": _python_path()},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(name) from None
    except OSError:
        # No further process can be started here; the file has passed the safety check.
        return work(*args, **kwargs)
    if done.returncode == _BROKEN:
        raise RuntimeError("the worker could not do or hand back its work")
    if done.returncode:
        raise _too_much(name)
    return cast(Result, _given_back(pickle.loads(done.stdout)))  # noqa: S301 (from our worker)


def _given_back(outcome: Any) -> Any:
    if isinstance(outcome, Fault):
        raise FaultRecorded(outcome.sentence)
    if isinstance(outcome, Stop):
        raise outcome.error from None
    return outcome


@dataclass(frozen=True)
class Stop:
    """What the work raised, in place of a result."""

    error: ToolkitError


@dataclass(frozen=True)
class Fault:
    """A fault of the toolkit's own in the work, which is recorded already."""

    sentence: str


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER]
    # Without -P the folder that the person is in could lend the worker its modules.
    return [sys.executable, "-P", "-m", "toolkit.files.bounded_worker"]


def _python_path() -> str:
    """Where the worker finds this very toolkit, and what its starter was told."""
    ours = Path(__file__).resolve().parents[2]
    return os.pathsep.join(filter(None, (str(ours), os.environ.get("PYTHONPATH"))))


def _too_much(name: str) -> FileRefused:
    return FileRefused(
        f"{name} takes more time or memory to read than any such file should. Reading it was "
        "stopped, and nothing was written. Keep only the pages or sheets that are needed, save "
        "it, and try again; or ask for a fresh copy."
    )
