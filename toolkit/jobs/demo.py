"""The example board, copied, checked, updated and built."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.jobs.build import Built, build
from toolkit.jobs.update import update

EXAMPLE = "example_board.xlsx"


@dataclass(frozen=True)
class Demonstrated:
    """What `demo` wrote: the workbook, and what was built from it; `kept` is one edited before."""

    workbook: Path
    built: Built
    kept: Path | None = None


def demo(folder: Path, today: date) -> Demonstrated:
    """Copy the example board into a folder, check it, update it and build its papers there."""
    from importlib.resources import files

    from toolkit.files.outputs import write_document

    data = (files("toolkit.workbooks") / EXAMPLE).read_bytes()
    book = write_document(folder, EXAMPLE, data)
    update(book.path, None, today)
    return Demonstrated(book.path, build(book.path, folder, None, today), book.kept)
