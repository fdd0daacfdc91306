"""The running Excel: which workbook is meant, where it lies, what a person sees.

The only user of xlwings, and of its open source part alone.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.excel.live.refusals import plain_words, raise_if_busy
from toolkit.values.errors import FileMissing, NotABoardWorkbook

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
Table = xlwings.main.Table

# How often Excel is asked again while it refuses; xlwings by itself asks for ever, and whoever
# types into a cell would see nothing happen.
_ATTEMPTS = 2_000
if "xlwings._xlwindows" in sys.modules:
    sys.modules["xlwings._xlwindows"].N_COM_ATTEMPTS = _ATTEMPTS  # type: ignore[attr-defined]


def caller() -> Book:
    """The workbook that holds the button that was pressed."""
    return xlwings.Book.caller()


def open_books() -> list[Book]:
    """The workbooks that are open in any Excel."""
    return [book for app in xlwings.apps for book in app.books]


def require_windows() -> None:
    """On a Mac, xlwings reaches Excel by another way, on which nobody has tried this."""
    if sys.platform == "darwin" or xlwings.engines.active is None:
        raise NotABoardWorkbook(
            "This works with Excel for Windows only. On this computer save the workbook, and use "
            "the commands, such as: toolkit check"
        )


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
            f"{book.name} is not in a folder on this computer. Save it into one, or let OneDrive "
            "keep its folder on this computer, and try again."
        )
    return path


# What a person sees


@contextmanager
def undisturbed(book: Book, words: str) -> Iterator[None]:
    """While work is done: screen and others' macros are still, the status bar says what is on."""
    app = book.app
    with plain_words():
        screen, events = app.screen_updating, app.enable_events
        app.status_bar = words
        app.screen_updating = False
        # Macros of others would run at each change.
        app.enable_events = False
    try:
        yield
    finally:
        # The workbook may have been closed meanwhile.
        with suppress(Exception):
            app.enable_events = events
        with suppress(Exception):
            app.screen_updating = screen
        with suppress(Exception):
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
