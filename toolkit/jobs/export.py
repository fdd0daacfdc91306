"""A workbook as plain data for other programs: raw, or as it may be published."""

from dataclasses import dataclass
from typing import Any

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.board_as_data import as_data, published_as_data
from toolkit.jobs.check import CHECKED_SHEETS, Checked, check_workbook
from toolkit.layout.board import BOARD
from toolkit.layout.board.unplaced import UNPLACED, UNPLACED_TABLE
from toolkit.reading.table import read_table
from toolkit.reading.workbook import Workbook
from toolkit.writing.book import Book


@dataclass(frozen=True)
class Exported:
    """A board as plain data, and what was found in its workbook.

    `notes` are sentences for the person who publishes it: what was hidden, what to read.
    """

    checked: Checked
    data: dict[str, Any]
    notes: tuple[str, ...] = ()


def export(book: Book, *, as_at: AsAt, published: bool = False) -> Exported:
    """A workbook as dicts, lists, strings and numbers; `published` hides small counts."""
    sheets = CHECKED_SHEETS if published else CHECKED_SHEETS | {UNPLACED.name}
    checked = check_workbook(book.read(sheets), as_at=as_at, folder=book.folder)
    if not published:
        data = as_data(checked.board, checked.results)
        words = _words(checked.workbook)
        return Exported(checked, {**data, "unplaced": [*data["unplaced"], *words]})
    from toolkit.publishing.publish import publish

    release = publish(checked.board)
    return Exported(checked, published_as_data(release, checked.results.as_at), release.notes)


def _words(workbook: Workbook) -> list[dict[str, Any]]:
    """The words of imported papers that found no column, with the place that each came from.

    They are nobody's to publish: a paper's words may name a child.
    """
    grid = workbook.grids.get(UNPLACED.name)
    if grid is None:
        return []
    rows = read_table(BOARD, UNPLACED_TABLE, grid, workbook.name).rows
    return [
        {
            "kind": "words",
            "cell": str(row.source.cell("text")),
            **{column.key: row.values.get(column.key) for column in UNPLACED_TABLE.columns},
        }
        for row in rows
    ]
