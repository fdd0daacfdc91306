"""`toolkit import`: an old plan, or a table of figures."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.arguments import add_as_at, add_command, add_format, as_at
from toolkit.cli.printing import print_json, say
from toolkit.values.errors import CLEAN, ERRORS_FOUND

if TYPE_CHECKING:
    from toolkit.cli.arguments import Commands
    from toolkit.jobs.import_figures import FiguresImported
    from toolkit.jobs.import_plan import PlanImported


_MOST_LISTED = 20


def add_import(commands: "Commands") -> None:
    """The command `import`."""
    parser = add_command(
        commands, "import", _import, "Read an old plan, or a table of figures, into a workbook."
    )
    parser.add_argument(
        "paper",
        metavar="FILE",
        type=Path,
        help="a plan (.docx or .xlsx), or figures (.xlsx); BOOK itself for its Paste sheet",
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=("plan", "figures"),
        default="",
        help="what a workbook holds, where it may be either",
    )
    parser.add_argument("--to", metavar="BOOK", type=Path, required=True, help="the workbook")
    parser.add_argument(
        "--map",
        metavar="THEIRS=OURS",
        type=_pair,
        action="append",
        default=[],
        help="what a heading or name of theirs is in ours; can be repeated",
    )
    parser.add_argument(
        "--agency", metavar="NAME", default="", help="whose figures: its remembered words are used"
    )
    parser.add_argument(
        "--remember", action="store_true", help="keep each --map on the sheet Mappings"
    )
    parser.add_argument(
        "--new-indicators",
        action="store_true",
        help="make indicators of rows of figures that the board has none for",
    )
    among = parser.add_mutually_exclusive_group()
    among.add_argument("--add", action="store_true", help="put new rows below the existing ones")
    among.add_argument(
        "--replace", action="store_true", help="put new rows in place of the existing ones"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="report what would be imported; write nothing"
    )
    parser.add_argument(
        "--verbose", action="store_true", help="say of each cell how it was read, or why not"
    )
    parser.add_argument(
        "--review",
        action="store_true",
        help="write a page that shows a plan beside what was read from it",
    )
    add_as_at(parser)
    add_format(parser)


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.partition("=")
    if not (sign and theirs.strip() and ours.strip()):
        raise argparse.ArgumentTypeError(f'write "Their heading=our field", not "{text}"')
    return theirs.strip(), ours.strip()


def _import(options: argparse.Namespace) -> int:
    from toolkit.jobs.import_file import import_file
    from toolkit.jobs.import_plan import PlanImported
    from toolkit.workbook.book_on_disk import BookOnDisk

    done = import_file(
        BookOnDisk(options.to),
        source=options.paper,
        as_at=as_at(options),
        mapping=dict(options.map),
        replace=options.replace,
        add=options.add,
        dry_run=options.dry_run,
        agency=options.agency,
        remember=options.remember,
        new_indicators=options.new_indicators,
        kind=options.kind,
        review=options.review,
    )
    if isinstance(done, PlanImported):
        return _show_plan(options, done)
    return _show_figures(options, done)


def _show_plan(options: argparse.Namespace, done: "PlanImported") -> int:
    counts, unplaced = done.counts, done.laid.unplaced
    if options.format == "json":
        print_json(
            {
                "document": options.paper.name,
                "workbook": str(done.stored.path) if done.stored else None,
                "review": str(done.page) if done.page else None,
                "doubtful": done.plan.doubtful,
                "taken": done.sentences,
                "counts": counts,
                "unplaced": _unplaced(done),
            }
        )
    else:
        doubtful = done.plan.doubtful
        for heading, sentences in (
            ("Look at these first:", doubtful),
            ("Read as:" if doubtful else "", done.sentences[len(doubtful) :]),
        ):
            if heading and sentences:
                print(heading)
            for sentence in sentences:
                print(sentence)
            if heading and sentences:
                print()
        if not doubtful:
            print()
        print(f"Read: {', '.join(f'{number} {name}' for name, number in counts.items())}.")
        for place in dict.fromkeys(item.origin for item in unplaced):
            print(f"Unplaced: {place}")
    if done.page:
        say(f"To look at it in a browser: {done.page}.")
    _say_where(done)
    if done.stored and unplaced:
        say('What fits no column is on the sheet "Unplaced", with the place it came from.')
    return CLEAN


def _show_figures(options: argparse.Namespace, done: "FiguresImported") -> int:
    laid = done.laid
    clashes = [
        f"{clash.figure.source_cell}: {clash.figure.indicator}, {clash.figure.area}, "
        f"{clash.figure.period} is {clash.figure.value} here and {clash.held} in {clash.held_at}"
        for clash in laid.conflicts
    ]
    if options.format == "json":
        print_json(
            {
                "document": options.paper.name,
                "workbook": str(done.stored.path) if done.stored else None,
                "summary": done.summary,
                "taken": done.sentences,
                "counts": {
                    "data": len(laid.data),
                    "held": laid.held,
                    "unplaced": len(laid.unplaced),
                },
                "conflicts": clashes,
                "unplaced": _unplaced(done),
            }
        )
    else:
        for line in (*done.summary, *_listed(clashes, options.verbose)):
            print(line)
        if options.verbose:
            for line in (*done.sentences, *(f"Unplaced: {item.origin}" for item in laid.unplaced)):
                print(line)
        print(f"\nRead: {len(laid.data)} new figures; {laid.held} that Data already has.")
    has_open_conflicts = bool(clashes) and not options.replace
    if has_open_conflicts:
        say(
            "Figures that differ from those in Data were left out. Use --replace to let the new "
            "ones supersede them."
        )
    if done.why_nothing:
        say(done.why_nothing)
    _say_where(done)
    is_clean = done.is_whole and not (done.why_nothing or has_open_conflicts)
    return CLEAN if is_clean else ERRORS_FOUND


def _listed(lines: list[str], whole: bool) -> list[str]:
    """The first of many lines and the number of the others, or with `whole` them all."""
    if whole or len(lines) <= _MOST_LISTED:
        return lines
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], f"and {more} more; --verbose lists them"]


def _say_where(done: "PlanImported | FiguresImported") -> None:
    say(f"Written to {done.stored.path}." if done.stored else "Nothing was written.")


def _unplaced(done: "PlanImported | FiguresImported") -> list[dict[str, str]]:
    return [{"text": item.text, "origin": item.origin} for item in done.laid.unplaced]
