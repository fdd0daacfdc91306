"""The words in which workbooks are described: columns, tables, settings, sheets, layouts.

Everything here is plain data without behaviour that touches a file. The same
description builds blank workbooks, reads filled ones, drives the checks and
prints the data dictionary.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from toolkit.values.edition import ALWAYS, Edition


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

    # Each kind is there once: no need to work a hash out from its name for every cell.
    __hash__ = object.__hash__


class Owner(Enum):
    """Who fills a column."""

    STAFF = "staff"
    TOOLKIT = "the toolkit"


class Colours(Enum):
    """Which of a column's cells take a colour."""

    NONE = "none"
    RATINGS = "each word of a rating, its own"
    SEVERITIES = "each severity of a finding, its own"
    ABOVE_ZERO = "numbers above zero, red"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `key` is the field's name in the record that a row becomes. `refers_to` names
    "Table.column" whose values are valid here; with `open_list` other words are
    allowed and only suggested against. `also` holds headings seen in boards' own
    sheets for the same thing. `width` is in characters. Its cells may be empty unless
    it is `required`; without an `essential` column the rows of its table say nothing.

    `status_in` is the key of the column beside it that says whether its number is
    confirmed. Numbers that are counts (`is_count`) are shown whole. A cell of a column of
    links (`leads_there`) is given as "'Sheet'!A1" and shows A1. `offered` is the formula of
    how many of its cells, from the first, drop-downs offer, with settings by their keys in
    braces; "" for all that are filled. A column is missed only where its `edition` holds.

    `also_words` are other words for its `choices`, each with the choice that it means.

    `since` is the layout's version that brought it; `formulas_before` are those that earlier
    versions gave its cells in the place of `formula`.

    Columns side by side with the same `band` are under that heading; one that is `folded` is
    hidden until a person unfolds it. A column that draws its row's figures as a line has the
    keys of the first and the last of these, side by side, in `line_over`; it holds nothing.

    `offers` names the "Table.column" that its drop-down offers in the place of identities:
    words that end with the identity in brackets, which is what is read.
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
    essential: bool = False
    status_in: str = ""
    is_count: bool = False
    leads_there: bool = False
    colours: Colours = Colours.NONE
    offered: str = ""
    edition: Edition = ALWAYS
    since: int = 1
    formulas_before: tuple[str, ...] = ()
    also_words: tuple[tuple[str, str], ...] = ()
    band: str = ""
    line_over: tuple[str, str] | None = None
    offers: str = ""

    @property
    def is_record_field(self) -> bool:
        """Whether the reader hands this column on.

        Staff's words, identities, and what the toolkit writes to read it again (`kept`).
        """
        return self.owner is Owner.STAFF or self.kind is Kind.ID or self.kept


class DecimalsOf(NamedTuple):
    """Where a table's figures get their decimals: from the row of another that they name.

    `key` is the column of their own table that names it, as "Table.column" `names` does there;
    `decimals`, of the same form, says how many.
    """

    key: str
    names: str
    decimals: str


@dataclass(frozen=True)
class Table:
    """A block of rows under one row of headings.

    `name` is the Excel table's name; `id_prefix` starts its identities
    ("A" for A-0001); `fixed_rows` come filled in and are not added to by staff;
    `spare_rows` is how many empty rows a fresh workbook offers.

    A row becomes a `record` (None where the toolkit does not read it again), made by the
    keys of its columns and `source`; the whole workbook's record holds them as `held_as`.
    With `typed_rows_only`, a row into which staff typed nothing is none.
    """

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    id_prefix: str = ""
    fixed_rows: tuple[Mapping[str, str], ...] = ()
    spare_rows: int = 30
    record: Callable[..., Any] | None = None
    held_as: str = ""
    typed_rows_only: bool = False
    decimals_of: DecimalsOf | None = None

    def column(self, key: str) -> Column:
        """The column of that key; KeyError where there is none."""
        column = self._by_key.get(key)
        if column is None:
            raise KeyError(f"{self.name} has no column {key}")
        return column

    @cached_property
    def is_banded(self) -> bool:
        """Whether its columns are in bands, with a row of their headings above its own."""
        return any(column.band for column in self.columns)

    @cached_property
    def _by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def is_written_anew(self) -> bool:
        """Whether nothing in it is ever read again: the toolkit alone fills it."""
        return not any(column.is_record_field for column in self.columns)


@dataclass(frozen=True)
class Setting:
    """One line of a sheet of settings; `default` is what a fresh workbook holds.

    The toolkit fills those that it owns. `since` is the layout's version that brought it.
    """

    key: str
    label: str
    kind: Kind
    help: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    group: str = ""
    owner: Owner = Owner.STAFF
    since: int = 1

    def as_column(self) -> Column:
        """The column its value is read as."""
        return Column(
            self.key,
            self.label,
            self.kind,
            self.help,
            required=self.required,
            choices=self.choices,
            owner=self.owner,
        )


