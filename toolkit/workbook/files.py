"""Workbooks on disk: read into grids."""

import io
from collections.abc import Collection
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from toolkit.files.safety_check import WORKBOOK, Package, read_file
from toolkit.reading.grid import Grid, Marks, address_of
from toolkit.reading.workbook import LAYOUT_PROPERTY, Workbook
from toolkit.values.errors import FileRefused, WrongFileType
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.scan import SheetScan, is_vast, scan_sheet

__all__ = ["Workbook", "read", "read_bytes"]


def read(path: Path, sheets: Collection[str] | None = None) -> Workbook:
    """A workbook's sheets (all, or those named); a ToolkitError where that cannot be."""
    return read_bytes(read_file(path, WORKBOOK), path.name, sheets)


def read_bytes(data: bytes, name: str, sheets: Collection[str] | None = None) -> Workbook:
    """The same for a workbook held in memory, called `name` in messages."""
    package = Package(data, name, WORKBOOK)
    try:
        parts = WorkbookParts(package)
        if parts.is_strict:
            raise WrongFileType(
                f"{name} is a Strict Open XML Spreadsheet. Open it in Excel, save it as "
                f"{WORKBOOK.save_as}, and try again."
            )
        sheet_parts = parts.sheet_parts
        wanted = [sheet for sheet in sheet_parts if sheets is None or sheet in sheets]
        for sheet in wanted:
            if is_vast(package.part(sheet_parts[sheet])):
                raise FileRefused(
                    f'The sheet "{sheet}" of {name} reaches far beyond its contents. It was not '
                    "opened. Delete the empty rows and columns after its last entry, save it, "
                    "and try again."
                )
        marks = {sheet: _marks(parts, sheet_parts[sheet]) for sheet in wanted}
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {
            sheet: Grid(
                sheet,
                book.get_sheet_by_name(sheet).to_python(skip_empty_area=False),
                marks[sheet],
            )
            for sheet in wanted
        }
        numbers = parts.numbers
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
        name, grids, tuple(sheet_parts), numbers.get(LAYOUT_PROPERTY), numbers, links, data
    )


def _marks(parts: WorkbookParts, part: str) -> Marks:
    scan = scan_sheet(parts.package.part(part), parts.percent_styles)
    filters = list(scan.filters)
    for table in parts.table_parts(part):
        filters += scan_sheet(parts.package.part(table), {}).filters
    return Marks(
        formulas=scan.formulas,
        uncalculated=frozenset(scan.uncalculated),
        errors=scan.errors,
        number_formats={
            address: parts.percent_styles[style] for address, style in scan.styles.items()
        },
        hidden_rows=_hidden_by_hand(scan, filters),
        hidden_columns=frozenset(scan.hidden_columns),
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
