"""A board workbook that is open in Excel, as jobs work on it."""

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path

from toolkit.excel import live
from toolkit.jobs.known_layout import require_known_layout
from toolkit.layout.schema import Layout
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import FileMissing
from toolkit.writing.book import Completed, Stored
from toolkit.writing.changes import Changes


class BookInExcel:
    """A workbook as it is on the screen (`toolkit.writing.book.Book`); it is never saved."""

    def __init__(self, book: live.Book) -> None:
        self._book = book

    @property
    def name(self) -> str:
        """The workbook's name."""
        return str(self._book.name)

    @cached_property
    def path(self) -> Path:
        """Where it lies on this computer; FileMissing where it does not."""
        return live.local_path(self._book)

    @property
    def folder(self) -> Path | None:
        """The folder that it lies in; None where that is none of this computer."""
        try:
            return self.path.parent
        except FileMissing:
            return None

    def held(self) -> AbstractContextManager[None]:
        """Nothing: Excel itself keeps others from writing the file."""
        return nullcontext()

    def read(self, sheets: Collection[str]) -> Workbook:
        """The workbook as it is on the screen; LayoutMismatch where its layout is another.

        A command can look at a file of an earlier layout; buttons belong to their own.
        """
        workbook = live.read(self._book, sheets)
        require_known_layout(workbook)
        return workbook

    def completed(self, seen: Workbook, layout: Layout[object]) -> Completed:
        """The workbook as it is: only `toolkit update` adds to a file that is closed."""
        del layout
        return Completed(seen)

    def require_writable(self, sheets: Collection[str]) -> None:
        """CannotWrite where the workbook is read-only, or one of these sheets is protected."""
        live.require_writable(self._book, sheets)

    def write(self, changes: Changes, seen: Workbook) -> Stored:
        """Write into the cells on the screen; what Excel refuses is taken back whole."""
        live.apply(self._book, changes, seen)
        return Stored(Path(seen.name))
