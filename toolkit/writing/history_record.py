"""The chain of fingerprints over History, as a workbook keeps it: read, begun, extended. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.results.history_chain import (
    START,
    Kept,
    Link,
    faults,
    is_uncovered,
    last_link,
    links_after,
)
from toolkit.writing.cell_changes import CellChanges

_ROWS, _HEAD, _SINCE = "Toolkit history rows", "Toolkit history head", "Toolkit history since"
"""The document properties: how many rows, the last fingerprint, the day as in 20261201."""


def kept_chain(numbers: Mapping[str, int]) -> Kept:
    """What a workbook's document properties keep of the chain."""
    return Kept(numbers.get(_ROWS, 0), numbers.get(_HEAD, 0), _day(numbers.get(_SINCE, 0)))


def cover_history(cells: CellChanges, table: str, board: Board, kept: Kept, as_at: date) -> None:
    """Give the rows of History, which is that `table`, their fingerprints where none ever had one.

    Also where the column came later, or the document properties were lost; never where
    anything is wrong, which would hide it.
    """
    rows = board.history
    if not rows or not cells.has(table):
        return
    if is_uncovered(rows, kept):
        _write(cells, table, rows, [*links_after(START, rows)])
        _keep(cells, [*links_after(START, rows)][-1], as_at)
    elif not faults(rows, kept):
        last = last_link(rows)
        if last == START:
            _write(cells, table, rows, [*links_after(START, rows)])
        elif last.number != kept.rows:
            _keep(cells, last, None if kept.since else as_at)


def extend_chain(
    cells: CellChanges, table: str, board: Board, kept: Kept, new: Collection[int], as_at: date
) -> None:
    """Give the rows that a closing has just added, by their numbers, the next fingerprints."""
    old = [row for row in board.history if row.source.row not in new]
    added = [row for row in board.history if row.source.row in new]
    links = [*links_after(_end(old, kept), added)]
    _write(cells, table, added, links)
    _keep(cells, links[-1], None if kept.since or old else as_at)


def _end(old: Sequence[Reported], kept: Kept) -> Link:
    """What the next row follows: the last link, or its place alone where that row is missing."""
    last = last_link(old)
    if last == START and old and not faults(old, kept):
        last = [*links_after(START, old)][-1]
    return last if last.number >= kept.rows else Link(kept.rows, "")


def _write(cells: CellChanges, table: str, rows: Sequence[Reported], links: Sequence[Link]) -> None:
    for row, link in zip(rows, links, strict=True):
        cells.set_row(table, row.source.row, {"chain": str(link)})


def _keep(cells: CellChanges, last: Link, since: date | None) -> None:
    cells.set_property(_ROWS, last.number)
    cells.set_property(_HEAD, last.head)
    if since:
        cells.set_property(_SINCE, since.year * 10_000 + since.month * 100 + since.day)


def _day(number: int) -> date | None:
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None
