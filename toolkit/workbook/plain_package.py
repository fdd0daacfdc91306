"""A workbook's sheets packed in the plainest way, for the reader of values.

Excel opens workbooks that the reader stumbles over: parts in UTF-16, names of the strict
standard, folders separated by backslashes, sheets of macros. What the reader needs of such a
workbook is packed again here, in memory, in the usual letters and under the usual names.
"""

import io
import zipfile
from collections.abc import Sequence

from toolkit.files.xml_text import quoted
from toolkit.workbook.parts import WorkbookParts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain_package(parts: WorkbookParts, sheets: Sequence[str]) -> bytes:
    """A workbook (.xlsx) with the values of those sheets and nothing else."""
    related = {
        f"worksheets/sheet{number}.xml": ("worksheet", parts.sheet_parts[sheet])
        for number, sheet in enumerate(sheets, 1)
    }
    for name, part in (("styles", parts.styles_part), ("sharedStrings", parts.shared_strings_part)):
        if part:
            related[f"{name}.xml"] = (name, part)
    named = "".join(
        f'<sheet name={quoted(sheet)} sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    epoch = '<workbookPr date1904="1"/>' if parts.counts_from_1904 else ""
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}">{epoch}<sheets>{named}</sheets></workbook>'
    )
    to_parts = "".join(
        f'<Relationship Id="r{number}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for number, (target, (kind, _)) in enumerate(related.items(), 1)
    )
    to_workbook = f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        package.writestr("_rels/.rels", _relations(to_workbook))
        package.writestr("xl/workbook.xml", workbook)
        package.writestr("xl/_rels/workbook.xml.rels", _relations(to_parts))
        for target, (_, part) in related.items():
            package.writestr(f"xl/{target}", parts.package.part(part))
    return buffer.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
