"""Columns of a fresh workbook's table, added at the right end of the same table elsewhere."""

from copy import deepcopy

from lxml import etree

from toolkit.layout.schema import Column, Layout
from toolkit.reading.grid import Grid, TableArea, area_of, column_letters
from toolkit.reading.table import TablePlace
from toolkit.workbook.fresh.places import places
from toolkit.workbook.growing.cells import FreshSheet, lay, moved
from toolkit.workbook.growing.open_parts import MAIN, Element, OpenParts, child, put
from toolkit.workbook.growing.style_map import StyleMap


def has_room(grid: Grid, place: TablePlace, count: int) -> bool:
    """Whether the columns to the right of a table are free, from its headings down."""
    area = _area(grid, place)
    top, _, _, right = area.area
    new = range(right + 1, right + count + 1)
    others = (other.area for other in grid.marks.tables if other.name != area.name)
    taken = any(
        left <= new[-1] and new[0] <= last and bottom >= top
        for _, left, bottom, last in (*others, *grid.marks.merged)
    )
    return not taken and all(
        grid.is_blank(row, column) for row in range(top, grid.height + 1) for column in new
    )


def add_columns(
    parts: OpenParts,
    grid: Grid,
    place: TablePlace,
    columns: tuple[Column, ...],
    layout: Layout[object],
    fresh: OpenParts,
    styles: StyleMap,
) -> None:
    """Add the columns behind the last of the table; there must be room."""
    area = _area(grid, place)
    top, left, bottom, right = area.area
    sheet = parts.sheet(place.sheet)
    source = FreshSheet(fresh, place.sheet, styles)
    of_fresh = layout.sheet(place.sheet)
    first, heading = next(
        (first + 1, row + 1) for table, first, row in places(of_fresh) if table == place.table
    )
    keys = [column.key for column in place.table.columns]
    for number, column in enumerate(columns, start=right + 1):
        there = first + keys.index(column.key)
        lay(sheet, source.cell((heading, there), (top, number)))
        for row in range(top + 1, bottom + 1 - area.has_totals):
            model = source.cell if column.formula else source.blank
            lay(sheet, model((heading + 1, there), (row, number)))
        _set_width(sheet, number, _width(source.root, there), column)
        _check_typing(sheet, source.root, (top + 1, number), there)
        _colour(sheet, source.root, styles, (top + 1, number), (heading + 1, there))
    _widen_table(parts, place, columns, (top, left, bottom, right + len(columns)))


def _area(grid: Grid, place: TablePlace) -> TableArea:
    """The table as the program knows it; else the block that its headings and rows make."""
    inside = min(place.columns.values())
    for table in grid.marks.tables:
        top, left, _, right = table.area
        if top == place.row and left <= inside <= right:
            return table
    numbers = place.columns.values()
    return TableArea("", (place.row, min(numbers), place.last_row, max(numbers)))


def _widen_table(
    parts: OpenParts,
    place: TablePlace,
    columns: tuple[Column, ...],
    area: tuple[int, int, int, int],
) -> None:
    top, left, bottom, right = area
    reference = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
    for part in parts.found.table_parts(parts.found.sheet_parts[place.sheet]):
        root = parts.tree(part)
        found = area_of(root.get("ref") or "")
        if found is None or found[:2] != (top, left):
            continue
        root.set("ref", reference)
        last = bottom - (root.get("totalsRowCount", "0") != "0")
        for each in root.iter(f"{MAIN}autoFilter"):
            each.set("ref", f"{column_letters(left)}{top}:{column_letters(right)}{last}")
        holder = root.find(f"{MAIN}tableColumns")
        number = max(int(item.get("id")) for item in holder)
        for more, column in enumerate(columns, start=number + 1):
            item = etree.SubElement(holder, f"{MAIN}tableColumn")
            item.set("id", str(more))
            item.set("name", column.heading)
            if column.formula:
                formula = etree.SubElement(item, f"{MAIN}calculatedColumnFormula")
                formula.text = column.formula.removeprefix("=")
        holder.set("count", str(len(holder)))


def _width(sheet: Element, column: int) -> Element | None:
    for item in sheet.iter(f"{MAIN}col"):
        if int(item.get("min")) <= column <= int(item.get("max")):
            return item
    return None


def _set_width(sheet: Element, number: int, like: Element | None, column: Column) -> None:
    """A column as wide as a fresh one; one that a person made wider or hid stays so."""
    if like is None or _width(sheet, number) is not None:
        return
    item = deepcopy(like)
    item.attrib.pop("style", None)
    item.attrib.pop("collapsed", None)
    item.set("min", str(number))
    item.set("max", str(number))
    holder = child(sheet, "cols")
    before = [other for other in holder if int(other.get("max")) < number]
    holder.insert(len(before), item)


def _covers(reference: str, column: int) -> bool:
    area = area_of(reference)
    return area is not None and area[1] == area[3] == column


def _below(start: tuple[int, int], reference: str) -> str:
    """As many rows as a reference has, from another cell down."""
    area = area_of(reference)
    height = area[2] - area[0] if area else 0
    letters = column_letters(start[1])
    return f"{letters}{start[0]}:{letters}{start[0] + height}"


def _check_typing(sheet: Element, source: Element, start: tuple[int, int], there: int) -> None:
    for rule in source.iter(f"{MAIN}dataValidation"):
        if _covers(rule.get("sqref"), there):
            holder = child(sheet, "dataValidations")
            copied = deepcopy(rule)
            copied.set("sqref", _below(start, rule.get("sqref")))
            holder.append(copied)
            holder.set("count", str(len(holder)))


def _colour(
    sheet: Element,
    source: Element,
    styles: StyleMap,
    start: tuple[int, int],
    there: tuple[int, int],
) -> None:
    taken = [int(rule.get("priority") or 0) for rule in sheet.iter(f"{MAIN}cfRule")]
    last = max(taken, default=0)
    for block in source.iter(f"{MAIN}conditionalFormatting"):
        if not _covers(block.get("sqref"), there[1]):
            continue
        copied = deepcopy(block)
        copied.set("sqref", _below(start, block.get("sqref")))
        for rule in copied:
            last += 1
            rule.set("priority", str(last))
            if rule.get("dxfId"):
                rule.set("dxfId", str(styles.rule(int(rule.get("dxfId")))))
            for formula in rule.iter(f"{MAIN}formula"):
                formula.text = moved(formula.text or "", start[0] - there[0], start[1] - there[1])
        put(sheet, copied)
