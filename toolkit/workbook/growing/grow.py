"""What the current layout has and a workbook of the one before lacks, added by patching it.

Nothing that is there moves, but for what is under the counts of the front sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from toolkit.layout.schema import Layout
from toolkit.reading.grid import Grid
from toolkit.reading.table import TablePlace, read_table
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.workbook.create import Content, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.places import setting_cells
from toolkit.workbook.growing.columns import add_columns, has_room
from toolkit.workbook.growing.front_rows import add_counts, can_shift, count_rows, renew_formulas
from toolkit.workbook.growing.open_parts import MAIN, OpenParts
from toolkit.workbook.growing.settings_rows import add_settings, setting_rows
from toolkit.workbook.growing.sheets import add_sheet
from toolkit.workbook.growing.style_map import StyleMap
from toolkit.writing.book import Completed

_CELL = re.compile(r"(?:'[^']+'|\w+)!\$[A-Z]+\$\d+(?!\d)")


def completed(seen: Workbook, layout: Layout[object]) -> Completed:
    """A workbook with what its layout lacks of the current one, not written yet."""
    if (seen.layout_version or 0) >= layout.version:
        return Completed(seen)
    try:
        more = grown(layout, seen.data, seen.name)
    except (LookupError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError):
        # Parts in a shape that nobody foresaw: the workbook is brought up to date as it is.
        return Completed(seen, no_room=(f"what layout {layout.version} brings",))
    new = layout.sheet_names.difference(seen.sheet_names)
    workbook = read_bytes(more.data, seen.name, new.union(seen.grids))
    return Completed(replace(workbook, on_disk=seen.data), more.added, more.no_room)


class Grown(NamedTuple):
    """The workbook's new bytes; in words, what was added to it, and what found no room."""

    data: bytes
    added: tuple[str, ...]
    no_room: tuple[str, ...]


def grown(layout: Layout[object], data: bytes, name: str) -> Grown:
    """The workbook with what its layout lacks of the current one.

    KeyError or XMLSyntaxError where parts that every workbook has are missing or damaged.
    """
    workbook = read_bytes(data, name, layout.sheet_names)
    fresh_data = create(layout, Content())
    growing = _Growing(
        layout,
        workbook,
        OpenParts(data, name),
        OpenParts(fresh_data, name),
        read_bytes(fresh_data, name, layout.sheet_names),
    )
    growing.grow()
    return Grown(growing.parts.written(), tuple(growing.added), tuple(growing.no_room))


