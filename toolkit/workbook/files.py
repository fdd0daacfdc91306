"""Workbooks on disk: read into grids."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from toolkit.files.safety_check import WORKBOOK, Package, read_file
from toolkit.reading.grid import Grid, Marks, address_of, area_of
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.workbook.bounds import MOST_CELLS, refuse_excess, too_much
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.plain_package import plain_package
from toolkit.workbook.scan import SheetScan, scan_sheet
from toolkit.workbook.table_xml import table_area
from toolkit.writing.record import from_pieces

__all__ = ["Workbook", "read", "read_bytes"]


def read(path: Path, sheets: Collection[str] | None = None) -> Workbook:
    """A workbook's sheets (all, or those named); a ToolkitError where that cannot be."""
    return read_bytes(read_file(path, WORKBOOK), path.name, sheets)


def read_bytes(data: bytes, name: str, sheets: Collection[str] | None = None) -> Workbook:
    """The same for a workbook held in memory, called `name` in messages."""
    package = Package(data, name, WORKBOOK)
    try:
        parts = WorkbookParts(package)
        sheet_parts = parts.sheet_parts
        wanted = [sheet for sheet in sheet_parts if sheets is None or sheet in sheets]
        refuse_excess(parts, wanted, name)
        marks = {sheet: _marks(parts, sheet_parts[sheet]) for sheet in wanted}
        grids = dict(_grids(parts, wanted, marks))
        numbers, record = parts.numbers, from_pieces(parts.properties)
        links = parts.links_elsewhere
    except (
        LookupError,
        ValueError,
        OverflowError,
        MemoryError,
        RecursionError,
        ElementTree.ParseError,
        python_calamine.CalamineError,
    ):
        raise package.damaged() from None
    except BaseException as error:
        # The reader underneath reports some impossible numbers in a way of its own, which no
        # `except Exception` would catch.
        if type(error).__name__ == "PanicException":
            raise package.damaged() from None
        raise
    return Workbook(
        name,
        grids,
        tuple(sheet_parts),
        numbers.get(LAYOUT_PROPERTY),
        numbers,
        links,
        data,
        record,
        hidden_sheets=parts.hidden_sheets,
    )


def _grids(
    parts: WorkbookParts, sheets: Sequence[str], marks: Mapping[str, Marks]
) -> Iterator[tuple[str, Grid]]:
    """The values of each sheet. FileRefused where they are too many together."""
    package = parts.package
    book = None
    if not package.is_unusual:
        # What it stumbles over may be in a part that no sheet needs.
        with suppress(python_calamine.CalamineError):
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.data))
    if book is None:
        plain = plain_package(parts, sheets)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(plain))
    cells = 0
    for sheet in sheets:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        cells += len(rows) * (len(rows[0]) if rows else 0)
        if cells > MOST_CELLS:
            raise too_much(package.name)
        yield sheet, Grid(sheet, rows, marks[sheet])


def _marks(parts: WorkbookParts, part: str) -> Marks:
    scan = scan_sheet(parts.package.part(part), parts.percent_styles, parts.is_usual(part))
    filters = list(scan.filters)
    tables = [parts.package.part(table) for table in parts.table_parts(part)]
    for table in tables:
        filters += scan_sheet(table, {}).filters
    return Marks(
        formulas=scan.formulas,
        uncalculated=frozenset(scan.uncalculated),
        errors=scan.errors,
        number_formats={
            address: parts.percent_styles[style] for address, style in scan.styles.items()
        },
        hidden_rows=_hidden_by_hand(scan, filters),
        hidden_columns=frozenset(scan.hidden_columns),
        tables=tuple(filter(None, map(table_area, tables))),
        merged=tuple(filter(None, map(area_of, scan.merged))),
    )


def _hidden_by_hand(scan: SheetScan, filters: list[str]) -> frozenset[int]:
    """Hidden rows outside every range where a filter is at work."""
    by_filter: set[int] = set()
    for reference in filters:
        first, _, last = reference.partition(":")
        try:
            by_filter.update(range(address_of(first)[0], address_of(last)[0] + 1))
        except ValueError:
            continue
    return frozenset(scan.hidden_rows - by_filter)
