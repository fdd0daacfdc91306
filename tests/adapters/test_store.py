"""A workbook on disk is whole at every moment, and never lost under another's hands."""

import errno
import json
import os
import subprocess
import sys
import threading
import time
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.conftest import PROJECT
from toolkit.files.outputs import RECORD
from toolkit.values.errors import CannotWrite, InUse
from toolkit.workbook import store
from toolkit.workbook.store import BACKUP_FOLDER, MOST_BACKUPS, locked, replace_workbook

OLD, NEW = b"the old workbook", b"the new workbook"
EXAMPLE = (files("toolkit.workbooks") / jobs.EXAMPLE).read_bytes()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "board.xlsx"
    path.write_bytes(OLD)
    return path


def beside(book: Path) -> set[str]:
    """All that is in the workbook's folder."""
    return {path.name for path in book.parent.iterdir()}


# Backups


def test_the_old_workbook_is_kept(book: Path) -> None:
    stored = replace_workbook(book, OLD, NEW)
    assert book.read_bytes() == NEW
    assert stored.path == book
    assert stored.backup is not None
    assert stored.backup.parent == book.parent / BACKUP_FOLDER
    assert stored.backup.read_bytes() == OLD
    assert stored.backup.suffix == ".xlsx"


def test_the_ten_newest_backups_are_kept(book: Path) -> None:
    contents = [OLD, *(str(number).encode() for number in range(14))]
    for number, (old, new) in enumerate(pairwise(contents)):
        os.utime(book, (number * 86_400, number * 86_400))
        newest = replace_workbook(book, old, new).backup
    kept = sorted((book.parent / BACKUP_FOLDER).iterdir())
    assert [path.read_bytes() for path in kept] == contents[-MOST_BACKUPS - 1 : -1]
    assert kept[-1] == newest


def test_another_workbooks_backups_are_left_alone(book: Path) -> None:
    folder = book.parent / BACKUP_FOLDER
    folder.mkdir()
    others = [folder / f"board 2 2026-01-01 00-00-{n:02}.000.xlsx" for n in range(12)]
    for other in (*others, folder / "board.xlsx"):
        other.write_bytes(b"another's")
    replace_workbook(book, OLD, NEW)
    assert all(other.exists() for other in others)
    assert (folder / "board.xlsx").exists()


def test_brackets_in_a_workbooks_name_do_not_confuse_the_count(tmp_path: Path) -> None:
    book = tmp_path / "board [2026].xlsx"
    book.write_bytes(OLD)
    contents = [OLD, *(str(number).encode() for number in range(12))]
    for number, (old, new) in enumerate(pairwise(contents)):
        os.utime(book, (number * 86_400, number * 86_400))
        replace_workbook(book, old, new)
    assert len(list((tmp_path / BACKUP_FOLDER).iterdir())) == MOST_BACKUPS


# Others at work


def test_a_workbook_saved_meanwhile_is_not_written(book: Path) -> None:
    book.write_bytes(b"saved by a colleague")
    with pytest.raises(InUse, match=r"Nothing was written\. Try again\.$"):
        replace_workbook(book, OLD, NEW)
    assert book.read_bytes() == b"saved by a colleague"
    assert beside(book) == {"board.xlsx"}


@pytest.mark.parametrize("mark", ["~$board.xlsx", "~$ard.xlsx", ".~lock.board.xlsx#"])
def test_a_workbook_open_elsewhere_is_left_alone_and_the_results_go_beside_it(
    book: Path, mark: str
) -> None:
    (book.parent / mark).write_bytes(b"")
    stored = replace_workbook(book, OLD, NEW)
    assert stored.copy
    assert stored.path.name == "board (results).xlsx"
    assert stored.path.read_bytes() == NEW
    assert book.read_bytes() == OLD
    assert beside(book) - {RECORD} == {"board.xlsx", mark, "board (results).xlsx"}


def test_results_that_someone_has_worked_on_are_not_replaced(book: Path) -> None:
    (book.parent / "~$board.xlsx").write_bytes(b"")
    replace_workbook(book, OLD, NEW).path.write_bytes(b"worked on")
    again = replace_workbook(book, OLD, NEW)
    assert again.path.name == "board (results) (draft 2).xlsx"
    assert (book.parent / "board (results).xlsx").read_bytes() == b"worked on"


def test_a_lock_held_too_long_is_said(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.05)
    with locked(book), pytest.raises(InUse, match=r"another run of the toolkit"), locked(book):
        pytest.fail("two held it at once")


def test_a_second_run_waits_for_the_first(book: Path) -> None:
    order: list[str] = []
    holding = threading.Event()

    def first() -> None:
        with locked(book):
            holding.set()
            time.sleep(0.2)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    holding.wait(10)
    with locked(book):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_no_lock_stays_behind_and_one_that_did_is_no_hindrance(book: Path) -> None:
    (book.parent / f".{book.name}.lock").write_bytes(b"")

    with locked(book):
        assert beside(book) == {"board.xlsx", f".{book.name}.lock"}

    assert beside(book) == {"board.xlsx"}


