"""Macros, buttons and the settings they run under, added to a workbook's package."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from toolkit.archive import rewrite
from toolkit.gate import WORKBOOK, Package
from toolkit.workbook.parts import WorkbookParts

SETTINGS_SHEET = "xlwings.conf"
"""The sheet in which xlwings' macro looks for its settings first."""

_PROJECT_PART = "xl/vbaProject.bin"
_BUTTONS_PART = "xl/drawings/vmlDrawingButtons.vml"
_SETTINGS_PART = "xl/worksheets/sheetSettings.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PROJECT_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_AFTER_BUTTONS = re.compile(
    rb"<(?:legacyDrawingHF|picture|oleObjects|controls|tableParts|extLst)\b"
)


@dataclass(frozen=True)
class Button:
    """A button and the Sub behind it.

    `left` and `width` are in pixels from the left edge of `column`, `height` in pixels from
    the upper edge of `row`; both are counted from 0.
    """

    caption: str
    sub: str
    row: int
    column: int
    left: int
    width: int
    height: int


def with_macros(
    data: bytes,
    sheet: str,
    project: bytes,
    buttons: Sequence[Button],
    settings: Sequence[tuple[str, str]],
) -> bytes:
    """The workbook with that VBA project, buttons on a sheet, and a hidden sheet of settings.

    The project's modules of sheets are Sheet1, Sheet2 … in the order of the sheets; the
    settings' is the last. ValueError where the workbook has such things already.
    """
    package = Package(data, "workbook.xlsm", WORKBOOK)
    parts = WorkbookParts(package)
    if _PROJECT_PART in package or SETTINGS_SHEET in parts.sheet_parts:
        raise ValueError("the workbook holds macros already")
    changed = {
        _PROJECT_PART: project,
        _BUTTONS_PART: _drawing(buttons, 1 + sum(p.endswith(".vml") for p in package.parts)),
        _SETTINGS_PART: _settings_sheet(settings, len(parts.sheet_parts) + 1),
    }
    for number, part in enumerate(parts.sheet_parts.values(), start=1):
        changed[part] = _with_code_name(package.part(part), f"Sheet{number}")
    sheet_part = parts.sheet_parts[sheet]
    relation, changed[parts.relations_part(sheet_part)] = _related(
        parts, sheet_part, f"{_RELATIONS}/vmlDrawing", _BUTTONS_PART
    )
    changed[sheet_part] = _with_drawing(changed[sheet_part], relation)
    workbook_part = parts.workbook_part
    settings_relation, relations = _related(
        parts, workbook_part, f"{_RELATIONS}/worksheet", _SETTINGS_PART
    )
    _, relations = _related(parts, workbook_part, _PROJECT_RELATION, _PROJECT_PART, relations)
    changed[parts.relations_part(workbook_part)] = relations
    changed[workbook_part] = _with_settings_sheet(package.part(workbook_part), settings_relation)
    changed[_CONTENT_TYPES] = _content_types(package.part(_CONTENT_TYPES))
    return rewrite(package, changed, frozenset())


def sheet_count(data: bytes) -> int:
    """How many worksheets a workbook has."""
    return len(WorkbookParts(Package(data, "workbook.xlsm", WORKBOOK)).sheet_parts)


def _related(
    parts: WorkbookParts, source: str, kind: str, target: str, relations: bytes = b""
) -> tuple[str, bytes]:
    """The ID and the relations of a part with one more, to another part."""
    part = parts.relations_part(source)
    if not relations:
        relations = (
            parts.package.part(part)
            if part in parts.package
            else f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Relationships xmlns="{_PACKAGE_RELATIONS}"></Relationships>'.encode()
        )
    taken = [int(number) for number in re.findall(rb'Id="rId(\d+)"', relations)]
    identity = f"rId{max(taken, default=0) + 1}"
    path = posixpath.relpath(target, posixpath.dirname(source))
    added = f'<Relationship Id="{identity}" Type="{kind}" Target="{path}"/>'
    return identity, relations.replace(b"</Relationships>", f"{added}</Relationships>".encode())


