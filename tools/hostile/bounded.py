"""One command in a process of its own, with bounds on its time and memory, and what came of it."""

import hashlib
import io
import json
import os
import resource
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tools.hostile.commands import Command

MOST_SECONDS = 10
MOST_BYTES = 500 * 2**20
# Where something was done these are the exit codes; others are reasons why nothing was.
_DONE = (0, 1)
_REASONS = range(10, 99)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it said, its CPU seconds, what is wrong with that.

    `sentence` is the reason why nothing was done, "" where something was.
    """

    command: str
    code: int
    sentence: str
    seconds: float
    faults: tuple[str, ...]


def run(command: Command) -> Ended:
    """The command, run."""
    before = _fingerprints(command.folder)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(command, reading, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, _, used = os.wait4(child, 0)
    code, out, err = json.loads(said) if said else (-1, "", "")
    after = _fingerprints(command.folder)
    seconds = used.ru_utime + used.ru_stime
    faults = _faults(command, code, out, err) + _changed(command, code, before, after)
    if seconds > MOST_SECONDS:
        faults.append(f"took {seconds:.1f} seconds")
    return Ended(
        command.name, code, err.strip() if code in _REASONS else "", seconds, tuple(faults)
    )


def _work(command: Command, reading: int, writing: int) -> None:
    from toolkit.cli.main import main

    code, out, err = -1, io.StringIO(), io.StringIO()
    try:
        os.close(reading)
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MOST_BYTES, used + MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        with redirect_stdout(out), redirect_stderr(err):
            code = main(command.arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else -1
    finally:
        with os.fdopen(writing, "w") as pipe:
            json.dump((code, out.getvalue()[:10_000], err.getvalue()[:10_000]), pipe)
        os._exit(0)


def _faults(command: Command, code: int, out: str, err: str) -> list[str]:
    if code == -1:
        return [f"no end within {MOST_SECONDS} seconds and {MOST_BYTES // 2**20} MB"]
    if code in _DONE:
        silent = not out and command.name != "build"
        return ["nothing was said"] if silent else []
    if code not in _REASONS:
        return [f"ended with {code}: {err.strip()[-300:]}"]
    lines = err.strip().splitlines()
    return [] if len(lines) == 1 and not out else [f"said {len(lines)} lines, not a sentence"]


def _changed(
    command: Command, code: int, before: Mapping[str, str], after: Mapping[str, str]
) -> list[str]:
    """What is other than before and may not be."""
    allowed = command.may_write if code in _DONE else ()
    return [
        f"{name} was changed"
        for name, fingerprint in before.items()
        if after.get(name) != fingerprint and name not in allowed
    ] + [
        f"{name} is new"
        for name in after.keys() - before.keys()
        if code not in _DONE and not name.endswith(".lock")
    ]


def _fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
