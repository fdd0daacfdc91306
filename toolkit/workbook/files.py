"""Workbooks on disk: read into grids."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from toolkit.errors import FileMissing, NotAWorkbook
from toolkit.workbook.grid import Grid, Marks, address_of
from toolkit.workbook.scan import SheetScan, scan_sheet

LAYOUT_PROPERTY = "Toolkit layout"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE_TYPE = "/table"
# Number formats built into Excel that show a share of one as per cent.
_BUILT_IN_PERCENT = {9: "0%", 10: "0.00%"}


@dataclass(frozen=True)
class Workbook:
    """A workbook as read: its file's name, its sheets' grids, its layout version."""

    name: str
    grids: Mapping[str, Grid]
    layout_version: int | None = None


def read(path: Path) -> Workbook:
    """All sheets of a workbook; FileMissing or NotAWorkbook where that cannot be."""
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is not there"
        raise FileMissing(f"{path.name} {what}. Check the name and the folder, and try again.")
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str) -> Workbook:
    """All sheets of a workbook held in memory, called `name` in messages."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            package_parts = _Package(package)
            marks = {
                sheet: _marks(package_parts, part)
                for sheet, part in package_parts.sheet_parts().items()
            }
            version = package_parts.layout_version()
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {
            sheet: Grid(
                sheet,
                book.get_sheet_by_name(sheet).to_python(skip_empty_area=False),
                marks.get(sheet, Marks()),
            )
            for sheet in book.sheet_names
            if sheet in marks
        }
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        ElementTree.ParseError,
        python_calamine.CalamineError,
    ):
        raise NotAWorkbook(
            f"{name} cannot be read as an Excel workbook (.xlsx or .xlsm). "
            "If it opens in Excel, save it there as an Excel Workbook and try again."
        ) from None
    return Workbook(name, grids, version)


class _Package:
    """The parts of an .xlsx that matter here, found by their relationships."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = set(package.namelist())
        self.telling_styles = self._telling_styles()

    def part(self, name: str) -> bytes:
        return self._package.read(name)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id: (type, target part) of a part's internal relationships."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._names:
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
        if styles is None or styles not in self._names:
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
        if "docProps/custom.xml" not in self._names:
            return None
        for item in ElementTree.fromstring(self.part("docProps/custom.xml")):
            if item.get("name") == LAYOUT_PROPERTY and len(item):
                text = item[0].text or ""
                return int(float(text)) if text.replace(".", "", 1).isdigit() else None
        return None


def _marks(package: _Package, part: str) -> Marks:
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
