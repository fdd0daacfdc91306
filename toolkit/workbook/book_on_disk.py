"""A board workbook in a file: locked while a job works on it, backed up and patched in place."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from toolkit.layout.schema import Layout
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import InUse
from toolkit.writing.book import Completed, Stored
from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class BookOnDisk:
    """A workbook's file, as jobs work on it (`toolkit.writing.book.Book`)."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def folder(self) -> Path:
        """The folder that the file is in."""
        return self.path.parent

    def held(self) -> AbstractContextManager[None]:
        """Hold the file against other runs of the toolkit; InUse where one holds it too long."""
        from toolkit.workbook.store import locked

        return locked(self.path)

    def read(self, sheets: Collection[str]) -> Workbook:
        """The file as it is now; a ToolkitError where it cannot be read."""
        from toolkit.workbook.files import read

        return read(self.path, sheets)

    def completed(self, seen: Workbook, layout: Layout[object]) -> Completed:
        """What was read, with what its layout lacks of the current one."""
        if (seen.layout_version or 0) >= layout.version:
            # What makes workbooks grow takes its time to load.
            return Completed(seen)
        from toolkit.workbook.growing.grow import completed

        return completed(seen, layout)

    def require_writable(self, sheets: Collection[str]) -> None:
        """InUse where Excel or LibreOffice has the file open; more is seen when it is written."""
        from toolkit.workbook.store import is_open_elsewhere

        del sheets  # A file is open as a whole.
        if is_open_elsewhere(self.path):
            raise InUse(
                f"{self.name} is open in another program. Save and close it there, and try again. "
                "Nothing was written."
            )

    def write(self, changes: Changes, seen: Workbook) -> Stored:
        """Patch the file, which must still be the one that was read, and keep the old one."""
        from toolkit.workbook.patch import patch
        from toolkit.workbook.store import replace_workbook

        new = patch(seen.data, changes, seen.name)
        return replace_workbook(self.path, seen.on_disk or seen.data, new)
