"""A sheet part with some cells changed; every byte that need not change stays. Bytes in and out."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from toolkit.reading.grid import Address, address_of, column_letters, column_number
from toolkit.values.errors import CellRefused
from toolkit.workbook.cell_xml import (
    CELL,
    CellParts,
    cell_xml,
    content_is_sound,
    formula_xml,
    take_apart,
)
from toolkit.workbook.link_xml import with_links
from toolkit.workbook.scan import is_usual
from toolkit.writing.changes import Content, Formula, SheetChanges

_ROW = re.compile(rb"<row\s[^>]*?(?:/>|>)")
_ROW_NUMBER = re.compile(rb'\sr="(\d+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_HIDDEN = re.compile(rb'<col\s(?=[^>]*?\shidden="(?:1|true)")[^>]*>')
_FROM_TO = re.compile(rb'\s(min|max)="(\d+)"')
_HEIGHT = re.compile(rb'\sht="[^"]*"')
_BLOCK_FORMULA = re.compile(rb"<f\s[^>]*>")
_BLOCK_TYPE = re.compile(rb'\bt="(?:array|dataTable)"')
_BLOCK_RANGE = re.compile(rb'\bref="([A-Z]+\d+(?::[A-Z]+\d+)?)"')
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|</sheetData>")
_DIMENSION = re.compile(rb'(<dimension ref=")([A-Z]+\d+)(?::([A-Z]+\d+))?(")')


class _New(NamedTuple):
    """What a cell is given: a content, or the result of a formula that it has or is given too."""

    content: Content
    is_result: bool = False
    formula: Formula | None = None


StyleFor = Callable[[int, Content], int]
"""The style a cell needs to show a content, given the style it has."""


def edit_sheet(
    xml: bytes, changes: SheetChanges, sheet: str, style_for: StyleFor, epoch_1904: bool
) -> tuple[bytes, bool]:
    """The sheet part with those changes, and whether a formula gave way to a value.

    CellRefused where a cell belongs to an array, a shared formula or a data table, or
    where a result is meant for a cell without a formula.
    """
    plain = is_usual(xml) and _SHEET_DATA.search(xml) is not None
    editor = _Editor(xml if plain else written_plainly(xml), sheet, style_for, epoch_1904)
    edited = editor.edit(changes)
    if changes.links:
        edited = with_links(edited, changes.links)
    return edited, editor.formula_gone


def written_plainly(xml: bytes) -> bytes:
    """The same sheet as Excel would write it: no prefix, each row and cell with its reference."""
    from lxml import etree

    root = etree.fromstring(xml)
    namespace = etree.QName(root).namespace
    row_number = 0
    for row in root.iter(f"{{{namespace}}}row"):
        row_number = int(row.get("r") or row_number + 1)
        row.set("r", str(row_number))
        column = 0
        for cell in row.iter(f"{{{namespace}}}c"):
            reference = cell.get("r")
            column = address_of(reference)[1] if reference else column + 1
            attributes = dict(cell.attrib)
            cell.attrib.clear()
            cell.set("r", reference or f"{column_letters(column)}{row_number}")
            cell.attrib.update({key: value for key, value in attributes.items() if key != "r"})
    etree.strip_tags(root, etree.Comment)
    plain = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    prefix = root.prefix
    if prefix:
        name = re.escape(prefix.encode())
        plain = re.sub(rb"<(/?)" + name + rb":", rb"<\1", plain)
        plain = re.sub(rb"\sxmlns:" + name + rb"=", b" xmlns=", plain, count=1)
    return plain


class _Editor:
    def __init__(self, xml: bytes, sheet: str, style_for: StyleFor, epoch_1904: bool) -> None:
        self._xml = re.sub(rb"<sheetData\s*/>", b"<sheetData></sheetData>", xml, count=1)
        self._sheet = sheet
        self._style_for = style_for
        self._epoch_1904 = epoch_1904
        self._rows = self._index()
        self._blocks = self._block_ranges()
        self._hidden = self._hidden_columns()
        self.formula_gone = False

    def edit(self, changes: SheetChanges) -> bytes:
        by_row: dict[int, dict[int, _New]] = defaultdict(dict)
        for (row, column), content in changes.cells.items():
            by_row[row][column] = _New(content)
        for (row, column), content in changes.results.items():
            given = changes.cells.get((row, column))
            formula = given if isinstance(given, Formula) else None
            by_row[row][column] = _New(content, True, formula)
        model = self._styles_of(changes.look_like_row)
        data_end = self._xml.rindex(b"</sheetData>")
        pieces, position = [], 0
        following = sorted(self._rows)
        for number in sorted(by_row):
            start, end = self._rows.get(number, (0, 0))
            if not end:
                later = bisect(following, number)
                is_last = later == len(following)
                start = end = data_end if is_last else self._rows[following[later]][0]
            pieces += [
                self._xml[position:start],
                self._edit_row(self._xml[start:end], number, by_row[number], model),
            ]
            position = end
        pieces.append(self._xml[position:])
        return _widen_dimension(b"".join(pieces), by_row)

    def _index(self) -> dict[int, tuple[int, int]]:
        """Where each row starts and ends."""
        found = {}
        for tag in _ROW.finditer(self._xml):
            number = _ROW_NUMBER.search(tag[0])
            if number is None:
                continue
            whole = tag[0].endswith(b"/>")
            end = tag.end() if whole else self._xml.index(b"</row>", tag.end()) + len(b"</row>")
            found[int(number[1])] = (tag.start(), end)
        return found

    def _hidden_columns(self) -> list[range]:
        """The columns that nobody sees, whose words make no row higher."""
        head = self._xml[: self._xml.index(b"<sheetData")]
        ends = (dict(_FROM_TO.findall(tag)) for tag in _HIDDEN.findall(head))
        return [range(int(end[b"min"]), int(end[b"max"]) + 1) for end in ends if len(end) == 2]

    def _is_seen(self, column: int) -> bool:
        return not any(column in hidden for hidden in self._hidden)

    def _block_ranges(self) -> list[tuple[Address, Address]]:
        """Ranges that one array formula or data table fills."""
        found = []
        for tag in _BLOCK_FORMULA.findall(self._xml):
            reference = _BLOCK_RANGE.search(tag)
            if reference and _BLOCK_TYPE.search(tag):
                first, _, last = reference[1].decode().partition(":")
                found.append((address_of(first), address_of(last or first)))
        return found

    def _styles_of(self, row: int) -> Mapping[int, int]:
        """The style of each cell of a row, by column."""
        start, end = self._rows.get(row, (0, 0))
        return {
            column_number(cell["letters"].decode()): take_apart(cell).style
            for cell in CELL.finditer(self._xml, start, end)
        }

    def _edit_row(
        self,
        row: bytes,
        number: int,
        contents: Mapping[int, _New],
        model: Mapping[int, int],
    ) -> bytes:
        opening = _ROW.match(row)
        tag = opening[0] if opening else f'<row r="{number}">'.encode()
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        tag = _SPANS.sub(b"", tag)
        if b"customHeight" not in tag and any(
            isinstance(new.content, str) and self._is_seen(column)
            for column, new in contents.items()
        ):
            # Nobody chose it: the program works it out again, so that new words are seen whole.
            tag = _HEIGHT.sub(b"", tag)
        cells = {column_number(match["letters"].decode()): match for match in CELL.finditer(row)}
        last = max((match.end() for match in cells.values()), default=0)
        rest = row[last:] if last else row[opening.end() if opening else 0 :]
        rest = rest.removesuffix(b"</row>")
        written = {column: match[0] for column, match in cells.items()}
        for column, new in contents.items():
            address = (number, column)
            parts = take_apart(cells[column]) if column in cells else None
            written[column] = self._new_cell(address, parts, new, model)
        body = b"".join(written[column] for column in sorted(written))
        return tag + body + rest + b"</row>"

    def _new_cell(
        self,
        address: Address,
        parts: CellParts | None,
        new: _New,
        model: Mapping[int, int],
    ) -> bytes:
        style, content = parts.style if parts else model.get(address[1], 0), new.content
        if new.is_result and new.formula is None:
            if parts is None or not parts.formula:
                raise self._refused(
                    address, "should have one of the toolkit's formulas and has none"
                )
            return cell_xml(address, style, content, self._epoch_1904, parts.formula)
        if (self._blocks and self._in_block(address)) or (parts and parts.linked):
            raise self._refused(address, "is part of a formula that spans several cells")
        if parts and parts.formula:
            self.formula_gone = True
        if new.formula:
            return cell_xml(address, style, content, self._epoch_1904, formula_xml(new.formula))
        if isinstance(content, date) and content_is_sound(content, self._epoch_1904):
            style = self._style_for(style, content)
        return cell_xml(address, style, content, self._epoch_1904)

    def _in_block(self, address: Address) -> bool:
        return any(
            first[0] <= address[0] <= last[0] and first[1] <= address[1] <= last[1]
            for first, last in self._blocks
        )

    def _refused(self, address: Address, why: str) -> CellRefused:
        cell = f"{column_letters(address[1])}{address[0]}"
        return CellRefused(
            f"Cell {cell} of the sheet {self._sheet} {why}, so nothing was written. "
            "Type a plain value there, or undo the change to the grey columns, and try again."
        )


def _widen_dimension(xml: bytes, by_row: Mapping[int, Mapping[int, object]]) -> bytes:
    """The sheet's stated extent, made to hold every changed cell."""
    match = _DIMENSION.search(xml, 0, 4096)
    columns = [column for cells in by_row.values() for column in cells]
    if match is None or not columns:
        return xml
    first = address_of(match[2].decode())
    last = address_of((match[3] or match[2]).decode())
    top, left = min(first[0], *by_row), min(first[1], *columns)
    bottom, right = max(last[0], *by_row), max(last[1], *columns)
    reference = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}".encode()
    return xml[: match.start()] + match[1] + reference + match[4] + xml[match.end() :]
