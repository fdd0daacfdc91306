"""How cells look: the format of their numbers, and new rows that look like those above."""

from collections.abc import Callable
from datetime import date
from typing import Any

from toolkit.excel.live.blocks import Block
from toolkit.excel.live.program import Range
from toolkit.excel.live.undo import Undo

TEXT_FORMAT = "@"
_DATE_FORMAT, _GENERAL = "dd/mm/yyyy", "General"
_LOOKS = (
    "number_format",
    "wrap_text",
    "color",
    "horizontal_alignment",
    "vertical_alignment",
)
_FONT_LOOKS = ("name", "size")
# One line around each cell, as the toolkit's own tables have it.
_EDGE = "edge_bottom"
# Not the upper edge: that is the lower one of the cells above, too.
_NOT_SHARED = ["edge_bottom", "edge_left", "edge_right", "inside_horizontal"]


def look_alike(like: Range, new: Range, undo: Undo) -> None:
    """Give cells the look of another, property by property: copying would double its rules."""
    for kept, wanted, names in ((new, like, _LOOKS), (new.font, like.font, _FONT_LOOKS)):
        for name in names:
            _set(kept, name, getattr(wanted, name), undo)
    edge: Any = like.borders[_EDGE]
    if edge.line_style:
        if not new.borders[_EDGE].line_style:
            undo.keep(lambda: new.borders.clear(_NOT_SHARED))
        new.borders.set(line_style=edge.line_style, weight=edge.weight, color=edge.color)


def _set(of: Any, name: str, value: Any, undo: Undo) -> None:
    before = getattr(of, name)
    # Excel says None of cells that differ; of a colour, that there is none.
    if before == value or (value is None and name != "color"):
        return
    undo.keep(_setter(of, name, before))
    setattr(of, name, value)


def _setter(of: Any, name: str, value: Any) -> Callable[[], None]:
    def set_back() -> None:
        if value is not None or name == "color":
            setattr(of, name, value)

    return set_back


def let_be_numbers(place: Range, block: Block, undo: Undo) -> None:
    """Take the format for text from cells that get something else: it would become a text."""
    for column in range(len(block.rows[0])):
        rows = [
            row
            for row, contents in enumerate(block.rows)
            if not isinstance(contents[column], str | None)
        ]
        if rows and place[:, column].number_format in (TEXT_FORMAT, None):
            for row in rows:
                cell = place[row, column]
                if cell.number_format == TEXT_FORMAT:
                    is_date = isinstance(block.rows[row][column], date)
                    _set(cell, "number_format", _DATE_FORMAT if is_date else _GENERAL, undo)
