"""A plan of any board's own shape, in Word or Excel, read into a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.reading.reader import read_board
from toolkit.values.errors import FileRefused, RowsThere, WrongFileType
from toolkit.values.text import plural
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.importing.plan.lay import Laid
    from toolkit.importing.plan.records import ImportedPlan

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})
"""How the names of Excel's files end."""
MOST_ROWS = 20_000
"""The most rows and pieces of text of a paper: some 500 pages."""


@dataclass(frozen=True)
class PlanImported:
    """What an import came to: the plan as read, and how it was laid on the workbook.

    `stored` is None where nothing was written, as after a trial run; `page` is the review of
    it, where one was asked for.
    """

    plan: "ImportedPlan"
    laid: "Laid"
    stored: Stored | None
    page: Path | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was taken for what, and what was decided on the way."""
        return (*self.plan.sentences, *self.laid.sentences)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows of each sheet were read, and how many pieces found no place."""
        from toolkit.importing.plan.lay import PLAN_TABLES

        names = (table.held_as for table in PLAN_TABLES)
        rows = {name: len(getattr(self.plan, name)) for name in names}
        read = {name: number for name, number in rows.items() if number}
        return {**read, "unplaced": len(self.laid.unplaced)}


def import_plan(
    book: Book,
    *,
    paper: Path,
    as_at: AsAt,
    mapping: Mapping[str, str] | None = None,
    replace: bool = False,
    add: bool = False,
    dry_run: bool = False,
    review: bool = False,
) -> PlanImported:
    """Read a plan into a workbook, and bring the grey columns up to date with it.

    `mapping` gives headings of the paper the field of ours they mean. WrongFileType where a
    workbook holds no plan, RowsThere where
    the workbook holds a plan already and neither `replace` nor `add` says what to do.
    With `dry_run` the workbook stays as it is. `review` writes a page beside it that shows the
    paper and what was read from it.
    """
    from toolkit.importing.plan.lay import lay, rows_there

    plan, html = _read(paper, mapping or {}, review)
    page = _written_page(paper, html, book) if review else None
    with book.held():
        workbook = book.read(UPDATED_SHEETS | {UNPLACED.name})
        require_known_layout(workbook)
        board, _, places = read_board(workbook)
        there = rows_there(board)
        if there and not (replace or add or dry_run):
            raise RowsThere(
                f"{workbook.name} already has {plural(there, 'row')} of a plan, so nothing was "
                "written. Use --add to put the new rows below them, or --replace to put them in "
                "their place."
            )
        laid = lay(workbook, places, board, plan, replace)
        if dry_run or not laid.changes:
            return PlanImported(plan, laid, None, page)
        changes, _ = brought_up_to_date(workbook, laid.changes, as_at=as_at, folder=book.folder)
        return PlanImported(plan, laid, book.write(changes, workbook), page)


def _read(paper: Path, mapping: Mapping[str, str], review: bool) -> "tuple[ImportedPlan, str]":
    """The plan that a file holds and the page that shows it, "" where none is asked for."""
    from toolkit.files.bounded import within_bounds
    from toolkit.files.safety_check import DOCUMENT, WORKBOOK, read_file

    is_workbook = paper.suffix.lower() in WORKBOOKS
    data = read_file(paper, WORKBOOK if is_workbook else DOCUMENT)
    work = tracker_of_file if is_workbook else paper_of_file
    plan, html = within_bounds(data, paper.name, work, data, paper.name, mapping, review)
    if plan.size > MOST_ROWS:
        raise FileRefused(
            f"{paper.name} holds {plan.size:,} rows and pieces of text; a plan has at most "
            f"{MOST_ROWS:,}. Nothing was written. Keep only the plan itself in the file, and try "
            "again."
        )
    return plan, html


def paper_of_file(
    data: bytes, name: str, mapping: Mapping[str, str], review: bool
) -> "tuple[ImportedPlan, str]":
    """The plan that a Word file holds, and the page that shows it."""
    from toolkit.importing.plan import page_of, paper, plan_of

    document = paper(data, name)
    plan = plan_of(document, mapping)
    return plan, page_of(plan, document, mapping) if review else ""


def tracker_of_file(
    data: bytes, name: str, mapping: Mapping[str, str], review: bool
) -> "tuple[ImportedPlan, str]":
    """The plan that a workbook holds, and the page that shows it; WrongFileType where none."""
    from toolkit.importing.plan import page_of, plan_of, tracker
    from toolkit.workbook.cell_looks import read_looks
    from toolkit.workbook.files import read_bytes

    workbook = read_bytes(data, name)
    if workbook.layout_version is not None:
        raise WrongFileType(
            f"{name} is a board workbook of the toolkit, not a plan of another shape, so "
            "nothing was written. To bring one from an earlier edition along, use toolkit upgrade."
        )
    document = tracker(workbook, read_looks(data, name), mapping)
    plan = plan_of(document, mapping)
    if not plan.actions:
        raise WrongFileType(
            f"No plan was found in {name}, so nothing was written: no sheet has a row of "
            "headings that say what is done, and by whom or by when. Name one of its headings "
            'with --map "Their heading=Action", or use --as figures.'
        )
    return plan, page_of(plan, document, mapping) if review else ""


def _written_page(paper: Path, html: str, book: Book) -> Path:
    from toolkit.files.outputs import for_file_name, write_document

    name = f"{for_file_name(paper.stem)}-review.html"
    return write_document(book.path.parent, name, html.encode()).path
