"""Work done in a copy of this process, so that nothing it does is left behind."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class WentWrong(Exception):
    """A copy ended with an exception, which is a fault of these tools."""


@dataclass(frozen=True)
class Ended:
    """How a copy ended: what its work returned, and the signal that ended it, or 0.

    `seconds` are those of the processor.
    """

    answer: str
    signal: int
    seconds: float


@dataclass(frozen=True)
class Copy:
    """A copy of this process at work, with a folder of its own for tests' temporary files."""

    process: int
    folder: Path

    def ended(self, status: int, seconds: float) -> Ended:
        """What it leaves, once the system has told how it ended."""
        answer = self.folder / "answer"
        words = answer.read_text("utf-8") if answer.is_file() else ""
        shutil.rmtree(self.folder, ignore_errors=True)
        if os.WIFSIGNALED(status):
            return Ended("", os.WTERMSIG(status), seconds)
        if os.WEXITSTATUS(status):
            raise WentWrong(words)
        return Ended(words, 0, seconds)


def start(work: Callable[[], str]) -> Copy:
    """Begin work in a copy of this process, which prints nothing and reads nothing."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    process = os.fork()
    if process:
        return Copy(process, folder)
    # From here on this is the copy. Whatever happens, it must not go on as if it were the first.
    status = 1
    try:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        (folder / "answer").write_text(work(), "utf-8")
        status = 0
    except BaseException:
        (folder / "answer").write_text(traceback.format_exc(), "utf-8")
    finally:
        os._exit(status)


def next_to_end(at_work: dict[int, Copy]) -> tuple[int, Ended]:
    """The next copy that ends, by its process, and how. It is taken out of those at work."""
    process, status, used = os.wait3(0)
    return process, at_work.pop(process).ended(status, used.ru_utime + used.ru_stime)


def answer(work: Callable[[], str]) -> str:
    """What some work returns that is done in a copy."""
    copy = start(work)
    _, ended = next_to_end({copy.process: copy})
    if ended.signal:
        raise WentWrong(f"ended by signal {ended.signal}")
    return ended.answer
