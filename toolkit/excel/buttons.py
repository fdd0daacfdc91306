"""What Excel's buttons do: one short function each, calling the jobs that commands call.

A button ends with one sentence, whatever happened; nothing is raised, for Excel would show
it as a wall of code. What went wrong inside is noted in the fault log, without any text of
the workbook.
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import jobs
from toolkit.files.fault_log import record_fault
from toolkit.layout.board.data import DATA
from toolkit.layout.board.findings import FINDINGS
from toolkit.layout.board.history import HISTORY
from toolkit.layout.board.home import HOME
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.reading.reader import read_board
from toolkit.results.history import next_to_close
from toolkit.values.errors import FileMissing, ToolkitError
from toolkit.values.text import plural

if TYPE_CHECKING:
    from toolkit.excel.live import Book
    from toolkit.importing.figures.lay import FiguresLaid
    from toolkit.jobs import Built, Checked
    from toolkit.reading.table import TablePlace

Ask = Callable[[str, str], str]
"""Asks a person for a line: the question, and the answer that is proposed; "" where none came."""

Work = Callable[["Book", Ask], str]
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


def published_papers() -> None:
    """The button Published papers: the Word documents as they may leave the office."""
    _press("Published papers")


def take_in_pasted_figures() -> None:
    """The button Take in pasted figures: the table on the sheet Paste becomes rows of Data."""
    _press("Take in pasted figures")


def close_period() -> None:
    """The button Close a period: writes the papers and keeps what they report, for good."""
    _press("Close a period")


def run(name: str, book: "Book", ask: Ask | None = None) -> tuple[str, bool]:
    """Do a button's job on an open workbook: its sentence, and whether it went wrong.

    What a job has to know is asked with `ask`, or in a box of Excel's own.
    """
    from toolkit.excel import live

    words, work = JOBS[name]
    try:
        with live.undisturbed(book, f"Safeguarding toolkit: {words} …"), live.plain_words():
            return work(book, ask or partial(live.ask, book)), False
    except ToolkitError as error:
        return str(error), True
    except Exception as error:
        return _own_fault(error), True


def _press(name: str) -> None:
    """Do a button's job on the workbook it was pressed for, and say what came of it."""
    try:
        from toolkit.excel import live

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

_LONGEST_NOTE = 500

_QUESTION = (
    "Which period shall be closed? Its papers are written, and History keeps the due dates, "
    "ratings and values that they report. What is closed is never changed again."
)


def _check(book: "Book", _: Ask) -> str:
    checked = _read_and_checked(book, READ_BY["Check"], _folder_of(book))
    places = {name: place for name, place in checked.places.items() if name == FINDINGS.name}
    _bring_up_to_date(book, checked, places)
    return _counted(checked)


def _update(book: "Book", _: Ask) -> str:
    checked = _read_and_checked(book, READ_BY["Update"], _folder_of(book))
    _bring_up_to_date(book, checked, checked.places)
    return f"The grey columns are up to date. {_counted(checked)}"


def _papers(book: "Book", _: Ask) -> str:
    return _said_of(_built(book))


def _published_papers(book: "Book", _: Ask) -> str:
    built = _built(book, publish=True)
    return "\n\n".join([_said_of(built), *_notes(built.notes, built.checked.workbook.name)])


def _built(book: "Book", publish: bool = False) -> "Built":
    from toolkit.excel import live

    path = live.local_path(book)
    checked = _read_and_checked(book, READ_BY["Papers"], path.parent)
    return jobs.build_checked(checked, path.parent, path.stem, str(path.resolve()), publish=publish)


def _said_of(built: "Built") -> str:
    """Which papers were written, what was left alone, and whether they are drafts."""
    sentences = [f"Written beside the workbook: {_names(built)}."]
    kept = [written.kept.name for written in built.documents.values() if written.kept]
    if kept:
        was = "was" if len(kept) == 1 else "were"
        sentences.append(f"{' and '.join(kept)} had been edited and {was} left alone.")
    if built.checked.has_errors:
        errors = plural(built.checked.counts["error"], "error")
        sentences.append(f"Marked DRAFT: {errors} to mend. Press Check to see where.")
    return " ".join(sentences)


def _names(built: "Built") -> str:
    return " and ".join(written.path.name for written in built.documents.values())


def _notes(notes: Sequence[str], workbook: str) -> list[str]:
    """What a person reads before publishing, each as long as a box can bear."""
    if not notes:
        return ["Small counts are hidden. No note waits to be read."]
    # The box belongs to one workbook: its cells need no more than sheet and place.
    shown = [_shortened(note.replace(f"[{workbook}]", "")) for note in notes]
    count = plural(len(notes), "note")
    return [f"Read {count} before you publish:", *shown]


def _shortened(note: str) -> str:
    """A note without its middle where it is long: the cells it begins with and its last advice."""
    if len(note) <= _LONGEST_NOTE:
        return note
    half = _LONGEST_NOTE // 2
    head, tail = note[:half].rpartition(" ")[0], note[-half:].partition(" ")[2]
    return f"{head} [shortened here; toolkit build --publish prints it all] {tail}"


