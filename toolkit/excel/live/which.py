"""Which of the open workbooks is meant."""

from collections.abc import Sequence

from toolkit.excel.live.program import Book, caller, open_books, require_windows
from toolkit.excel.live.questions import properties
from toolkit.excel.live.refusals import plain_words
from toolkit.layout.board import BOARD
from toolkit.reading.workbook import LAYOUT_PROPERTY
from toolkit.values.errors import NotABoardWorkbook


def called_from() -> Book:
    """The board workbook that a button was pressed for.

    The one that holds the button; where that is no board workbook, as the launcher is
    none, the one that is open beside it. NotABoardWorkbook where there is none or several.
    """
    with plain_words():
        require_windows()
        book = caller()
        if is_board(book):
            return book
        return _only(list(book.app.books))


def open_board() -> Book:
    """The one board workbook that is open in any Excel; NotABoardWorkbook where it is not one."""
    with plain_words():
        require_windows()
        return _only(open_books())


def is_board(book: Book) -> bool:
    """Whether a workbook says that it is a board workbook, or looks like one."""
    return _has_layout(book) or _has_sheets(book)


def _has_layout(book: Book) -> bool:
    return LAYOUT_PROPERTY in properties(book)


def _has_sheets(book: Book) -> bool:
    """Whether it has any of the sheets that a board workbook needs; a budget may have one too."""
    return any(sheet.name in BOARD.needed_sheets for sheet in book.sheets)


def _only(books: Sequence[Book]) -> Book:
    boards = [book for book in books if _has_layout(book)]
    boards = boards or [book for book in books if _has_sheets(book)]
    if not boards:
        raise NotABoardWorkbook(
            "No board workbook is open. Open yours in Excel, click Enable Editing where Excel "
            "offers it, and try again."
        )
    if len(boards) > 1:
        names = " and ".join(sorted(book.name for book in boards))
        raise NotABoardWorkbook(
            f"More than one board workbook is open: {names}. Close those you do not mean, "
            "and try again."
        )
    return boards[0]
