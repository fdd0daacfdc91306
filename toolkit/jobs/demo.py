"""The example board, copied, checked, updated and built."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import Built, build
from toolkit.jobs.update import update

EXAMPLE = "example_board.xlsx"


@dataclass(frozen=True)
class Demonstrated:
    """What `demo` wrote: the workbook, and what was built from it; `kept` is one edited before."""

    workbook: Path
    built: Built
    kept: Path | None = None


def demo(folder: Path, *, as_at: AsAt) -> Demonstrated:
    """Copy the example board into a folder, check it, update it and build its papers there."""
    from importlib.resources import files

    from toolkit.files.outputs import write_document
    from toolkit.workbook.book_on_disk import BookOnDisk

    data = (files("toolkit.workbooks") / EXAMPLE).read_bytes()
    written = write_document(folder, EXAMPLE, data)
    book = BookOnDisk(written.path)
    update(book, as_at=as_at)
    return Demonstrated(written.path, build(book, as_at=as_at), written.kept)
