"""`toolkit attach`: a menu that a person starts, for the workbook that is open in Excel.

Where Excel itself may start no program, this is started instead. It does what the buttons
do, on the workbook as it is on the screen.
"""

import sys
from collections.abc import Callable
from functools import partial

from toolkit.values.errors import FileMissing, ToolkitError
from toolkit.values.text import whole_number

LEAVE = "0"

Ask = Callable[[str], str]
Say = Callable[[str], None]


def menu(ask: Ask, say: Say) -> None:
    """Offer the buttons' jobs until the person leaves; `ask` reads a line, `say` writes one.

    The open workbook is looked for each time, so that it may be closed, saved or exchanged
    in between. FileMissing where xlwings is not installed.
    """
    from toolkit.excel.buttons import JOBS, run

    try:
        from toolkit.excel import live
    except ImportError:
        if sys.platform != "win32":
            raise FileMissing(
                "This works with Excel for Windows only. On this computer save the workbook, and "
                "use the commands, such as: toolkit check"
            ) from None
        raise FileMissing(
            "To reach Excel the toolkit needs xlwings, which is not installed. "
            "Install it where the toolkit is installed: pip install xlwings"
        ) from None
    names = list(JOBS)
    say("Safeguarding toolkit. It works on the board workbook that is open in Excel.")
    while True:
        say("")
        for number, name in enumerate(names, start=1):
            say(f"  {number}  {name}")
        say(f"  {LEAVE}  Leave")
        try:
            answer = ask("Which? ").strip()
        except EOFError:
            return
        if answer == LEAVE:
            return
        number = whole_number(answer) or 0
        if not 1 <= number <= len(names):
            say(f"Type a number from {LEAVE} to {len(names)}, and press Enter.")
            continue
        try:
            with live.plain_words():
                book = live.open_board()
                name = book.name
        except ToolkitError as error:
            say(str(error))
            continue
        sentence, _ = run(names[number - 1], book, partial(_asked, ask))
        say(f"{name}: {sentence}")


def _asked(ask: Ask, question: str, proposed: str) -> str:
    """What a person types here; "" where the input ends. Nothing typed is no answer."""
    example = f", such as {proposed}" if proposed else ""
    try:
        return ask(f"{question}\nType its name{example}, or press Enter to leave it: ").strip()
    except EOFError:
        return ""
