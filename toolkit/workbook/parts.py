"""The parts of a workbook's package, found by their relationships."""

import posixpath
from collections.abc import Mapping
from functools import cached_property
from xml.etree import ElementTree

from toolkit.files.safety_check import Package
from toolkit.reading.grid import shows_percent
from toolkit.values.text import whole_number
from toolkit.workbook.scan import is_usual
from toolkit.writing.record import is_piece

_CUSTOM = "docProps/custom.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Number formats built into Excel that show a share of one as per cent.
_BUILT_IN_PERCENT = {9: "0%", 10: "0.00%"}


class WorkbookParts:
    """Where in a package the workbook, its sheets, tables, styles and properties are."""

    def __init__(self, package: Package) -> None:
        """KeyError where the package holds no workbook."""
        self.package = package
        self.workbook_part = self._first_related("", "/officeDocument")
        if not self.workbook_part:
            raise KeyError("officeDocument")
        self._usual: dict[str, bool] = {}

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """A part's relationships inside the package: type and target, by their IDs."""
        relations = self.relations_part(part)
        if relations not in self.package:
            return {}
        folder = posixpath.dirname(part)
        found = {}
        for item in ElementTree.fromstring(self.package.part(relations)):
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                part = self.package.name_of(target.lstrip("/"))
                found[item.get("Id", "")] = (item.get("Type", ""), part)
        return found

    def relations_part(self, part: str) -> str:
        """The part that holds a part's relationships."""
        folder, base = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def _first_related(self, part: str, kind: str) -> str:
        return next(
            (target for found, target in self.related(part).values() if found.endswith(kind)), ""
        )

    @cached_property
    def sheet_parts(self) -> Mapping[str, str]:
        """Each worksheet's part, by its name; chart sheets hold no cells."""
        related = self.related(self.workbook_part)
        workbook = ElementTree.fromstring(self.package.part(self.workbook_part))
        found = {}
        for sheet in workbook.iter(f"{_MAIN}sheet"):
            kind, target = related.get(sheet.get(_REL_ID, ""), ("", ""))
            if kind.endswith("/worksheet"):
                found[sheet.get("name", "")] = target
        return found

    @cached_property
    def hidden_sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are hidden, by hand or by a program."""
        workbook = ElementTree.fromstring(self.package.part(self.workbook_part))
        return tuple(
            sheet.get("name", "")
            for sheet in workbook.iter(f"{_MAIN}sheet")
            if sheet.get("state", "visible") != "visible"
        )

    def is_usual(self, part: str) -> bool:
        """Whether a sheet's part is written as Excel writes it; it is looked at once."""
        if part not in self._usual:
            self._usual[part] = is_usual(self.package.part(part))
        return self._usual[part]

    def table_parts(self, sheet_part: str) -> list[str]:
        """The parts of a sheet's tables."""
        related = self.related(sheet_part).values()
        return [target for kind, target in related if kind.endswith("/table")]

    @cached_property
    def styles_part(self) -> str:
        """The part that holds the cell formats; "" where there is none."""
        part = self._first_related(self.workbook_part, "/styles")
        return part if part in self.package else ""

    @cached_property
    def shared_strings_part(self) -> str:
        """The part with the texts that cells share; "" where there is none."""
        part = self._first_related(self.workbook_part, "/sharedStrings")
        return part if part in self.package else ""

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether its dates are counted from 1904."""
        workbook = ElementTree.fromstring(self.package.part(self.workbook_part))
        properties = workbook.find(f"{_MAIN}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def calculation_chain(self) -> str | None:
        """The part that lists the formula cells, if there is one."""
        part = self._first_related(self.workbook_part, "/calcChain")
        return part if part in self.package else None

    @cached_property
    def percent_styles(self) -> Mapping[int, str]:
        """The number format of each cell style that shows numbers as per cent."""
        if not self.styles_part:
            return {}
        root = ElementTree.fromstring(self.package.part(self.styles_part))
        percent = dict(_BUILT_IN_PERCENT)
        for item in root.iter(f"{_MAIN}numFmt"):
            code = item.get("formatCode", "")
            if shows_percent(code):
                percent[int(item.get("numFmtId", 0))] = code
        formats = root.find(f"{_MAIN}cellXfs")
        return {
            index: percent[int(style.get("numFmtId") or 0)]
            for index, style in enumerate(formats if formats is not None else ())
            if int(style.get("numFmtId") or 0) in percent
        }

    @property
    def links_elsewhere(self) -> int:
        """How many other workbooks its formulas take values from."""
        return sum(part.startswith("xl/externalLinks/externalLink") for part in self.package.parts)

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties, as text."""
        if _CUSTOM not in self.package:
            return {}
        return {
            item.get("name", ""): (item[0].text or "") if len(item) else ""
            for item in ElementTree.fromstring(self.package.part(_CUSTOM))
        }

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The custom document properties that are whole numbers."""
        found = {
            name: whole_number(text) for name, text in self.properties.items() if not is_piece(name)
        }
        return {name: number for name, number in found.items() if number is not None}
