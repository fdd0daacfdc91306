"""The record of the year: `toolkit audit`, and `toolkit correct`, which puts it right."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import add_as_at, add_command, add_format, as_at, some_words
from toolkit.cli.printing import print_json, say, say_where_errors_are
from toolkit.values.errors import CLEAN, ERRORS_FOUND

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands


def add_audit(commands: "Commands") -> None:
    """The command `audit`."""
    parser = add_command(
        commands,
        "audit",
        _audit,
        "Show the record of the year: what was reported, what moved, who agreed it and why.",
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    add_as_at(parser)
    add_format(parser)


def add_correct(commands: "Commands") -> None:
    """The command `correct`."""
    parser = add_command(
        commands,
        "correct",
        _correct,
        "Correct what a closing reported: a new row of History says what is right, and why.",
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    parser.add_argument(
        "--period", required=True, type=some_words, help='the closing, such as "2026/27 Q2"'
    )
    parser.add_argument(
        "--what",
        required=True,
        choices=("due-date", "revised-due", "rating", "impact", "value"),
        help="what was reported wrongly",
    )
    parser.add_argument(
        "--of", required=True, type=some_words, help="the action's ref or ID, or indicator's code"
    )
    parser.add_argument("--area", default="", help="the area, where several have a value")
    parser.add_argument(
        "--data-period", default="", help="the period of the value, where several have one"
    )
    parser.add_argument(
        "--to", required=True, type=some_words, help="what is right: a date, rating or number"
    )
    parser.add_argument("--reason", required=True, type=some_words, help="why it is corrected")
    add_as_at(parser)
    add_format(parser)


def _correct(options: argparse.Namespace) -> int:
    from toolkit.jobs.correct_report import CORRECTED, WhichReport, correct_report
    from toolkit.workbook.book_on_disk import BookOnDisk

    kind = next(k for k in CORRECTED if k.lower().replace(" ", "-") == options.what)
    which = WhichReport(options.period, kind, options.of, options.area, options.data_period)
    done = correct_report(
        BookOnDisk(options.book),
        which=which,
        right=options.to,
        reason=options.reason,
        as_at=as_at(options),
    )
    if options.format == "json":
        print_json(
            {
                "workbook": options.book.name,
                "corrected": str(which),
                "before": done.before,
                "now": done.now,
                "written": str(done.stored.path),
                "counts": done.checked.counts,
            }
        )
    else:
        print(
            f"{done.stored.path.name}: the {which} was reported as {done.before}; "
            f"{done.now} is right. A new row of History says so, and why."
        )
    return CLEAN


def _audit(options: argparse.Namespace) -> int:
    from toolkit.jobs.audit import audit
    from toolkit.workbook.book_on_disk import BookOnDisk

    book: Path = options.book
    found = audit(BookOnDisk(book), as_at=as_at(options))
    if options.format == "json":
        from toolkit.jobs.audit_as_data import as_data

        print_json({"workbook": book.name, **as_data(found)})
    else:
        from toolkit.jobs.audit_as_lines import as_lines

        for line in as_lines(found, book.name):
            print(line)
    for note in found.notes:
        say(note)
    say_where_errors_are(book, found.checked)
    return ERRORS_FOUND if found.checked.has_errors else CLEAN
