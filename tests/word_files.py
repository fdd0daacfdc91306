"""Small Word files made of the XML that Word writes, for tests of one feature each."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from toolkit.word.reading.blocks import Block, Document, Paragraph, Table
from toolkit.word.reading.word_reader import read_document

NAME = "plan.docx"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": _W,
        "m": f"{_OFFICE}/math",
        "r": f"{_OFFICE}/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
USUAL_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
"""


def run(text: str, marks: str = "") -> str:
    """A run of words, set as its marks say: '<w:strike/>'."""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "", marks: str = "") -> str:
    """A paragraph of runs, or of words without any mark."""
    inside = "".join(each if each.startswith("<") else run(each) for each in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{marks}</w:pPr>{inside}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """A heading."""
    return paragraph(text, style=f"Heading{level}")


def cell(content: str = "", marks: str = "") -> str:
    """A cell of blocks, or of words without any mark."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, marks: str = "") -> str:
    """A row of cells, or of the words of cells."""
    inside = "".join(each if each.startswith(("<w:tc", "<w:sdt")) else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around runs, blocks, cells or rows."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(code: str, result: str = "", data: str = "") -> str:
    """A field with its code and its result, a run of words."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    inside = code if code.startswith("<") else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"{begin}{inside}{sign.format('separate')}{result}{sign.format('end')}"


def text_box(*blocks: str) -> str:
    """A text box as Word writes it: once for itself, and once for old programs."""
    box = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def word_file(
    *body: str,
    styles: str = "",
    parts: Mapping[str, str] | None = None,
    is_strict: bool = False,
) -> bytes:
    """A Word file of these blocks; `parts` are further parts, such as "footnotes", by kind.

    `is_strict` saves it as Word's Strict Open XML Document.
    """
    contents = {"styles": USUAL_STYLES + styles, **(parts or {})}
    files = {"word/document.xml": _part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>")}
    links, kinds = (
        [],
        [f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>'],
    )
    for number, (kind, content) in enumerate(contents.items(), 1):
        files[f"word/{kind}.xml"] = _part(_ROOTS.get(kind, kind), content)
        links.append((f"rId{number}", kind, f"{kind}.xml"))
        kinds.append(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}{kind}+xml"/>')
    files["word/_rels/document.xml.rels"] = _links(links)
    files["_rels/.rels"] = _links([("rId1", "officeDocument", "word/document.xml")])
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(kinds)}</Types>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text.replace(_W, _STRICT) if is_strict else text)
    return buffer.getvalue()


def read(*body: str, styles: str = "", parts: Mapping[str, str] | None = None) -> Document:
    """The document of these blocks, as the toolkit reads it."""
    return read_document(word_file(*body, styles=styles, parts=parts), NAME)


def lines(document: Document) -> list[str]:
    """The lines that its body prints, those of cells too."""
    return list(_lines(document.body))


def only(document: Document) -> Paragraph:
    """The one paragraph of its body."""
    (block,) = document.body
    assert isinstance(block, Paragraph)
    return block


def only_table(document: Document) -> Table:
    """The one table of its body."""
    (found,) = [block for block in document.body if isinstance(block, Table)]
    return found


def elsewhere(document: Document) -> list[tuple[str, str]]:
    """What stands outside its running text, each with its place."""
    return [(piece.text, piece.origin) for piece in document.elsewhere]


_ROOTS = {"header": "hdr", "footer": "ftr"}


def _part(root: str, content: str) -> str:
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def _links(links: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for identity, kind, target in links
    )
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{address}">{inside}</Relationships>'


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            for each in block.rows:
                for found in each.cells:
                    yield from _lines(found.content)
