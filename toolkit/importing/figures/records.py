"""What reading an old scorecard gives: rows for Data, what clashes, and what found no place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from toolkit.importing.plan.records import ImportedPlan, Taken, Unplaced

if TYPE_CHECKING:
    from toolkit.importing.figures.new_indicators import UnknownRow


@dataclass(frozen=True, kw_only=True)
class ImportedFigure:
    """A row of the Data sheet; its fields are the keys of that table.

    `value` is None where `status` says why there is none. `source_text` names the file and
    `source_cell` its sheet and cells, the value's first. Who stores it fills `source_hash`,
    `received` and `supersedes`.
    """

    indicator: str
    area: str
    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str
    version: str = ""
    source_text: str
    source_cell: str
    source_hash: str = ""
    received: date | None = None
    supersedes: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A figure whose place is taken by another one: `held`, in words, and the cell it is in."""

    figure: ImportedFigure
    held: str
    held_at: str


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A cell that was not read: its words, its sheet and cell, and why."""

    text: str
    cell: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """Words of a table that nobody but a person can explain.

    `about` says what they may be ("an area", "an indicator", "a mark"). `nearest` is the name of
    ours that is most like them and `answer` what --map calls it; "" where none is.
    """

    words: str
    cell: str
    about: str
    nearest: str = ""
    answer: str = ""

    @property
    def sentence(self) -> str:
        """The question, with the option that answers it where the nearest name is right."""
        asked = f'{self.cell}: "{self.words}" is not known as {self.about}.'
        if not self.answer:
            return asked
        return f'{asked} If it is {self.nearest}: --map "{self.words}={self.answer}"'


@dataclass(frozen=True, kw_only=True)
class ImportedFigures:
    """The tables of a sheet, read: every filled cell of it is in one of these.

    `held` are figures that Data, or an earlier cell of the table, has already with the same
    value. `conflicts` are those that it has with another value. `assumed_area` is the area of
    those figures for which the sheet names none; `unknown_rows` are those of indicators that the
    board does not have; `sheet` is the sheet's name.
    """

    name: str
    sheet: str = ""
    data: tuple[ImportedFigure, ...] = ()
    held: tuple[ImportedFigure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    questions: tuple[Question, ...] = ()
    taken: tuple[Taken, ...] = ()
    unknown_rows: tuple["UnknownRow", ...] = ()
    assumed_area: str = ""
    no_table: bool = False

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """The cells that were not read, as the sheet Unplaced lists them."""
        return tuple(
            Unplaced(text=item.text, origin=f"{item.cell}: {item.why}") for item in self.left_out
        )

    @property
    def has_figures(self) -> bool:
        """Whether any figure was read."""
        return bool(self.data or self.held or self.conflicts)

    @property
    def size(self) -> int:
        """How many figures and cells without a place it comes to."""
        return len(self.data) + len(self.held) + len(self.conflicts) + len(self.unplaced)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was read as what, each once, with the first place and the number of others."""
        return ImportedPlan(name=self.name, taken=self.taken).sentences
