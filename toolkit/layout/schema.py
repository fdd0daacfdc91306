"""The words in which sheets are described: columns, tables, settings, sheets.

Everything here is plain data without behaviour that touches a file. The same
description builds blank workbooks, reads filled ones, drives the checks and
prints the data dictionary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a cell of a column holds, and so how it is read and formatted."""

    ID = "identity the toolkit gives"
    TEXT = "text"
    LINES = "text, one item a line"
    DATE = "date"
    NUMBER = "number"
    COUNT = "whole number"
    CHOICE = "one word from a fixed list"
    REFERENCE = "a row of another sheet"
    PERIOD = "period"


class Owner(Enum):
    """Who fills a column."""

    STAFF = "staff"
    TOOLKIT = "the toolkit"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `key` is the field's name in the record that a row becomes. `refers_to` names
    "Table.column" whose values are valid here; with `open_list` other words are
    allowed and only suggested against. `also` holds headings seen in boards' own
    sheets for the same thing. `width` is in characters.
    """

    key: str
    heading: str
    kind: Kind
    help: str
    example: str = ""
    width: float = 14
    required: bool = False
    owner: Owner = Owner.STAFF
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    open_list: bool = False
    also: tuple[str, ...] = ()
    formula: str = ""
    folded: bool = False
    kept: bool = False

    @property
    def is_record_field(self) -> bool:
        """Whether the reader hands this column on.

        Staff's words, identities, and what the toolkit writes to read it again (`kept`).
        """
        return self.owner is Owner.STAFF or self.kind is Kind.ID or self.kept


@dataclass(frozen=True)
class Table:
    """A block of rows under one row of headings.

    `name` is the Excel table's name; `id_prefix` starts its identities
    ("A" for A-0001); `fixed_rows` come filled in and are not added to by staff;
    `spare_rows` is how many empty rows a fresh workbook offers.
    """

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    id_prefix: str = ""
    fixed_rows: tuple[Mapping[str, str], ...] = ()
    spare_rows: int = 30

    def column(self, key: str) -> Column:
        """The column of that key; KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.name} has no column {key}")


@dataclass(frozen=True)
class Setting:
    """One line of the Settings sheet; `default` is what a fresh workbook holds."""

    key: str
    label: str
    kind: Kind
    help: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    group: str = ""

    def as_column(self) -> Column:
        """The column its value is read as."""
        return Column(
            self.key,
            self.label,
            self.kind,
            self.help,
            required=self.required,
            choices=self.choices,
        )


@dataclass(frozen=True)
class Count:
    """One figure on Home: a formula over the tables, and the sheet it leads to.

    `alarm` is the colour ("Red", "Amber" or "") the figure takes when above zero.
    """

    key: str
    label: str
    formula: str
    sheet: str
    help: str
    alarm: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, its sentence of purpose and the tables it holds.

    `freeze_after` is the key of the last column that stays on the screen when a
    person scrolls to the right.
    """

    name: str
    title: str
    purpose: str
    tables: tuple[Table, ...] = ()
    settings: tuple[Setting, ...] = ()
    counts: tuple[Count, ...] = ()
    freeze_after: str = ""
    tab_colour: str = "navy"
    required: bool = True
    notes: tuple[str, ...] = field(default=())

    @property
    def table(self) -> Table:
        """The sheet's one table; ValueError where it has none or several."""
        (only,) = self.tables
        return only
