"""What a workbook needs through its year: `toolkit update`, `close`, `release` and `upgrade`."""

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
    some_words,
)
from toolkit.cli.printing import counted, do_each, print_json, say, say_kept
from toolkit.values import choices
from toolkit.values.errors import CLEAN, ERRORS_FOUND, WrongUse

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.update import Updated


def add_update(commands: "Commands") -> None:
    """The command `update`."""
    parser = add_command(
        commands,
        "update",
        _update,
        "Update the grey columns, Scorecard, Findings and Home; nothing else changes.",
    )
    add_books(parser)
    add_as_at(parser)
    add_format(parser)


def add_close(commands: "Commands") -> None:
    """The command `close`."""
    parser = add_command(
        commands, "close", _close, "Build the papers of a period and keep what they report."
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--period", type=_closing, help='its name, such as "2026/27 Q2"')
    which.add_argument(
        "--undo", action="store_true", help="undo the last closing, and say why with --reason"
    )
    parser.add_argument("--reason", type=some_words, help="why the last closing is undone")
    parser.add_argument("--with-errors", action="store_true", help="close although errors are open")
    parser.add_argument(
        "--yes", action="store_true", help="close as at a day before that of the last closing"
    )
    add_paper_options(parser)
    add_as_at(parser)
    add_format(parser)


def add_release(commands: "Commands") -> None:
    """The command `release`."""
    parser = add_command(
        commands,
        "release",
        _release,
        "Keep what goes out, for good, and hold what follows to it.",
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    parser.add_argument(
        "name", metavar="NAME", type=_release_name, help='its name, such as "Annual report 2026/27"'
    )
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        choices=choices.CONCERNS,
        help="what you have looked at and let go out; more than once for more",
    )
    add_as_at(parser)
    add_format(parser)


def add_upgrade(commands: "Commands") -> None:
    """The command `upgrade`."""
    parser = add_command(
        commands,
        "upgrade",
        _upgrade,
        "Copy a workbook of an older layout into a new one, beside it.",
    )
    parser.add_argument("book", metavar="BOOK", type=Path)
    add_as_at(parser)


def _closing(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError('give the closing a name, such as "2026/27 Q2"')
    return text.strip()


def _release_name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError('give the release a name, such as "Report for Q2"')
    return text.strip()


def _update(options: argparse.Namespace) -> int:
    from toolkit.jobs.update import update
    from toolkit.workbook.book_on_disk import BookOnDisk

    def job(book: Path) -> "Updated":
        return update(BookOnDisk(book), as_at=as_at(options))

    def show(book: Path, updated: "Updated") -> dict[str, Any]:
        stored = updated.stored
        if stored is None:
            message = f"{book.name} is up to date already."
        elif stored.copy:
            message = (
                f"{book.name} is open in another program and was left alone; "
                f"the results are in {stored.path.name}."
            )
        else:
            message = f"{book.name} is up to date; the old one is kept as {stored.backup}."
        if options.format == "text":
            print(message)
            for words in updated.added:
                print(f"{book.name}: added {words}.")
            for words in updated.no_room:
                print(
                    f"{book.name}: there is no room for {words}. Move what is to the right of the "
                    "table, and update again."
                )
            print(f"{book.name}: {counted(updated.checked.counts)}.")
        return {
            "workbook": book.name,
            "written": str(stored.path) if stored else None,
            "backup": str(stored.backup) if stored and stored.backup else None,
            "added": list(updated.added),
            "no_room": list(updated.no_room),
            "counts": updated.checked.counts,
        }

    return do_each(options, job, show)


def _close(options: argparse.Namespace) -> int:
    from toolkit.jobs.close import close
    from toolkit.workbook.book_on_disk import BookOnDisk

    if options.undo or options.reason:
        return _undo(options)
    book: Path = options.book
    closed = close(
        BookOnDisk(book),
        period=options.period,
        as_at=as_at(options),
        out=options.out,
        templates=options.templates,
        earlier=earlier(options),
        strict=options.strict,
        pdf=options.pdf,
        with_errors=options.with_errors,
        confirmed=options.yes,
    )
    documents, pdfs = closed.built.documents, closed.built.pdfs
    papers = (*documents.values(), *pdfs.values())
    if options.format == "json":
        print_json(
            {
                "workbook": book.name,
                "period": options.period,
                "written": str(closed.stored.path),
                "documents": {name: str(written.path) for name, written in documents.items()},
                "pdfs": {name: str(written.path) for name, written in pdfs.items()},
                "counts": closed.built.checked.counts,
            }
        )
    else:
        print(f'"{options.period}" is closed: {closed.stored.path.name} keeps what was reported.')
        for written in papers:
            print(f"Reported in: {written.path}")
    for written in papers:
        say_kept(written)
    if closed.built.has_errors:
        say(f"{book.name}: {counted(closed.built.checked.counts)}; the papers are marked DRAFT.")
        return ERRORS_FOUND
    return CLEAN


def _undo(options: argparse.Namespace) -> int:
    from toolkit.jobs.undo_closing import undo_closing
    from toolkit.workbook.book_on_disk import BookOnDisk

    if not (options.undo and options.reason):
        raise WrongUse("--undo and --reason go together: say why the last closing is undone.")
    undone = undo_closing(BookOnDisk(options.book), reason=options.reason, as_at=as_at(options))
    if options.format == "json":
        print_json(
            {
                "workbook": options.book.name,
                "undone": undone.period,
                "written": str(undone.stored.path),
                "counts": undone.checked.counts,
            }
        )
    else:
        print(
            f'"{undone.period}" is undone: {undone.stored.path.name} keeps its rows, and why they '
            "no longer count. Its papers stay where they are."
        )
    return CLEAN


def _release(options: argparse.Namespace) -> int:
    from toolkit.jobs.release import release
    from toolkit.workbook.book_on_disk import BookOnDisk

    book: Path = options.book
    released = release(
        BookOnDisk(book), name=options.name, as_at=as_at(options), accept=options.accept
    )
    if options.format == "json":
        print_json(
            {
                "workbook": book.name,
                "release": options.name,
                "written": str(released.stored.path),
                "new": released.new,
                "notes": list(released.published.notes),
            }
        )
    else:
        print(f'"{options.name}" is released: {released.said(book.name)}')
    for note in released.published.notes:
        say(note)
    return CLEAN


def _upgrade(options: argparse.Namespace) -> int:
    from toolkit.jobs.upgrade import upgrade

    upgraded = upgrade(options.book, as_at=as_at(options))
    if upgraded.path is None:
        print(f"{options.book.name} already has the current layout.")
        return CLEAN
    print(f"The workbook in the current layout: {upgraded.path}")
    print(f"{options.book.name} was not changed.")
    for line in upgraded.unplaced:
        print(f"Not carried over: {line}")
    return CLEAN
