"""What the arguments of several commands share: their kinds, and the options that many have."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.jobs.as_at import AsAt
    from toolkit.workbook.book_on_disk import BookOnDisk

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_command(
    commands: "Commands", name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    """A command, what it runs, and what its help says."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def add_books(parser: argparse.ArgumentParser) -> None:
    """One board workbook or many."""
    parser.add_argument("books", metavar="BOOK", type=Path, nargs="+", help="a board workbook")


def add_as_at(parser: argparse.ArgumentParser) -> None:
    """The date that is worked as at."""
    parser.add_argument(
        "--as-at",
        metavar="DATE",
        type=a_day,
        help="work as at this date (2026-09-30), not the one on the Settings sheet",
    )


def add_paper_options(parser: argparse.ArgumentParser) -> None:
    """Where papers go and how: what every command that writes some offers."""
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="the folder to write to (default: the workbook's)"
    )
    parser.add_argument(
        "--templates", metavar="DIR", type=Path, help="a folder with Word templates of your own"
    )
    parser.add_argument(
        "--since",
        metavar="EARLIER",
        type=Path,
        help="an earlier workbook, for the paper on what has changed since",
    )
    parser.add_argument("--pdf", action="store_true", help="as PDF too; needs LibreOffice")
    parser.add_argument("--strict", action="store_true", help="write nothing while errors are open")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Text for people, or JSON."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def earlier(options: argparse.Namespace) -> "BookOnDisk | None":
    """The workbook that `--since` names."""
    from toolkit.workbook.book_on_disk import BookOnDisk

    return BookOnDisk(options.since) if options.since else None


def as_at(options: argparse.Namespace) -> "AsAt":
    """The day that a command works as at."""
    from toolkit.jobs.as_at import AsAt

    return AsAt(options.today, getattr(options, "as_at", None))


def some_words(text: str) -> str:
    """Words that say something."""
    if not text.strip():
        raise argparse.ArgumentTypeError("write it in a few words")
    return text.strip()


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write the date as in 2026-09-30") from None
