"""The contract with the workbook: sheets, headings, kinds, choices and help.

Declared once; it serves four masters: building blank workbooks, reading filled
ones, the checks, and the data dictionary.
"""

from toolkit.layout.board import SHEETS
from toolkit.layout.schema import Column, Count, Kind, Owner, Setting, Sheet, Table

LAYOUT_VERSION = 3
"""Goes up by one when sheets or columns change; `toolkit upgrade` brings older workbooks along."""

TABLES: dict[str, Table] = {table.name: table for sheet in SHEETS for table in sheet.tables}


def sheet_of(table_name: str) -> Sheet:
    """The sheet that holds the table of that name; KeyError where none does."""
    for sheet in SHEETS:
        if any(table.name == table_name for table in sheet.tables):
            return sheet
    raise KeyError(table_name)


__all__ = [
    "LAYOUT_VERSION",
    "SHEETS",
    "TABLES",
    "Column",
    "Count",
    "Kind",
    "Owner",
    "Setting",
    "Sheet",
    "Table",
    "sheet_of",
]
