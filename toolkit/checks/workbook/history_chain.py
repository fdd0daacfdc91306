"""The sheet History against its chain of fingerprints: what is no longer as it was written."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.layout.board.history import HISTORY_TABLE
from toolkit.results.history_chain import Broken, Fault, Kept, faults, last_link, link_of
from toolkit.results.history_mark import Mark, not_in_history
from toolkit.values.findings import CellPlace, Finding, Rule, Severity
from toolkit.values.text import plural

_BACKUPS = 'an earlier copy of the workbook is in the folder "Toolkit backups"'

ROW_CHANGED = Rule(
    "HIST-007",
    Severity.ERROR,
    "This row of History is not as the closing wrote it.",
    f"Put back what was there: {_BACKUPS}. To correct a report, use toolkit correct.",
)
ROWS_MOVED = Rule(
    "HIST-008",
    Severity.ERROR,
    "From this row on, the rows of History are not in the order in which closings wrote them.",
    'Sort the table by its column "Fingerprint", from A to Z.',
)
ROW_ADDED = Rule(
    "HIST-009",
    Severity.ERROR,
    "This row of History was not written by a closing.",
    "Delete the row: only closings and corrections write into History.",
)
ROWS_MISSING = Rule(
    "HIST-010",
    Severity.ERROR,
    "History has lost {rows} {where}: {numbers}.",
    f"Put them back: {_BACKUPS}.",
)
HISTORY_CHANGED = Rule(
    "HIST-011",
    Severity.ERROR,
    "This row of History, or one above it, is not as the closing wrote it.",
    f"Put back what was there: {_BACKUPS}.",
)

CLOSING_ELSEWHERE = Rule(
    "HIST-012",
    Severity.ERROR,
    '"{file}" comes from after a closing that this workbook does not have: row {theirs} of '
    "History, where this workbook has {ours}.",
    "Continue with the workbook that has that closing. If this one is right as it is, move that "
    "file to another folder.",
)

_RULES: Mapping[Broken, Rule] = {
    Broken.CHANGED: ROW_CHANGED,
    Broken.MOVED: ROWS_MOVED,
    Broken.ADDED: ROW_ADDED,
    Broken.MISSING: ROWS_MISSING,
    Broken.UNKNOWN: HISTORY_CHANGED,
}


def history_as_written(board: Board, kept: Kept) -> Iterator[Finding]:
    """What in History is no longer as closings wrote it."""
    for fault in faults(board.history, kept):
        details: dict[str, object] = {}
        if fault.kind is Broken.MISSING:
            details = _missing(fault)
        yield _RULES[fault.kind].at(_place(board, fault), **details)


def closed_elsewhere(board: Board, marks: Iterable[tuple[str, Mark]]) -> Iterator[Finding]:
    """Files beside the workbook that come from after a closing that it does not have."""
    last = last_link(board.history).number
    for name, mark in not_in_history(board, marks):
        place = _place(board, Fault(Broken.MISSING, board.history[-1] if board.history else None))
        yield CLOSING_ELSEWHERE.at(
            place,
            file=name,
            theirs=mark.last.number,
            ours=plural(last, "row") if last < mark.last.number else "another",
        )


def _missing(fault: Fault) -> dict[str, object]:
    numbers = f"number {fault.first}"
    if fault.last > fault.first:
        numbers = f"numbers {fault.first} to {fault.last}"
    link = link_of(fault.row.chain) if fault.row else None
    if fault.row is None:
        where = "that closings wrote"
    else:
        where = "before this row" if link and link.number > fault.last else "after this row"
    return {
        "rows": plural(fault.last - fault.first + 1, "row"),
        "where": where,
        "numbers": numbers,
    }


def _place(board: Board, fault: Fault) -> CellPlace:
    if fault.row is None:
        # The sheet itself may be gone.
        return CellPlace(board.workbook, BOARD.sheets[0].name)
    return fault.row.source.cell(HISTORY_TABLE.columns[0].key)
