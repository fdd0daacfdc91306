"""A board workbook in memory, for jobs to work on: no file, and no Excel."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.layout.schema import Layout
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import CannotWrite, FileMissing, InUse
from toolkit.writing.applied import applied
from toolkit.writing.book import Completed, Stored
from toolkit.writing.changes import Changes


@dataclass
class FakeBook:
    """A workbook as it is. `folder` is where its papers go; `read_only` lets it be refused.

    `read_of` are the sheets that were read, once for each reading; `written` how often it was.
    """

    workbook: Workbook
    folder: Path | None = None
    read_only: bool = False
    read_of: list[frozenset[str]] = field(default_factory=list)
    written: int = 0
    is_held: bool = False

    @property
    def name(self) -> str:
        return self.workbook.name

    @property
    def path(self) -> Path:
        if self.folder is None:
            raise FileMissing(f"{self.name} is not in a folder on this computer.")
        return self.folder / self.name

    @contextmanager
    def held(self) -> Iterator[None]:
        assert not self.is_held, "a job holds it once"
        self.is_held = True
        yield
        self.is_held = False

    def read(self, sheets: Collection[str]) -> Workbook:
        self.read_of.append(frozenset(sheets))
        grids = {name: grid for name, grid in self.workbook.grids.items() if name in sheets}
        return replace(self.workbook, grids=grids)

    def completed(self, seen: Workbook, layout: Layout[object]) -> Completed:
        del layout
        return Completed(seen)

    def require_writable(self, sheets: Collection[str]) -> None:
        if self.read_only:
            raise CannotWrite(f"{self.name} is open read-only. Nothing was changed.")

    def write(self, changes: Changes, seen: Workbook) -> Stored:
        assert self.is_held, "what was read must not be changed by others meanwhile"
        self.require_writable(changes.sheets)
        if any(self.workbook.grids[name] is not grid for name, grid in seen.grids.items()):
            raise InUse(f"{self.name} has been saved by someone else since. Nothing was written.")
        self.workbook = applied(self.workbook, changes)
        self.written += 1
        return Stored(Path(self.name))
