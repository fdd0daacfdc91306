"""A sheet of settings, read: each line found by its label, wherever it is."""

from collections.abc import Mapping
from typing import NamedTuple

from toolkit.layout.schema import Owner, Sheet
from toolkit.reading import rules
from toolkit.reading.cells import read_value
from toolkit.reading.grid import Address, Grid, column_letters
from toolkit.reading.headings import folded_heading
from toolkit.values.findings import CellPlace, Finding
from toolkit.values.missing import Missing


class SettingsRead(NamedTuple):
    """What staff typed, by the settings' keys, where each setting is, and what was found."""

    values: Mapping[str, object]
    cells: Mapping[str, CellPlace]
    findings: list[Finding]


def read_settings(sheet: Sheet, grid: Grid, workbook: str) -> SettingsRead:
    """The settings that the layout's sheet has, as they are on the grid."""
    findings: list[Finding] = []
    addresses: dict[str, Address] = {}
    for number, row_values in enumerate(grid.rows, start=1):
        for column, text in enumerate(row_values, start=1):
            if isinstance(text, str) and text.strip():
                addresses.setdefault(folded_heading(text), (number, column))
                break
    values: dict[str, object] = {}
    cells: dict[str, CellPlace] = {}
    for setting in sheet.settings:
        address = addresses.get(folded_heading(setting.label))
        if address is None:
            if setting.required:
                below = CellPlace(workbook, grid.name, grid.height + 1, "A")
                findings.append(rules.SETTING_MISSING.at(below, label=setting.label))
            continue
        row, column = address[0], address[1] + 1
        place = CellPlace(workbook, grid.name, row, column_letters(column))
        cells[setting.key] = place
        if setting.owner is Owner.TOOLKIT:
            continue  # it is written, and never read again
        value = read_value(setting.as_column(), grid.cell(row, column), place, findings.append)
        values[setting.key] = None if isinstance(value, Missing) else value
    return SettingsRead(values, cells, findings)
