"""Cells of a fresh workbook laid on a sheet of another."""

import re
from bisect import bisect
from copy import deepcopy

from lxml import etree

from toolkit.reading.grid import Address, address_of, column_letters
from toolkit.workbook.growing.open_parts import MAIN, Element, OpenParts, child
from toolkit.workbook.growing.style_map import StyleMap


class FreshSheet:
    """A sheet of a fresh workbook: its cells, in the looks of another workbook."""

    def __init__(self, fresh: OpenParts, sheet: str, styles: StyleMap) -> None:
        self.part = fresh.found.sheet_parts[sheet]
        self.root = fresh.tree(self.part)
        self._styles = styles
        strings = fresh.found.shared_strings_part
        self._texts = list(fresh.tree(strings)) if strings else []
        self._cells = {cell.get("r"): cell for cell in self.root.iter(f"{MAIN}c")}

    def cell(self, address: Address, at: Address) -> Element:
        """A copy of one of its cells, for that place; an empty one where it has none."""
        found = self._cells.get(_reference(address))
        copied = etree.Element(f"{MAIN}c") if found is None else deepcopy(found)
        self.adopt(copied)
        copied.set("r", _reference(at))
        return copied

    def blank(self, address: Address, at: Address) -> Element:
        """A cell that only looks like one of its cells."""
        copied = self.cell(address, at)
        for inside in list(copied):
            copied.remove(inside)
        copied.attrib.pop("t", None)
        return copied

    def adopt(self, cell: Element) -> None:
        """Give a copied cell its number in the other workbook's looks, and its own text."""
        if cell.get("s"):
            cell.set("s", str(self._styles.cell(int(cell.get("s")))))
        if cell.get("t") == "s":
            text = self._texts[int(cell.findtext(f"{MAIN}v"))]
            for inside in list(cell):
                cell.remove(inside)
            cell.set("t", "inlineStr")
            words = etree.SubElement(cell, f"{MAIN}is")
            words.extend(deepcopy(piece) for piece in text)


def lay(sheet: Element, cell: Element) -> None:
    """Put a cell into its place on a sheet; one that is there gives way."""
    number, column = address_of(cell.get("r"))
    row = _row(child(sheet, "sheetData"), number)
    row.attrib.pop("spans", None)
    for there in row:
        if there.get("r") == cell.get("r"):
            row.replace(there, cell)
            return
    places = [address_of(there.get("r"))[1] for there in row if there.get("r")]
    row.insert(bisect(places, column), cell)


def widen(sheet: Element) -> None:
    """State the extent of a sheet again."""
    dimension = sheet.find(f"{MAIN}dimension")
    places = [address_of(cell.get("r")) for cell in sheet.iter(f"{MAIN}c")]
    if dimension is not None and places:
        rows, columns = zip(*places, strict=True)
        first, last = _reference((min(rows), min(columns))), _reference((max(rows), max(columns)))
        dimension.set("ref", f"{first}:{last}")


def _row(data: Element, number: int) -> Element:
    numbers = [int(row.get("r")) for row in data]
    at = bisect(numbers, number)
    if at and numbers[at - 1] == number:
        return data[at - 1]
    row = etree.Element(f"{MAIN}row")
    row.set("r", str(number))
    data.insert(at, row)
    return row


def _reference(address: Address) -> str:
    return f"{column_letters(address[1])}{address[0]}"


_REFERENCE = re.compile(r"(?<![A-Za-z!'\]])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\d(])")


def moved(formula: str, by_row: int, by_column: int) -> str:
    """A colour rule's formula with its references to its own sheet moved."""

    def move(match: re.Match[str]) -> str:
        row, column = address_of(match[2] + match[4])
        letters = match[2] if match[1] else column_letters(column + by_column)
        return f"{match[1]}{letters}{match[3]}{row if match[3] else row + by_row}"

    return _REFERENCE.sub(move, formula)
