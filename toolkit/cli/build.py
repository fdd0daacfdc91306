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
)
from toolkit.cli.printing import counted, do_each, say, say_kept

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.build import Built


def add_build(commands: "Commands") -> None:
    """The command `build`."""
    parser = add_command(commands, "build", _build, "Write a workbook's Word documents.")
    add_books(parser)
    parser.add_argument("--only", type=_documents, default=(), help="documents, parted by commas")
    add_paper_options(parser)
    parser.add_argument(
        "--publish",
        action="store_true",
        help="without small counts and what only the office may see: origins, comments, paths",
    )
    add_as_at(parser)
    add_format(parser)


def _documents(text: str) -> tuple[str, ...]:
    from toolkit.jobs.build import DOCUMENTS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    known = ", ".join(DOCUMENTS)
    if not names:
        raise argparse.ArgumentTypeError(f"name a document; there is: {known}")
    for name in names:
        if name not in DOCUMENTS:
            raise argparse.ArgumentTypeError(f"there is no document {name}; there is: {known}")
    return names


def _build(options: argparse.Namespace) -> int:
    from toolkit.jobs.build import build, labels
    from toolkit.workbook.book_on_disk import BookOnDisk

    names = labels([BookOnDisk(path) for path in options.books])
    label_of = dict(zip(options.books, names, strict=True))

    def job(book: Path) -> "Built":
        return build(
            BookOnDisk(book),
            as_at=as_at(options),
            out=options.out,
            only=options.only,
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
        if built.has_errors:
            say(f"{book.name}: {counted(built.checked.counts)}; marked DRAFT until mended.")
        return {
            "workbook": built.checked.board.workbook,
            "documents": {name: str(written.path) for name, written in built.documents.items()},
            "pdfs": {name: str(written.path) for name, written in built.pdfs.items()},
            "counts": built.checked.counts,
            "notes": list(built.notes),
        }

    return do_each(options, job, show)
