"""Cost grows in step with a file: work is counted, not timed, so that a slow machine fails nothing.

What is counted are the lines of Python that run. What a library does within one call is not seen:
the benchmarks linting_kinds and checking_kinds time that too.
"""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from benchmarks import boards, documents
from tests.in_memory import workbook
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check_workbook
from toolkit.values.text import Guesses
from toolkit.word.document_lint.lint import lint_document

FEW, TIMES, STEEPEST = 60, 4, 1.1


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs; each turn of a loop counts again."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def times_the_work(work: Callable[[int], Callable[[], object]]) -> float:
    """How many times the work is done for `TIMES` times as much; what is loaded once is loaded."""
    work(1)()
    return lines_run(work(FEW * TIMES)) / lines_run(work(FEW))


@pytest.mark.parametrize("kind", documents.KINDS)
def test_linting_grows_in_step_with_the_document(kind: str) -> None:
    def work(count: int) -> Callable[[], object]:
        document = documents.KINDS[kind](count)
        return lambda: lint_document(document, "paper.docx")

    assert times_the_work(work) <= TIMES**STEEPEST


@pytest.mark.parametrize("kind", boards.KINDS)
def test_checking_grows_in_step_with_the_workbook(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Guesses take their time until there are too many of them, here sooner than in use.
    monkeypatch.setattr(Guesses, "MOST_GUESSES", 5)

    def work(count: int) -> Callable[[], object]:
        board = workbook(boards.KINDS[kind](count))
        return lambda: check_workbook(board, as_at=AsAt(date.max))

    assert times_the_work(work) <= TIMES**STEEPEST


def test_work_that_grows_with_the_square_is_seen() -> None:
    def pairs(count: int) -> Callable[[], object]:
        return lambda: [(one, other) for one in range(count) for other in range(count)]

    assert lines_run(pairs(FEW * TIMES)) / lines_run(pairs(FEW)) > TIMES**STEEPEST
