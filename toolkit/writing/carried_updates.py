"""The newest update of each action, carried from the sheet Updates into the plan's own columns.

Only into rows whose cells for it are empty, or hold what was carried there before.
"""

from collections.abc import Mapping

from toolkit.board.board import Board
from toolkit.board.plan import Update
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.reading.grid import Address, CellKind, Grid
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.newest_updates import newer_update
from toolkit.results.results import Results
from toolkit.values.missing import known
from toolkit.writing.cell_changes import CellChanges
from toolkit.writing.changes import Changes, Content
from toolkit.writing.record import (
    BLANK,
    Record,
    Row,
    TableRecord,
    as_text,
    fingerprint,
    fingerprint_of,
    from_text,
)

CARRIED = ("progress", "corrective_action", "evidence", "updated_by", "updated_on")
"""The columns of the plan that an update has too."""

_RECORD = "Plan, carried"


def carried_updates(
    workbook: Workbook, places: Mapping[str, TablePlace], board: Board, results: Results
) -> Changes:
    """What brings the newest updates into the plan, where a person typed nothing else."""
    cells = CellChanges(workbook, places)
    place = places.get(PLAN_TABLE.name)
    if place is None or not all(key in place.columns for key in CARRIED):
        return cells.changes
    record = dict(from_text(workbook.record) or {})
    grid, kept = workbook.grids[place.sheet], _rows_of(record)
    new = dict(kept)
    for action in board.actions:
        update = newer_update(action, results.updates.get(action.id)) if action.id else None
        if update is None:
            continue
        addresses = [(action.source.row, place.columns[key]) for key in CARRIED]
        key = fingerprint(action.id)
        if not _is_free(grid, addresses, kept.get(key)):
            continue
        values = _values(update)
        for address, value in zip(addresses, values, strict=True):
            cells.set_cell(place.sheet, address, value)
        new[key] = tuple(map(fingerprint, values))
    if new != kept:
        keys = tuple(sorted(new))
        record[_RECORD] = TableRecord(CARRIED, keys, tuple(new[key] for key in keys))
        cells.set_record(as_text(record))
    return cells.changes


def _values(update: Update) -> tuple[Content, ...]:
    return (
        update.progress,
        update.corrective_action,
        update.evidence,
        update.updated_by,
        known(update.updated_on),
    )


def _rows_of(record: Record) -> dict[int, Row]:
    table = record.get(_RECORD)
    return dict(zip(table.keys, table.rows, strict=True)) if table else {}


def _is_free(grid: Grid, addresses: list[Address], carried: Row | None) -> bool:
    """Whether the cells are empty, or each holds what was carried into it."""
    held = [grid.cell(*address) for address in addresses]
    if all(cell.kind is CellKind.BLANK for cell in held):
        return True
    return carried is not None and all(
        fingerprint_of(cell) == number
        for cell, number in zip(held, carried, strict=True)
        if not (cell.kind is CellKind.BLANK and number == BLANK)
    )
