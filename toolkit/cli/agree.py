"""The command `agree`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import a_day, add_as_at, add_command, add_format, as_at
from toolkit.cli.printing import print_json
from toolkit.values.errors import CLEAN
from toolkit.values.text import plural

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands


def add_agree(commands: "Commands") -> None:
    """The command `agree`."""
    parser = add_command(
        commands,
        "agree",
        _agree,
        "Agree the suggested ratings that are not yet agreed, all but those you name.",
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    parser.add_argument(
        "--group", required=True, help='the group that agreed them, such as "Executive group"'
    )
    parser.add_argument(
        "--on", required=True, type=a_day, metavar="DATE", help="the day of its meeting"
    )
    parser.add_argument(
        "--all-but",
        nargs="+",
        default=(),
        metavar="REF",
        help="actions to leave as they are, by their refs",
    )
    add_as_at(parser)
    add_format(parser)


def _agree(options: argparse.Namespace) -> int:
    from toolkit.jobs.agree import agree
    from toolkit.workbook.book_on_disk import BookOnDisk

    book: Path = options.book
    done = agree(
        BookOnDisk(book),
        as_at=as_at(options),
        group=options.group,
        on=options.on,
        all_but=options.all_but,
    )
    if options.format == "json":
        report = {"workbook": book.name, "agreed": done.number, "period": done.period}
        print_json({**report, "left": list(done.left)})
    else:
        print(f"{book.name}: {plural(done.number, 'rating')} agreed for {done.period}.")
        if done.left:
            print(f"Left as they are: {', '.join(done.left)}.")
    return CLEAN
