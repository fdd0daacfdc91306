"""One function for each thing a person asks for; commands and buttons call the same ones."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import checks
from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.layout.board.history import HISTORY, HISTORY_TABLE
from toolkit.layout.board.paste import PASTE
from toolkit.reading.reader import read_board
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.history import closed_periods, closing_rows
from toolkit.results.results import Results, work_out
from toolkit.values.errors import (
    AlreadyClosed,
    CannotWrite,
    FileMissing,
    HasErrors,
    LayoutMismatch,
    RowsThere,
    TemplateFault,
)
from toolkit.values.findings import Finding, Severity, count_by_severity, worst_first
from toolkit.values.text import plural
from toolkit.writing import toolkit_columns as own_columns

if TYPE_CHECKING:
    from toolkit.files.outputs import Written
    from toolkit.importing.figures.lay import FiguresLaid
    from toolkit.importing.plan.lay import Laid
    from toolkit.importing.plan.records import ImportedPlan
    from toolkit.reading.grid import Grid
    from toolkit.workbook.store import Stored
    from toolkit.writing.changes import Changes

# Sheets of the board's own are not even opened.
SHEET_NAMES = BOARD.sheet_names


@dataclass(frozen=True)
class Checked:
    """A board as read, what follows from it, and what was found, worst first.

    `workbook` and `places` say where it was read from.
    """

    board: Board
    results: Results
    findings: tuple[Finding, ...]
    workbook: Workbook
    places: Mapping[str, TablePlace]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and notes were found."""
        return count_by_severity(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.rule.severity is Severity.ERROR for finding in self.findings)


def check(book: Path, as_at: date | None, today: date) -> Checked:
    """Read a workbook and find what is wrong in it.

    The as-at date is the one given, else the workbook's own, else `today`.
    """
    from toolkit.workbook.files import read

    return check_workbook(read(book, SHEET_NAMES), as_at, today, book.parent)


def check_workbook(
    workbook: Workbook, as_at: date | None, today: date, folder: Path | None = None
) -> Checked:
    """The same for a workbook that has been read already.

    The logo is looked for in `folder`; nothing is said of it where none is given.
    """
    board, found, places = read_board(workbook)
    if folder is not None:
        board = _with_logo(board, folder)
    results = work_out(board, as_at or board.settings.as_at or today)
    # A cell that could not be read needs no second finding that calls it empty.
    unreadable = {finding.place for finding in found if finding.rule.is_of_a_cell}
    found += [finding for finding in checks.run(board, results) if finding.place not in unreadable]
    return Checked(board, results, worst_first(found), workbook, places)


def _with_logo(board: Board, folder: Path) -> Board:
    """The board with the logo that it names, as it lies in the folder."""
    if not board.settings.logo:
        return board
    from toolkit.word.branding.logo_file import read_logo

    logo = read_logo(folder, board.settings.logo)
    return replace(board, settings=replace(board.settings, logo_file=logo))


def new(book: Path, board_name: str, period: str) -> Path:
    """Write a fresh workbook, with buttons where its name ends in .xlsm.

    CannotWrite where a file of that name stands already.
    """
    from toolkit.workbook.create import blank, create
    from toolkit.workbook.macros import macros_for

    return _write_new(book, create(BOARD, blank(board_name, period), macros_for(book)))


