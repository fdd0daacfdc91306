"""PDF that a screen reader can follow, and the page numbers that only a printed page gives.

LibreOffice exports tagged PDF (PDF/UA-1); what its editions leave wrong is repaired.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.values.errors import ToolkitError
from toolkit.word.finishing import libreoffice
from toolkit.word.finishing.contents import fill_contents, headings
from toolkit.word.finishing.pdf_pages import pages_of, rows_printed
from toolkit.word.finishing.repair_pdf import repaired
from toolkit.word.package import package

_OPTIONS = (
    "PDFUACompliance",
    "UseTaggedPDF",
    "ExportBookmarks",
    "ExportBookmarksToPDFDestination",
)
_TRUE = '"{}":{{"type":"boolean","value":"true"}}'
EXPORT = f"pdf:writer_pdf_Export:{{{','.join(map(_TRUE.format, _OPTIONS))}}}"

# Numbers on the contents page may move what comes after it; a third pass settles that.
_MOST_PASSES = 3
_PLACEHOLDER_PAGE = 10

_ROW = re.compile(rb"<w:tr[ >]")


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
    return {name: repaired(exported[name], documents[name]) for name in documents}


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
        name: Printed(settled.docx, repaired(settled.exported, settled.docx))
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
        name: _with_rows_that_split(document)
        for name, document in documents.items()
        if (rows := _rows(document)) and rows_printed(exported[name]) < rows
    }
    if short:
        for name, data in libreoffice.convert(short, EXPORT).items():
            if rows_printed(data) > rows_printed(exported[name]):
                exported[name] = data
    return exported


def _with_rows_that_split(document: bytes) -> bytes:
    parts = package.read_parts(document)
    main = package.main_part(parts)
    return package.write_parts({**parts, main: parts[main].replace(b"<w:cantSplit/>", b"")})


def _rows(document: bytes) -> int:
    parts = package.read_parts(document)
    return len(_ROW.findall(parts[package.main_part(parts)]))


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
        found = {name: pages_of(exported[name], listed[name]) for name in pages}
        for name in numbered:
            if found[name] == pages.pop(name):
                settled[name] = _Settled(numbered[name], exported[name], found[name])
            else:
                pages[name] = found[name]
    plain = {name: fill_contents(documents[name]) for name in pages}
    for name, data in _export(plain).items():
        settled[name] = _Settled(plain[name], data, {})
    return {name: settled[name] for name in documents}
