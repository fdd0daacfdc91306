"""How a board begins: `toolkit demo`, `new`, `install-excel` and `attach`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import add_command, as_at
from toolkit.cli.printing import counted, say, say_kept
from toolkit.values.errors import CLEAN

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands

_BOOK_NAME = "its name, ending in .xlsx, or in .xlsm to have buttons"


def add_demo(commands: "Commands") -> None:
    """The command `demo`."""
    parser = add_command(
        commands, "demo", _demo, "Write the example board and its papers into a folder."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path("toolkit-demo"))


def add_new(commands: "Commands") -> None:
    """The command `new`."""
    parser = add_command(commands, "new", _new, "Write a fresh workbook for a board.")
    parser.add_argument("book", metavar="BOOK", type=_new_workbook, help=_BOOK_NAME)
    parser.add_argument("--board", required=True, help="the board's full name")
    parser.add_argument("--period", required=True, type=_period, help="2026/27 or 2026-2028")


def add_install_excel(commands: "Commands") -> None:
    """The command `install-excel`."""
    parser = add_command(
        commands, "install-excel", _install_excel, "Set up Excel's buttons on this computer."
    )
    parser.add_argument("--undo", action="store_true", help="undo this setting")


def add_attach(commands: "Commands") -> None:
    """The command `attach`."""
    add_command(
        commands,
        "attach",
        _attach,
        "Work on the board workbook that is open in Excel, from a menu.",
    )


def _period(text: str) -> str:
    from toolkit.values.periods import plan_years

    if plan_years(text) is None:
        raise argparse.ArgumentTypeError("write the period as in 2026/27 or 2026-2028")
    return text


def _new_workbook(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise argparse.ArgumentTypeError(
            "give the workbook a name that ends in .xlsx, or in .xlsm to have buttons"
        )
    return path


def _demo(options: argparse.Namespace) -> int:
    from toolkit.jobs.demo import demo

    done = demo(options.folder, as_at=as_at(options))
    print(f"The example board:  {done.workbook}")
    if done.kept:
        say(f"{done.kept.name} has been edited and was left alone; a fresh one is beside it.")
    for written in done.built.documents.values():
        print(f"Built from it:      {written.path}")
        say_kept(written)
    print(f"Checked:            {counted(done.built.checked.counts)}")
    print("Open the workbook in Excel and the document in Word; change a cell, save, and run:")
    print(f'  toolkit check "{done.workbook}"')
    print(f'  toolkit build "{done.workbook}"')
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from toolkit.jobs.new import new

    path = new(options.book, board_name=options.board, period=options.period)
    print(f"A fresh workbook: {path}. Open it, and start with the sheet Home.")
    return CLEAN


def _install_excel(options: argparse.Namespace) -> int:
    from toolkit.excel import setup

    for sentence in setup.undo() if options.undo else setup.install():
        print(sentence)
    return CLEAN


def _attach(_options: argparse.Namespace) -> int:
    from toolkit.excel import menu

    menu.menu(input, print)
    return CLEAN
