"""What Excel's buttons do: one short function each, calling the jobs that commands call.

A button ends with one sentence, whatever happened; nothing is raised, for Excel would show
it as a wall of code. What went wrong inside is noted in the fault log, without any text of
the workbook.
"""

import sys
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from toolkit import jobs
from toolkit.errors import FileMissing, ToolkitError
from toolkit.fault_log import record_fault
from toolkit.layout.board_sheets import FINDINGS, HOME, UNPLACED
from toolkit.layout.scorecard_sheets import PASTE
from toolkit.text import plural

if TYPE_CHECKING:
    from toolkit.jobs import Checked
    from toolkit.workbook.live import Book
    from toolkit.workbook.table import TablePlace

Work = Callable[["Book"], str]
"""Does a job on an open workbook; its sentence says what came of it."""


def check() -> None:
    """The button Check: says what is wrong, and lists it on the sheet Findings."""
    _press("Check")


def update() -> None:
    """The button Update: fills the grey columns, Scorecard, Findings and Home."""
    _press("Update")


def papers() -> None:
    """The button Papers: writes the Word documents beside the workbook."""
    _press("Papers")


def run(name: str, book: "Book") -> tuple[str, bool]:
    """Do a button's job on an open workbook: its sentence, and whether it went wrong."""
    from toolkit.workbook import live

    words, work = JOBS[name]
    try:
        with live.undisturbed(book, f"Safeguarding toolkit: {words} …"), live.plain_words():
            return work(book), False
    except ToolkitError as error:
        return str(error), True
    except Exception as error:
        return _own_fault(error), True


def _press(name: str) -> None:
    """Do a button's job on the workbook it was pressed for, and say what came of it."""
    try:
        from toolkit.workbook import live

        book = live.called_from()
    except ToolkitError as error:
        _say_without_board(str(error))
    except Exception as error:
        _say_without_board(_own_fault(error))
    else:
        sentence, is_bad = run(name, book)
        try:
            live.say(book, sentence, is_bad)
        except Exception:
            _say_without_board(sentence)


def _say_without_board(sentence: str) -> None:
    """Say it in the box that Excel shows when a program ends badly: the sentence alone."""
    sys.exit(sentence)


def _own_fault(error: Exception) -> str:
    return (
        "The toolkit met a fault of its own and stopped. Your file is as you saved it last. "
        f"What happened is noted, without any text of yours, in {record_fault(error)}."
    )


# The jobs


def _check(book: "Book") -> str:
    checked = _read_and_checked(book, READ_BY["Check"])
    places = {name: place for name, place in checked.places.items() if name == FINDINGS.name}
    _bring_up_to_date(book, checked, places)
    return _counted(checked)


def _update(book: "Book") -> str:
    checked = _read_and_checked(book, READ_BY["Update"])
    _bring_up_to_date(book, checked, checked.places)
    return f"The grey columns are up to date. {_counted(checked)}"


def _papers(book: "Book") -> str:
    from toolkit.workbook import live

    path = live.local_path(book)
    workbook = live.read(book, READ_BY["Papers"])
    jobs.require_present_layout(workbook)
    checked = jobs.check_workbook(workbook, None, _today(), path.parent)
    built = jobs.build_checked(checked, path.parent, path.stem, str(path.resolve()))
    names = " and ".join(written.path.name for written in built.documents.values())
    sentences = [f"Written beside the workbook: {names}."]
    kept = [written.kept.name for written in built.documents.values() if written.kept]
    if kept:
        was = "was" if len(kept) == 1 else "were"
        sentences.append(f"{' and '.join(kept)} had been edited and {was} left alone.")
    if checked.has_errors:
        errors = plural(checked.counts["error"], "error")
        sentences.append(f"Marked DRAFT: {errors} to mend. Press Check to see where.")
    return " ".join(sentences)


def _read_and_checked(book: "Book", sheets: Collection[str]) -> "Checked":
    """A workbook as it stands on the screen, and what is found in it."""
    from toolkit.workbook import live

    workbook = live.read(book, sheets)
    jobs.require_present_layout(workbook)
    try:
        folder = live.local_path(book).parent
    except FileMissing:
        folder = None
    return jobs.check_workbook(workbook, None, _today(), folder)


def _bring_up_to_date(book: "Book", checked: "Checked", places: Mapping[str, "TablePlace"]) -> None:
    """Write the toolkit's own cells: in the tables that stand at those places, and on Home."""
    from toolkit.workbook import live
    from toolkit.workbook.update import own_changes

    changes = own_changes(
        checked.workbook, places, checked.board, checked.results, checked.findings
    )
    live.apply(book, changes, checked.workbook)


def _counted(checked: "Checked") -> str:
    """How much was found, and where it is listed."""
    counts = checked.counts
    if not any(counts.values()):
        return "Nothing is wrong."
    found = ", ".join(plural(number, word) for word, number in counts.items() if number)
    if FINDINGS.name not in checked.workbook.grids:
        return (
            f'Found: {found}. There is no sheet "{FINDINGS.name}" to list them on; the command '
            "toolkit check prints them."
        )
    return f'Found: {found}. The sheet "{FINDINGS.name}" lists each, with its cell.'


def _today() -> date:
    return datetime.now().astimezone().date()


# Nothing of what is checked stands on these.
_NOT_CHECKED = frozenset(sheet.name for sheet in (HOME, PASTE, UNPLACED, FINDINGS))
_CHECKED = jobs.SHEET_NAMES - _NOT_CHECKED

READ_BY: Mapping[str, Collection[str]] = {
    "Check": _CHECKED | {FINDINGS.name},
    "Update": _CHECKED | {FINDINGS.name, HOME.name},
    "Papers": _CHECKED,
}
"""The sheets that each button's job reads, for every one that is read takes its time."""

JOBS: Mapping[str, tuple[str, Work]] = {
    "Check": ("checking", _check),
    "Update": ("bringing the grey columns up to date", _update),
    "Papers": ("writing the papers", _papers),
}
"""Each button's name, what the status bar says meanwhile, and its job."""
