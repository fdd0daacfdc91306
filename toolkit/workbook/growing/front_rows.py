"""Counts of a fresh workbook's front sheet, added below those of another; old formulas renewed."""

from collections.abc import Sequence
from copy import deepcopy

from toolkit.layout.schema import Count, Sheet
from toolkit.reading.cells import clean
from toolkit.reading.grid import Grid, area_of, column_letters
from toolkit.workbook.growing.cells import FreshSheet, lay
from toolkit.workbook.growing.open_parts import MAIN, Element, OpenParts, put
from toolkit.workbook.growing.style_map import StyleMap


def count_rows(grid: Grid, sheet: Sheet) -> dict[str, int]:
    """The row of each count that the sheet has, by its key."""
    labels = {count.label: count.key for count in sheet.counts}
    found: dict[str, int] = {}
    for row in range(1, grid.height + 1):
        label = grid.cell(row, 1).value
        key = labels.get(clean(label)) if isinstance(label, str) else None
        if key is not None:
            found.setdefault(key, row)
    return found


def renew_formulas(root: Element, rows: dict[str, int], sheet: Sheet) -> None:
    """Give counts whose formula is one of an earlier layout the formula they have now."""
    cells = {cell.get("r"): cell for cell in root.iter(f"{MAIN}c")}
    for count in sheet.counts:
        cell = cells.get(f"B{rows[count.key]}") if count.key in rows else None
        formula = cell.find(f"{MAIN}f") if cell is not None else None
        if formula is not None and f"={formula.text}" in count.formulas_before:
            formula.text = count.formula.removeprefix("=")


def can_shift(parts: OpenParts, sheet: str) -> bool:
    """Whether rows may be added within the sheet: nothing on it is tied to its rows."""
    related = parts.found.related(parts.found.sheet_parts[sheet]).values()
    return not any(kind.endswith(("/table", "/comments", "/pivotTable")) for kind, _ in related)


def add_counts(
    parts: OpenParts,
    grid: Grid,
    sheet: Sheet,
    counts: Sequence[Count],
    fresh: OpenParts,
    fresh_rows: dict[str, int],
    styles: StyleMap,
) -> None:
    """Add the counts below the last one; what is under it moves down."""
    source = FreshSheet(fresh, sheet.name, styles)
    root = parts.sheet(sheet.name)
    row = max(count_rows(grid, sheet).values())
    _shift(root, row + 1, len(counts))
    last = max((int(rule.get("priority") or 0) for rule in root.iter(f"{MAIN}cfRule")), default=0)
    for count in counts:
        row += 1
        there = fresh_rows[count.key]
        for column in (1, 2, 3):
            lay(root, source.cell((there, column), (row, column)))
        for link in source.root.iter(f"{MAIN}hyperlink"):
            if link.get("ref") == f"A{there}":
                copied = deepcopy(link)
                copied.set("ref", f"A{row}")
                holder = root.find(f"{MAIN}hyperlinks")
                if holder is None:
                    holder = root.makeelement(f"{MAIN}hyperlinks")
                    put(root, holder)
                holder.append(copied)
        for block in source.root.iter(f"{MAIN}conditionalFormatting"):
            if block.get("sqref") == f"B{there}":
                copied = deepcopy(block)
                copied.set("sqref", f"B{row}")
                for rule in copied:
                    last += 1
                    rule.set("priority", str(last))
                    rule.set("dxfId", str(styles.rule(int(rule.get("dxfId")))))
                put(root, copied)
        made = next(item for item in root.iter(f"{MAIN}row") if item.get("r") == str(row))
        made.set("ht", "30")


def _shift(root: Element, first: int, by: int) -> None:
    """Move all from a row on down by some rows."""
    for row in root.iter(f"{MAIN}row"):
        if int(row.get("r")) >= first:
            row.set("r", str(int(row.get("r")) + by))
            for cell in row:
                cell.set("r", _down(cell.get("r"), first, by))
    for name, attribute in (
        ("mergeCell", "ref"),
        ("hyperlink", "ref"),
        ("conditionalFormatting", "sqref"),
        ("dataValidation", "sqref"),
        ("selection", "sqref"),
        ("selection", "activeCell"),
    ):
        for item in root.iter(MAIN + name):
            if item.get(attribute):
                moved = (_down(each, first, by) for each in item.get(attribute).split())
                item.set(attribute, " ".join(moved))


def _down(reference: str, first: int, by: int) -> str:
    area = area_of(reference)
    if area is None:
        return reference
    top, left, bottom, right = area
    start = f"{column_letters(left)}{top + by * (top >= first)}"
    end = f"{column_letters(right)}{bottom + by * (bottom >= first)}"
    return start if ":" not in reference else f"{start}:{end}"
