"""Imported figures laid on a workbook: rows for Data, and what clashes or found no place."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from toolkit.importing.figures import Conflict, ImportedFigure, ImportedFigures
from toolkit.importing.plan.records import Unplaced
from toolkit.layout.board.data import DATA_TABLE
from toolkit.layout.board.unplaced import UNPLACED_TABLE
from toolkit.layout.schema import Table
from toolkit.reading.cells import text_of
from toolkit.reading.grid import CellKind, Grid
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.writing.cell_changes import CellChanges
from toolkit.writing.changes import Changes, Content


@dataclass(frozen=True)
class FiguresLaid:
    """Imported figures laid on a workbook.

    `data` are the new rows of Data; `held` counts the figures it has already. Of `conflicts`
    nothing is written, unless they were to replace what Data has.
    """

    changes: Changes
    data: tuple[ImportedFigure, ...]
    held: int
    conflicts: tuple[Conflict, ...]
    unplaced: tuple[Unplaced, ...]


def lay_figures(
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    read: Sequence[ImportedFigures],
    source: bytes,
    received: date,
    supersede: bool = False,
) -> FiguresLaid:
    """What brings the figures of a file's sheets into Data, below the rows that are there.

    `source` is the file; its fingerprint is beside each figure. With `supersede` a
    figure that Data has with another value becomes a further row that says which one it
    supersedes; the old row stays. What is on Unplaced already is not put there again. Nothing
    goes into a table that lacks a column for part of it.
    """
    fingerprint = hashlib.sha256(source).hexdigest()[:12]
    rows: dict[tuple[str, str, str], ImportedFigure] = {}
    conflicts = [conflict for sheet in read for conflict in sheet.conflicts]
    held = sum(len(sheet.held) for sheet in read)
    for figure in (figure for sheet in read for figure in sheet.data):
        first = rows.setdefault((figure.indicator, figure.area, figure.period), figure)
        if first is not figure and _says(first) == _says(figure):
            held += 1
        elif first is not figure:
            conflicts.append(
                Conflict(figure=figure, held=str(first.value), held_at=first.source_cell)
            )
    wanted = list(rows.values())
    if supersede:
        wanted += [replace(clash.figure, supersedes=clash.held) for clash in conflicts]
    new = [replace(figure, source_hash=fingerprint, received=received) for figure in wanted]
    unplaced = tuple(item for sheet in read for item in sheet.unplaced)
    cells = CellChanges(workbook, places, also_typed=True)
    if new and _takes_whole_rows(places, DATA_TABLE):
        cells.append_rows(DATA_TABLE.name, map(_row, new))
    if unplaced and _takes_whole_rows(places, UNPLACED_TABLE):
        name = read[0].name if read else ""
        there = _rows_there(workbook, places[UNPLACED_TABLE.name])
        rows_wanted = [(item.text, f"{name}, {item.origin}") for item in unplaced]
        left = [row for row in rows_wanted if row not in there]
        cells.append_rows(
            UNPLACED_TABLE.name, ({"text": text, "origin": origin} for text, origin in left)
        )
    return FiguresLaid(cells.changes, tuple(new), held, tuple(conflicts), unplaced)


def sheet_as_bytes(grid: Grid) -> bytes:
    """What a sheet holds, for its fingerprint: the same of a saved sheet and of an open one."""
    filled = (
        f"{row},{column}={cell.value}"
        for row in range(1, grid.height + 1)
        for column in range(1, len(grid.rows[row - 1]) + 1)
        if (cell := grid.cell(row, column)).kind is not CellKind.BLANK
    )
    return "\n".join(filled).encode()


def _takes_whole_rows(places: Mapping[str, TablePlace], table: Table) -> bool:
    """Whether a table has every column without which its rows would say less than they do."""
    needed = {c.key for c in table.columns if c.required or c.essential or c.kept}
    return table.name in places and needed <= places[table.name].columns.keys()


def _rows_there(workbook: Workbook, place: TablePlace) -> set[tuple[str, str]]:
    """The words on Unplaced, each with where they were."""
    grid, columns = workbook.grids[place.sheet], place.columns
    return {
        (text_of(grid.cell(row, columns["text"])), text_of(grid.cell(row, columns["origin"])))
        for row in range(place.row + 1, place.last_row + 1)
    }


def _says(figure: ImportedFigure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.status


def _row(figure: ImportedFigure) -> dict[str, Content]:
    return {item.name: getattr(figure, item.name) for item in fields(figure)}
