"""The rows of a table and the cells of a row, whatever they are wrapped in, and how cells merge."""

from collections.abc import Iterator
from typing import NamedTuple

from toolkit.word.reading.controls import content_of, is_prompt
from toolkit.word.reading.word_xml import (
    CELL,
    CONTROL,
    ROW,
    WRAPPERS,
    Element,
    W,
    is_on,
    number_of,
    value_of,
)

_MOST_COLUMNS = 1_000


class Merged(NamedTuple):
    """How a cell is merged: over how many columns, with the one on its left, with the one above.

    `begins` where others below may go on from it.
    """

    span: int = 1
    goes_on_from_left: bool = False
    goes_on_from_above: bool = False
    begins: bool = False

    @property
    def is_any(self) -> bool:
        """Whether it is merged with another cell at all."""
        return self != _ALONE


_ALONE = Merged()


def rows_of(table: Element) -> list[Element]:
    """The rows of a table that a reader sees, not those of tables inside it."""
    return [row for row, _ in rows_with_prompts(table)]


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell, _ in cells_with_prompts(row)]


def rows_with_prompts(table: Element, is_empty: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows, each with whether it is a content control that nobody has filled in."""
    return ((row, empty) for row, empty in _below(table, ROW, is_empty) if not is_hidden(row))


def cells_with_prompts(row: Element, is_empty: bool = False) -> Iterator[tuple[Element, bool]]:
    """The cells, in the same way."""
    return _below(row, CELL, is_empty)


def is_hidden(row: Element) -> bool:
    """Whether a row is hidden."""
    return is_on(row.find(f"{W}trPr/{W}hidden"))


def is_header(row: Element) -> bool:
    """Whether Word repeats a row as a heading on each page."""
    return is_on(row.find(f"{W}trPr/{W}tblHeader"))


def columns_before(row: Element) -> int:
    """How many columns of the grid a row leaves out at its beginning."""
    return number_of(value_of(row.find(f"{W}trPr/{W}gridBefore")), most=_MOST_COLUMNS)


def merged(properties: Element | None) -> Merged:
    """How the cell of these properties is merged with others."""
    span, from_left, from_above, begins = 1, False, False, False
    for mark in properties if properties is not None else ():
        tag = mark.tag
        if tag == f"{W}gridSpan":
            span = max(1, number_of(value_of(mark), 1, _MOST_COLUMNS))
        elif tag == f"{W}hMerge":
            from_left = value_of(mark) != "restart"
        elif tag == f"{W}vMerge":
            begins = value_of(mark) == "restart"
            from_above = not begins
    return Merged(span, from_left, from_above, begins)


def _below(parent: Element, tag: str, is_empty: bool) -> Iterator[tuple[Element, bool]]:
    for child in parent:
        if child.tag == tag:
            yield child, is_empty
        elif child.tag == CONTROL:
            content = content_of(child)
            if content is not None:
                yield from _below(content, tag, is_empty or is_prompt(child))
        elif child.tag in WRAPPERS:
            yield from _below(child, tag, is_empty)
