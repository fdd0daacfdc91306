"""What calamine does not tell of a sheet, read from the sheet's XML.

Formulas, error values, formulas never worked out, number formats that change a
number's meaning, hidden rows and columns, filters. Most sheets are searched as
bytes; XML written in an unusual way goes through the parser. Both ways give the
same answer, which a test holds over many producers' files.
"""

import functools
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from toolkit.reading.grid import Address, address_of, column_number

# Bounds the search where hostile XML repeats what is looked for without a cell around it.
_LONGEST_TAG = 1_000
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>)(?:\s*<v(?:\s[^<>]*)?>([^<]*)</v>)?")
_CELL_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_ERROR_TYPE = re.compile(rb"t=[\"']e[\"']")
# The value, if any, of the cell in whose tag the search starts.
_VALUE = re.compile(
    rb"[^<>]*(?<!/)>(?:\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>))?\s*<v(?:\s[^<>]*)?>([^<]*)<"
)
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_COLUMN = re.compile(rb"<col\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"(?<!\w)(\w+)=[\"']([^\"']*)[\"']")
_FILTER = re.compile(rb"<autoFilter\s[^<>]*>(?=\s*<filterColumn)")
_FILTER_RANGE = re.compile(rb"\sref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_MERGED = re.compile(rb"<mergeCell\s+ref=[\"']([A-Z]+\d+(?::[A-Z]+\d+)?)[\"']")
_HIDDEN = re.compile(rb"hidden=[\"'](?:1|true)[\"']")
# Each begins with what is rare, or with one fixed word, which is what makes a search quick.
_OTHER_CELL = re.compile(rb"<c(?! r=\")")
_OTHER_ROW = re.compile(rb"<row(?! r=\")")
_ROW_WITHOUT_REFERENCE = re.compile(rb"<row(?=[\s/>])(?![^<>]*\sr=)")
# Elements of a sheet under a prefix of their own: a text with these in it costs only time.
_PREFIXED = re.compile(rb":(?:c[ >]|f[ >]|row)")
_PART = re.compile(rb"<(?:worksheet|table)[\s>]")


@dataclass
class SheetScan:
    """What was seen, by address. `filters` are ranges ("A3:F30") that hide rows now.

    `merged` are ranges whose cells are merged.
    """

    formulas: dict[Address, str] = field(default_factory=dict)
    uncalculated: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    styles: dict[Address, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filters: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def scan_sheet(
    xml: bytes, telling_styles: Mapping[int, str], usual: bool | None = None
) -> SheetScan:
    """What a sheet part says beyond its values.

    `telling_styles` are the cell styles whose number format matters; only cells with
    one of them are listed in `styles`. `usual` is what `is_usual` says of it, where that is known.
    """
    usual = is_usual(xml) if usual is None else usual
    # A cell without a style has style 0, which only a parser sees.
    search = usual and 0 not in telling_styles
    return (_search if search else parse_sheet)(xml, telling_styles)


def is_usual(xml: bytes) -> bool:
    """Whether the XML is written as Excel writes it, so that bytes can be searched."""
    start = max(xml.find(b"<sheetData"), 0)
    end = max(xml.rfind(b"</sheetData>"), 0)
    return (
        _PART.search(xml, 0, 4096) is not None
        and not (b"!" in xml and (b"!--" in xml or b"![CDATA[" in xml))
        and _PREFIXED.search(xml, start, end) is None
        and _OTHER_CELL.search(xml, start, end) is None
        and (
            _OTHER_ROW.search(xml, start, end) is None
            or _ROW_WITHOUT_REFERENCE.search(xml, start, end) is None
        )
    )


def _search(xml: bytes, telling_styles: Mapping[int, str]) -> SheetScan:
    found = SheetScan()
    for match in _FORMULA.finditer(xml):
        start, address = _cell_before(xml, match.start())
        if address is None:
            continue
        formula = (match[1] or b"").decode("utf-8", "replace")
        found.formulas[address] = unescape(formula.replace("\r\n", "\n").replace("\r", "\n"))
        if not match[2]:
            kind = _CELL_TYPE.search(xml, start, match.start())
            if kind is None or kind[1] != b"str":
                found.uncalculated.add(address)
    for match in _ERROR_TYPE.finditer(xml):
        start, address = _cell_before(xml, match.start())
        if address is not None and b">" not in xml[start : match.start()]:
            value = _VALUE.match(xml, match.end())
            text = unescape(value[1].decode("utf-8", "replace")) if value else ""
            found.errors[address] = text or "#VALUE!"
            found.uncalculated.discard(address)
    if telling_styles:
        _search_styles(xml, telling_styles, found)
    start, end = max(xml.find(b"<sheetData"), 0), max(xml.rfind(b"</sheetData>"), 0)
    for match in _HIDDEN.finditer(xml, start, end):
        tag = xml.rfind(b"<row ", max(match.start() - _LONGEST_TAG, start), match.start())
        end_of_tag = xml.find(b">", match.end(), match.end() + _LONGEST_TAG)
        number = _ROW_NUMBER.search(xml, tag, end_of_tag) if tag >= 0 else None
        if number and xml.find(b">", tag, match.start()) < 0:
            found.hidden_rows.add(int(number[1]))
    for match in _COLUMN.finditer(xml, 0, start):
        values = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(match[0])}
        _note_hidden_columns(values, found)
    for match in _FILTER.finditer(xml, end):
        reference = _FILTER_RANGE.search(match[0])
        if reference:
            found.filters.append(reference[1].decode())
    found.merged = [match[1].decode() for match in _MERGED.finditer(xml, end)]
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
        position = match.start()
        start = xml.rfind(b"<c ", max(position - _LONGEST_TAG, 0), position)
        cell = _REFERENCE.match(xml, start) if start >= 0 else None
        # Mostly the style comes right after the reference, with one blank between them.
        if cell and (cell.end() + 1 == position or xml.find(b">", start, position) < 0):
            found.styles[int(cell[2]), _column(cell[1])] = int(match[1])


def _note_hidden_columns(attributes: Mapping[str, str], found: SheetScan) -> None:
    if attributes.get("hidden") in ("1", "true"):
        first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        # A run to the sheet's edge is the unused part, not columns that someone hid.
        if 0 < first <= last < 16384:
            found.hidden_columns.update(range(first, last + 1))


def parse_sheet(xml: bytes, telling_styles: Mapping[int, str]) -> SheetScan:
    """The same, by a parser: slower, for XML with prefixes or cells without references."""
    found = SheetScan()
    for name, element, address in elements(xml):
        if name == "c":
            _note_cell(element, address, telling_styles, found)
        elif name == "row" and element.get("hidden") in ("1", "true"):
            found.hidden_rows.add(address[0])
        elif name == "col":
            _note_hidden_columns(element.attrib, found)
        elif name == "mergeCell":
            found.merged.append(element.get("ref", ""))
        elif name == "autoFilter" and any(_local(child.tag) == "filterColumn" for child in element):
            found.filters.append(element.get("ref", ""))
    return found


def _note_cell(
    element: ElementTree.Element, address: Address, telling: Mapping[int, str], found: SheetScan
) -> None:
    parts = {_local(child.tag): child.text or "" for child in element}
    kind, value = element.get("t"), parts.get("v")
    if "f" in parts:
        found.formulas[address] = parts["f"]
        if not value and kind != "str":
            found.uncalculated.add(address)
    if kind == "e":
        found.errors[address] = value or "#VALUE!"
        found.uncalculated.discard(address)
    style = int(element.get("s") or 0)
    if style in telling:
        found.styles[address] = style


def elements(xml: bytes) -> Iterator[tuple[str, ElementTree.Element, Address]]:
    """Each element as it ends, with the cell it is in; a row's cells are dropped after it.

    A row or cell without a reference follows the one before; a cell's own goes before its row's.
    """
    row, address = 0, (0, 0)
    for event, element in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
        name = _local(element.tag)
        if event == "end":
            yield name, element, (row, 0) if name == "row" else address
            if name == "row":
                element.clear()
        elif name == "row":
            row = int(element.get("r") or row + 1)
            address = (row, 0)
        elif name == "c":
            reference = element.get("r")
            address = address_of(reference) if reference else (row, address[1] + 1)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
