"""Workbooks on disk: read into grids."""

import io
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from toolkit.errors import FileRefused
from toolkit.gate import WORKBOOK, Package, read_file
from toolkit.workbook.grid import Grid, Marks, address_of
from toolkit.workbook.scan import SheetScan, is_vast, scan_sheet

LAYOUT_PROPERTY = "Toolkit layout"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE_TYPE = "/table"
# Number formats built into Excel that show a share of one as per cent.
_BUILT_IN_PERCENT = {9: "0%", 10: "0.00%"}


@dataclass(frozen=True)
class Workbook:
    """A workbook as read: its file's name, the grids read, all sheets' names, its layout."""

    name: str
    grids: Mapping[str, Grid]
    sheet_names: tuple[str, ...] = ()
    layout_version: int | None = None


def read(path: Path, sheets: Collection[str] | None = None) -> Workbook:
    """A workbook's sheets (all, or those named); a ToolkitError where that cannot be."""
    return read_bytes(read_file(path, WORKBOOK), path.name, sheets)


def read_bytes(data: bytes, name: str, sheets: Collection[str] | None = None) -> Workbook:
    """The same for a workbook held in memory, called `name` in messages."""
    package = Package(data, name, WORKBOOK)
    try:
        parts = _Parts(package)
        sheet_parts = parts.sheet_parts()
        wanted = [sheet for sheet in sheet_parts if sheets is None or sheet in sheets]
        for sheet in wanted:
            if is_vast(parts.part(sheet_parts[sheet])):
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
        version = parts.layout_version()
    except (
        KeyError,
        ValueError,
        OverflowError,
        ElementTree.ParseError,
        python_calamine.CalamineError,
    ):
        raise package.damaged() from None
    return Workbook(name, grids, tuple(sheet_parts), version)


class _Parts:
    """The parts of an .xlsx that matter here, found by their relationships."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.telling_styles = self._telling_styles()

    def part(self, name: str) -> bytes:
        return self._package.part(name)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id: (type, target part) of a part's internal relationships."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._package:
            return {}
        found = {}
        for item in ElementTree.fromstring(self.part(relations)):
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                found[item.get("Id", "")] = (item.get("Type", ""), target.lstrip("/"))
        return found

    def workbook_part(self) -> str:
        for kind, target in self.related("").values():
            if kind.endswith("/officeDocument"):
                return target
        raise KeyError("officeDocument")

    def sheet_parts(self) -> dict[str, str]:
        """Sheet name: part, for worksheets (chart sheets hold no cells)."""
        workbook = self.workbook_part()
        related = self.related(workbook)
        sheets = ElementTree.fromstring(self.part(workbook)).iter(f"{_MAIN}sheet")
        found = {}
        for sheet in sheets:
            kind, target = related.get(sheet.get(_REL_ID, ""), ("", ""))
            if kind.endswith("/worksheet"):
                found[sheet.get("name", "")] = target
        return found

    def _telling_styles(self) -> dict[int, str]:
        """Cell style: number format, for those that show numbers as per cent."""
        styles = next(
            (
                target
                for kind, target in self.related(self.workbook_part()).values()
                if kind.endswith("/styles")
            ),
            None,
        )
        if styles is None or styles not in self._package:
            return {}
        root = ElementTree.fromstring(self.part(styles))
        percent = dict(_BUILT_IN_PERCENT)
        for item in root.iter(f"{_MAIN}numFmt"):
            code = item.get("formatCode", "")
            if "%" in code:
                percent[int(item.get("numFmtId", 0))] = code
        formats = root.find(f"{_MAIN}cellXfs")
        return {
            index: percent[int(style.get("numFmtId") or 0)]
            for index, style in enumerate(formats if formats is not None else ())
            if int(style.get("numFmtId") or 0) in percent
        }

    def layout_version(self) -> int | None:
        """The layout version stamped into the custom document properties, if any."""
        if "docProps/custom.xml" not in self._package:
            return None
        for item in ElementTree.fromstring(self.part("docProps/custom.xml")):
            if item.get("name") == LAYOUT_PROPERTY and len(item):
                text = item[0].text or ""
                return int(float(text)) if text.replace(".", "", 1).isdigit() else None
        return None


def _marks(package: _Parts, part: str) -> Marks:
    scan = scan_sheet(package.part(part), package.telling_styles)
    filters = list(scan.filters)
    for kind, target in package.related(part).values():
        if kind.endswith(_TABLE_TYPE):
            table = scan_sheet(package.part(target), {})
            filters += table.filters
    return Marks(
        formulas=scan.formulas,
        uncalculated=frozenset(scan.uncalculated),
        errors=scan.errors,
        number_formats={
            address: package.telling_styles[style] for address, style in scan.styles.items()
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
