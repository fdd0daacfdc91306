"""The command line: arguments, printing, exit codes; no logic."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from toolkit import __version__
from toolkit.values.errors import ToolkitError

CLEAN, HAS_ERRORS, OUR_FAULT = 0, 1, 99
# As shells count a program stopped from the keyboard.
STOPPED = 130

DESCRIPTION = "A safeguarding board's reporting year, run from one Excel workbook."
EPILOG = (
    "Exit codes: 0 clean, 1 errors found in the workbook, 2 wrong usage, 10 and up one for each "
    "reason a job could not go on, 99 a fault of the toolkit's own. Messages go to standard "
    "error; what a command reports goes to standard output."
)


def entry_point() -> NoReturn:
    """What the `toolkit` command starts."""
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has left; closing must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a letter shows a question mark rather than stopping the job.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except ToolkitError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("Stopped. Nothing is half written.")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:
        _say(_own_fault(error))
        return OUR_FAULT
    return code


def _own_fault(error: Exception) -> str:
    from toolkit.files.fault_log import record_fault

    return (
        "The toolkit met a fault of its own and stopped; your files are as they were. "
        f"What happened is noted, without any text of yours, in {record_fault(error)}."
    )


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _today() -> date:
    return datetime.now().astimezone().date()


# Arguments

_BOOK_NAME = "its name, ending in .xlsx, or in .xlsm to have buttons"
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="toolkit", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"toolkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    sub = command("demo", _demo, "Write the example board and its papers into a folder.")
    sub.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path("toolkit-demo"))

    sub = command("new", _new, "Write a fresh workbook for a board.")
    sub.add_argument("book", metavar="BOOK", type=_new_workbook, help=_BOOK_NAME)
    sub.add_argument("--board", required=True, help="the board's full name")
    sub.add_argument("--period", required=True, type=_period, help="2026/27 or 2026-2028")

    sub = command("check", _check, "Say what is wrong in a workbook, worst first.")
    _add_books(sub)
    _add_as_at(sub)
    _add_format(sub)

    sub = command(
        "update",
        _update,
        "Bring the grey columns, Scorecard, Findings and Home up to date; nothing else changes.",
    )
    _add_books(sub)
    _add_as_at(sub)
    _add_format(sub)

    sub = command("build", _build, "Write a workbook's Word documents.")
    _add_books(sub)
    sub.add_argument("--only", type=_documents, default=(), help="documents, parted by commas")
    sub.add_argument(
        "--out", metavar="DIR", type=Path, help="where to; beside the workbook if not said"
    )
    sub.add_argument(
        "--templates", metavar="DIR", type=Path, help="a folder with Word templates of your own"
    )
    sub.add_argument("--pdf", action="store_true", help="as PDF too; needs LibreOffice")
    sub.add_argument(
        "--publish",
        action="store_true",
        help="without small counts and what only the office may see: origins, comments, paths",
    )
    sub.add_argument("--strict", action="store_true", help="build nothing while errors are open")
    _add_as_at(sub)
    _add_format(sub)

    sub = command("close", _close, "Build the papers of a period and keep what they report.")
    sub.add_argument("book", metavar="BOOK", type=Path)
    sub.add_argument(
        "--period", required=True, type=_closing, help='its name, such as "2026/27 Q2"'
    )
    sub.add_argument("--out", metavar="DIR", type=Path, help="where the papers go")
    _add_as_at(sub)

    sub = command("import", _import, "Read an old plan, or a table of figures, into a workbook.")
    sub.add_argument(
        "paper",
        metavar="FILE",
        type=Path,
        help="a plan (.docx), or figures (.xlsx); BOOK itself for its Paste sheet",
    )
    sub.add_argument("--to", metavar="BOOK", type=Path, required=True, help="the workbook")
    sub.add_argument(
        "--map",
        metavar="THEIRS=OURS",
        type=_pair,
        action="append",
        default=[],
        help="what a heading of theirs stands for; may be given again",
    )
    among = sub.add_mutually_exclusive_group()
    among.add_argument("--add", action="store_true", help="below the rows that are there")
    among.add_argument("--replace", action="store_true", help="in place of the rows there")
    sub.add_argument(
        "--dry-run", action="store_true", help="say what would be taken; write nothing"
    )
    _add_format(sub)

    sub = command("diff", _diff, "Say what changed from one workbook's plan to another's.")
    sub.add_argument("old", metavar="OLD", type=Path, help="the earlier workbook")
    sub.add_argument("new", metavar="NEW", type=Path, help="the later one")
    sub.add_argument("--word", metavar="DIR", type=Path, help="as a Word paper too, in this folder")
    _add_as_at(sub)
    _add_format(sub)

    sub = command("upgrade", _upgrade, "Write a workbook of an older layout anew, beside it.")
    sub.add_argument("book", metavar="BOOK", type=Path)

    sub = command("template", _template_check, "Look Word templates over, or list their fields.")
    actions = sub.add_subparsers(title="actions", metavar="ACTION", required=True)
    text = "Say what is wrong in Word templates, with the place of each fault."
    action = actions.add_parser("check", help=text, description=text)
    action.add_argument("books", metavar="FILE.docx", type=Path, nargs="+")
    _add_format(action)
    text = "List every field a template may use, with an example."
    action = actions.add_parser("fields", help=text, description=text)
    action.set_defaults(run=_template_fields)
    action.add_argument(
        "paper",
        metavar="PAPER",
        nargs="?",
        choices=("business-plan", "plan-changes"),
        default="business-plan",
        help="business-plan, if not said, or plan-changes",
    )
    _add_format(action)

    sub = command("lint", _lint, "Say what Word documents lack to be sound and accessible.")
    sub.add_argument("books", metavar="DOC.docx", type=Path, nargs="+")
    _add_format(sub)

    sub = command("install-excel", _install_excel, "Set Excel's buttons up on this computer.")
    sub.add_argument("--undo", action="store_true", help="take that away again")

    command("attach", _attach, "Work on the board workbook that is open in Excel, from a menu.")

    sub = command("export", _export, "Print a workbook as JSON; raw figures, for internal use.")
    sub.add_argument("book", metavar="BOOK", type=Path)
    sub.add_argument(
        "--published", action="store_true", help="hide small counts, as Settings has them"
    )
    _add_as_at(sub)
    return parser


def _add_books(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("books", metavar="BOOK", type=Path, nargs="+", help="a board workbook")


def _add_as_at(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-at",
        metavar="DATE",
        type=_date,
        help="work as at this date (2026-09-30), whatever the workbook's Settings say",
    )


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write the date as in 2026-09-30") from None


def _period(text: str) -> str:
    from toolkit.values.periods import plan_years

    if plan_years(text) is None:
        raise argparse.ArgumentTypeError("write the period as in 2026/27 or 2026-2028")
    return text


def _closing(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError('give the closing a name, such as "2026/27 Q2"')
    return text.strip()


def _new_workbook(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise argparse.ArgumentTypeError(
            "give the workbook a name that ends in .xlsx, or in .xlsm to have buttons"
        )
    return path


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.partition("=")
    if not (sign and theirs.strip() and ours.strip()):
        raise argparse.ArgumentTypeError(f'write "Their heading=our field", not "{text}"')
    return theirs.strip(), ours.strip()


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


# Commands


def _demo(options: argparse.Namespace) -> int:
    from toolkit.jobs.demo import demo

    done = demo(options.folder, _today())
    print(f"The example board:  {done.workbook}")
    if done.kept:
        _say(f"{done.kept.name} has been edited and was left alone; a fresh one stands beside it.")
    for written in done.built.documents.values():
        print(f"Built from it:      {written.path}")
        _say_kept(written)
    print(f"Checked:            {_counted(done.built.checked.counts)}")
    print("Open the workbook in Excel and the document in Word; change a cell, save, and run:")
    print(f'  toolkit check "{done.workbook}"')
    print(f'  toolkit build "{done.workbook}"')
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from toolkit.jobs.new import new

    path = new(options.book, options.board, options.period)
    print(f"A fresh workbook: {path}. Open it and start with the sheet Home.")
    return CLEAN


def _check(options: argparse.Namespace) -> int:
    from toolkit.jobs.check import check

    reports: list[dict[str, Any]] = []

    def one(book: Path) -> int:
        checked = check(book, options.as_at, _today())
        if options.format == "json":
            reports.append(_check_report(checked))
        else:
            for finding in checked.findings:
                print(f"{finding.rule.severity.word.capitalize():8} {finding}")
            print(f"{book.name}: {_counted(checked.counts)}.")
        return HAS_ERRORS if checked.has_errors else CLEAN

    return _for_each(options, one, reports)


def _update(options: argparse.Namespace) -> int:
    from toolkit.jobs.update import update

    reports: list[dict[str, Any]] = []

    def one(book: Path) -> int:
        updated = update(book, options.as_at, _today())
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
            print(f"{book.name}: {_counted(updated.checked.counts)}.")
        reports.append(
            {
                "workbook": book.name,
                "written": str(stored.path) if stored else None,
                "backup": str(stored.backup) if stored and stored.backup else None,
                "counts": updated.checked.counts,
            }
        )
        return HAS_ERRORS if updated.checked.has_errors else CLEAN

    return _for_each(options, one, reports)


def _build(options: argparse.Namespace) -> int:
    from toolkit.jobs.build import build, labels

    reports: list[dict[str, Any]] = []
    label_of = dict(zip(options.books, labels(options.books), strict=True))

    def one(book: Path) -> int:
        built = build(
            book,
            options.out or book.parent,
            options.as_at,
            _today(),
            options.only,
            options.templates,
            options.strict,
            label_of[book],
            options.pdf,
            options.publish,
        )
        for written in (*built.documents.values(), *built.pdfs.values()):
            if options.format == "text":
                print(written.path)
            _say_kept(written)
        for note in built.notes:
            _say(note)
        if built.checked.has_errors:
            _say(f"{book.name}: {_counted(built.checked.counts)}; marked DRAFT until mended.")
        documents = {name: str(written.path) for name, written in built.documents.items()}
        reports.append(
            {
                "workbook": built.checked.board.workbook,
                "documents": documents,
                "pdfs": {name: str(written.path) for name, written in built.pdfs.items()},
                "counts": built.checked.counts,
                "notes": list(built.notes),
            }
        )
        return HAS_ERRORS if built.checked.has_errors else CLEAN

    return _for_each(options, one, reports)


def _close(options: argparse.Namespace) -> int:
    from toolkit.jobs.close import close

    book: Path = options.book
    closed = close(book, options.period, options.out or book.parent, options.as_at, _today())
    if closed.stored.copy:
        print(
            f"{book.name} is open in another program and was left alone. Close it there, and go "
            f"on with {closed.stored.path.name}:"
        )
    print(f'"{options.period}" is closed: {closed.stored.path.name} keeps what was reported.')
    for written in closed.built.documents.values():
        print(f"Reported in: {written.path}")
        _say_kept(written)
    if closed.built.checked.has_errors:
        _say(f"{book.name}: {_counted(closed.built.checked.counts)}; the papers are marked DRAFT.")
        return HAS_ERRORS
    return CLEAN


def _import_figures(options: argparse.Namespace) -> int:
    from toolkit.jobs.import_figures import import_figures

    done = import_figures(
        options.paper, options.to, None, _today(), options.replace, options.dry_run
    )
    laid = done.laid
    clashes = [
        f"{clash.figure.source_cell}: {clash.figure.indicator}, {clash.figure.area}, "
        f"{clash.figure.period} is {clash.figure.value} here and {clash.held} in {clash.held_at}"
        for clash in laid.conflicts
    ]
    if options.format == "json":
        _print_json(
            {
                "document": options.paper.name,
                "workbook": str(done.stored.path) if done.stored else None,
                "taken": done.sentences,
                "counts": {"data": len(laid.data), "held": laid.held},
                "conflicts": clashes,
                "unplaced": _unplaced(laid.unplaced),
            }
        )
    else:
        for line in (*done.sentences, *clashes, *(f"Unplaced: {u.origin}" for u in laid.unplaced)):
            print(line)
        print(f"\nRead: {len(laid.data)} new figures; {laid.held} that Data has already.")
    if clashes and not options.replace:
        _say("Figures that differ from those in Data were left out. Say --replace to let the new "
             "ones supersede them.")  # fmt: skip
    _say(f"Written to {done.stored.path}." if done.stored else "Nothing was written.")
    return HAS_ERRORS if clashes and not options.replace else CLEAN


def _import(options: argparse.Namespace) -> int:
    from toolkit.jobs.import_plan import import_plan

    if options.paper.suffix.lower() in _WORKBOOKS:
        return _import_figures(options)
    done = import_plan(
        options.paper, options.to, _today(), dict(options.map),
        options.replace, options.add, options.dry_run,
    )  # fmt: skip
    counts = done.counts
    if options.format == "json":
        _print_json(
            {
                "document": options.paper.name,
                "workbook": str(done.stored.path) if done.stored else None,
                "taken": done.sentences,
                "counts": counts,
                "unplaced": _unplaced(done.laid.unplaced),
            }
        )
    else:
        for sentence in done.sentences:
            print(sentence)
        print()
        print(f"Read: {', '.join(f'{number} {name}' for name, number in counts.items())}.")
        for place in dict.fromkeys(item.origin for item in done.laid.unplaced):
            print(f"Unplaced: {place}")
    if done.stored is None:
        _say("Nothing was written.")
    else:
        _say(f"Written to {done.stored.path}.")
        if done.laid.unplaced:
            _say('What found no column is on the sheet "Unplaced", with the place it came from.')
    return CLEAN


def _unplaced(items: Sequence[Any]) -> list[dict[str, str]]:
    return [{"text": item.text, "origin": item.origin} for item in items]


def _diff(options: argparse.Namespace) -> int:
    from toolkit.jobs.diff import as_data, diff, lines

    compared = diff(options.old, options.new, options.as_at, _today(), options.word)
    written = compared.document
    if options.format == "json":
        document = str(written.path) if written else None
        _print_json({**as_data(compared.comparison), "document": document})
    else:
        for line in lines(compared.comparison):
            print(line)
        if written:
            print(f"\nThe paper on it: {written.path}")
    if written:
        _say_kept(written)
    for book, checked in ((options.old, compared.old), (options.new, compared.new)):
        if checked.has_errors:
            _say(f"{book.name}: {_counted(checked.counts)}. See them with: toolkit check")
    return HAS_ERRORS if compared.has_errors else CLEAN


def _upgrade(options: argparse.Namespace) -> int:
    from toolkit.jobs.upgrade import upgrade

    upgraded = upgrade(options.book, _today())
    if upgraded.path is None:
        print(f"{options.book.name} has the present layout already.")
        return CLEAN
    print(f"The workbook in the present layout: {upgraded.path}")
    print(f"{options.book.name} was left as it was.")
    for line in upgraded.unplaced:
        print(f"Not carried over: {line}")
    return CLEAN


def _template_check(options: argparse.Namespace) -> int:
    from toolkit.jobs.check_template import check_template

    return _look_over(options, "template", check_template)


def _lint(options: argparse.Namespace) -> int:
    from toolkit.jobs.lint import lint

    return _look_over(options, "document", lint)


def _look_over(
    options: argparse.Namespace, noun: str, look: Callable[[Path], Sequence[Any]]
) -> int:
    """Print what a linter finds in each file; errors count as errors of a workbook do."""
    from toolkit.values.findings import Severity
    from toolkit.values.text import plural

    reports: list[dict[str, Any]] = []

    def one(path: Path) -> int:
        findings = look(path)
        counts = {
            severity.word: sum(item.severity is severity for item in findings)
            for severity in reversed(Severity)
        }
        if options.format == "text":
            for item in findings:
                print(f"{item.severity.word.capitalize():8} [{path.name}] {item}")
            total = plural(len(findings), "finding") if findings else "nothing found"
            print(f"{path.name}: {total}.")
        reports.append(
            {noun: path.name, "findings": [_plain(item) for item in findings], "counts": counts}
        )
        return HAS_ERRORS if counts["error"] else CLEAN

    return _for_each(options, one, reports, noun)


def _plain(finding: Any) -> dict[str, str]:
    names = ("code", "where", "message", "how_to_fix")
    told = {name: getattr(finding, name) for name in names if hasattr(finding, name)}
    return {**told, "severity": finding.severity.word}


def _template_fields(options: argparse.Namespace) -> int:
    from toolkit.jobs.template_fields import template_fields

    fields = template_fields(options.paper)
    if options.format == "json":
        _print_json([{"field": f.path, "meaning": f.meaning, "example": f.example} for f in fields])
    else:
        for field in fields:
            print(f"{{{{ {field.path} }}}}  {field.meaning}  For example: {field.example}")
    return CLEAN


def _install_excel(options: argparse.Namespace) -> int:
    from toolkit.excel import setup

    for sentence in setup.undo() if options.undo else setup.install():
        print(sentence)
    return CLEAN


def _attach(options: argparse.Namespace) -> int:
    from toolkit.excel import menu

    menu.menu(input, print)
    return CLEAN


def _export(options: argparse.Namespace) -> int:
    from toolkit.jobs.export import export

    exported = export(options.book, options.as_at, _today(), options.published)
    _print_json(exported.data)
    for note in exported.notes:
        _say(note)
    checked = exported.checked
    if checked.has_errors:
        _say(f"{options.book.name}: {_counted(checked.counts)}. See them with: toolkit check")
    return HAS_ERRORS if checked.has_errors else CLEAN


def _for_each(
    options: argparse.Namespace,
    one: Callable[[Path], int],
    reports: list[dict[str, Any]],
    noun: str = "workbook",
) -> int:
    """Do the files one after another; one that fails does not stop the rest.

    One file's report is printed as it is, several as a list. The highest code is
    returned.
    """
    highest = CLEAN
    for number, book in enumerate(options.books, start=1):
        if len(options.books) > 1:
            _say(f"{number} of {len(options.books)}: {book.name}")
        try:
            code = one(book)
        except ToolkitError as error:
            message, code = str(error), error.exit_code
        except BrokenPipeError:
            raise
        except Exception as error:
            message, code = _own_fault(error), OUR_FAULT
        else:
            message = ""
        if message:
            _say(message)
            reports.append({noun: book.name, "error": message, "exit_code": code})
        highest = max(highest, code)
    if options.format == "json":
        _print_json(reports[0] if len(options.books) == 1 else reports)
    return highest


# Printing


def _check_report(checked: Any) -> dict[str, Any]:
    return {
        "workbook": checked.board.workbook,
        "findings": [
            {
                "code": finding.rule.code,
                "severity": finding.rule.severity.word,
                "sheet": finding.location.sheet,
                "cell": finding.location.cell,
                "message": finding.message,
                "how_to_fix": finding.how_to_fix,
            }
            for finding in checked.findings
        ],
        "counts": checked.counts,
    }


def _counted(counts: Any) -> str:
    from toolkit.values.text import plural

    found = [plural(number, word) for word, number in counts.items() if number]
    return ", ".join(found) or "nothing found"


def _say_kept(written: Any) -> None:
    if written.kept:
        _say(
            f"{written.kept.name} has been edited since it was built, or comes from another "
            f"workbook, and was left alone; the new draft is {written.path.name}."
        )


def _print_json(content: object) -> None:
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(content, indent=1, ensure_ascii=not unicode))


if __name__ == "__main__":
    entry_point()
