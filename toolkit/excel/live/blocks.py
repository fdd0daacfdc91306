"""Cells gathered into blocks, each of which is written in one call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

from toolkit.reading.grid import Address
from toolkit.writing.changes import Content


@dataclass(frozen=True)
class Block:
    """Neighbouring cells to be written in one call: the first one's place, and rows of contents."""

    row: int
    column: int
    rows: Sequence[Sequence[Content]]

    @property
    def places(self) -> Iterator[Address]:
        """Where its cells are."""
        return (
            (self.row + down, self.column + right)
            for down, contents in enumerate(self.rows)
            for right in range(len(contents))
        )


def blocks(
    cells: Mapping[Address, Content], is_blank: Callable[[Address], bool] | None = None
) -> list[Block]:
    """Cells as few upright blocks, each cell in one of them.

    Other cells are in none, but for blank ones between the given ones in the same columns:
    they are written blank, which joins blocks that would be many.
    """
    written = {**(_gaps(cells, is_blank) if is_blank else {}), **cells}
    runs: list[tuple[int, int, list[Content]]] = []
    for row, column in sorted(written):
        last = runs[-1] if runs else None
        if last and last[0] == row and last[1] + len(last[2]) == column:
            last[2].append(written[row, column])
        else:
            runs.append((row, column, [written[row, column]]))
    found: list[tuple[int, int, list[list[Content]]]] = []
    growing: dict[tuple[int, int], int] = {}
    for row, column, contents in runs:
        shape = (column, len(contents))
        index = growing.get(shape)
        if index is not None and found[index][0] + len(found[index][2]) == row:
            found[index][2].append(contents)
        else:
            growing[shape] = len(found)
            found.append((row, column, [contents]))
    return [block for block in starmap(Block, found) if not cells.keys().isdisjoint(block.places)]


def _gaps(
    cells: Mapping[Address, Content], is_blank: Callable[[Address], bool]
) -> dict[Address, Content]:
    """The blank cells between the given ones, in the columns that have any of them."""
    if not cells:
        return {}
    rows = [row for row, _ in cells]
    places = (
        (row, column)
        for column in {column for _, column in cells}
        for row in range(min(rows), max(rows) + 1)
    )
    return {place: None for place in places if place not in cells and is_blank(place)}
