"""`toolkit build`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cli.arguments import (
    add_as_at,
    add_books,
    add_command,
    add_format,
    add_paper_options,
    as_at,
    earlier,
)
from toolkit.cli.printing import counted, do_each, say, say_kept
from toolkit.values.errors import WrongUse

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.build import Built


def add_build(commands: "Commands") -> None:
    """The command `build`."""
    from toolkit.papers import PAPERS

    parser = add_command(commands, "build", _build, "Write a workbook's Word documents.")
    add_books(parser)
    parser.add_argument(
        "--only",
        metavar="PAPERS",
        type=_papers,
        default=(),
        help=f"these papers, separated by commas (default: all): {', '.join(PAPERS)}",
    )
    add_paper_options(parser)
    parser.add_argument(
        "--publish",
        action="store_true",
        help="without small counts and what only the office may see: origins, comments, paths",
    )
    add_as_at(parser)
    add_format(parser)


def _papers(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name a paper, or several separated by commas")
    return names


def _build(options: argparse.Namespace) -> int:
    from toolkit.jobs.build import build, labels, papers_wanted
    from toolkit.workbook.book_on_disk import BookOnDisk

    papers = papers_wanted(options.only, has_earlier=options.since is not None)
    if options.since and len(options.books) > 1:
        raise WrongUse("--since goes with one workbook. Build each with its own earlier one.")
    names = labels([BookOnDisk(path) for path in options.books])
    label_of = dict(zip(options.books, names, strict=True))

    def job(book: Path) -> "Built":
        return build(
            BookOnDisk(book),
            as_at=as_at(options),
            out=options.out,
            only=papers,
            earlier=earlier(options),
            templates=options.templates,
            strict=options.strict,
            label=label_of[book],
            pdf=options.pdf,
            publish=options.publish,
        )

    def show(book: Path, built: "Built") -> dict[str, Any]:
        for written in (*built.documents.values(), *built.pdfs.values()):
            if options.format == "text":
                print(written.path)
            say_kept(written)
        for note in built.notes:
            say(note)
        if options.publish:
            say(f'{book.name}: drafts. Once they go out: toolkit release "{book.name}" NAME')
        for checked in filter(None, (built.checked, built.earlier)):
            if checked.has_errors:
                say(
                    f"{checked.workbook.name}: {counted(checked.counts)}; marked DRAFT until fixed."
                )
        return {
            "workbook": built.checked.board.workbook,
            "documents": {name: str(written.path) for name, written in built.documents.items()},
            "pdfs": {name: str(written.path) for name, written in built.pdfs.items()},
            "counts": built.checked.counts,
            "notes": list(built.notes),
        }

    return do_each(options, job, show)