def _write_new(path: Path, data: bytes) -> Path:
    from toolkit.files.outputs import cannot_write, write_atomically

    if path.exists():
        raise CannotWrite(
            f"{path.name} is there already and was left as it is. Choose another name."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise cannot_write(path, error) from None
    return path


@dataclass(frozen=True)
class Updated:
    """What an update came to; `stored` is None where nothing had to change."""

    checked: Checked
    stored: "Stored | None"


def update(book: Path, as_at: date | None, today: date) -> Updated:
    """Bring the toolkit's own columns and sheets up to date, and nothing else.

    The old workbook is kept as a backup. InUse, CannotWrite, CellRefused or
    LayoutMismatch where it cannot be done: then the workbook is as it was.
    """
    from toolkit.workbook.files import read
    from toolkit.workbook.store import locked
    from toolkit.writing.changes import Changes

    with locked(book):
        workbook = read(book, SHEET_NAMES)
        require_present_layout(workbook)
        changes, checked = brought_up_to_date(workbook, Changes(), as_at, today, book.parent)
        if not changes:
            return Updated(checked, None)
        return Updated(checked, _write_back(book, workbook, changes))


def brought_up_to_date(
    workbook: Workbook,
    changes: "Changes",
    as_at: date | None,
    today: date,
    folder: Path | None = None,
) -> tuple["Changes", Checked]:
    """Changes to a workbook and, as one with them, what an update after them would write.

    Also what that update finds in the workbook with the changes in it. Nothing is written.
    """
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.toolkit_changes import own_changes

    checked = check_workbook(applied(workbook, changes), as_at, today, folder)
    own = own_changes(
        checked.workbook, checked.places, checked.board, checked.results, checked.findings
    )
    return joined(changes, own), checked


def _write_back(book: Path, workbook: Workbook, changes: "Changes") -> "Stored":
    """Put changes into a workbook's file, which must still be the one that was read."""
    from toolkit.workbook.patch import patch
    from toolkit.workbook.store import replace_workbook

    return replace_workbook(book, workbook.data, patch(workbook.data, changes, workbook.name))


def require_present_layout(workbook: Workbook) -> None:
    """LayoutMismatch where the workbook is of another edition's layout.

    NotABoardWorkbook where it is of none.
    """
    if workbook.layout_version is None:
        read_board(workbook)
    version = workbook.layout_version or 0
    if version > BOARD.version:
        raise LayoutMismatch(
            f"{workbook.name} was made by a newer edition of the toolkit. "
            "Install that edition, and try again."
        )
    if version < BOARD.version:
        raise LayoutMismatch(
            f"{workbook.name} has the layout of an earlier edition. "
            f'Bring it up to date first with: toolkit upgrade "{workbook.name}"'
        )


@dataclass(frozen=True)
class Upgraded:
    """Where the workbook stands in the present layout, None where it had it already.

    `unplaced` says in words what could not be carried over and stays in the old one.
    """

    path: Path | None
    unplaced: tuple[str, ...] = ()


def upgrade(book: Path, today: date) -> Upgraded:
    """Write a workbook of an older layout anew, beside the old one, which stays as it is.

    One whose name ends in .xlsm comes back with the toolkit's buttons and no other macros.
    LayoutMismatch where it is of a newer one; CannotWrite where the new file's name is
    taken.
    """
    from toolkit.workbook.create import create
    from toolkit.workbook.files import read
    from toolkit.workbook.macros import macros_for
    from toolkit.workbook.upgrade import carry

    workbook = read(book)
    if (workbook.layout_version or 0) >= BOARD.version:
        require_present_layout(workbook)
        return Upgraded(None)
    read_board(workbook)  # NotABoardWorkbook where it is none
    carried = carry(BOARD, workbook)
    # Excel opens a workbook only under a name that says whether it holds macros.
    macros = macros_for(book)
    suffix = ".xlsm" if macros else ".xlsx"
    path = book.with_name(f"{book.stem} (layout {BOARD.version}){suffix}")
    _write_new(path, create(BOARD, carried.content, macros))
    update(path, None, today)
    own = () if book.suffix.lower() == ".xlsx" else ("its own macros, if it has any",)
    return Upgraded(path, (*carried.unplaced, *own))


# Importing


@dataclass(frozen=True)
class Imported:
    """What an import came to: the plan as read, and how it was laid on the workbook.

    `stored` is None where nothing was written, as after a trial run.
    """

    plan: "ImportedPlan"
    laid: "Laid"
    stored: "Stored | None"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was taken for what, and what was decided on the way."""
        return (*self.plan.sentences, *self.laid.sentences)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each sheet were read, and how many pieces found no place."""
        from toolkit.importing.plan.lay import PLAN_TABLES

        names = [table.held_as for table in PLAN_TABLES]
        rows = {name: len(getattr(self.plan, name)) for name in names}
        read = {name: number for name, number in rows.items() if number}
        return {**read, "unplaced": len(self.laid.unplaced)}


def import_plan(
    paper: Path,
    book: Path,
    today: date,
    mapping: Mapping[str, str] | None = None,
    replace: bool = False,
    add: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Read a Word plan into a workbook; a backup is kept, and the grey columns are filled.

    `mapping` gives headings of the paper the field of ours they stand for. RowsThere where
    the workbook holds a plan already and neither `replace` nor `add` says what to do.
    With `dry_run` the workbook stays as it is.
    """
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.importing.plan import read_plan
    from toolkit.importing.plan.lay import lay, rows_there
    from toolkit.workbook.files import read
    from toolkit.workbook.store import locked

    plan = read_plan(read_file(paper, DOCUMENT), paper.name, mapping)
    with locked(book):
        workbook = read(book, SHEET_NAMES)
        require_present_layout(workbook)
        board, _, places = read_board(workbook)
        there = rows_there(board)
        if there and not (replace or add or dry_run):
            raise RowsThere(
                f"{book.name} holds {plural(there, 'row')} of a plan already, and nothing was "
                "written. Say --add to put the new rows below them, or --replace to put them in "
                "their place."
            )
        laid = lay(workbook, places, board, plan, replace)
        if dry_run or not laid.changes:
            return Imported(plan, laid, None)
        stored = _write_back(book, workbook, laid.changes)
    if not stored.copy:
        update(book, None, today)
    return Imported(plan, laid, stored)


@dataclass(frozen=True)
class ImportedScorecard:
    """What an import of figures came to; `stored` is None where nothing was written."""

    sentences: tuple[str, ...]
    laid: "FiguresLaid"
    stored: "Stored | None"


def import_figures(
    source: Path,
    book: Path,
    as_at: date | None,
    today: date,
    replace: bool = False,
    dry_run: bool = False,
) -> ImportedScorecard:
    """Read wide tables of figures, indicators down and periods across, into the sheet Data.

    `source` is another workbook, or the board workbook itself for its Paste sheet. A
    figure that Data has with another value is left out and told, or with `replace` comes
    in as one that supersedes it. With `dry_run` the workbook stays as it is.
    """
    from toolkit.workbook.files import read
    from toolkit.workbook.store import locked

    with locked(book):
        workbook = read(book, SHEET_NAMES)
        require_present_layout(workbook)
        if source.resolve() == book.resolve():
            found = read_pasted(workbook, as_at, today, replace)
        else:
            wide = read(source)
            grids = wide.grids.values()
            found = _figures_of(grids, wide.name, wide.data, workbook, as_at, today, replace)
        if dry_run or not found.laid.changes:
            return found
        stored = _write_back(book, workbook, found.laid.changes)
    if not stored.copy:
        update(book, as_at, today)
    return ImportedScorecard(found.sentences, found.laid, stored)


def read_pasted(
    workbook: Workbook, as_at: date | None, today: date, replace: bool = False
) -> ImportedScorecard:
    """What brings the figures of a workbook's Paste sheet into its Data; nothing is written.

    LayoutMismatch where it has no such sheet.
    """
    from toolkit.importing.figures.lay import sheet_as_bytes

    if PASTE.name not in workbook.grids:
        raise LayoutMismatch(f"{workbook.name} has no sheet called {PASTE.name} to read from.")
    paste = workbook.grids[PASTE.name]
    source = sheet_as_bytes(paste)
    return _figures_of([paste], workbook.name, source, workbook, as_at, today, replace)


def _figures_of(
    grids: Iterable["Grid"],
    name: str,
    source: bytes,
    workbook: Workbook,
    as_at: date | None,
    today: date,
    replace: bool,
) -> ImportedScorecard:
    """The figures of wide tables laid on a workbook; `name` and `source` say where they stood."""
    from toolkit.importing.figures import read_wide
    from toolkit.importing.figures.lay import lay_figures

    board, _, places = read_board(workbook)
    sheets = [read_wide(grid, board, name) for grid in grids]
    received = as_at or board.settings.as_at or today
    laid = lay_figures(workbook, places, sheets, source, received, replace)
    sentences = tuple(dict.fromkeys(line for sheet in sheets for line in sheet.sentences))
    return ImportedScorecard(sentences, laid, None)


# Documents

# What it makes a document from; the last is the folder of the board's own templates.
DocumentMaker = Callable[[Board, Results, Iterable[Finding], Path | None], bytes]


def _business_plan(
    board: Board, results: Results, findings: Iterable[Finding], templates: Path | None
) -> bytes:
    from toolkit.papers.business_plan import paper as business_plan

    name, template = _template(business_plan.template_names(board.settings), templates)
    return business_plan.build(board, results, tuple(findings), template, name)


DOCUMENTS: Mapping[str, DocumentMaker] = {"business-plan": _business_plan}


@dataclass(frozen=True)
class Built:
    """The documents written from one workbook, as Word and PDF, and what was found in it.

    `notes` are sentences for the person who publishes them: what was hidden, what to read.
    """

    checked: Checked
    documents: Mapping[str, "Written"]
    pdfs: Mapping[str, "Written"]
    notes: tuple[str, ...] = ()


def build(
    book: Path,
    out: Path,
    as_at: date | None,
    today: date,
    only: Iterable[str] = (),
    templates: Path | None = None,
    strict: bool = False,
    label: str = "",
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """Write a workbook's Word documents into a folder.

    `only` names the documents wanted (all where empty); `templates` is a folder whose
    files stand in for those of the same name that the toolkit brings. Documents are named
    after the workbook, or after `label`. With `strict`, HasErrors where the workbook has
    open errors; otherwise documents are marked DRAFT. With `pdf`, each is written as a
    tagged PDF too, and its contents list has page numbers; that needs LibreOffice. With
    `publish`, nothing stays in them that only the office may see, small counts are hidden
    (`toolkit.publishing.publish`), and their names say so.
    """
    checked = check(book, as_at, today)
    if strict and checked.has_errors:
        errors = plural(checked.counts["error"], "open error")
        raise HasErrors(
            f"{book.name} has {errors}, and --strict builds nothing from it. "
            "See them with: toolkit check"
        )
    return build_checked(
        checked, out, label or book.stem, str(book.resolve()), only, templates, pdf, publish
    )


def build_checked(
    checked: Checked,
    out: Path,
    label: str,
    source: str,
    only: Iterable[str] = (),
    templates: Path | None = None,
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """The same from a workbook that has been checked already; `source` is its path."""
    from toolkit.files.outputs import write_document

    board, results = checked.board, checked.results
    notes: tuple[str, ...] = ()
    if publish:
        from toolkit.publishing.publish import publish as published_board

        release = published_board(board)
        board, notes = release.board, release.notes
        results = work_out(board, results.as_at)
    made = {}
    for name in only or DOCUMENTS:
        made[name] = DOCUMENTS[name](board, results, checked.findings, templates)
    if publish:
        from toolkit.word.finishing.publishing import published

        made = {name: published(document) for name, document in made.items()}
    printed: Mapping[str, bytes] = {}
    if pdf:
        from toolkit.word.finishing.pdf import with_page_numbers

        both = with_page_numbers(made)
        made = {name: item.docx for name, item in both.items()}
        printed = {name: item.pdf for name, item in both.items()}

    edition = "-published" if publish else ""

    def written(files: Mapping[str, bytes], suffix: str) -> "dict[str, Written]":
        return {
            name: write_document(out, f"{label}-{name}{edition}{suffix}", data, source)
            for name, data in files.items()
        }

    return Built(checked, written(made, ".docx"), written(printed, ".pdf"), notes)


def check_template(path: Path) -> tuple[Finding, ...]:
    """What is wrong in a Word template, each with its place in Word."""
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.papers.papers import fields_of
    from toolkit.word.template_lint.lint import lint_template

    return lint_template(read_file(path, DOCUMENT), path.name, fields_of(path.name))


def lint(path: Path) -> tuple[Finding, ...]:
    """What a finished Word document lacks to be sound and accessible."""
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.word.document_lint.lint import lint_document

    return lint_document(read_file(path, DOCUMENT), path.name)


def labels(books: Sequence[Path]) -> list[str]:
    """A name for the documents of each workbook, told apart by folder where names agree."""
    stems = [book.stem for book in books]
    named = [
        stem if stems.count(stem) == 1 else f"{book.resolve().parent.name}-{stem}"
        for book, stem in zip(books, stems, strict=True)
    ]
    return [
        name if name not in named[:index] else f"{name}-{index + 1}"
        for index, name in enumerate(named)
    ]


def _template(names: Sequence[str], own: Path | None) -> tuple[str, bytes]:
    """A template and its name: the first that the board's folder has, else the toolkit's first."""
    if own is not None and not own.is_dir():
        raise FileMissing(f"{own} is not a folder. Give the folder that your templates stand in.")
    if own is not None:
        for name in names:
            if (own / name).is_file():
                return name, _sound_template(own / name)
    from importlib.resources import files

    return names[0], (files("toolkit.word_templates") / names[0]).read_bytes()


def _sound_template(path: Path) -> bytes:
    """A board's own template; TemplateFault where it has a fault that would spoil the paper."""
    from toolkit.files.safety_check import DOCUMENT, read_file

    data = read_file(path, DOCUMENT)
    _look_over(data, path.name)
    return data


@lru_cache(maxsize=8)
def _look_over(template: bytes, name: str) -> None:
    """TemplateFault where a template has an error; a sound one is looked over once."""
    from toolkit.papers.papers import fields_of
    from toolkit.word.template_lint.lint import lint_template

    faults = [
        item
        for item in lint_template(template, name, fields_of(name))
        if item.rule.severity is Severity.ERROR
    ]
    if faults:
        more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
        first = f"{faults[0].place.where}: {faults[0].said}"
        raise TemplateFault(f"{name}, {first}{more} See all with: toolkit template check")


# Closing a period


@dataclass(frozen=True)
class Closed:
    """What closing a period came to: the workbook, and the papers it was reported in."""

    stored: "Stored"
    built: Built


def close(book: Path, period: str, out: Path, as_at: date | None, today: date) -> Closed:
    """Build the papers and write down in History what they report of this period.

    Due dates, ratings and values are kept as reported; from the first closing on, due
    dates are held to the ones written down then. AlreadyClosed where the period was
    closed before, LayoutMismatch where there is no whole History to keep it in.
    """
    from toolkit.workbook.store import locked

    update(book, as_at, today)
    with locked(book):
        checked = check(book, as_at, today)
        require_closable(checked, period)
        built = build_checked(checked, out, closing_label(book, period), str(book.resolve()))
        changes = closing_changes(checked, period, built)
        stored = _write_back(book, checked.workbook, changes)
    # The ratings just closed now stand under "Last rating".
    update(book, as_at, today)
    return Closed(stored, built)


def closing_label(book: Path, period: str) -> str:
    """What the papers of a closing are named after, so that no later ones take their place."""
    return f"{book.stem}-{_NOT_IN_FILE_NAMES.sub('-', period).strip('-')}"


_NOT_IN_FILE_NAMES = re.compile(r"[^\w.()&+,-]+")


def require_closable(checked: Checked, period: str) -> None:
    """AlreadyClosed where the period was closed before; LayoutMismatch without a whole History.

    What is kept of a closing is worth nothing with one of its columns missing.
    """
    if period in closed_periods(checked.board):
        raise AlreadyClosed(
            f'"{period}" was closed before, and what was reported then stays. '
            "Give this closing a name of its own."
        )
    name, place = checked.workbook.name, checked.places.get(HISTORY_TABLE.name)
    if place is None:
        raise LayoutMismatch(
            f'{name} has no sheet "{HISTORY.name}", or no headings on it, to keep what is '
            "reported. Nothing was closed. Bring it back, and try again."
        )
    for column in HISTORY_TABLE.columns:
        if column.key not in place.columns:
            raise LayoutMismatch(
                f'{name}, sheet "{place.sheet}", row {place.row}: there is no column '
                f'"{column.heading}". Nothing was closed. Bring its heading back, and try again.'
            )


def closing_changes(checked: Checked, period: str, built: Built) -> "Changes":
    """What keeps in History what the papers that were built report of a period."""
    from toolkit.writing.cell_changes import OwnCells

    cells = OwnCells(checked.workbook, checked.places)
    papers = [written.path.name for written in built.documents.values()]
    rows = closing_rows(checked.board, checked.results, period, papers)
    cells.append_rows(HISTORY_TABLE.name, rows)
    return cells.changes


# The example

EXAMPLE = "example_board.xlsx"


@dataclass(frozen=True)
class Demonstrated:
    """What `demo` wrote: the workbook, and what was built from it; `kept` is one edited before."""

    workbook: Path
    built: Built
    kept: Path | None = None


def demo(folder: Path, today: date) -> Demonstrated:
    """Copy the example board into a folder, check it, update it and build its papers there."""
    from importlib.resources import files

    from toolkit.files.outputs import write_document

    data = (files("toolkit.workbooks") / EXAMPLE).read_bytes()
    book = write_document(folder, EXAMPLE, data)
    update(book.path, None, today)
    return Demonstrated(book.path, build(book.path, folder, None, today), book.kept)


def example_workbook(today: date) -> bytes:
    """The example board as it ships: built from its text files, with every grey column filled."""
    from toolkit.workbook.create import create
    from toolkit.workbook.files import read_bytes
    from tools.example import example_content

    content = example_content()
    checked = check_workbook(read_bytes(create(BOARD, content), EXAMPLE), None, today)
    board, results, findings = checked.board, checked.results, checked.findings
    first_row = board.actions[0].source.row
    by_row = own_columns.plan_rows(board, results, findings)
    scorecard = {
        (row["code"], row["area"]): row for row in own_columns.scorecard_rows(board, results)
    }
    typed = {(row["code"], row["area"]): row for row in content.rows.get("Scorecard", ())}
    rows = {
        **content.rows,
        "Plan": [
            {**row, **by_row.get(first_row + index, {})}
            for index, row in enumerate(content.rows["Plan"])
        ],
        "Scorecard": [{**row, **typed.get(key, {})} for key, row in scorecard.items()],
        "Findings": own_columns.findings_rows(findings),
    }
    counts = own_columns.home_counts(board, results, findings)
    return create(BOARD, replace(content, rows=rows, counts=counts))
