"""`toolkit diff`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import add_as_at, add_command, add_format, as_at
from toolkit.cli.printing import print_json, say_kept, say_where_errors_are
from toolkit.values.errors import CLEAN, ERRORS_FOUND

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands


def add_diff(commands: "Commands") -> None:
    """The command `diff`."""
    parser = add_command(
        commands, "diff", _diff, "Say what changed from one workbook's plan to another's."
    )
    parser.add_argument("old", metavar="OLD", type=Path, help="the earlier workbook")
    parser.add_argument("new", metavar="NEW", type=Path, help="the later one")
    parser.add_argument(
        "--word", metavar="DIR", type=Path, help="as a Word paper too, in this folder"
    )
    parser.add_argument(
        "--templates", metavar="DIR", type=Path, help="a folder with Word templates of your own"
    )
    add_as_at(parser)
    add_format(parser)


def _diff(options: argparse.Namespace) -> int:
    from toolkit.jobs.diff import diff
    from toolkit.workbook.book_on_disk import BookOnDisk

    old, new = BookOnDisk(options.old), BookOnDisk(options.new)
    compared = diff(old, new, as_at=as_at(options), out=options.word, templates=options.templates)
    written = compared.document
    if options.format == "json":
        from toolkit.jobs.comparison_as_data import as_data

        document = str(written.path) if written else None
        print_json({**as_data(compared.comparison), "document": document})
    else:
        from toolkit.jobs.comparison_as_lines import as_lines

        for line in as_lines(compared.comparison):
            print(line)
        if written:
            print(f"\nThe Word paper: {written.path}")
    if written:
        say_kept(written)
    for book, checked in ((options.old, compared.old), (options.new, compared.new)):
        say_where_errors_are(book, checked)
    return ERRORS_FOUND if compared.has_errors else CLEAN
