"""`toolkit check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cli.arguments import add_as_at, add_books, add_command, add_format, as_at
from toolkit.cli.printing import counted, do_each, findings_report, print_findings

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.check import Checked


def add_check(commands: "Commands") -> None:
    """The command `check`."""
    parser = add_command(commands, "check", _check, "Say what is wrong in a workbook, worst first.")
    add_books(parser)
    add_as_at(parser)
    add_format(parser)


def _check(options: argparse.Namespace) -> int:
    from toolkit.jobs.check import check
    from toolkit.workbook.book_on_disk import BookOnDisk

    def job(book: Path) -> "Checked":
        return check(BookOnDisk(book), as_at=as_at(options))

    def show(book: Path, checked: "Checked") -> dict[str, Any]:
        if options.format == "text":
            print_findings(checked.findings)
            print(f"{book.name}: {counted(checked.counts)}.")
        return {
            "workbook": checked.board.workbook,
            "findings": findings_report(checked.findings),
            "counts": checked.counts,
        }

    return do_each(options, job, show)
