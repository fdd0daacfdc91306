"""Where things are in a fresh workbook. Rows and columns count from 0, as XlsxWriter has them."""

from collections.abc import Mapping

from toolkit.layout.schema import Layout, Sheet, Table
from toolkit.reading.grid import column_letters

TITLE_ROW, PURPOSE_ROW, HEADING_ROW = 0, 1, 2
# Drop-downs and date checks reach further than the rows a fresh table has.
LAST_CHECKED_ROW = 2000


def places(sheet: Sheet) -> list[tuple[Table, int, int]]:
    """Each table of a sheet with the column and row of its first heading, from 0.

    Several tables are side by side, a column apart, each under its own title.
    """
    several = len(sheet.tables) > 1
    found, column = [], 0
    for table in sheet.tables:
        found.append((table, column, HEADING_ROW + 1 if several else HEADING_ROW))
        column += len(table.columns) + 1
    return found


def checked_block(layout: Layout[object], name: str) -> str:
    """The cells of a "Table.column", as far down as they are checked, as formulas name them."""
    table_name, _, key = name.partition(".")
    sheet = layout.sheet_of(table_name)
    for table, first, row in places(sheet):
        if table.name == table_name:
            place = first + [column.key for column in table.columns].index(key)
            letters = column_letters(place + 1)
            return f"{_quoted(sheet)}!${letters}${row + 2}:${letters}${LAST_CHECKED_ROW}"
    raise KeyError(name)


def setting_cells(layout: Layout[object]) -> Mapping[str, str]:
    """The cell of each setting, by key, as formulas name it; groups are a row apart."""
    found: dict[str, str] = {}
    for sheet in layout.sheets:
        row, group = HEADING_ROW, ""
        for setting in sheet.settings:
            if setting.group != group:
                group = setting.group
                row += 1
            found[setting.key] = f"{_quoted(sheet)}!$B${row + 1}"
            row += 1
    return found


def _quoted(sheet: Sheet) -> str:
    """A sheet's name as formulas have it."""
    return sheet.name if sheet.name.isidentifier() else f"'{sheet.name}'"
