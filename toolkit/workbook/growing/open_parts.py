"""The parts of a workbook as trees that can be changed, and written back together."""

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from toolkit.files.archive import rewrite
from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.scan import is_usual
from toolkit.workbook.sheet_xml import written_plainly

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_ID = f"{{{OFFICE}}}id"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES = "[Content_Types].xml"

Element = Any
"""An lxml element."""

# What may follow what on a sheet, as the standard orders it.
_ON_A_SHEET = tuple(
    word
    for words in (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection",
        "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews",
        "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions",
        "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches",
        "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture",
        "oleObjects controls webPublishItems tableParts extLst",
    )
    for word in words.split()
)


class OpenParts:
    """A workbook's parts, parsed when first asked for; those that were are written again."""

    def __init__(self, data: bytes, name: str) -> None:
        self.package = Package(data, name, WORKBOOK)
        self.found = WorkbookParts(self.package)
        self._trees: dict[str, Element] = {}
        self._new: dict[str, bytes] = {}

    def tree(self, part: str) -> Element:
        """The root of a part; XMLSyntaxError where it is none."""
        part = self.package.name_of(part)
        if part not in self._trees:
            content = self._new.get(part) or self.package.part(part)
            self._trees[part] = etree.fromstring(content, _parser())
        return self._trees[part]

    def sheet(self, name: str) -> Element:
        """The root of a worksheet's part, in which each row and cell has its reference."""
        part = self.package.name_of(self.found.sheet_parts[name])
        if part not in self._trees:
            content = self.package.part(part)
            plain = content if is_usual(content) else written_plainly(content)
            self._trees[part] = etree.fromstring(plain, _parser())
        return self._trees[part]

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.package or part in self._new

    def add(self, folder: str, stem: str, suffix: str, content: bytes, kind: str) -> str:
        """A new part of a name that none has; `kind` is its content type."""
        number = 1
        while self.has(f"{folder}/{stem}{number}{suffix}"):
            number += 1
        part = f"{folder}/{stem}{number}{suffix}"
        self._new[part] = content
        types = self.tree(_CONTENT_TYPES)
        override = etree.SubElement(types, f"{_TYPES}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", kind)
        return part

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship between two parts; its ID. `kind` is the last word of its type."""
        relations = self.found.relations_part(part)
        if not self.has(relations):
            self._new[relations] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        root = self.tree(relations)
        taken = {item.get("Id") for item in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        item = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        item.set("Id", f"rId{number}")
        item.set("Type", f"{OFFICE}/{kind}")
        item.set("Target", posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}"))
        return f"rId{number}"

    def every_table(self) -> Iterator[Element]:
        """The root of each table of each sheet."""
        for part in (*self.package.parts, *self._new):
            if part.casefold().startswith("xl/tables/"):
                yield self.tree(part)

    def written(self) -> bytes:
        """The workbook with all changes; untouched parts are copied as they are."""
        changed = dict(self._new)
        for part, root in self._trees.items():
            changed[part] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        return rewrite(self.package, changed, frozenset())


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)


def child(parent: Element, name: str) -> Element:
    """A sheet's one element of that name, made in its due place where it is missing."""
    there = parent.find(MAIN + name)
    if there is not None:
        return there
    made = etree.Element(MAIN + name)
    put(parent, made)
    return made


def put(parent: Element, element: Element) -> None:
    """Put an element on a sheet behind those that come before it, and its own kind."""
    rank = _ON_A_SHEET.index(etree.QName(element).localname)
    at = 0
    for index, other in enumerate(parent):
        if not isinstance(other.tag, str):
            continue
        name = etree.QName(other).localname
        # Kinds of a later standard stay at the end, inside what holds them.
        if name in _ON_A_SHEET and _ON_A_SHEET.index(name) <= rank:
            at = index + 1
    parent.insert(at, element)
