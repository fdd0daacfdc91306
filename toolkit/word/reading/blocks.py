"""A Word document as neutral blocks: paragraphs and tables, nothing of Word left in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.word.reading.places import Spot

_MOST_BOLD_WORDS = 15


class Style(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True)
class Paragraph:
    """Words; `level` is a heading's level from 1 or a list item's depth from 0.

    `text` is what is said: lines are separated by "\\n"; words that are struck through are in
    `struck` alone, and hidden ones nowhere. `number` is what Word itself prints before it;
    `tabbed` are the pieces of a line between tabs, empty where there are none; `label` is the
    bold words that a paragraph in a cell opens with. `notes` are the notes and comments whose
    marks it has ("footnote 2"), `bookmarks` the names of those that begin in it.
    """

    text: str
    style: Style = Style.PARAGRAPH
    level: int = 0
    number: str = ""
    bold: bool = False
    tabbed: tuple[str, ...] = ()
    label: str = ""
    struck: str = ""
    notes: tuple[str, ...] = ()
    bookmarks: tuple[str, ...] = ()
    spot: Spot = field(default=Spot(), compare=False, repr=False)

    @property
    def printed(self) -> str:
        """The words with the number that Word prints before them."""
        return f"{self.number} {self.text}" if self.number else self.text

    @property
    def where(self) -> str:
        """Its place in words."""
        return self.spot.where

    @property
    def is_heading(self) -> bool:
        """Whether it looks like a heading, by its style or as a short line in bold."""
        return self.style in (Style.HEADING, Style.TITLE) or (
            self.bold and len(self.text.split()) <= _MOST_BOLD_WORDS
        )


@dataclass(frozen=True)
class Cell:
    """One cell; it begins in grid column `column` and is `span` columns wide.

    `merged` is the cell above that this one continues, None for others. `shade` is its
    background as six hexadecimal digits, "" where it has none.
    """

    content: tuple["Paragraph | Table", ...] = ()
    column: int = 0
    span: int = 1
    merged: "Cell | None" = field(default=None, compare=False, repr=False)
    shade: str = ""
    spot: Spot = field(default=Spot(), compare=False, repr=False)

    @property
    def own_text(self) -> str:
        """The words in the cell itself, a line each paragraph."""
        return "\n".join(line for line in _texts(self.content) if line.strip())

    @property
    def text(self) -> str:
        """The words a reader sees in it: its own, or those of the cell it continues."""
        return self.own_text or (self.merged.own_text if self.merged else "")


@dataclass(frozen=True)
class Row:
    """One row of cells from left to right; `is_heading` where Word repeats it on each page."""

    cells: tuple[Cell, ...]
    is_heading: bool = False


@dataclass(frozen=True)
class Table:
    """A table, `columns` wide in its grid; its first row has the number `first_row`."""

    rows: tuple[Row, ...]
    columns: int
    spot: Spot = field(default=Spot(), compare=False, repr=False)
    first_row: int = field(default=1, compare=False, repr=False)

    @property
    def where(self) -> str:
        """Its place in words."""
        return self.spot.where

    def row(self, number: int) -> Spot:
        """The place of a row, counted from 1."""
        return self.spot.inside("row", number + self.first_row - 1)


Block = Paragraph | Table


@dataclass(frozen=True)
class Piece:
    """Words outside the running text, and where they are."""

    text: str
    origin: str


@dataclass(frozen=True)
class Document:
    """A Word document, read. `notes` say what was left out and why, a sentence each."""

    name: str
    body: tuple[Block, ...]
    elsewhere: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


def _texts(content: tuple[Block, ...]) -> Iterator[str]:
    for block in content:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            yield from nested_lines(block)


def nested_lines(table: Table) -> Iterator[str]:
    """A nested table as lines, one for each row."""
    for row in table.rows:
        cells = [cell.own_text.replace("\n", "; ") for cell in row.cells]
        line = "; ".join(filter(None, cells))
        if line:
            yield line
