"""Imported figures laid on a workbook: rows for Data, and what clashes or found no place."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures import Conflict, ImportedFigure, ImportedFigures
from toolkit.importing.plan.records import Unplaced
from toolkit.layout.board.data import DATA_TABLE
from toolkit.layout.board.indicators import INDICATORS_TABLE
from toolkit.layout.board.mappings import MAPPINGS_TABLE
from toolkit.layout.board.unplaced import UNPLACED_TABLE
from toolkit.layout.schema import Table
from toolkit.reading.cells import text_of
from toolkit.reading.grid import CellKind, Grid
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.writing.cell_changes import CellChanges, Values
from toolkit.writing.changes import Changes, Content

MOST_UNPLACED = 200
"""So many cells that were not read are listed on Unplaced; of the others their number."""


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
    made: Sequence[Indicator] = (),
    remembered: Sequence[Values] = (),
) -> FiguresLaid:
    """What brings the figures of a file's sheets into Data, below the rows that are there.

    `source` is the file; its fingerprint is beside each figure. With `supersede` a
    figure that Data has with another value becomes a further row that says which one it
    supersedes; the old row stays. What is on Unplaced already is not put there again; sheets in
    which no figure was found leave nothing there. Indicators that were `made` of the file and words
    to be `remembered` become rows of their sheets. Nothing
    goes into a table that lacks a column for part of it.
    """
    fingerprint = hashlib.sha256(source).hexdigest()[:12]
    rows, clashing, held_again = _of_all_sheets(read)
    conflicts = [*(clash for sheet in read for clash in sheet.conflicts), *clashing]
    held = sum(len(sheet.held) for sheet in read) + held_again
    wanted = list(rows)
    if supersede:
        wanted += [replace(clash.figure, supersedes=clash.held) for clash in conflicts]
    new = [replace(figure, source_hash=fingerprint, received=received) for figure in wanted]
    # A sheet without figures may be anything, a list of children too: none of it is copied.
    unplaced = tuple(item for sheet in read if sheet.has_figures for item in sheet.unplaced)
    cells = CellChanges(workbook, places, also_typed=True)
    if made and _takes_whole_rows(places, INDICATORS_TABLE):
        cells.append_rows(INDICATORS_TABLE.name, map(_indicator_row, made))
    if remembered and _takes_whole_rows(places, MAPPINGS_TABLE):
        cells.append_rows(MAPPINGS_TABLE.name, remembered)
    if new and _takes_whole_rows(places, DATA_TABLE):
        cells.append_rows(DATA_TABLE.name, map(_row, new))
    if unplaced and _takes_whole_rows(places, UNPLACED_TABLE):
        name = read[0].name if read else ""
        there = _rows_there(workbook, places[UNPLACED_TABLE.name])
        listed = unplaced[:MOST_UNPLACED]
        rows_wanted = [(item.text, f"{name}, {item.origin}") for item in listed]
        if len(unplaced) > len(listed):
            more = f"and {len(unplaced) - len(listed)} more cells"
            rows_wanted.append((more, f"{name}: toolkit import --verbose lists them"))
        left = [row for row in rows_wanted if row not in there]
        cells.append_rows(
            UNPLACED_TABLE.name, ({"text": text, "origin": origin} for text, origin in left)
        )
    return FiguresLaid(cells.changes, tuple(new), held, tuple(conflicts), unplaced)


def _of_all_sheets(
    read: Sequence[ImportedFigures],
) -> tuple[list[ImportedFigure], list[Conflict], int]:
    """The figures of all sheets, those that two give otherwise, and how many are there twice.

    Nobody knows which of two figures is right, so neither is taken.
    """
    by_key: dict[tuple[str, str, str], list[ImportedFigure]] = defaultdict(list)
    for figure in (figure for sheet in read for figure in sheet.data):
        by_key[figure.indicator, figure.area, figure.period].append(figure)
    rows: list[ImportedFigure] = []
    conflicts: list[Conflict] = []
    held = 0
    for figures in by_key.values():
        first = figures[0]
        other = next((f for f in figures if _says(f) != _says(first)), None)
        if other is None:
            rows.append(first)
            held += len(figures) - 1
            continue
        for figure in figures:
            against = other if _says(figure) == _says(first) else first
            conflicts.append(
                Conflict(figure=figure, held=str(against.value), held_at=against.source_cell)
            )
    return rows, conflicts, held


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


def _indicator_row(item: Indicator) -> dict[str, Content]:
    return {
        "code": item.code,
        "title": item.title,
        "unit": item.unit,
        "good_is": item.good_is,
        "frequency": item.frequency,
    }


def _says(figure: ImportedFigure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.status


def _row(figure: ImportedFigure) -> dict[str, Content]:
    return {item.name: getattr(figure, item.name) for item in fields(figure)}
