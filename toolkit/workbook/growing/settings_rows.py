"""Settings of a fresh workbook, added below those of another."""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from toolkit.layout.schema import Setting, Sheet
from toolkit.reading.cells import clean
from toolkit.reading.grid import Grid
from toolkit.workbook.growing.cells import FreshSheet, lay
from toolkit.workbook.growing.open_parts import MAIN, OpenParts, child
from toolkit.workbook.growing.style_map import StyleMap


def setting_rows(grid: Grid, sheet: Sheet) -> dict[str, int]:
    """The row of each setting that the sheet has, by its key."""
    labels = {setting.label.casefold(): setting.key for setting in sheet.settings}
    found: dict[str, int] = {}
    for row in range(1, grid.height + 1):
        label = grid.cell(row, 1).value
        key = labels.get(clean(label).casefold()) if isinstance(label, str) else None
        if key is not None:
            found.setdefault(key, row)
    return found


def add_settings(
    parts: OpenParts,
    grid: Grid,
    sheet: Sheet,
    settings: Sequence[Setting],
    fresh_cells: Mapping[str, str],
    fresh: OpenParts,
    styles: StyleMap,
) -> dict[str, int]:
    """Add the settings below all that is on the sheet; the row of each, by its key."""
    source = FreshSheet(fresh, sheet.name, styles)
    root = parts.sheet(sheet.name)
    added: dict[str, int] = {}
    row, group = grid.height, ""
    for setting in settings:
        there = int(fresh_cells[setting.key].rpartition("$")[2])
        if setting.group != group:
            group = setting.group
            row += 2
            first = min(
                int(fresh_cells[other.key].rpartition("$")[2])
                for other in sheet.settings
                if other.group == group
            )
            lay(root, source.cell((first - 1, 1), (row, 1)))
        row += 1
        for column in (1, 2, 3):
            lay(root, source.cell((there, column), (row, column)))
        for rule in source.root.iter(f"{MAIN}dataValidation"):
            if rule.get("sqref") == f"B{there}":
                holder = child(root, "dataValidations")
                copied = deepcopy(rule)
                copied.set("sqref", f"B{row}")
                holder.append(copied)
                holder.set("count", str(len(holder)))
        added[setting.key] = row
    return added
