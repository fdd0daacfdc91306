"""What Excel's buttons do: one short function each, calling the jobs that commands call.

A button ends with one sentence, whatever happened; nothing is raised, for Excel would show
it as a wall of code. What went wrong inside is noted in the fault log, without any text of
the workbook.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.files.fault_log import fault_sentence
from toolkit.jobs.as_at import AsAt
from toolkit.layout.board.data import DATA
from toolkit.layout.board.findings import FINDINGS
from toolkit.layout.board.history import HISTORY
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.values.errors import HasErrors, NotConfirmed, NotReleased, ToolkitError
from toolkit.values.text import listed, plural
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.excel import live
    from toolkit.jobs.build import Built
    from toolkit.jobs.check import Checked
    from toolkit.jobs.close import Closed
    from toolkit.jobs.import_figures import FiguresImported

Ask = Callable[[str, str], str]
"""Asks a person for a line: the question, and the answer that is proposed; "" where none came."""

Work = Callable[[Book, Ask], str]
"""Does a job on a workbook; its sentence says how it went."""


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


def plan_changes() -> None:
    """The button What has changed: the paper on what changed since an earlier workbook."""
    _press("What has changed")


def take_in_pasted_figures() -> None:
    """The button Take in pasted figures: the table on the sheet Paste becomes rows of Data."""
    _press("Take in pasted figures")


def close_period() -> None:
    """The button Close a period: writes the papers and keeps what they report, for good."""
    _press("Close a period")


def release_figures() -> None:
    """The button Release figures: keeps what went out, and holds what follows to it."""
    _press("Release figures")


def run(name: str, book: "live.Book", ask: Ask | None = None) -> tuple[str, bool]:
    """Do a button's job on an open workbook: its sentence, and whether it went wrong.

    What a job has to know is asked with `ask`, or in a box of Excel's own.
    """
    from toolkit.excel import live
    from toolkit.excel.book_in_excel import BookInExcel

    words, work = JOBS[name]
    try:
        with live.undisturbed(book, f"Safeguarding toolkit: {words} …"), live.plain_words():
            return work(BookInExcel(book), ask or partial(live.ask, book)), False
    except ToolkitError as error:
        return str(error), True
    except Exception as error:
        return _own_fault(error), True


def _press(name: str) -> None:
    """Do a button's job on the workbook it was pressed for, and say how it went."""
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
    return fault_sentence(error, ". Your file is as you saved it last")


# The jobs

_LONGEST_NOTE = 500

_QUESTION = (
    "Which period do you want to close? Its papers are written, and History keeps the due dates, "
    "ratings and values that they report. What is closed is never changed."
)


_WHICH_EARLIER = (
    "Which earlier workbook do you want to compare this plan with? Give its file name if it is in "
    "the same folder, or else its whole path. Neither workbook is changed."
)


def _check(book: Book, _: Ask) -> str:
    from toolkit.jobs.list_findings import list_findings

    return _counted(list_findings(book, as_at=_as_at()).checked)


def _update(book: Book, _: Ask) -> str:
    from toolkit.jobs.update import update

    return f"The grey columns are up to date. {_counted(update(book, as_at=_as_at()).checked)}"


def _papers(book: Book, _: Ask) -> str:
    return _said_of(_built(book))


def _published_papers(book: Book, _: Ask) -> str:
    built = _built(book, publish=True)
    return "\n\n".join([_said_of(built), *_notes(built.notes, built.checked.workbook.name)])


def _plan_changes(book: Book, ask: Ask) -> str:
    from toolkit.jobs.earlier_workbook import earlier_workbook, likely_earlier_workbook

    named = ask(_WHICH_EARLIER, likely_earlier_workbook(book)).strip()
    if not named:
        return "No earlier workbook was named, so no paper was written."
    built = _built(book, only=("plan-changes",), earlier=earlier_workbook(book, named))
    return _said_of(built)


def _built(book: Book, **options: Any) -> "Built":
    from toolkit.jobs.build import build
    from toolkit.jobs.template_to_use import templates_beside

    return build(book, as_at=_as_at(), templates=templates_beside(book), **options)


def _said_of(built: "Built") -> str:
    """Which papers were written, what was left alone, and whether they are drafts."""
    names = listed([written.path.name for written in built.documents.values()])
    sentences = [f"Written beside the workbook: {names}."]
    kept = [written.kept.name for written in built.documents.values() if written.kept]
    if kept:
        was = "was" if len(kept) == 1 else "were"
        sentences.append(f"{listed(kept)} had been edited and {was} left alone.")
    for checked in filter(None, (built.checked, built.earlier)):
        if checked.has_errors:
            errors = plural(checked.counts["error"], "error")
            where = "" if built.earlier is None else f" in {checked.workbook.name}"
            sentences.append(f"Marked DRAFT: {errors} to fix{where}. Press Check to see where.")
    return " ".join(sentences)


def _notes(notes: Sequence[str], workbook: str) -> list[str]:
    """What a person reads before publishing, each as long as a box can bear."""
    if not notes:
        return ["Small counts are hidden. There are no notes to read."]
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


