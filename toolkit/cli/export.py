"""`toolkit export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import add_as_at, add_command, as_at
from toolkit.cli.printing import print_json, say, say_where_errors_are
from toolkit.values.errors import CLEAN, ERRORS_FOUND

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands


def add_export(commands: "Commands") -> None:
    """The command `export`."""
    parser = add_command(
        commands, "export", _export, "Print a workbook as JSON; raw figures, for internal use."
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    parser.add_argument(
        "--published", action="store_true", help="hide small counts, as Settings has them"
    )
    add_as_at(parser)


def _export(options: argparse.Namespace) -> int:
    from toolkit.jobs.export import export
    from toolkit.workbook.book_on_disk import BookOnDisk

    exported = export(BookOnDisk(options.book), as_at=as_at(options), published=options.published)
    print_json(exported.data)
    for note in exported.notes:
        say(note)
    say_where_errors_are(options.book, exported.checked)
    return ERRORS_FOUND if exported.checked.has_errors else CLEAN