def test_only_one_at_a_time_holds_it_though_each_takes_its_lock_away(book: Path) -> None:
    held, most = 0, 0

    def hold() -> None:
        nonlocal held, most
        for _ in range(20):
            with locked(book):
                held += 1
                most = max(most, held)
                time.sleep(0.001)
                held -= 1

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1
    assert beside(book) == {"board.xlsx"}


def test_two_updates_at_once_end_as_one_would(tmp_path: Path) -> None:
    book = tmp_path / "board.xlsx"
    book.write_bytes(EXAMPLE)
    command = [sys.executable, "-m", "toolkit", "update", "--as-at", "2027-01-05", str(book)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].decode() for process in running]
    assert all(process.returncode in (0, 1) for process in running), said
    assert sum("is up to date already" in text for text in said) == 1
    once = tmp_path / "once.xlsx"
    once.write_bytes(EXAMPLE)
    jobs.update(once, date(2027, 1, 5), date.max)
    assert book.read_bytes() == once.read_bytes()
    assert len(list((tmp_path / BACKUP_FOLDER).glob("board *"))) == 1


# Disks


def assert_is_as_it_was(book: Path) -> None:
    assert book.read_bytes() == OLD
    left = {path.name for path in book.parent.rglob("*") if path.is_file()}
    assert left == {"board.xlsx"}


@pytest.mark.parametrize("at", ["fsync", "fdopen", "replace"])
def test_on_a_full_disk_the_old_workbook_stays(
    book: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, at, full)
    with pytest.raises(CannotWrite, match="No space left on device") as stop:
        replace_workbook(book, OLD, NEW)
    monkeypatch.undo()
    assert "\n" not in str(stop.value)
    assert_is_as_it_was(book)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_in_a_read_only_folder_the_old_workbook_stays(book: Path) -> None:
    book.parent.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="read-only"):
            replace_workbook(book, OLD, NEW)
        with pytest.raises(CannotWrite, match="read-only"), locked(book):
            pass
    finally:
        book.parent.chmod(0o700)
    assert_is_as_it_was(book)


@pytest.mark.parametrize("call", ["mkstemp", "lock"])
def test_where_writing_is_refused_one_sentence_says_so(
    book: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    if call == "lock":
        monkeypatch.setattr("filelock.FileLock.acquire", refuse)
        with pytest.raises(CannotWrite, match="read-only"), locked(book):
            pass
    else:
        monkeypatch.setattr("tempfile.mkstemp", refuse)
        with pytest.raises(CannotWrite, match="read-only"):
            replace_workbook(book, OLD, NEW)
    assert_is_as_it_was(book)


def test_what_a_killed_run_left_is_cleared_by_the_next(book: Path) -> None:
    backups = book.parent / BACKUP_FOLDER
    backups.mkdir()
    for name in (book.name, "board (results).xlsx"):
        (book.parent / f".{name}.abc123.part").write_bytes(b"half a workbook")
    (backups / ".board 2026-10-09 12-30-00.123.xlsx.abc123.part").write_bytes(b"half a backup")
    theirs = book.parent / ".other.xlsx.abc123.part"
    theirs.write_bytes(b"another's")
    with locked(book):
        pass
    assert beside(book) == {"board.xlsx", theirs.name, BACKUP_FOLDER}
    assert list(backups.iterdir()) == []


# Killed at any moment

# Forks from a warm parent: each child updates in a loop until it is killed.
KILLER = """
import json, os, random, signal, sys, time
from datetime import date
from pathlib import Path
from tests import jobs_on_disk as jobs
from toolkit.workbook.files import read
from toolkit.reading.reader import read_board

book, moments = Path(sys.argv[1]), int(sys.argv[2])
days = [date(2026, 10, 9), date(2027, 1, 5)]
original = read_board(read(book)).board
jobs.update(book, days[0], date.max)
jobs.update(book, days[1], date.max)
chance = random.Random(2026)
killed, wrong = 0, []
for moment in range(moments):
    before = book.read_bytes()
    child = os.fork()
    if not child:
        for turn in range(1000):
            jobs.update(book, days[turn % 2], date.max)
        os._exit(1)
    time.sleep(chance.uniform(0, 0.2))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed += os.WIFSIGNALED(status)
    try:
        if book.read_bytes() != before and read_board(read(book)).board != original:
            wrong.append([moment, "records differ"])
        if moment % 10 == 0:
            jobs.update(book, days[0], date.max)
            jobs.update(book, days[1], date.max)
            for folder in (book.parent, book.parent / "Toolkit backups"):
                wrong += [[moment, path.name] for path in folder.glob("*.part")]
    except Exception as error:
        wrong.append([moment, repr(error)])
print(json.dumps({"killed": killed, "wrong": wrong}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_killed_at_two_hundred_moments_the_workbook_is_whole_each_time(tmp_path: Path) -> None:
    book = tmp_path / "board.xlsx"
    book.write_bytes(EXAMPLE)
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(book), "200"],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"killed": 200, "wrong": []}
    assert len(list((tmp_path / BACKUP_FOLDER).glob("board *.xlsx"))) <= MOST_BACKUPS
