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
from toolkit.values.errors import RowsThere, WrongFileType
from toolkit.values.text import plural
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.importing.plan import Document
    from toolkit.importing.plan.lay import Laid
    from toolkit.importing.plan.records import ImportedPlan

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})
"""How the names of Excel's files end."""


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

    document = _document_of(paper, mapping or {})
    plan = _plan_of(document, paper, mapping or {})
    page = _written_page(plan, document, mapping or {}, book) if review else None
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


def _document_of(paper: Path, mapping: Mapping[str, str]) -> "Document":
    if paper.suffix.lower() not in WORKBOOKS:
        from toolkit.files.safety_check import DOCUMENT, read_file
        from toolkit.importing.plan import paper as paper_of

        return paper_of(read_file(paper, DOCUMENT), paper.name)
    from toolkit.importing.plan import tracker
    from toolkit.workbook.cell_looks import read_looks
    from toolkit.workbook.files import read

    workbook = read(paper)
    if workbook.layout_version is not None:
        raise WrongFileType(
            f"{paper.name} is a board workbook of the toolkit, not a plan of another shape, so "
            "nothing was written. To bring one from an earlier edition along, use toolkit upgrade."
        )
    return tracker(workbook, read_looks(workbook.data, workbook.name), mapping)


def _plan_of(document: "Document", paper: Path, mapping: Mapping[str, str]) -> "ImportedPlan":
    from toolkit.importing.plan import plan_of

    plan = plan_of(document, mapping)
    if not plan.actions and paper.suffix.lower() in WORKBOOKS:
        raise WrongFileType(
            f"No plan was found in {paper.name}, so nothing was written: no sheet has a row of "
            "headings that say what is done, and by whom or by when. Name one of its headings "
            'with --map "Their heading=Action", or use --as figures.'
        )
    return plan


def _written_page(
    plan: "ImportedPlan", document: "Document", mapping: Mapping[str, str], book: Book
) -> Path:
    from toolkit.files.outputs import for_file_name, write_document
    from toolkit.importing.plan import page_of

    name = f"{for_file_name(Path(plan.name).stem)}-review.html"
    page = page_of(plan, document, mapping).encode()
    return write_document(book.path.parent, name, page).path
