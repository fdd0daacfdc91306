"""Word plans of many shapes, made for tests."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from toolkit.importing.plan import read_plan
from toolkit.importing.plan.records import ImportedPlan

Cells = Sequence[Sequence[str | None]]
NAME = "plan.docx"


def document(title: str = "Business Plan 2015/16") -> Document:
    """A document with its title."""
    made = docx.Document()
    made.add_heading(title, 0)
    return made


def table(made: Document, rows: Cells) -> Any:
    """A table of these texts; None leaves a cell alone."""
    found = made.add_table(len(rows), max(map(len, rows)))
    fill(found, rows)
    return found


def fill(found: Any, rows: Cells, first: int = 0) -> None:
    """Texts into a table's cells, from a row on."""
    for row, texts in enumerate(rows, start=first):
        cells = found.rows[row].cells
        for cell, text in zip(cells, texts, strict=False):
            if text is not None:
                cell.text = text


def across(found: Any, *rows: int) -> None:
    """Each of these rows merged into one cell."""
    for row in rows:
        cells = found.rows[row].cells
        cells[0].merge(cells[-1])


def down(found: Any, column: int, first: int, last: int) -> None:
    """Cells of a column merged into one."""
    found.cell(first, column).merge(found.cell(last, column))


def shade(cell: Any, colour: str) -> None:
    """A background of six hexadecimal digits."""
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shading))


def inserted(paragraph: Any, text: str) -> None:
    """A tracked insertion at the end of a paragraph."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="A">{run}</w:ins>'))


def deleted(paragraph: Any, text: str) -> None:
    """A tracked deletion at the end of a paragraph."""
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="A">{run}</w:del>'))


def controlled(cell: Any, text: str, is_placeholder: bool = False) -> None:
    """A content control as all that a cell holds."""
    shown = "<w:showingPlcHdr/>" if is_placeholder else ""
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>"
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for paragraph in cell._tc.findall(qn("w:p")):
        cell._tc.remove(paragraph)
    cell._tc.append(parse_xml(control))
    cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}/>"))


def as_bytes(made: Document) -> bytes:
    """The document as a file."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def imported(made: Document, **mapping: str) -> ImportedPlan:
    """The plan that a document holds."""
    return read_plan(as_bytes(made), NAME, mapping)


def struck_row(found: Any, row: int) -> None:
    """A row marked as deleted by a tracked change."""
    properties = found.rows[row]._tr.get_or_add_trPr()
    properties.append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="A"/>'))


def landscape(made: Document) -> None:
    """A new section on its side."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
