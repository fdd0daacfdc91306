"""What papers and the folder of backups say of a workbook's History: a mark of how far it got."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.results.history_mark import Mark, mark_of_board, read_mark

if TYPE_CHECKING:
    from toolkit.board.board import Board
    from toolkit.files.outputs import Written
    from toolkit.writing.book import Book, Stored


def mark_papers(book: "Book", board: "Board", written: "Iterable[Written]") -> None:
    """Put the mark of the board into Word papers that have just been written from the book."""
    from toolkit.files.outputs import write_document
    from toolkit.word.finishing.history_mark import marked

    mark, source = mark_of_board(board), str(book.path.resolve())
    for item in written:
        if mark and item.path.suffix == ".docx":
            data = marked(item.path.read_bytes(), str(mark))
            write_document(item.path.parent, item.path.name, data, source)


def keep_mark(stored: "Stored", name: str, board: "Board") -> None:
    """Keep the mark of a workbook of that name among its backups, where it has some."""
    from toolkit.files.outputs import write_atomically

    mark = mark_of_board(board)
    if mark and stored.backup:
        path = stored.backup.parent / _kept_as(name)
        write_atomically(path, f"{mark}\n".encode())


def marks_beside(folder: Path, name: str) -> Iterator[tuple[str, Mark]]:
    """The marks that papers of a workbook, unchanged since, and its backups' folder hold."""
    from toolkit.files.outputs import unchanged_from
    from toolkit.word.finishing.history_mark import mark_of
    from toolkit.workbook.store import BACKUP_FOLDER

    kept = folder / BACKUP_FOLDER / _kept_as(name)
    try:
        mark = read_mark(kept.read_text("utf-8"))
    except (OSError, ValueError):
        mark = None
    if mark:
        yield f"{BACKUP_FOLDER}/{kept.name}", mark
    for path, data in unchanged_from(folder, str((folder / name).resolve()), ".docx"):
        mark = read_mark(mark_of(data))
        if mark:
            yield path.name, mark


def _kept_as(name: str) -> str:
    return f"{Path(name).stem} history.txt"
