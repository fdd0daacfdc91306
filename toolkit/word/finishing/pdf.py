"""PDF that a screen reader can follow, and the page numbers that only a printed page gives.

LibreOffice exports tagged PDF (PDF/UA-1). What its editions leave wrong is mended here,
and what it writes of the present moment is taken out: the same Word file gives the same
PDF. `mend` changes nothing that is right already.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.values.errors import ToolkitError
from toolkit.word.finishing import libreoffice
from toolkit.word.finishing.contents import fill_contents, headings
from toolkit.word.package import package
from toolkit.word.package.properties import PART as PROPERTIES

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Object, Page, Pdf

    Instruction = ContentStreamInstruction | ContentStreamInlineImage

_OPTIONS = (
    "PDFUACompliance",
    "UseTaggedPDF",
    "ExportBookmarks",
    "ExportBookmarksToPDFDestination",
)
_TRUE = '"{}":{{"type":"boolean","value":"true"}}'
EXPORT = f"pdf:writer_pdf_Export:{{{','.join(map(_TRUE.format, _OPTIONS))}}}"

LANGUAGE = "en-GB"
_NO_DATE = "1980-01-01T00:00:00Z"

# Different each time; saving makes a new /ID out of what the file holds.
_OF_THIS_RUN = frozenset({"/ID", "/DocChecksum"})

# Numbers on the contents page may move what comes after it; a third pass settles that.
_MOST_PASSES = 3
_PLACEHOLDER_PAGE = 10

_PATHS = frozenset({"m", "l", "c", "v", "y", "h", "re"})
_CLIPS = frozenset({"W", "W*"})
_NO_PAINT = "n"
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", _NO_PAINT})

_MAIN = "word/document.xml"
_ROW = re.compile(rb"<w:tr[ >]")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CREATED = "{http://purl.org/dc/terms/}created"
_DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


@dataclass(frozen=True)
class Printed:
    """A document with page numbers on its contents page, and the PDF that they are of."""

    docx: bytes
    pdf: bytes


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each Word document as PDF/UA, by its name. LibreOfficeFault where it cannot be done.

    The title comes from the document's properties, and so do the dates.
    """
    require_pikepdf()
    exported = _export(documents)
    return {name: mend(exported[name], documents[name]) for name in documents}


def page_numbers(docx: bytes) -> dict[str, int]:
    """The page of each heading that the contents page lists, by the heading's bookmark."""
    return page_numbers_of({"the document": docx})["the document"]


def page_numbers_of(documents: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
    """The same for many documents, by name."""
    return {name: settled.pages for name, settled in _settle(documents).items()}


def with_page_numbers(documents: Mapping[str, bytes]) -> dict[str, Printed]:
    """Each document with page numbers on its contents page, and its PDF.

    Where no numbers would settle, the contents page has none: none is better than wrong.
    """
    return {
        name: Printed(settled.docx, mend(settled.exported, settled.docx))
        for name, settled in _settle(documents).items()
    }


def require_pikepdf() -> None:
    """ToolkitError where the library that mends PDF is not installed."""
    try:
        import pikepdf  # noqa: F401
    except ImportError:
        raise ToolkitError(
            "PDF needs the library pikepdf, which is not installed. "
            "Install it where the toolkit is installed: pip install pikepdf"
        ) from None


def _export(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each document as LibreOffice exports it, with every row of its tables.

    Where rows must stay whole, LibreOffice 7.4 at times leaves out those that come after a
    page is full. Where rows are missing, they may split, if that brings them back.
    """
    exported = libreoffice.convert(documents, EXPORT)
    short = {
        name: package.write_parts(
            {
                part: data.replace(b"<w:cantSplit/>", b"") if part == _MAIN else data
                for part, data in package.read_parts(document).items()
            }
        )
        for name, document in documents.items()
        if (rows := _rows(document)) and rows_printed(exported[name]) < rows
    }
    if short:
        for name, data in libreoffice.convert(short, EXPORT).items():
            if rows_printed(data) > rows_printed(exported[name]):
                exported[name] = data
    return exported


def _rows(document: bytes) -> int:
    return len(_ROW.findall(package.read_parts(document)[_MAIN]))


def rows_printed(pdf: bytes) -> int:
    """How many rows of tables a tagged PDF holds."""
    import pikepdf

    rows = 0
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [opened.Root.get("/StructTreeRoot")]
        while waiting:
            element = waiting.pop()
            if isinstance(element, pikepdf.Array):
                waiting.extend(element)
            elif isinstance(element, pikepdf.Dictionary):
                rows += element.get("/S") == "/TR"
                waiting.append(element.get("/K"))
    return rows


# Page numbers


@dataclass(frozen=True)
class _Settled:
    docx: bytes
    exported: bytes
    pages: dict[str, int]


def _settle(documents: Mapping[str, bytes]) -> dict[str, _Settled]:
    """Each document with the page numbers that its own PDF bears out."""
    require_pikepdf()
    settled: dict[str, _Settled] = {}
    listed = {
        name: [heading.bookmark for heading in headings(docx)] for name, docx in documents.items()
    }
    pages = {
        name: dict.fromkeys(bookmarks, _PLACEHOLDER_PAGE) for name, bookmarks in listed.items()
    }
    for _ in range(_MOST_PASSES):
        numbered = {name: fill_contents(documents[name], pages[name]) for name in pages}
        exported = _export(numbered)
        found = {name: _pages(exported[name], listed[name]) for name in pages}
        for name in numbered:
            if found[name] == pages.pop(name):
                settled[name] = _Settled(numbered[name], exported[name], found[name])
            else:
                pages[name] = found[name]
    plain = {name: fill_contents(documents[name]) for name in pages}
    for name, data in _export(plain).items():
        settled[name] = _Settled(plain[name], data, {})
    return {name: settled[name] for name in documents}


def _pages(exported: bytes, bookmarks: Sequence[str]) -> dict[str, int]:
    """The page of each bookmark that the PDF has as a named destination."""
    import pikepdf

    with pikepdf.open(io.BytesIO(exported)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        named = {name.removeprefix("/"): place for name, place in _destinations(pdf)}
        found = {}
        for bookmark in bookmarks:
            place = named.get(bookmark) or named.get(_as_destination(bookmark))
            if place is not None:
                found[bookmark] = numbers[place[0].objgen]
        return found


def _destinations(pdf: "Pdf") -> Iterator[tuple[str, "Object"]]:
    """Each named destination: LibreOffice writes the older dictionary or the newer tree."""
    import pikepdf

    older = pdf.Root.get("/Dests")
    pairs = list(older.items()) if isinstance(older, pikepdf.Dictionary) else []
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        pairs += [(str(name), place) for name, place in pikepdf.NameTree(tree).items()]
    for name, place in pairs:
        yield name, place.D if isinstance(place, pikepdf.Dictionary) else place


def _as_destination(bookmark: str) -> str:
    """A bookmark's name as LibreOffice writes it: "_Toc1" is 5FToc1."""
    return re.sub(r"[^A-Za-z0-9-]", lambda match: f"{ord(match[0]):02X}", bookmark)


# Mending


def mend(exported: bytes, docx: bytes) -> bytes:
    """The PDF that LibreOffice made of a document, with what it leaves wrong put right."""
    import pikepdf

    parts = package.read_parts(docx)
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(exported)) as pdf:
        for page in pdf.pages:
            _mark_decoration(pdf, page)
            if "/Annots" in page:
                page.obj["/Tabs"] = pikepdf.Name.S
        _describe_charts(pdf, parts[_MAIN])
        _say_about(pdf, parts.get(PROPERTIES, b""))
        for key in _OF_THIS_RUN & set(pdf.trailer.keys()):
            del pdf.trailer[key]
        pdf.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def _mark_decoration(pdf: "Pdf", page: "Page") -> None:
    """Mark borders that stand outside every tag as decoration, not to be read out."""
    import pikepdf

    before = list(pikepdf.parse_content_stream(page))
    after = list(_decoration_marked(before))
    if len(after) != len(before):
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(after))


