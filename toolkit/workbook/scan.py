"""What calamine does not tell of a sheet, read from the sheet's XML.

Formulas, error values, formulas never worked out, number formats that change a
number's meaning, hidden rows and columns, filters. Most sheets are searched as
bytes; XML written in an unusual way goes through the parser. Both ways give the
same answer, which a test holds over many producers' files.
"""

import functools
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from toolkit.workbook.grid import Address, column_number

# Bounds the search where hostile XML repeats what is looked for without a cell around it.
_LONGEST_TAG = 1_000
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)(?:\s*<v>([^<]*)</v>)?")
_CELL_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_ERROR_TYPE = re.compile(rb"t=[\"']e[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_COLUMN = re.compile(rb"<col\s[^>]*>")
_ATTRIBUTE = re.compile(rb"(\w+)=[\"']([^\"']*)[\"']")
_FILTER = re.compile(rb"<autoFilter\s[^>]*>(?=\s*<filterColumn)")
_FILTER_RANGE = re.compile(rb"\sref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_ROW_TAG = re.compile(rb"<row\s[^>]*>")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")

# A sheet may span many cells, or hold few, but not both: readers keep every cell between.
MOST_CELLS = 20_000_000
MANY_CELLS = 2_000_000
LEAST_FILLED = 0.1


@dataclass
class SheetScan:
    """What was seen, by address. `filters` are ranges ("A3:F30") that hide rows now."""

    formulas: dict[Address, str] = field(default_factory=dict)
    uncalculated: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    styles: dict[Address, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filters: list[str] = field(default_factory=list)


def scan_sheet(xml: bytes, telling_styles: Mapping[int, str]) -> SheetScan:
    """What a sheet part says beyond its values.

    `telling_styles` are the cell styles whose number format matters; only cells with
    one of them are listed in `styles`.
    """
    return (_search if is_usual(xml) else parse_sheet)(xml, telling_styles)


def is_usual(xml: bytes) -> bool:
    """Whether the XML is written as Excel writes it, so that bytes can be searched."""
    start = xml.find(b"<sheetData")
    end = xml.rfind(b"</sheetData>")
    cells = xml.count(b"<c", start, end)
    return (
        cells == xml.count(b'<c r="', start, end)
        and b"!--" not in xml
        and b"![CDATA[" not in xml
        and re.search(rb"<(?:worksheet|table)[\s>]", xml[:4096]) is not None
    )


def _search(xml: bytes, telling_styles: Mapping[int, str]) -> SheetScan:
    found = SheetScan()
    for match in _FORMULA.finditer(xml):
        start, address = _cell_before(xml, match.start())
        if address is None:
            continue
        found.formulas[address] = unescape((match[1] or b"").decode("utf-8", "replace"))
        if not match[2]:
            kind = _CELL_TYPE.search(xml, start, match.start())
            if kind is None or kind[1] != b"str":
                found.uncalculated.add(address)
    for match in _ERROR_TYPE.finditer(xml):
        start, address = _cell_before(xml, match.start())
        if address is not None and b">" not in xml[start : match.start()]:
            value = _VALUE.search(xml, match.end(), xml.find(b"</c>", match.end()))
            found.errors[address] = unescape(value[1].decode("utf-8")) if value else "#VALUE!"
            found.uncalculated.discard(address)
    if telling_styles:
        _search_styles(xml, telling_styles, found)
    if b"hidden=" in xml:
        _search_hidden(xml, found)
    for tag in _FILTER.findall(xml):
        reference = _FILTER_RANGE.search(tag)
        if reference:
            found.filters.append(reference[1].decode())
    return found


def _cell_before(xml: bytes, position: int) -> tuple[int, Address | None]:
    """Where the cell tag before a position starts, and the cell's address."""
    start = xml.rfind(b"<c ", max(position - _LONGEST_TAG, 0), position)
    match = _REFERENCE.match(xml, start) if start >= 0 else None
    return start, (int(match[2]), _column(match[1])) if match else None


@functools.cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _search_styles(xml: bytes, telling: Mapping[int, str], found: SheetScan) -> None:
    numbers = b"|".join(str(number).encode() for number in sorted(telling))
    for match in re.finditer(rb"s=[\"'](" + numbers + rb")[\"']", xml):
        start, address = _cell_before(xml, match.start())
        if address is not None and xml.find(b">", start, match.start()) < 0:
            found.styles[address] = int(match[1])


def _search_hidden(xml: bytes, found: SheetScan) -> None:
    for tag in _ROW_TAG.findall(xml):
        number = _ROW_NUMBER.search(tag) if _HIDDEN.search(tag) else None
        if number:
            found.hidden_rows.add(int(number[1]))
    for match in _COLUMN.finditer(xml):
        values = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(match[0])}
        _note_hidden_columns(values, found)


def _note_hidden_columns(attributes: Mapping[str, str], found: SheetScan) -> None:
    if attributes.get("hidden") in ("1", "true"):
        first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        # A run to the sheet's edge is the unused part, not columns somebody hid.
        if 0 < first <= last < 16384:
            found.hidden_columns.update(range(first, last + 1))


def is_vast(xml: bytes) -> bool:
    """Whether a sheet spans so many cells, or so many empty ones, that reading it would fail.

    Columns are counted closely only where the rows alone do not settle it.
    """
    tags = _PREFIXED_ROWS if _PREFIXED.search(xml[:4096]) else _ROWS
    rows = max(map(int, tags.findall(xml)), default=0)
    if rows * _MOST_COLUMNS <= MANY_CELLS:
        return False
    if not _AFTER_Z.search(xml):
        columns = 26
    else:
        letters = set(_COLUMN_LETTERS.findall(xml))
        columns = max((column_number(item.decode()) for item in letters), default=0)
    span = rows * columns
    if span <= MANY_CELLS:
        return False
    held = xml.count(b"<c") + xml.count(b":c ")
    return span > MOST_CELLS or held < LEAST_FILLED * span


_MOST_COLUMNS = 16_384
_PREFIXED = re.compile(rb"<\w+:worksheet\s")
_ROWS = re.compile(rb"<row\s(?:[^>]*?\s)?r=[\"'](\d{1,7})[\"']")
_PREFIXED_ROWS = re.compile(rb":row\s(?:[^>]*?\s)?r=[\"'](\d{1,7})[\"']")
_AFTER_Z = re.compile(rb"r=[\"'][A-Z]{2,3}\d")
_COLUMN_LETTERS = re.compile(rb"\sr=[\"']([A-Z]{1,3})\d+[\"']")


def parse_sheet(xml: bytes, telling_styles: Mapping[int, str]) -> SheetScan:
    """The same, by a parser: slower, for XML with prefixes or cells without references."""
    found = SheetScan()
    row_number, column = 0, 0
    handlers: dict[str, Callable[[ElementTree.Element], None]] = {}

    def cell(element: ElementTree.Element) -> None:
        address = (row_number, column)
        formula = value = None
        for child in element:
            name = _local(child.tag)
            if name == "f":
                formula = child
            elif name == "v":
                value = child.text
        kind = element.get("t")
        if formula is not None:
            found.formulas[address] = formula.text or ""
            if not value and kind != "str":
                found.uncalculated.add(address)
        if kind == "e":
            found.errors[address] = value or "#VALUE!"
            found.uncalculated.discard(address)
        style = int(element.get("s") or 0)
        if style in telling_styles:
            found.styles[address] = style

    def filtered(element: ElementTree.Element) -> None:
        if any(_local(child.tag) == "filterColumn" for child in element):
            found.filters.append(element.get("ref", ""))

    handlers["c"] = cell
    handlers["autoFilter"] = filtered
    handlers["col"] = lambda element: _note_hidden_columns(element.attrib, found)
    for event, element in _elements(xml):
        name = _local(element.tag)
        if event == "start":
            if name == "row":
                row_number, column = int(element.get("r") or row_number + 1), 0
                if element.get("hidden") in ("1", "true"):
                    found.hidden_rows.add(row_number)
            elif name == "c":
                reference = element.get("r")
                column = _column_of(reference) if reference else column + 1
        elif name in handlers:
            handlers[name](element)
    return found


def _elements(xml: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Each element as it starts and as it ends; a row's cells are dropped once it has."""
    events = ElementTree.iterparse(io.BytesIO(xml), events=("start", "end"))
    for event, element in events:
        yield event, element
        if event == "end" and _local(element.tag) == "row":
            element.clear()


def _column_of(reference: str) -> int:
    return column_number(reference.rstrip("0123456789"))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
