"""What a job wants changed in a workbook. Jobs return it; only the adapters touch files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from toolkit.reading.grid import Address


@dataclass(frozen=True)
class Formula:
    """A formula for a cell that has none yet, as files hold it: with "=" before it."""

    text: str


Content = str | bool | date | Decimal | float | int | Formula | None
"""What a cell is given; None empties it."""


@dataclass(frozen=True)
class SheetChanges:
    """Changes to one sheet.

    `cells` are given new contents. `results` are new results of formulas that stay.
    `table_ends` names tables and the row each should reach. `links` leads from cells to
    places in the workbook ("'Plan'!G6"), in the place of the link that the toolkit gave the
    cell before; None takes that away. A link that a person made there stays. Cells that do
    not exist yet look like the cell of their column in `look_like_row`.
    """

    cells: Mapping[Address, Content] = field(default_factory=dict)
    results: Mapping[Address, Content] = field(default_factory=dict)
    table_ends: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[Address, str | None] = field(default_factory=dict)
    look_like_row: int = 0

    def __bool__(self) -> bool:
        return bool(self.cells or self.results or self.table_ends or self.links)


@dataclass(frozen=True)
class Changes:
    """Changes to a workbook, by sheet; `properties` are its custom document properties.

    `record` is what it keeps of what the toolkit wrote last; "" leaves that as it is.
    """

    sheets: Mapping[str, SheetChanges] = field(default_factory=dict)
    properties: Mapping[str, int] = field(default_factory=dict)
    record: str = ""

    def __bool__(self) -> bool:
        return any(self.sheets.values()) or bool(self.properties or self.record)