def _decoration_marked(instructions: Sequence["Instruction"]) -> Iterator["Instruction"]:
    import pikepdf

    begin = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    depth = 0
    path: list[Instruction] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if depth == 0 and (operator in _PATHS or (path and operator in _CLIPS)):
            path.append(instruction)
            continue
        operators = {str(piece.operator) for piece in path}
        drawn = path and operator in _PAINTS - {_NO_PAINT} and not operators & _CLIPS
        if drawn:
            yield begin
        yield from path
        yield instruction
        if drawn:
            yield end
        path = []
    yield from path


def _describe_charts(pdf: "Pdf", document: bytes) -> None:
    """Give charts the alternative text that they have in the Word document.

    Only where as many figures want for words as there are drawings that would lose them:
    then they are the same ones, in the same order.
    """
    import pikepdf

    silent = [figure for figure in _figures(pdf) if not str(figure.get("/Alt", ""))]
    words = _words_that_are_lost(document) if silent else []
    if len(words) == len(silent):
        for figure, text in zip(silent, words, strict=True):
            if text:
                figure["/Alt"] = pikepdf.String(text)


def _words_that_are_lost(document: bytes) -> list[str]:
    """The description of each drawing that is a chart or has none, in order."""
    body = etree.fromstring(document, etree.XMLParser(resolve_entities=False, huge_tree=True))
    drawings = body.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor")
    found = []
    for drawing in drawings:
        about = drawing.find(f"{_DRAWING}docPr")
        text = "" if about is None else about.get("descr", "")
        if not text or next(drawing.iter(_CHART), None) is not None:
            found.append(text)
    return found


def _figures(pdf: "Pdf") -> Iterator["Object"]:
    """The figures of the structure tree in reading order."""
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    waiting = [root] if root is not None else []
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting.extend(reversed(list(element)))
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == pikepdf.Name.Figure:
                yield element
            if "/K" in element:
                waiting.append(element.K)


def _say_about(pdf: "Pdf", properties: bytes) -> None:
    """Language, shown title, and the document's own date in place of the present moment."""
    import pikepdf

    language = _property(properties, _DC_LANGUAGE) or LANGUAGE
    created = _property(properties, _CREATED) or _NO_DATE
    if not str(pdf.Root.get("/Lang", "")):
        pdf.Root["/Lang"] = pikepdf.String(language)
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary()
    pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"] = True
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["xmp:CreateDate"] = created
        about["xmp:ModifyDate"] = created
        about["xmp:MetadataDate"] = created


def _property(properties: bytes, tag: str) -> str:
    if not properties:
        return ""
    core = etree.fromstring(properties, etree.XMLParser(resolve_entities=False))
    return core.findtext(tag) or ""