class _Growing:
    def __init__(
        self,
        layout: Layout[object],
        workbook: Workbook,
        parts: OpenParts,
        fresh: OpenParts,
        fresh_workbook: Workbook,
    ) -> None:
        self._layout, self._workbook = layout, workbook
        self.parts, self._fresh, self._fresh_workbook = parts, fresh, fresh_workbook
        self._since = workbook.layout_version or 0
        self._styles = StyleMap(fresh, parts)
        self.added: list[str] = []
        self.no_room: list[str] = []

    def grow(self) -> None:
        """Add sheets, columns, settings and counts, then say which layout it is."""
        settings = self._settings()
        for sheet in self._layout.sheets:
            if sheet.name not in self._workbook.sheet_names:
                if sheet.since > self._since:
                    add_sheet(self.parts, self._fresh, sheet, self._styles)
                    self.added.append(f'the sheet "{sheet.name}"')
                continue
            grid = self._workbook.grids.get(sheet.name)
            if grid is not None:
                for place in self._places(grid):
                    self._columns(grid, place)
                self._counts(grid)
        self._names(settings)
        self._number()

    def _places(self, grid: Grid) -> Iterator[TablePlace]:
        for table in self._layout.sheet(grid.name).tables:
            place = read_table(self._layout, table, grid, self._workbook.name).place
            if place.columns:
                yield place

    def _columns(self, grid: Grid, place: TablePlace) -> None:
        new = tuple(
            column
            for column in place.table.columns
            if column.since > self._since
            and column.key not in place.columns
            # Its figures are side by side only where the columns are in the fresh order.
            and column.line_over is None
        )
        self._renew(place)
        if not new:
            return
        words = ", ".join(f'"{column.heading}"' for column in new)
        where = f'on the sheet "{grid.name}": {words}'
        if has_room(grid, place, len(new)):
            add_columns(self.parts, grid, place, new, self._layout, self._fresh, self._styles)
            self.added.append(where)
        else:
            self.no_room.append(where)

    def _renew(self, place: TablePlace) -> None:
        """Give formula columns the formula they have now, where theirs is of an earlier layout."""
        for column in place.table.columns:
            if not column.formulas_before or column.key not in place.columns:
                continue
            old = {formula.removeprefix("=") for formula in column.formulas_before}
            new = column.formula.removeprefix("=")
            sheet = self.parts.sheet(place.sheet)
            for formula in sheet.iter(f"{MAIN}f"):
                if formula.text in old:
                    formula.text = new
            for part in self.parts.found.table_parts(self.parts.found.sheet_parts[place.sheet]):
                for formula in self.parts.tree(part).iter(f"{MAIN}calculatedColumnFormula"):
                    if formula.text in old:
                        formula.text = new

    def _settings(self) -> dict[str, str]:
        """Add the settings that are missing; the cell of each setting, by its key."""
        found: dict[str, str] = {}
        fresh_cells = setting_cells(self._layout)
        for sheet in self._layout.sheets:
            grid = self._workbook.grids.get(sheet.name)
            if not sheet.settings or grid is None:
                continue
            rows = setting_rows(grid, sheet)
            new = [
                setting
                for setting in sheet.settings
                if setting.since > self._since and setting.key not in rows
            ]
            if new:
                rows |= add_settings(
                    self.parts, grid, sheet, new, fresh_cells, self._fresh, self._styles
                )
                words = ", ".join(f'"{setting.label}"' for setting in new)
                self.added.append(f'on the sheet "{sheet.name}": {words}')
            for key, row in rows.items():
                found[key] = f"{fresh_cells[key].rpartition('$B$')[0]}$B${row}"
        return found

    def _counts(self, grid: Grid) -> None:
        sheet = self._layout.sheet(grid.name)
        rows = count_rows(grid, sheet)
        if not rows:
            return
        renew_formulas(self.parts.sheet(grid.name), rows, sheet)
        new = [
            count for count in sheet.counts if count.since > self._since and count.key not in rows
        ]
        if not new:
            return
        words = ", ".join(f'"{count.label}"' for count in new)
        where = f'on the sheet "{grid.name}": {words}'
        if not can_shift(self.parts, grid.name):
            self.no_room.append(where)
            return
        fresh_rows = count_rows(self._fresh_workbook.grids[grid.name], sheet)
        add_counts(self.parts, grid, sheet, new, self._fresh, fresh_rows, self._styles)
        self.added.append(where)

    def _names(self, settings: dict[str, str]) -> None:
        """Define the names that fresh workbooks have and this one lacks, and the as-at date."""
        fresh = self._fresh.tree(self._fresh.found.workbook_part).find(f"{MAIN}definedNames")
        workbook = self.parts.tree(self.parts.found.workbook_part)
        holder = workbook.find(f"{MAIN}definedNames")
        if holder is None:
            holder = etree.Element(f"{MAIN}definedNames")
            workbook.insert(workbook.index(workbook.find(f"{MAIN}sheets")) + 1, holder)
        there = {item.get("name"): item for item in holder if item.get("localSheetId") is None}
        fresh_cells = setting_cells(self._layout)
        own = {cell: settings.get(key, cell) for key, cell in fresh_cells.items()}
        added = {sheet.name for sheet in self._layout.sheets if sheet.since > self._since}
        for item in fresh:
            name, text = item.get("name"), item.text
            if item.get("localSheetId") is not None:
                continue
            text = _CELL.sub(lambda match: own.get(match[0], match[0]), text)
            is_new = name not in there and text.partition("!")[0].strip("'") in added
            if is_new:
                made = etree.SubElement(holder, f"{MAIN}definedName")
                made.set("name", name)
                made.text = text
            elif name == "AsAt" and name in there:
                there[name].text = text

    def _number(self) -> None:
        """Say which layout the workbook has now."""
        for item in self.parts.tree("docProps/custom.xml"):
            if item.get("name") == LAYOUT_PROPERTY:
                item[0].text = str(self._layout.version)
