"""A board workbook that a job works on, wherever it is: the port that jobs are written over.

`workbook/book_on_disk.py` is a file, `excel/book_in_excel.py` a workbook that is open in Excel;
tests have a third, in memory.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit.layout.schema import Layout
from toolkit.reading.workbook import Workbook
from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class Stored:
    """Where a workbook went: its name alone where it is open in Excel, which saves nothing.

    `copy` where the file was open elsewhere and a copy was written beside it.
    """

    path: Path
    backup: Path | None = None
    copy: bool = False


@dataclass(frozen=True)
class Completed:
    """A workbook with what its layout lacked: in words, what was added, and what had no room."""

    workbook: Workbook
    added: tuple[str, ...] = ()
    no_room: tuple[str, ...] = ()


class Book(Protocol):
    """A board workbook: read as a whole, changed as a whole, all or nothing."""

    @property
    def name(self) -> str:
        """Its file's name, as messages give it."""
        ...

    @property
    def path(self) -> Path:
        """Where its file is; FileMissing where that is in no folder of this computer."""
        ...

    @property
    def folder(self) -> Path | None:
        """The folder that it is in; None where that is none of this computer."""
        ...

    def held(self) -> AbstractContextManager[None]:
        """Keep other runs of the toolkit away while a job reads it and writes it."""
        ...

    def read(self, sheets: Collection[str]) -> Workbook:
        """It as it is now, with those of the sheets that it has."""
        ...

    def completed(self, seen: Workbook, layout: Layout[object]) -> Completed:
        """What was read, with what its layout lacks of the current one, where that can be added.

        Nothing is written before `write`.
        """
        ...

    def require_writable(self, sheets: Collection[str]) -> None:
        """CannotWrite or InUse where it is plain beforehand that these sheets cannot be written."""
        ...

    def write(self, changes: Changes, seen: Workbook) -> Stored:
        """Write changes that were worked out from what was read, which is `seen`.

        InUse where it is known to have changed since; CannotWrite or CellRefused where it
        cannot be written. Then it is as it was.
        """
        ...
