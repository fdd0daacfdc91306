"""Tables inside cells: set free where they are plans of their own, lines of the cell elsewhere."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from toolkit.importing.plan.recognise.layouts import Context, has_headings
from toolkit.word.reading.blocks import Block, Paragraph, Row, Table
from toolkit.word.reading.places import Spot


def set_free(blocks: Iterable[Block], context: Context) -> Iterator[Block]:
    """Blocks with the tables that a frame only holds, or that are plans inside a cell, set free."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        cells = [cell for row in block.rows for cell in row.cells]
        if block.columns == 1 and any(isinstance(each, Table) for c in cells for each in c.content):
            for cell in cells:
                yield from set_free(cell.content, context)
            continue
        inner = [
            each
            for cell in cells
            for each in cell.content
            if isinstance(each, Table) and has_headings(each, context)
        ]
        if not inner:
            yield block
            continue
        freed = {each.spot for each in inner}
        yield replace(block, rows=tuple(_without(row, freed) for row in block.rows))
        yield from set_free(inner, context)


def _without(row: Row, freed: Container[Spot]) -> Row:
    """A row without the nested tables at those places."""
    return replace(
        row,
        cells=tuple(
            replace(
                cell,
                content=tuple(
                    block
                    for block in cell.content
                    if isinstance(block, Paragraph) or block.spot not in freed
                ),
            )
            for cell in row.cells
        ),
    )
