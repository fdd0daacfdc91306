"""A board workbook as bytes, for jobs to work on without a file."""

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from toolkit.layout.schema import Layout
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import FileMissing
from toolkit.workbook.files import read_bytes
from toolkit.workbook.patch import patch
from toolkit.writing.book import Completed, Stored
from toolkit.writing.changes import Changes


class BookInMemory:
    """A workbook as bytes (`toolkit.writing.book.Book`); `data` is what it has become."""

    folder = None

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name

    @property
    def path(self) -> Path:
        """FileMissing: it is in no folder."""
        raise FileMissing(
            f"{self.name} was opened from bytes and is in no folder. Save it as a file, and open "
            "that."
        )

    def held(self) -> AbstractContextManager[None]:
        """Nothing: nobody else has it."""
        return nullcontext()

    def read(self, sheets: Collection[str]) -> Workbook:
        """The workbook with those of the sheets that it has."""
        return read_bytes(self.data, self.name, sheets)

    def completed(self, seen: Workbook, layout: Layout[object]) -> Completed:
        """The workbook with what its layout lacks of the current one."""
        from toolkit.workbook.growing.grow import completed

        return completed(seen, layout)

    def require_writable(self, sheets: Collection[str]) -> None:
        """It is always writable."""

    def write(self, changes: Changes, seen: Workbook) -> Stored:
        """Change the bytes; CellRefused where a cell cannot be written."""
        self.data = patch(seen.data, changes, self.name)
        return Stored(Path(self.name))
