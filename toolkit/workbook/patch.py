"""A workbook with changes written into it; what need not change is copied byte for byte."""

import re
from collections.abc import Mapping

from toolkit.files.archive import rewrite
from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.values.errors import CannotWrite
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.sheet_xml import edit_sheet
from toolkit.workbook.style_xml import Styles
from toolkit.workbook.table_xml import table_area, table_ending_at
from toolkit.writing.changes import Changes, Content, SheetChanges
from toolkit.writing.record import RECORD_PROPERTY, in_pieces

_CONTENT_TYPES = "[Content_Types].xml"
_CUSTOM = "docProps/custom.xml"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RECORDED = re.compile(
    rb'<property\s[^<>]*\bname="'
    + re.escape(RECORD_PROPERTY.partition("{")[0].encode())
    + rb'\d+"[^<>]*>\s*<(vt:\w+)[^<>]*>[^<]*</\1>\s*</property>'
)
_CALCULATION = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_FULL_ON_LOAD = re.compile(rb'\sfullCalcOnLoad="[^"]*"')
_AFTER_CALCULATION = re.compile(
    rb"<(?:\w+:)?(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|"
    rb"fileRecoveryPr|webPublishObjects|extLst)[\s/>]|</(?:\w+:)?workbook>"
)


def patch(data: bytes, changes: Changes, name: str) -> bytes:
    """The workbook with those changes; the very same bytes where there are none.

    KeyError where a sheet is not there; CellRefused where a cell must not be written;
    CannotWrite where the workbook is of the strict standard.
    """
    if not changes:
        return data
    package = Package(data, name, WORKBOOK)
    parts = WorkbookParts(package)
    if package.is_strict:
        raise CannotWrite(
            f"{name} is a Strict Open XML Spreadsheet, which can be read but not written. Open it "
            f"in Excel, save it as {WORKBOOK.save_as}, and try again."
        )
    workbook_part = parts.workbook_part
    workbook = package.part(workbook_part)
    changed: dict[str, bytes] = {}
    dropped: set[str] = set()
    styles = Styles(package.part(parts.styles_part)) if parts.styles_part else None
    epoch_1904 = parts.counts_from_1904
    formula_gone = False

    def style_for(style: int, _content: Content) -> int:
        return styles.date_style(style) if styles else style

    for sheet, wanted in changes.sheets.items():
        if not wanted:
            continue
        part = parts.sheet_parts[sheet]
        changed[part], gone = edit_sheet(package.part(part), wanted, sheet, style_for, epoch_1904)
        formula_gone = formula_gone or gone
        changed |= _tables(parts, part, wanted)
    if styles and styles.changed:
        changed[parts.styles_part] = styles.xml
    if changed:
        changed[workbook_part] = _calculated_on_load(workbook)
    if formula_gone:
        dropped |= _drop_calculation_chain(parts, changed)
    properties: dict[str, int | str] = {**changes.properties}
    if _CUSTOM in package and (properties or changes.record):
        custom = package.part(_CUSTOM)
        if changes.record:
            custom = _RECORDED.sub(b"", custom)
            properties |= in_pieces(changes.record)
        changed[package.name_of(_CUSTOM)] = _with_properties(custom, properties)
    return rewrite(package, changed, frozenset(dropped))


def _tables(parts: WorkbookParts, sheet_part: str, wanted: SheetChanges) -> dict[str, bytes]:
    """The table parts that reach further down; where people made ranges of them, there are none."""
    xml_of = {part: parts.package.part(part) for part in parts.table_parts(sheet_part)}
    return {
        part: table_ending_at(xml, wanted.table_ends[table.name])
        for part, xml in xml_of.items()
        if (table := table_area(xml)) and table.name in wanted.table_ends
    }


def _calculated_on_load(workbook: bytes) -> bytes:
    """The workbook part, asking the program that opens it next to work out every formula."""
    match = _CALCULATION.search(workbook)
    if match:
        attributes = _FULL_ON_LOAD.sub(b"", match[2]).rstrip()
        tag = b"<" + match[1] + b"calcPr" + attributes + b' fullCalcOnLoad="1"' + match[3] + b">"
        return workbook[: match.start()] + tag + workbook[match.end() :]
    place = _AFTER_CALCULATION.search(workbook)
    if place is None:
        return workbook
    prefix = re.search(rb"<(\w+:)?workbook[\s>]", workbook)
    name = (prefix[1] or b"" if prefix else b"") + b"calcPr"
    return (
        workbook[: place.start()]
        + b"<"
        + name
        + b' fullCalcOnLoad="1"/>'
        + workbook[place.start() :]
    )


def _drop_calculation_chain(parts: WorkbookParts, changed: dict[str, bytes]) -> set[str]:
    """Leave out the list of formula cells, which Excel makes again and will not have wrong."""
    chain = parts.calculation_chain
    if chain is None:
        return set()
    relations = parts.relations_part(parts.workbook_part)
    file_name = re.escape(chain.rpartition("/")[2].encode())
    types = parts.package.name_of(_CONTENT_TYPES)
    for part, tag in ((types, rb"Override"), (relations, rb"Relationship")):
        xml = changed.get(part) or parts.package.part(part)
        changed[part] = re.sub(
            rb"<" + tag + rb"\s[^>]*" + file_name + rb'"[^>]*/>', b"", xml, count=1
        )
    return {chain}


def _with_properties(custom: bytes, properties: Mapping[str, int | str]) -> bytes:
    """The custom document properties with those set; new ones come last."""
    used = max([1, *map(int, re.findall(rb'\spid="(\d+)"', custom))])
    added = []
    for name, content in properties.items():
        # Texts are the record's, whose old pieces are gone.
        if isinstance(content, int):
            pattern = re.compile(
                rb'(<property\s[^>]*name="'
                + re.escape(name.encode())
                + rb'"[^>]*>\s*<vt:\w+[^>]*>)[^<]*(</)'
            )
            value = str(content).encode()
            if pattern.search(custom):
                custom = pattern.sub(rb"\g<1>" + value + rb"\2", custom, count=1)
                continue
        used += 1
        kind = "i4" if isinstance(content, int) else "lpwstr"
        added.append(
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
            f'pid="{used}" name="{name}">'
            # Other programs declare the prefix on each element, not above them all.
            f'<vt:{kind} xmlns:vt="{_VALUES}">{content}</vt:{kind}></property>'
        )
    return custom.replace(b"</Properties>", "".join(added).encode() + b"</Properties>")