def _with_code_name(xml: bytes, name: str) -> bytes:
    """A sheet that knows which of the project's modules is its own."""
    attribute = f' codeName="{name}"'.encode()
    if b"<sheetPr" in xml:
        return xml.replace(b"<sheetPr", b"<sheetPr" + attribute, 1)
    return re.sub(rb"(<worksheet[^>]*>)", rb"\1<sheetPr" + attribute + rb"/>", xml, count=1)


def _with_drawing(xml: bytes, relation: str) -> bytes:
    if b"<legacyDrawing " in xml:
        raise ValueError("the sheet for the buttons holds notes or controls already")
    after = _AFTER_BUTTONS.search(xml)
    place = after.start() if after else xml.rindex(b"</worksheet>")
    return xml[:place] + f'<legacyDrawing r:id="{relation}"/>'.encode() + xml[place:]


def _with_settings_sheet(workbook: bytes, relation: str) -> bytes:
    numbers = [int(number) for number in re.findall(rb'sheetId="(\d+)"', workbook)]
    sheet = (
        f'<sheet name="{SETTINGS_SHEET}" sheetId="{max(numbers) + 1}" '
        f'state="veryHidden" r:id="{relation}"/></sheets>'
    )
    named = workbook.replace(b"<workbookPr", b'<workbookPr codeName="ThisWorkbook"', 1)
    return named.replace(b"</sheets>", sheet.encode(), 1)


def _content_types(xml: bytes) -> bytes:
    types = xml.replace(_PLAIN_TYPE, _MACRO_TYPE)
    added = f'<Override PartName="/{_SETTINGS_PART}" ContentType="{_SHEET_TYPE}"/></Types>'
    types = types.replace(b"</Types>", added.encode())
    defaults = {"bin": "application/vnd.ms-office.vbaProject"}
    if b'Extension="vml"' not in types:
        defaults["vml"] = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    tags = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in defaults.items()
    )
    return re.sub(rb"(<Types[^>]*>)", rb"\1" + tags.encode(), types, count=1)


def _settings_sheet(settings: Sequence[tuple[str, str]], number: int) -> bytes:
    def cell(reference: str, text: str) -> str:
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    rows = "".join(
        f'<row r="{row}">{cell(f"A{row}", name)}{cell(f"B{row}", value)}</row>'
        for row, (name, value) in enumerate(settings, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet{number}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def _drawing(buttons: Sequence[Button], number: int) -> bytes:
    """The drawing that holds the buttons; `number` tells it from the workbook's others."""
    shapes = "".join(
        _shape(button, number * 1024 + index) for index, button in enumerate(buttons, start=1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
        f'<o:lock v:ext="edit" shapetype="t"/></v:shapetype>{shapes}</xml>'
    ).encode()


def _shape(button: Button, number: int) -> str:
    # The anchor counts columns, pixels, rows, pixels: of one corner, then of the other.
    anchor = (
        f"{button.column}, {button.left}, {button.row}, 0, "
        f"{button.column}, {button.left + button.width}, "
        f"{button.row + button.height // 20}, {button.height % 20}"
    )
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t201" '
        'style="position:absolute;mso-wrap-style:tight" o:button="t" '
        'fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:fill color2="buttonFace [67]" o:detectmouseclick="t"/>'
        '<o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f">'
        '<div style="text-align:center"><font face="Arial" size="220" color="#000000">'
        f"<b>{escape(button.caption)}</b></font></div></v:textbox>"
        f'<x:ClientData ObjectType="Button"><x:Anchor>{anchor}</x:Anchor>'
        "<x:PrintObject>False</x:PrintObject><x:AutoFill>False</x:AutoFill>"
        f"<x:FmlaMacro>[0]!{button.sub}</x:FmlaMacro>"
        "<x:TextHAlign>Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign>"
        "</x:ClientData></v:shape>"
    )