def _take_in_pasted_figures(book: "Book", _: Ask) -> str:
    from toolkit.excel import live

    workbook = live.read(book, READ_BY["Take in pasted figures"])
    jobs.require_present_layout(workbook)
    laid = jobs.read_pasted(workbook, None, _today()).laid
    if laid.changes:
        changes, _checked = jobs.brought_up_to_date(
            workbook, laid.changes, None, _today(), _folder_of(book)
        )
        live.apply(book, changes, workbook)
    return _taken_in(laid, {name for name, sheet in laid.changes.sheets.items() if sheet})


def _taken_in(laid: "FiguresLaid", written: Collection[str]) -> str:
    """How many figures came in, and what became of the others; `written` names sheets."""
    if not (laid.data or laid.held or laid.conflicts or laid.unplaced):
        return (
            f'There are no figures on the sheet "{PASTE.name}". Paste a table into its cell A4, '
            "indicators down and periods across, and press again."
        )
    new, sentences = plural(len(laid.data), "new figure"), []
    if not laid.data:
        sentences.append("No new figure came in.")
    elif DATA.name in written:
        sentences.append(f"{new} came into {DATA.name}.")
    else:
        sentences.append(
            f'{new} could not come in: the sheet "{DATA.name}", or a heading that it needs, is '
            "missing. Press Check to see which."
        )
    if laid.held:
        has = "is" if laid.held == 1 else "are"
        sentences.append(f"{laid.held} {has} there already.")
    if laid.conflicts:
        first = laid.conflicts[0]
        differ = "differs" if len(laid.conflicts) == 1 else "differ"
        sentences.append(
            f"{len(laid.conflicts)} {differ} from what is there and stayed out; the first is "
            f"{first.figure.source_cell}, against {first.held_at.rpartition(']')[2]}."
        )
    if laid.unplaced:
        cells = plural(len(laid.unplaced), "cell")
        place = laid.unplaced[0].origin
        where = f'see the sheet "{UNPLACED.name}"' if UNPLACED.name in written else place
        sentences.append(f"{cells} found no place: {where}.")
    return " ".join(sentences)


def _close_period(book: "Book", ask: Ask) -> str:
    from toolkit.excel import live
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.changes import Changes

    path = live.local_path(book)
    before = live.read(book, READ_BY["Close a period"])
    jobs.require_present_layout(before)
    board = read_board(before).board
    proposed = next_to_close(board, board.settings.as_at or _today())
    live.require_writable(book, before.grids.keys() & {HISTORY.name})
    period = ask(_QUESTION, proposed).strip()
    if not period:
        return "No period was named, and nothing was closed."
    # Read again: while a person thinks, the workbook may be worked on.
    workbook = live.read(book, READ_BY["Close a period"])
    updated = partial(jobs.brought_up_to_date, as_at=None, today=_today(), folder=path.parent)
    first, _ = updated(workbook, Changes())
    with_update = applied(workbook, first)
    checked = jobs.check_workbook(with_update, None, _today(), path.parent)
    jobs.require_closable(checked, period)
    built = jobs.build_checked(
        checked, path.parent, jobs.closing_label(path, period), str(path.resolve())
    )
    closing = joined(first, jobs.closing_changes(checked, period, built))
    try:
        live.apply(book, updated(workbook, closing)[0], workbook)
    except ToolkitError as error:
        raise type(error)(
            f"{error} Nothing was closed; {_names(built)}, written already, may be deleted."
        ) from error
    return (
        f'"{period}" is closed: the sheet "{HISTORY.name}" keeps what was reported. '
        f"{_said_of(built)} Save the workbook, so that the closing stays."
    )


def _read_and_checked(book: "Book", sheets: Collection[str], folder: Path | None) -> "Checked":
    """A workbook as it stands on the screen, and what is found in it."""
    from toolkit.excel import live

    workbook = live.read(book, sheets)
    jobs.require_present_layout(workbook)
    return jobs.check_workbook(workbook, None, _today(), folder)


def _folder_of(book: "Book") -> Path | None:
    """The folder that the workbook lies in, None where it is not one of this computer."""
    from toolkit.excel import live

    try:
        return live.local_path(book).parent
    except FileMissing:
        return None


def _bring_up_to_date(book: "Book", checked: "Checked", places: Mapping[str, "TablePlace"]) -> None:
    """Write the toolkit's own cells: in the tables that stand at those places, and on Home."""
    from toolkit.excel import live
    from toolkit.writing.toolkit_changes import own_changes

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
    "Published papers": _CHECKED,
    "Take in pasted figures": _CHECKED | {PASTE.name, UNPLACED.name, FINDINGS.name, HOME.name},
    "Close a period": _CHECKED | {FINDINGS.name, HOME.name},
}
"""The sheets that each button's job reads, for every one that is read takes its time."""

JOBS: Mapping[str, tuple[str, Work]] = {
    "Check": ("checking", _check),
    "Update": ("bringing the grey columns up to date", _update),
    "Papers": ("writing the papers", _papers),
    "Published papers": ("writing the papers for publication", _published_papers),
    "Take in pasted figures": ("taking in pasted figures", _take_in_pasted_figures),
    "Close a period": ("closing a period", _close_period),
}
"""Each button's name, what the status bar says meanwhile, and its job."""
