"""Cost grows in step with a file: work is counted, not timed, so that a slow machine fails nothing.

What is counted are the lines of Python that run. What a library does within one call is not seen:
`python -m benchmarks linting` times that too.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from benchmarks.documents import KINDS
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


@pytest.mark.parametrize("kind", KINDS)
def test_linting_four_times_the_document_is_four_times_the_work(kind: str) -> None:
    few, many = KINDS[kind](FEW), KINDS[kind](FEW * TIMES)
    lint_document(few, "warm.docx")

    ratio = lines_run(lambda: lint_document(many, "many.docx")) / lines_run(
        lambda: lint_document(few, "few.docx")
    )

    assert ratio <= TIMES**STEEPEST


def test_work_that_grows_with_the_square_is_seen() -> None:
    def pairs(count: int) -> Callable[[], object]:
        return lambda: [(one, other) for one in range(count) for other in range(count)]

    assert lines_run(pairs(FEW * TIMES)) / lines_run(pairs(FEW)) > TIMES**STEEPEST
