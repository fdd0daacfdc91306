"""What LibreOffice leaves wrong in a tagged PDF, put right: decoration, charts, properties.

What it writes of the present moment is taken out: the same Word file gives the same PDF. Nothing
that is right already is changed."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.word.package import package
from toolkit.word.package.properties import PART as PROPERTIES

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Object, Page, Pdf

    Instruction = ContentStreamInstruction | ContentStreamInlineImage

LANGUAGE = "en-GB"
_NO_DATE = "1980-01-01T00:00:00Z"
# Different each time; saving makes a new /ID out of what the file holds.
_OF_THIS_RUN = frozenset({"/ID", "/DocChecksum"})
_PATHS = frozenset({"m", "l", "c", "v", "y", "h", "re"})
_CLIPS = frozenset({"W", "W*"})
_NO_PAINT = "n"
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", _NO_PAINT})
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CREATED = "{http://purl.org/dc/terms/}created"
_DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


def repaired(exported: bytes, docx: bytes) -> bytes:
    """The PDF that LibreOffice made of a document, with what it leaves wrong put right."""
    import pikepdf

    parts = package.read_parts(docx)
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(exported)) as pdf:
        for page in pdf.pages:
            _mark_decoration(pdf, page)
            if "/Annots" in page:
                page.obj["/Tabs"] = pikepdf.Name.S
        _describe_charts(pdf, parts[package.main_part(parts)])
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
