"""The running Excel: which workbook is meant, where it lies, what a person sees.

The only user of xlwings, and of its open source part alone.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.errors import FileMissing, NotABoardWorkbook
from toolkit.layout import SHEETS
from toolkit.workbook.live.refusals import plain_words, raise_if_busy

TITLE = "Safeguarding toolkit"

# xlwings loads these wherever it finds them, for conversions that no button asks for: on some
# computers that takes longer than all the rest. Its last part is not free, and not used.
_NOT_NEEDED = ("pandas", "numpy", "polars", "matplotlib", "plotly", "PIL", "xlwings.pro")


@contextmanager
def _as_if_missing(names: Iterable[str]) -> Iterator[None]:
    """Meanwhile none of these can be imported, but for those that were before."""
    missing = [name for name in names if name not in sys.modules]
    # To Python, None in the place of a module says that there is none.
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in missing:
            sys.modules.pop(name, None)


with _as_if_missing(_NOT_NEEDED):
    import xlwings

Book = xlwings.Book
Sheet = xlwings.Sheet
Range = xlwings.Range


# Which workbook is meant


def called_from() -> Book:
    """The board workbook that a button was pressed for.

    The one that holds the button; where that is no board workbook, as the launcher is
    none, the one that is open beside it. NotABoardWorkbook where there is none or several.
    """
    with plain_words():
        _require_windows()
        book = xlwings.Book.caller()
        if is_board(book):
            return book
        return _only(book.app.books)


def open_board() -> Book:
    """The one board workbook that is open in any Excel; NotABoardWorkbook where it is not one."""
    with plain_words():
        _require_windows()
        return _only([book for app in xlwings.apps for book in app.books])


def is_board(book: Book) -> bool:
    """Whether a workbook has any of the sheets that a board workbook needs."""
    needed = {sheet.name for sheet in SHEETS if sheet.required}
    return any(sheet.name in needed for sheet in book.sheets)


def _require_windows() -> None:
    """On a Mac, xlwings reaches Excel by another way, on which nobody has tried this."""
    if sys.platform == "darwin" or xlwings.engines.active is None:
        raise NotABoardWorkbook(
            "This works with Excel for Windows only. On this computer save the workbook, and use "
            "the commands, such as: toolkit check"
        )


def _only(books: Iterable[Book]) -> Book:
    boards = [book for book in books if is_board(book)]
    if not boards:
        raise NotABoardWorkbook("No board workbook is open. Open yours in Excel, and try again.")
    if len(boards) > 1:
        names = " and ".join(sorted(book.name for book in boards))
        raise NotABoardWorkbook(
            f"More than one board workbook is open: {names}. Close those you do not mean, "
            "and try again."
        )
    return boards[0]


def local_path(book: Book) -> Path:
    """Where the workbook lies on this computer; FileMissing where it does not.

    Files of SharePoint and OneDrive are found in the folder that this computer keeps of them.
    """
    try:
        path = Path(book.fullname)
    except Exception as error:
        raise_if_busy(error)
        path = Path(book.name)
    if "://" in str(path) or ":/" in str(path)[2:] or not path.is_absolute():
        raise FileMissing(
            f"{book.name} is not in a folder of this computer. Save it into one, or let OneDrive "
            "keep its folder on this computer, and try again."
        )
    return path


# What a person sees


@contextmanager
def undisturbed(book: Book, words: str) -> Iterator[None]:
    """While work is done: the screen stands still, and the status bar says what is going on."""
    app = book.app
    with plain_words():
        screen = app.screen_updating
        app.status_bar = words
        app.screen_updating = False
    try:
        yield
    finally:
        # The workbook may have been closed meanwhile.
        with suppress(Exception):
            app.screen_updating = screen
            app.status_bar = False


def say(book: Book, message: str, is_bad: bool = False) -> None:
    """Show a sentence in a box that the person closes."""
    book.app.alert(message, title=TITLE, mode="critical" if is_bad else "info")


def ask(book: Book, question: str, proposed: str = "") -> str:
    """What a person types into a box that proposes an answer; "" where it was cancelled.

    The question is of at most 255 characters: Excel takes no more.
    """
    with plain_words():
        answer = book.app.api.InputBox(question, TITLE, proposed)
    # Excel says so where the box was cancelled.
    return "" if answer is False else str(answer)
