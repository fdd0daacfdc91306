"""Edits that people make where the toolkit writes: below, beside, inside and above its tables.

Made by openpyxl on a board's workbook, by none of the toolkit's own adapters. Each says what it
typed and where, so that a test can ask whether it is still there.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import openpyxl
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn

from tests.pressed import OWN_SETTINGS
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Owner
from toolkit.reading.grid import Address
from toolkit.workbook.files import read_bytes

SHEETS = (
    "Findings",
    "Scorecard",
    "Plan",
    "Data",
    "Updates",
    "History",
    "Unplaced",
    "Paste",
    "Home",
)
PLACES = ("below", "beside", "inside", "above")
KINDS = (
    "text",
    "number",
    "formula",
    "link",
    "link inside",
    "comment",
    "whole row",
    "total row",
    "merged cells",
    "chart",
    "table",
    "hidden column",
    "protected sheet",
)
TYPED = "Ask the hospital again"
ELSEWHERE = "https://example.org/minutes"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Edit:
    """What is done, on which sheet, on which side of its table and how far from it."""

    sheet: str
    place: str
    kind: str
    down: int
    right: int

    def __str__(self) -> str:
        return f"{self.kind} {self.place} {self.sheet}, {self.down} down and {self.right} right"


def edits() -> st.SearchStrategy[Edit]:
    """Any of them."""
    return st.builds(
        Edit,
        st.sampled_from(SHEETS),
        st.sampled_from(PLACES),
        st.sampled_from(KINDS),
        st.integers(0, 7),
        st.integers(0, 11),
    )


def made(data: bytes, edit: Edit) -> tuple[bytes, Address]:
    """The workbook after that edit, and the cell at which it was aimed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[edit.sheet]
    row, column = _aim(sheet, edit)
    _do(sheet, edit.kind, row, column)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), (row, column)


def _aim(sheet: Any, edit: Edit) -> Address:
    table = sheet.tables.get(edit.sheet)
    reference = table.ref if table else f"A3:D{sheet.max_row}"
    left, top, right, bottom = _bounds(reference)
    across = left + edit.right % (right - left + 1)
    match edit.place:
        case "below":
            return bottom + 1 + edit.down % 4, across
        case "beside":
            return top + 1 + edit.down % max(bottom - top, 1), right + 2 + edit.right % 3
        case "inside":
            return top + 1 + edit.down % max(bottom - top, 1), across
        case _:
            return max(top - 1, 1), right + 2 + edit.right % 3


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """The first column and row of a range, and its last."""
    left, top, right, bottom = (int(number or 0) for number in range_boundaries(reference))
    return left, top, right, bottom


