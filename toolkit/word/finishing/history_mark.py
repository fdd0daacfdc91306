"""How far History had got when a document was made: kept among the document's properties.

A check reads the marks at each click, so only writing one loads what takes documents apart.
"""

import io
import re
import zipfile

PART = "docProps/core.xml"
_MARK = re.compile(rb"<dc:identifier>([^<]*)</dc:identifier>")
_END = b"</cp:coreProperties>"


def marked(docx: bytes, mark: str) -> bytes:
    """The document with that mark in the place of any other; `mark` is plain letters."""
    from toolkit.word.package import package

    parts = package.read_parts(docx)
    properties = _MARK.sub(b"", parts.get(PART, b""))
    if _END not in properties:
        return docx
    element = f"<dc:identifier>{mark}</dc:identifier>".encode()
    return package.write_parts({**parts, PART: properties.replace(_END, element + _END)})


def mark_of(docx: bytes) -> str:
    """The mark of a document that the toolkit wrote; "" where it has none, or cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            match = _MARK.search(archive.read(PART))
    except (KeyError, zipfile.BadZipFile):
        return ""
    return match[1].decode("ascii", "replace") if match else ""
