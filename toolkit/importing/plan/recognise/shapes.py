"""A table once it is read: what it is, and its steps from top to bottom."""

from dataclasses import dataclass, field
from enum import Enum, auto

from toolkit.importing.plan.cells.cells import Line
from toolkit.importing.plan.recognise.layouts import Layout
from toolkit.importing.plan.recognise.section_titles import PRIORITY, Title, title_of
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.word.reading.blocks import Table


class Kind(Enum):
    """What a table holds."""

    ACTIONS = auto()
    PRIORITY = auto()
    RATINGS = auto()
    ABBREVIATIONS = auto()
    EVIDENCE_CODES = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Band:
    """A title across the table; `ref` where it has one that the rows below it count on from."""

    row: int
    lines: tuple[Line, ...]
    ref: str = ""

    @property
    def text(self) -> str:
        """Its words, a line each."""
        return "\n".join(line.text for line in self.lines)

    @property
    def title(self) -> Title | None:
        """What it opens; None where neither its words nor its reference say so."""
        if not self.ref:
            return title_of(self.text)
        first, *more = [line.text for line in self.lines]
        return Title(PRIORITY, self.ref, first, tuple(more))


@dataclass(frozen=True)
class Headings:
    """A heading row that was read, or read again."""

    row: int
    words: tuple[str, ...]
    layout: Layout
    is_repeated: bool = False


@dataclass(frozen=True)
class Slots:
    """A row of cells under its headings."""

    row: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Labelled:
    """A row of a priority's own table: its label and its lines."""

    row: int
    label: str
    lines: tuple[Line, ...]


Step = Band | Headings | Slots | Labelled


@dataclass(frozen=True)
class Shape:
    """A table, read: what it is, its steps, the layout it leaves to a table that follows."""

    kind: Kind
    table: Table
    steps: tuple[Step, ...] = ()
    layout: Layout | None = None
    is_turned: bool = False
    notes: tuple[str, ...] = field(default=())
