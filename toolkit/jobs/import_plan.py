"""A Word plan of any board's own shape, read into a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.check import SHEET_NAMES
from toolkit.jobs.present_layout import require_present_layout
from toolkit.jobs.update import update, write_back
from toolkit.reading.reader import read_board
from toolkit.values.errors import RowsThere
from toolkit.values.text import plural

if TYPE_CHECKING:
    from toolkit.importing.plan.lay import Laid
    from toolkit.importing.plan.records import ImportedPlan
    from toolkit.workbook.store import Stored


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

        rows = {name: len(getattr(self.plan, name)) for name in PLAN_TABLES.values()}
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
        stored = write_back(book, workbook, laid.changes)
    if not stored.copy:
        update(book, None, today)
    return Imported(plan, laid, stored)
