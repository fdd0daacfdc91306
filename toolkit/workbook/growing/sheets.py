"""A whole sheet of a fresh workbook, added behind the sheets of another."""

from copy import deepcopy

from lxml import etree

from toolkit.layout.schema import Sheet
from toolkit.workbook.growing.cells import FreshSheet
from toolkit.workbook.growing.open_parts import MAIN, R_ID, Element, OpenParts
from toolkit.workbook.growing.style_map import StyleMap

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# What a fresh sheet leads to: the end of the relationship's type, then the new part's folder,
# beginning, ending and content type.
_RELATED = {
    "/table": ("table", "xl/tables", "table", ".xml", f"{_SPREADSHEET}table+xml"),
    "/comments": ("comments", "xl", "comments", ".xml", f"{_SPREADSHEET}comments+xml"),
    "/vmlDrawing": (
        "vmlDrawing",
        "xl/drawings",
        "vmlDrawing",
        ".vml",
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
    ),
}


def add_sheet(parts: OpenParts, fresh: OpenParts, sheet: Sheet, styles: StyleMap) -> None:
    """Add the sheet as it is in a fresh workbook, with its tables and notes."""
    source = FreshSheet(fresh, sheet.name, styles)
    root = deepcopy(source.root)
    for cell in root.iter(f"{MAIN}c"):
        source.adopt(cell)
    for rule in root.iter(f"{MAIN}cfRule"):
        if rule.get("dxfId"):
            rule.set("dxfId", str(styles.rule(int(rule.get("dxfId")))))
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    part = parts.add(
        "xl/worksheets", "sheet", ".xml", etree.tostring(root), f"{_SPREADSHEET}worksheet+xml"
    )
    root = parts.tree(part)
    renamed = {}
    for name, (kind, target) in fresh.found.related(source.part).items():
        for end, (word, folder, stem, suffix, content_type) in _RELATED.items():
            if kind.endswith(end):
                content = fresh.package.part(target)
                if word == "table":
                    content = _own_table(parts, content, styles)
                new = parts.add(folder, stem, suffix, content, content_type)
                renamed[name] = parts.relate(part, word, new)
    for element in root.iter():
        if element.get(R_ID) in renamed:
            element.set(R_ID, renamed[element.get(R_ID)])
    _list(parts, sheet.name, part)


def _own_table(parts: OpenParts, content: bytes, styles: StyleMap) -> bytes:
    """A table under a number that no other table has."""
    root: Element = etree.fromstring(content)
    numbers = (int(str(table.get("id"))) for table in parts.every_table())
    root.set("id", str(1 + max(numbers, default=0)))
    for column in root.iter(f"{MAIN}tableColumn"):
        for key in ("dataDxfId", "headerRowDxfId"):
            if column.get(key):
                column.set(key, str(styles.rule(int(column.get(key)))))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _list(parts: OpenParts, name: str, part: str) -> None:
    """Name the new sheet in the workbook, behind all others."""
    workbook = parts.tree(parts.found.workbook_part)
    sheets = workbook.find(f"{MAIN}sheets")
    number = 1 + max(int(sheet.get("sheetId") or 0) for sheet in sheets)
    entry = etree.SubElement(sheets, f"{MAIN}sheet")
    entry.set("name", name)
    entry.set("sheetId", str(number))
    entry.set(R_ID, parts.relate(parts.found.workbook_part, "worksheet", part))
