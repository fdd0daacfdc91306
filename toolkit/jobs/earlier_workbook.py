"""The earlier workbook that a person names to have its plan compared with this one's."""

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.layout.board.settings import SETTINGS
from toolkit.values.errors import FileMissing
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.workbook.book_on_disk import BookOnDisk

_SUFFIXES = (".xlsx", ".xlsm")


def likely_earlier_workbook(book: Book) -> str:
    """The name of the workbook saved last of those beside this one; "" where there is none.

    FileMissing or LayoutMismatch where no paper could be written: nobody is asked in vain.
    """
    folder = book.path.parent
    book.read({SETTINGS.name})
    try:
        beside = [path for path in folder.iterdir() if _may_be_one(path)]
        others = [path for path in beside if path != book.path]
        return max(others, key=lambda path: path.stat().st_mtime).name if others else ""
    except OSError:  # a folder on a network that has gone: a proposal is not worth a stop
        return ""


def earlier_workbook(book: Book, named: str) -> "BookOnDisk":
    """The workbook of that name beside this one, or of that path."""
    from toolkit.workbook.book_on_disk import BookOnDisk

    # Windows copies a path with quotes around it.
    path = Path(named.strip().strip('"'))
    path = book.path.parent / path
    if not path.is_file():
        raise FileMissing(f"There is no workbook {path}. Check its name, and press again.")
    return BookOnDisk(path)


def _may_be_one(path: Path) -> bool:
    # Excel puts a file that begins with ~$ beside a workbook that is open.
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith("~$") and path.is_file()