def _do(sheet: Any, kind: str, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    match kind:
        case "number":
            cell.value = 8141.5
        case "formula":
            cell.value = "=SUM(1,2)"
        case "link":
            cell.value, cell.hyperlink = TYPED, ELSEWHERE
        case "link inside":
            cell.value = TYPED
            cell.hyperlink = Hyperlink(cell.coordinate, location="'Lists'!B7", display=TYPED)
        case "comment":
            cell.comment = Comment(TYPED, "Someone")
        case "whole row":
            for beside in range(1, sheet.max_column + 1):
                if column == beside or not sheet.cell(row, beside).value:
                    sheet.cell(row, beside).value = TYPED
        case "total row":
            _total(sheet)
        case "merged cells":
            for other in range(row, row + 2):
                for beside in range(column, column + 2):
                    sheet.cell(other, beside).value = None
            cell.value = TYPED
            sheet.merge_cells(
                start_row=row, end_row=row + 1, start_column=column, end_column=column + 1
            )
        case "chart":
            chart = BarChart()
            chart.add_data(Reference(sheet, min_col=1, min_row=3, max_row=6))
            sheet.add_chart(chart, cell.coordinate)
        case "table" if not _in_table(sheet, row, column):
            _table(sheet, row, column)
        case "hidden column":
            cell.value = TYPED
            sheet.column_dimensions[get_column_letter(column)].hidden = True
        case "protected sheet":
            cell.value = TYPED
            sheet.protection.sheet = True
        case _:
            cell.value = TYPED


def _in_table(sheet: Any, row: int, column: int) -> bool:
    """Whether a small table there would meet another."""
    for table in sheet.tables.values():
        left, top, right, bottom = _bounds(table.ref)
        if left - 1 <= column <= right and top - 2 <= row <= bottom:
            return True
    return False


def _total(sheet: Any) -> None:
    """The total row that Excel puts under a table, with a word and a formula in it."""
    for table in sheet.tables.values():
        left, _, right, bottom = _bounds(table.ref)
        table.ref = re.sub(r"\d+$", str(bottom + 1), table.ref)
        table.totalsRowCount = 1
        sheet.cell(bottom + 1, left).value = TYPED
        sheet.cell(bottom + 1, right).value = "=SUM(1,2)"


def _table(sheet: Any, row: int, column: int) -> None:
    for down in range(3):
        for right in range(2):
            sheet.cell(row + down, column + right).value = f"{TYPED} {down} {right}"
    ends = (get_column_letter(column), row, get_column_letter(column + 1), row + 2)
    table = Table(displayName="Ours", ref="{}{}:{}{}".format(*ends))
    table.tableColumns = [TableColumn(id=n + 1, name=f"{TYPED} 0 {n}") for n in range(2)]
    sheet.add_table(table)


# What is still there


def typed_cells(data: bytes) -> dict[tuple[str, Address], tuple[Any, str]]:
    """Every cell outside the columns that the toolkit fills, and all that was typed into those.

    Of each its value and formula; what formulas show is left out, for it is worked out again.
    """
    book = read_bytes(data, "board.xlsx")
    found = {}
    for name, grid in book.grids.items():
        own = _own_columns(grid.rows, name)
        for row, values in enumerate(grid.rows, start=1):
            for column, value in enumerate(values, start=1):
                formula = grid.marks.formulas.get((row, column), "")
                is_own = (row > 3 and column in own) or _is_own_setting(name, values, column)
                theirs = TYPED in str(value) or not is_own
                if (value != "" or formula) and theirs:
                    found[name, (row, column)] = ("" if formula else value, formula)
    return found


def _is_own_setting(name: str, values: Any, column: int) -> bool:
    return name == SETTINGS.name and column == 2 and values[0] in OWN_SETTINGS


def _own_columns(rows: Any, name: str) -> set[int]:
    if name not in BOARD.sheet_names or not BOARD.sheet(name).tables:
        return set()
    keys = {
        column.heading: column.owner is Owner.TOOLKIT
        for table in BOARD.sheet(name).tables
        for column in table.columns
    }
    return {n for n, heading in enumerate(rows[2], start=1) if keys.get(heading)}


def cell_of(data: bytes, sheet: str, address: Address) -> tuple[Any, str]:
    """A cell's value and formula."""
    grid = read_bytes(data, "board.xlsx", [sheet]).grids[sheet]
    formula = grid.marks.formulas.get(address, "")
    return ("" if formula else grid.cell(*address).value, formula)


def links_of(data: bytes, sheet: str) -> set[tuple[str, str]]:
    """The links of a sheet that people made: where they are, and their place or relation."""
    names = read_bytes(data, "board.xlsx", []).sheet_names
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    links = ElementTree.fromstring(parts_of(data)[part]).iter(f"{_MAIN}hyperlink")
    return {
        (link.get("ref", ""), link.get(_REL) or link.get("location") or "")
        for link in links
        if link.get(_REL) or link.get("display") == TYPED
    }


def parts_of(data: bytes) -> Mapping[str, bytes]:
    """Every part of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


_WRITTEN = re.compile(
    r"xl/worksheets/sheet\d+\.xml|xl/tables/table\d+\.xml|xl/(workbook|styles)\.xml|"
    r"docProps/custom\.xml|xl/calcChain\.xml|\[Content_Types\]\.xml|xl/_rels/workbook\.xml\.rels"
)


def other_parts(data: bytes) -> Mapping[str, bytes]:
    """The parts that no job of the toolkit changes; other people's tables among them."""
    return {
        name: content
        for name, content in parts_of(data).items()
        if not _WRITTEN.fullmatch(name) or b'displayName="Ours"' in content
    }