class WithPeriod(Protocol):
    """The record of a workbook's settings: it knows the period that the workbook is of."""

    @property
    def first_day(self) -> date | None:
        """The period's first day, None where it is not known."""

    @property
    def last_day(self) -> date | None:
        """The period's last day, None where it is not known."""


@dataclass(frozen=True)
class Count:
    """One figure on the front sheet: a formula over the tables, and the sheet it leads to.

    `alarm` is the colour ("Red", "Amber", "Ink" or "") the figure takes when above zero. `since` is
    the layout's version that brought it; `formulas_before` are those of earlier versions.
    """

    key: str
    label: str
    formula: str
    sheet: str
    help: str
    alarm: str = ""
    since: int = 1
    formulas_before: tuple[str, ...] = ()


class NextStep(NamedTuple):
    """Something to do now: the sheet where, what, and the formula of when it is due.

    The formula has settings by their keys in braces.
    """

    sheet: str
    text: str
    when: str


@dataclass(frozen=True)
class Front:
    """What the sheet that opens first says, besides its counts.

    `title_setting` is the key of the setting that its title shows. `how_to_press` is said
    over its buttons, `how_to_command` in a workbook without any. `facts` are labels, each
    with the key of the setting beside it; `steps` are sheets in the order in which a year
    comes to them, each with what to do there. Of the `next_steps`, it shows the first few
    that are to be done now. `last_closing` is the formula of the period closed last.
    """

    title_setting: str
    how_to_press: str
    how_to_command: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    next_steps: tuple[NextStep, ...] = ()
    last_closing: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, its sentence of purpose and what it holds.

    `freeze_after` is the key of the last column that stays on the screen when a
    person scrolls to the right. `settings_record` is what its settings become, made by
    their keys and `cells`, the place of each. A sheet with neither tables, settings nor
    counts is room for what people put there. `since` is the layout's version that brought it.
    """

    name: str
    title: str
    purpose: str
    tables: tuple[Table, ...] = ()
    settings: tuple[Setting, ...] = ()
    settings_record: Callable[..., WithPeriod] | None = None
    counts: tuple[Count, ...] = ()
    front: Front | None = None
    freeze_after: str = ""
    tab_colour: str = "navy"
    required: bool = True
    since: int = 1

    @property
    def table(self) -> Table:
        """The sheet's one table; ValueError where it has none or several."""
        (only,) = self.tables
        return only

    @property
    def is_room(self) -> bool:
        """Whether it holds nothing but what people put there."""
        return not (self.tables or self.settings or self.counts)


class Listed(NamedTuple):
    """A column whose values are valid in others, and the table that it is in."""

    table: Table
    column: Column


Whole = TypeVar("Whole", covariant=True)


@dataclass(frozen=True)
class Layout(Generic[Whole]):
    """The contract with one kind of workbook: its sheets, in their order.

    `version` goes up by one when sheets or columns change; workbooks from version `oldest` on
    are read and written as they are. `kind` is what people call such a
    workbook; `made_by` the command that writes a fresh one. A workbook that is read becomes a
    `record`, made of `workbook` (its name), `settings`, and the records of its tables, each
    as the table says.
    """

    version: int
    kind: str
    made_by: str
    record: Callable[..., Whole]
    sheets: tuple[Sheet, ...]
    oldest: int = 1

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Every table, by name."""
        return {table.name: table for sheet in self.sheets for table in sheet.tables}

    @cached_property
    def sheet_names(self) -> frozenset[str]:
        """The names of its sheets; others are a board's own, and are left alone."""
        return frozenset(sheet.name for sheet in self.sheets)

    @cached_property
    def needed_sheets(self) -> tuple[str, ...]:
        """The names of the sheets that no such workbook can do without."""
        return tuple(sheet.name for sheet in self.sheets if sheet.required)

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """Every setting, by key."""
        return {setting.key: setting for sheet in self.sheets for setting in sheet.settings}

    @cached_property
    def listed(self) -> Mapping[str, Listed]:
        """Every column whose values are valid in others, by its "Table.column"."""
        found = {}
        for table in self.tables.values():
            for column in table.columns:
                if column.refers_to:
                    name, _, key = column.refers_to.partition(".")
                    there = self.tables[name]
                    found[column.refers_to] = Listed(there, there.column(key))
        return found

    @cached_property
    def offered(self) -> frozenset[str]:
        """Every "Table.column" that drop-downs offer in the place of identities."""
        return frozenset(
            column.offers
            for table in self.tables.values()
            for column in table.columns
            if column.offers
        )

    @cached_property
    def _sheets_by_table(self) -> Mapping[str, Sheet]:
        return {table.name: sheet for sheet in self.sheets for table in sheet.tables}

    def sheet_of(self, table_name: str) -> Sheet:
        """The sheet that holds the table of that name; KeyError where none does."""
        return self._sheets_by_table[table_name]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; KeyError where there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)

    def is_needed(self, table: Table, column: Column) -> bool:
        """Whether a table without that column cannot be read as what it is."""
        return (
            column.required
            or column.essential
            or column.kind is Kind.ID
            or f"{table.name}.{column.key}" in self.listed
        )
