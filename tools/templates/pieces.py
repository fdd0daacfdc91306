"""Pieces that Word templates are built from with python-docx. Used when templates are built.

Every piece is what staff would make by hand in Word: paragraphs in named styles,
tables with a marked heading row, tags in paragraphs and rows of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any, TypeAlias
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from toolkit.values import palette
from toolkit.word.package import package
from toolkit.word.package.styles import TWIPS, Look
from tools.templates.styles_xml import numbering_xml, settings_xml, style_id, styles_xml

# A run of text: plain, or the name of its character style and the text.
Piece: TypeAlias = str | tuple[str, str]

_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 (a fixed date, so that the same bytes come out)
_PARTS_LEFT_OUT = (
    "customXml", "extended-properties", "fontTable", "stylesWithEffects", "theme", "thumbnail",
    "webSettings",
)  # fmt: skip


def new_document(title: str, looks: Mapping[str, Look] | None = None) -> DocumentObject:
    """An empty document with the papers' styles and nothing of python-docx's own.

    `looks` are the styles that look otherwise than usual.
    """
    document = Document()
    part = document.part
    for owner in (part, part.package):
        for key, relationship in list(owner.rels.items()):
            if relationship.reltype.endswith(_PARTS_LEFT_OUT):
                del owner.rels[key]
    _replace_children(document.styles.element, styles_xml(looks))
    _replace_children(document.settings.element, settings_xml())
    _replace_children(part.numbering_part.element, numbering_xml())
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = "Safeguarding toolkit"
    properties.language = "en-GB"
    properties.comments = ""
    properties.created = properties.modified = _DAY
    return document


def _replace_children(element: object, xml: str) -> None:
    element[:] = list(parse_xml(xml))  # type: ignore[index]


def saved(document: DocumentObject) -> bytes:
    """The document as bytes, the same each time."""
    buffer = BytesIO()
    document.save(buffer)
    return package.write_parts(package.read_parts(buffer.getvalue()))


class Place:
    """Somewhere that paragraphs go: the body, a cell, a header or a footer."""

    def __init__(self, container: DocumentObject | BlockItemContainer) -> None:
        self._container = container
        # Cells, headers and footers are born with one empty paragraph, to be used first.
        is_body = isinstance(container, DocumentObject)
        self._spare = None if is_body else container.paragraphs[0]

    def add(self, style: str, *pieces: Piece, starts_page: bool = False) -> Paragraph:
        """A paragraph of the pieces; tabs in them are tabs."""
        paragraph: Paragraph = self._spare or self._container.add_paragraph()
        self._spare = None
        paragraph._p.style = style_id(style)
        if starts_page:
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = 0
        for piece in pieces:
            name, text = ("", piece) if isinstance(piece, str) else piece
            run = paragraph.add_run(text)
            if name:
                run._r.style = style_id(name)
        return paragraph

    def tag(self, words: str) -> None:
        """A paragraph that holds one tag; it is gone once the template is filled."""
        self.add("Tag", f"{{%p {words} %}}")

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is added inside is printed only on the condition."""
        self.tag(f"if {condition}")
        yield
        self.tag("endif")

    @contextmanager
    def each(self, name: str, source: str) -> Iterator[None]:
        """What is added inside is printed once for each entry of a list."""
        self.tag(f"for {name} in {source}")
        yield
        self.tag("endfor")

    def pill(self, colour: str, words: str, style: str = "Table text") -> None:
        """Words in the style of a colour that a field names; plain where it names none."""
        for number, rating in enumerate(palette.RAG):
            self.tag(f'{"elif" if number else "if"} {colour} == "{rating}"')
            # Quarter-em spaces are the pill's ends; LibreOffice leaves a seam at no-break ones.
            self.add(style, (f"RAG {rating}", f"\u2005{words}\u2005"))
        self.tag("else")
        self.add(style, words)
        self.tag("endif")


Row: TypeAlias = list[Place]


def add_table(
    document: DocumentObject,
    style: str,
    widths: Sequence[int],
    rows: int,
    caption: str,
    description: str,
    has_totals: bool = False,
    splits: bool = False,
) -> list[Row]:
    """A table whose first row is marked as its heading; the cells by row.

    Widths are in twentieths of a point. `caption` and `description` are what a screen
    reader says of it. Rows stay whole on a page unless the table `splits` them.
    """
    table = document.add_table(rows, len(widths))
    last = int(has_totals)
    look = f"{0x0620 | 0x40 * last:04X}"
    xml = (
        f'<w:tblPr {nsdecls("w")}><w:tblStyle w:val="{style_id(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="{last}"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/>"
        f"<w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
    )
    table._tbl.replace(table._tbl.tblPr, parse_xml(xml))
    for column, width in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(width))
    places = []
    for number, row in enumerate(table._tbl.tr_lst):
        stays_whole = "<w:cantSplit/>" if not (splits and number) else ""
        marks = stays_whole + ("" if number else "<w:tblHeader/>")
        row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}>{marks}</w:trPr>"))
        cells = [_Cell(cell, table) for cell in row.tc_lst]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Twips(width)
        places.append([Place(cell) for cell in cells])
    return places


def fill_row(row: Row, style: str, *texts: str) -> None:
    """Put a text in each cell of a row."""
    for place, text in zip(row, texts, strict=True):
        place.add(style, text)


def tag_row(row: Row, words: str) -> None:
    """Make a row one that holds a tag; it is gone once the template is filled."""
    fill_row(row, "Tag", f"{{%tr {words} %}}", *[""] * (len(row) - 1))


def twips(*centimetres: float) -> list[int]:
    """Widths in twentieths of a point."""
    return [round(width * TWIPS) for width in centimetres]


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """A Word field at the paragraph's end, showing a result until Word works it out."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f'<w:t xml:space="preserve">{result}</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        mark: Any = parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1))
        paragraph.add_run()._r.append(mark)


def end_section(document: DocumentObject, last: Paragraph) -> None:
    """End the section with a paragraph; the document goes on with one just like it."""
    final = document.element.body.sectPr
    last._p.set_sectPr(deepcopy(final))
    for child in list(final):
        if child.tag in (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg")):
            final.remove(child)