def _take_in_pasted_figures(book: Book, _: Ask) -> str:
    from toolkit.jobs.import_figures import import_figures

    return _taken_in(import_figures(book, source=None, as_at=_as_at()))


def _taken_in(done: "FiguresImported") -> str:
    """How many figures were added, and what happened to the others."""
    laid = done.laid
    written = {name for name, sheet in laid.changes.sheets.items() if sheet}
    if done.why_nothing and done.summary:
        return done.why_nothing
    if done.why_nothing:
        return (
            f'There are no figures on the sheet "{PASTE.name}". Paste a table into its cell A4, '
            "indicators down and periods across, and press again."
        )
    new, sentences = plural(len(laid.data), "new figure"), []
    if not laid.data:
        sentences.append("No new figures were added.")
    elif DATA.name in written:
        sentences.append(f"Added to {DATA.name}: {new}.")
    else:
        sentences.append(
            f'{new} could not be added: the sheet "{DATA.name}", or a heading that it needs, is '
            "missing. Press Check to see which."
        )
    if laid.held:
        has = "is" if laid.held == 1 else "are"
        sentences.append(f"{laid.held} {has} already there.")
    if laid.conflicts:
        first = laid.conflicts[0]
        differ, was = ("differs", "was") if len(laid.conflicts) == 1 else ("differ", "were")
        sentences.append(
            f"{len(laid.conflicts)} {differ} from what is there and {was} left out; the first is "
            f"{first.figure.source_cell}, against {first.held_at.rpartition(']')[2]}."
        )
    if laid.unplaced:
        cells = plural(len(laid.unplaced), "cell")
        place = laid.unplaced[0].origin
        where = f'see the sheet "{UNPLACED.name}"' if UNPLACED.name in written else place
        sentences.append(f"{cells} could not be placed: {where}.")
    return " ".join(sentences)


def _close_period(book: Book, ask: Ask) -> str:
    from toolkit.jobs.close import next_period

    as_at = _as_at()
    period = ask(_QUESTION, next_period(book, as_at=as_at)).strip()
    if not period:
        return "No period was named, so nothing was closed."
    closed = _closed(book, ask, period, as_at)
    return (
        f'"{period}" is closed: the sheet "{HISTORY.name}" keeps what was reported. '
        f"{_said_of(closed.built)} Save the workbook, so that the closing stays."
    )


def _closed(
    book: Book,
    ask: Ask,
    period: str,
    as_at: AsAt,
    *,
    confirmed: bool = False,
    with_errors: bool = False,
) -> "Closed":
    """The period closed, once a person has said yes to all that speaks against it.

    The workbook is read again each time: while a person thinks, it may be worked on.
    """
    from toolkit.jobs.close import close
    from toolkit.jobs.template_to_use import templates_beside

    try:
        return close(
            book,
            period=period,
            as_at=as_at,
            templates=templates_beside(book),
            confirmed=confirmed,
            with_errors=with_errors,
        )
    except (NotConfirmed, HasErrors) as stop:
        against = str(stop).partition(" Nothing was closed.")[0]
        question = f"{against} Type yes to close it all the same."
        if ask(question, "no").strip().casefold() != "yes":
            raise
        about_day = isinstance(stop, NotConfirmed)
    return _closed(
        book,
        ask,
        period,
        as_at,
        confirmed=confirmed or about_day,
        with_errors=with_errors or not about_day,
    )


_WHICH_RELEASE = (
    "What do you want to call this release? The sheet Releases keeps, for good, which figures go "
    "out and which are hidden. Read the drafts that Published papers writes first."
)


_READ_DRAFTS = "Press Published papers: its box says what to look at, and where."
_ACCEPT = (
    "There is something to decide first: {words}. Press Published papers to read what. Type yes "
    "where you have looked at it and these figures go out as they are."
)


def _release_figures(book: Book, ask: Ask) -> str:
    from toolkit.jobs.release import release

    name = ask(_WHICH_RELEASE, "").strip()
    if not name:
        return "No release was named, so nothing was released."
    try:
        released = release(book, name=name, as_at=_as_at())
    except NotReleased as refused:
        if not refused.words:
            raise
        if ask(_ACCEPT.format(words=listed(refused.words)), "").strip().casefold() != "yes":
            return f"Nothing was released. To decide: {listed(refused.words)}. {_READ_DRAFTS}"
        released = release(book, name=name, as_at=_as_at(), accept=refused.words)
    return (
        f'"{name}" is released: {released.said(book.name)} Save the workbook, so that the '
        "release stays."
    )


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


def _as_at() -> AsAt:
    return AsAt(datetime.now().astimezone().date())


JOBS: Mapping[str, tuple[str, Work]] = {
    "Check": ("checking", _check),
    "Update": ("updating the grey columns", _update),
    "Papers": ("writing the papers", _papers),
    "Published papers": ("writing the papers for publication", _published_papers),
    "Take in pasted figures": ("taking in pasted figures", _take_in_pasted_figures),
    "Close a period": ("closing a period", _close_period),
    "What has changed": ("comparing two plans", _plan_changes),
    "Release figures": ("releasing figures", _release_figures),
}
"""Each button's name, what the status bar says meanwhile, and its job."""
