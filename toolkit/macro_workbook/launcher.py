"""The launcher: a workbook of one sheet whose buttons work on the board workbook beside it."""

import io
import zipfile
from html import escape

from toolkit import palette

SHEET = "Toolkit"
TITLE = "Safeguarding toolkit"
WORDS = (
    "Open your board workbook, then press a button here. It works on that workbook.",
    "Your board workbook may be a plain .xlsx file: it needs no macros.",
)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# No clock: the same bytes each time.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def make_launcher() -> bytes:
    """The workbook (.xlsx), still without its buttons."""
    texts = (TITLE, *WORDS)
    rows = "".join(
        f'<row r="{row}" ht="{28 if row == 1 else 20}" customHeight="1"><c r="A{row}" '
        f's="{1 if row == 1 else 2}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'
        for row, text in enumerate(texts, start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
        "_rels/.rels": _relations((f"{_OFFICE}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr/>'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            (f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetPr/>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/>'
        '</sheetViews><cols><col min="1" max="1" width="92" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>",
        "xl/styles.xml": _styles(),
    }
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, _MOMENT), _HEAD + text, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _styles() -> str:
    def font(size: int, colour: str, bold: str = "") -> str:
        return (
            f'<font>{bold}<sz val="{size}"/><color rgb="FF{colour}"/>'
            f'<name val="{palette.FONT}"/></font>'
        )

    centred = '<alignment vertical="center"/></xf>'
    look = '<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1">'
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="3">{font(10, palette.INK)}'
        f"{font(18, palette.NAVY, '<b/>')}{font(10, palette.INK)}</fonts>"
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="3">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f"{look.format(font=1)}{centred}{look.format(font=2)}{centred}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
