"""Work on files from outside: its result, or one sentence where it needs too much."""

import math
import operator
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from toolkit.files import bounded
from toolkit.files.bounded import Bounds, bounds_for, within_bounds
from toolkit.files.safety_check import WORKBOOK, read_file
from toolkit.values.errors import OUR_FAULT, FaultRecorded, FileMissing, FileRefused

MB = 2**20
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux bounds memory")


@pytest.fixture
def a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "bounds_for", lambda _: Bounds(1, 100 * MB))


def test_the_result_comes_back() -> None:
    assert within_bounds(b"", "plan.docx", str.upper, "neglect") == "NEGLECT"


def test_what_stops_the_work_stops_the_job_with_its_own_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"^board\.xlsx is not there"):
        within_bounds(b"", "plan.docx", read_file, tmp_path / "board.xlsx", WORKBOOK)


@pytest.mark.parametrize(
    ("work", "given"),
    [
        pytest.param(math.factorial, (10**8,), id="counts for ever"),
        pytest.param(time.sleep, (60,), id="waits for ever"),
        pytest.param(operator.mul, (b"a", 2**36), id="wants 64 GB", marks=only_linux),
        pytest.param(os.abort, (), id="brings the interpreter down"),
    ],
)
@pytest.mark.usefixtures("a_second")
def test_work_that_needs_too_much_is_stopped_in_one_sentence(work: Any, given: Any) -> None:
    started = time.monotonic()

    with pytest.raises(FileRefused) as stop:
        within_bounds(b"", "plan.docx", work, *given)

    assert str(stop.value).startswith("plan.docx takes more time or memory to read than")
    assert "\n" not in str(stop.value)
    assert time.monotonic() - started < 30


def test_a_fault_is_recorded_where_it_happened_and_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    with pytest.raises(FaultRecorded, match="a fault in itself") as stop:
        within_bounds(b"", "plan.docx", read_file, None, WORKBOOK)  # type: ignore[arg-type]

    assert stop.value.exit_code == OUR_FAULT
    (log,) = tmp_path.iterdir()
    assert "safety_check.py" in log.read_text("utf-8")


def test_where_no_process_can_be_started_the_work_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(subprocess, "run", refuse)

    assert within_bounds(b"", "plan.docx", str.upper, "neglect") == "NEGLECT"


def test_a_module_in_the_persons_folder_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "math.py").write_text("raise SystemExit(3)", "utf-8")
    (tmp_path / "toolkit.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.chdir(tmp_path)

    assert within_bounds(b"", "plan.docx", str.upper, "neglect") == "NEGLECT"


@pytest.mark.parametrize(
    ("size", "seconds", "memory"),
    [(0, 7, 400), (MB - 1, 7, 400), (MB, 15, 500), (6 * MB, 55, 1000), (100 * MB, 60, 1000)],
)
def test_a_large_file_may_take_more_but_never_without_end(
    size: int, seconds: int, memory: int
) -> None:
    assert bounds_for(size) == Bounds(seconds, memory * MB)
