"""What reading an old scorecard gives: rows for Data, what clashes, and what found no place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.importing.plan.records import ImportedPlan, Taken, Unplaced


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
class ImportedFigures:
    """A wide table, read: every filled cell of it is in one of these.

    `held` are figures that Data, or an earlier cell of the table, has already with the same
    value. `conflicts` are those that it has with another value.
    """

    name: str
    data: tuple[ImportedFigure, ...] = ()
    held: tuple[ImportedFigure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def size(self) -> int:
        """How many figures and cells without a place it comes to."""
        return len(self.data) + len(self.held) + len(self.conflicts) + len(self.unplaced)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was read as what, each once, with the first place and the number of others."""
        return ImportedPlan(name=self.name, taken=self.taken).sentences
