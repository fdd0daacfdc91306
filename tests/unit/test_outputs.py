"""Files the toolkit writes: whole or not at all, and never over a person's edits."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT
from toolkit.files.outputs import RECORD, write_atomically, write_document
from toolkit.values.errors import CannotWrite

NAME = "board-business-plan.docx"


def shown_in(folder: Path) -> list[str]:
    """What a person sees there: the toolkit's own record is hidden."""
    return sorted(path.name for path in folder.iterdir() if path.name != RECORD)


def test_a_document_is_written_under_its_name(tmp_path: Path) -> None:
    written = write_document(tmp_path / "papers" / "May", NAME, b"first")
    assert written.path == tmp_path / "papers" / "May" / NAME
    assert written.path.read_bytes() == b"first"
    assert written.kept is None


def test_a_document_nobody_touched_is_replaced(tmp_path: Path) -> None:
    write_document(tmp_path, NAME, b"first")
    written = write_document(tmp_path, NAME, b"second")
    assert written.kept is None
    assert shown_in(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_bytes() == b"second"


# Each writes its papers again and again, while the other does.
WRITER = """
import sys
from pathlib import Path
from toolkit.files.outputs import write_document
for number in range(30):
    write_document(Path(sys.argv[1]), f"{sys.argv[2]} {number % 10}.docx", str(number).encode())
"""


def test_two_that_write_into_one_folder_at_once_are_both_remembered(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=PROJECT)
        for name in ("one", "other")
    ]

    assert [process.wait(60) for process in running] == [0, 0]
    written = {f"{name} {number}.docx" for name in ("one", "other") for number in range(10)}
    assert set(shown_in(tmp_path)) == written
    assert set(json.loads((tmp_path / RECORD).read_bytes())) == written


def test_an_edited_document_is_left_alone_and_the_draft_goes_beside_it(tmp_path: Path) -> None:
    write_document(tmp_path, NAME, b"first")
    (tmp_path / NAME).write_bytes(b"edited by the chair")
    written = write_document(tmp_path, NAME, b"second")
    assert written.path.name == "board-business-plan (draft 2).docx"
    assert written.kept == tmp_path / NAME
    assert (tmp_path / NAME).read_bytes() == b"edited by the chair"
    assert written.path.read_bytes() == b"second"


def test_the_draft_beside_it_is_replaced_until_it_is_edited_too(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"edited by the chair")
    second = write_document(tmp_path, NAME, b"second").path
    assert write_document(tmp_path, NAME, b"third").path == second
    second.write_bytes(b"edited by the editor")
    third = write_document(tmp_path, NAME, b"fourth")
    assert third.path.name == "board-business-plan (draft 3).docx"
    assert second.read_bytes() == b"edited by the editor"


def test_a_file_that_was_there_before_is_a_persons(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"last year's")
    assert write_document(tmp_path, NAME, b"first").path != tmp_path / NAME
    assert (tmp_path / NAME).read_bytes() == b"last year's"


def test_a_document_moved_away_makes_room_again(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"edited")
    write_document(tmp_path, NAME, b"second")
    (tmp_path / NAME).rename(tmp_path / "signed off.docx")
    assert write_document(tmp_path, NAME, b"third").path == tmp_path / NAME


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_lost_or_damaged_record_never_costs_an_edit(tmp_path: Path, damage: bytes) -> None:
    write_document(tmp_path, NAME, b"first")
    (tmp_path / RECORD).write_bytes(damage)
    (tmp_path / NAME).write_bytes(b"edited by the chair")
    write_document(tmp_path, NAME, b"second")
    assert (tmp_path / NAME).read_bytes() == b"edited by the chair"
    assert shown_in(tmp_path) == ["board-business-plan (draft 2).docx", NAME]


def test_a_write_that_is_killed_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for module in (os, Path):
        monkeypatch.setattr(module, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert shown_in(tmp_path) == [NAME]


def test_a_disk_that_is_full_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_document(tmp_path, NAME, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_document(tmp_path, NAME, b"new")
    assert (tmp_path / NAME).read_bytes() == b"old"
    assert shown_in(tmp_path) == [NAME]


def test_nothing_is_left_beside_what_was_written(tmp_path: Path) -> None:
    for number in range(3):
        write_document(tmp_path, NAME, bytes([number]))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([NAME, RECORD])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    write_atomically(tmp_path / NAME, b"new")
    (tmp_path / "other").write_bytes(b"")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(CannotWrite, match="is read-only, or open in another program"):
        write_document(tmp_path, NAME, b"first")


def test_a_locked_document_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    for module in (os, Path):
        monkeypatch.setattr(module, "replace", locked)
    with pytest.raises(CannotWrite) as stopped:
        write_document(tmp_path, NAME, b"first")
    assert str(stopped.value) == (
        f"{NAME} in {tmp_path} is read-only, or open in another program. "
        "Close it, or choose another folder, and try again."
    )


@pytest.mark.parametrize("below", ["", "May"])
def test_a_file_where_a_folder_is_wanted_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "papers").write_bytes(b"")
    with pytest.raises(CannotWrite) as stopped:
        write_document(tmp_path / "papers" / below, NAME, b"first")
    sentence = str(stopped.value)
    assert "papers" in sentence
    assert "it is a file, and a folder is needed there" in sentence
    assert not sentence.startswith(NAME), "the document is not what is in the way"


def test_a_folder_of_the_documents_name_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(CannotWrite):
        write_document(tmp_path, NAME, b"first")


def test_a_document_from_another_workbook_is_left_alone(tmp_path: Path) -> None:
    write_document(tmp_path, NAME, b"north", source="north/board.xlsx")

    written = write_document(tmp_path, NAME, b"south", source="south/board.xlsx")

    assert written.kept == tmp_path / NAME
    assert (tmp_path / NAME).read_bytes() == b"north"
    again = write_document(tmp_path, NAME, b"north, later", source="north/board.xlsx")
    assert again.path == tmp_path / NAME
