"""A workbook on disk, written in place: locked, unchanged since it was read, backed up, whole."""

import glob
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from toolkit.files.locks import held
from toolkit.files.outputs import PART, cannot_write, write_atomically, write_document
from toolkit.values.errors import InUse
from toolkit.writing.book import Stored

LOCK_SECONDS = 20.0
BACKUP_FOLDER = "Toolkit backups"
MOST_BACKUPS = 10
_RESULTS = " (results)"
_SAVED = " ????-??-?? ??-??-??.???"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the workbook against other runs of the toolkit; InUse where one holds it too long."""
    in_use = (
        f"{path.name} is being written by another run of the toolkit. "
        "Wait until it has finished, and try again."
    )
    with ExitStack() as stack:
        try:
            stack.enter_context(held(path, LOCK_SECONDS, in_use))
            # What a run that was killed left behind is of no use to anyone.
            for part in _half_written(path):
                part.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from None
        yield


def replace_workbook(path: Path, read: bytes, new: bytes) -> Stored:
    """Put `new` in the place of the workbook that was read as `read`.

    The old one is kept in the folder of backups. Where Excel or LibreOffice has it open,
    the new one goes beside it. InUse where it has changed since it was read; CannotWrite
    where the disk is full or the folder read-only: then the old one stays as it was.
    """
    try:
        if path.read_bytes() != read:
            raise InUse(
                f"{path.name} has been saved by someone else since the toolkit read it. "
                "Nothing was written. Try again."
            )
        if is_open_elsewhere(path):
            name = f"{path.stem}{_RESULTS}{path.suffix}"
            beside = write_document(path.parent, name, new, str(path.resolve()))
            return Stored(beside.path, copy=True)
        backup = _back_up(path, read)
        write_atomically(path, new)
    except OSError as error:
        raise cannot_write(path, error) from None
    return Stored(path, backup)


def is_open_elsewhere(path: Path) -> bool:
    """Whether the small file is beside it that Excel or LibreOffice keeps while it is open."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(path.with_name(mark).exists() for mark in marks)


def _half_written(path: Path) -> list[Path]:
    """What a run that was killed had begun to write: the workbook, its copy or a backup."""
    stem, backups = glob.escape(path.stem), path.parent / BACKUP_FOLDER
    return [
        part
        for folder, more in ((path.parent, ""), (path.parent, _RESULTS), (backups, _SAVED))
        for part in folder.glob(f".{stem}{more}{path.suffix}.*{PART}")
    ]


def _back_up(path: Path, data: bytes) -> Path:
    """Keep the old workbook under the time it was last saved; the oldest backups go."""
    folder = path.parent / BACKUP_FOLDER
    folder.mkdir(exist_ok=True)
    written = path.stat().st_mtime_ns
    saved = time.strftime("%Y-%m-%d %H-%M-%S", time.localtime(written / 1e9))
    backup = folder / f"{path.stem} {saved}.{written // 1_000_000 % 1000:03}{path.suffix}"
    write_atomically(backup, data)
    kept = sorted(folder.glob(f"{glob.escape(path.stem)}{_SAVED}{path.suffix}"))
    for old in kept[:-MOST_BACKUPS]:
        old.unlink()
    return backup
