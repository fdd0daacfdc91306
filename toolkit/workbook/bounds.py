"""How much a workbook may hold, counted before a reader that keeps all of it is let near.

Readers take memory for every cell between the first and the last of a sheet, and for a text
that a thousand cells share a thousand times. A file of a few kilobytes can ask for more than a
computer has. So cells and texts are counted first, in time that grows with the file.
"""

import re
from collections.abc import Iterable, Iterator

from toolkit.reading.grid import Address, column_number
from toolkit.values.errors import FileRefused
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.scan import elements, is_usual

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_CELLS = 6_000_000
"""The most cells that the sheets of a workbook may span together."""
MANY_CELLS = 2_600_000
LEAST_FILLED = 0.1
"""A sheet that spans more than `MANY_CELLS` has at least this share of them filled."""
MOST_TEXT = 100 * 2**20
"""The most characters that all cells of a workbook may hold together."""

# Without a reference unlike these a sheet ends at row 99,999 of column Z, or row 999 of ZZ.
_FAR = re.compile(rb"<c r=\"(?!(?:[A-Za-z]\d{1,5}|[A-Za-z]{2}\d{1,3})\")")
_BEYOND = re.compile(rb"<c r=\"(?:[A-Za-z]{4}|[A-Za-z]{1,3}\d{8})")
_HOLDER = re.compile(rb"<c r=\"([A-Za-z]{1,3})(\d{1,7})\"[^<>]*(?<!/)>(?!</c>)")
_PREFIXED_ITEM = re.compile(rb"<\w+:si[\s>/]")
_SHARED = re.compile(rb"[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v[^<>]*>(\d{1,9})<")


def refuse_excess(parts: WorkbookParts, sheets: Iterable[str], name: str) -> None:
    """FileRefused where these sheets of a workbook hold more than any board's would."""
    sheet_parts = parts.sheet_parts
    if len(set(sheet_parts.values())) < len(sheet_parts):
        raise FileRefused(
            f"{name} uses one sheet under several names, as no program writes it. "
            "It was not opened. Ask for a fresh copy."
        )
    texts, at_most = _Texts(parts), 0
    contents = [(sheet, parts.package.part(sheet_parts[sheet])) for sheet in sheets]
    for sheet, xml in contents:
        if is_vast(xml, parts.is_usual(sheet_parts[sheet])):
            raise FileRefused(
                f'The sheet "{sheet}" of {name} reaches far beyond its contents. It was not '
                "opened. Delete the empty rows and columns after its last entry, save it, "
                "and try again."
            )
        at_most += texts.at_most(xml)
    # Counted one by one only where they could be too many.
    if at_most > MOST_TEXT and sum(texts.count(xml) for _, xml in contents) > MOST_TEXT:
        raise too_much(name)


def too_much(name: str) -> FileRefused:
    """The error for a workbook whose sheets together hold more than can be read."""
    return FileRefused(
        f"{name} holds more cells or longer texts than any board's workbook should. It was not "
        "opened. Keep only the sheets that are needed, save it, and try again."
    )


def is_vast(xml: bytes, usual: bool | None = None) -> bool:
    """Whether a sheet spans so many cells, or so many empty ones, that reading it would fail.

    It spans as far as the last row and the last column in which a cell holds something. `usual`
    is what `is_usual` says of it, where that is known.
    """
    usual = is_usual(xml) if usual is None else usual
    if usual:
        if not _FAR.search(xml):
            return False
        if _BEYOND.search(xml):
            return True
    rows = columns = held = 0
    for row, column in _searched_holders(xml) if usual else _parsed_holders(xml):
        if row > LAST_ROW or column > LAST_COLUMN:
            return True
        rows, columns, held = max(rows, row), max(columns, column), held + 1
    span = rows * columns
    return span > MOST_CELLS or (span > MANY_CELLS and held < LEAST_FILLED * span)


def _searched_holders(xml: bytes) -> Iterator[Address]:
    return ((int(match[2]), column_number(match[1].decode())) for match in _HOLDER.finditer(xml))


def _parsed_holders(xml: bytes) -> Iterator[Address]:
    return (address for name, element, address in elements(xml) if name == "c" and len(element) > 0)


class _Texts:
    """The characters of the texts that cells share, as a sum over the cells."""

    def __init__(self, parts: WorkbookParts) -> None:
        part = parts.shared_strings_part
        xml = parts.package.part(part) if part else b""
        # With their markup, which makes them longer, never shorter.
        items = _PREFIXED_ITEM.split(xml) if b":si>" in xml else xml.split(b"<si")
        self._items = items[1:] or [xml]
        self._longest = max(map(len, self._items))

    def at_most(self, xml: bytes) -> int:
        """The most that the texts of a sheet can come to."""
        return _shared_cells(xml) * self._longest

    def count(self, xml: bytes) -> int:
        """What the texts of a sheet come to."""
        found = _SHARED.findall(xml)
        lengths = [len(item) for item in self._items]
        known = len(lengths)
        return (
            sum(lengths[int(number)] if int(number) < known else 0 for number in found)
            + (_shared_cells(xml) - len(found)) * self._longest
        )


def _shared_cells(xml: bytes) -> int:
    return xml.count(b'"s"') + (xml.count(b"'s'") if b"'" in xml else 0)
