"""Runs scenarios in one checkout: `.venv/bin/python -P runner.py ORDERS.json`.

Imports nothing but the standard library, for it runs under the Python of the
checkout that it runs. It loads that checkout's toolkit once and forks for each command, so
that no command sees what another left in memory.
"""

import fcntl
import gc
import importlib
import json
import os
import pkgutil
import runpy
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

# Backups are named by the time a workbook was last saved: 5 January 2026, 09:00.
SAVED = 1_767_603_600


def main(orders: dict[str, Any]) -> None:
    """Run every scenario in the same empty folder and put what it leaves into the results.

    `orders` names the `desk` (the folder that commands run in), the folder of `results` and the
    `scenarios`, each a mapping with the fields of a Scenario.
    """
    load_everything()
    desk, results = Path(orders["desk"]), Path(orders["results"])
    for scenario in orders["scenarios"]:
        folder = results / scenario["name"]
        lay_out(desk, scenario["inputs"])
        with held(desk / scenario["held"]) if scenario["held"] else nullcontext():
            for number, words in enumerate(scenario["commands"], start=1):
                kept = folder / f"{number:02}"
                kept.mkdir(parents=True)
                child = os.fork()
                if child == 0:
                    become(kept, desk, words, scenario)
                    return
                (kept / "exit code").write_text(f"{exit_code(os.waitpid(child, 0)[1])}\n")
        desk.rename(folder / "files")


def load_everything() -> None:
    """Load the toolkit's modules; one that cannot be loaded fails its commands, not this."""
    import toolkit

    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit.", onerror=lambda _: None):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except Exception as error:
                print(f"{module.name} cannot be loaded: {error!r}", file=sys.stderr)
    gc.freeze()


def lay_out(desk: Path, inputs: dict[str, str]) -> None:
    """An empty folder with the inputs in it, and with a home and a place for passing files."""
    for folder in (".home", ".temporary"):
        (desk / folder).mkdir(parents=True)
    for name, source in inputs.items():
        copy = desk / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        os.utime(copy, (SAVED, SAVED))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Lock a file as another run of the toolkit would."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def become(kept: Path, desk: Path, words: list[str], scenario: dict[str, Any]) -> None:
    """Turn this forked process into the command; never comes back while all is well."""
    signal.alarm(scenario["seconds"])
    sys.stdout.flush()
    sys.stderr.flush()
    for stream, name in ((1, "standard output"), (2, "standard error")):
        os.dup2(os.open(kept / name, os.O_WRONLY | os.O_CREAT), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(HOME=str(desk / ".home"), TMPDIR=str(desk / ".temporary"))
    os.chdir(desk)
    if scenario["is_cold"]:
        os.execv(sys.executable, [sys.executable, "-m", "toolkit", *words])  # noqa: S606
    sys.argv = ["toolkit", *words]
    runpy.run_module("toolkit", run_name="__main__", alter_sys=True)


def exit_code(status: int) -> str:
    """The code as a user sees it, or the signal that stopped the command."""
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        return "stopped: it took too long"
    return str(code) if code >= 0 else f"stopped by {signal.Signals(-code).name}"


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")))
