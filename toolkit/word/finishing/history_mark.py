"""How far History had got when a document was made: kept among the document's properties."""

import re

from toolkit.word.package import package
from toolkit.word.package.properties import PART

_MARK = re.compile(rb"<dc:identifier>([^<]*)</dc:identifier>")
_END = b"</cp:coreProperties>"


def marked(docx: bytes, mark: str) -> bytes:
    """The document with that mark in the place of any other; `mark` is plain letters."""
    parts = package.read_parts(docx)
    properties = _MARK.sub(b"", parts.get(PART, b""))
    if _END not in properties:
        return docx
    element = f"<dc:identifier>{mark}</dc:identifier>".encode()
    return package.write_parts({**parts, PART: properties.replace(_END, element + _END)})


def mark_of(docx: bytes) -> str:
    """The mark of a document; "" where it has none, or cannot be read."""
    try:
        match = _MARK.search(package.read_parts(docx).get(PART, b""))
    except package.PackageError:
        return ""
    return match[1].decode("ascii", "replace") if match else ""
