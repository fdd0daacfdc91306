"""A small Word document around drawings, and pictures to draw."""

import io
import struct
import zlib
from collections.abc import Sequence

from docx import Document
from lxml import etree
from PIL import Image

from toolkit.word.drawing.drawing import Drawing
from toolkit.word.package.package import CONTENT_TYPES, read_parts, write_parts

_RELS = "word/_rels/document.xml.rels"


def document_with(drawings: Sequence[Drawing]) -> bytes:
    """A document with a title, a heading and each drawing in a paragraph of its own."""
    made = Document()
    made.core_properties.title = "Drawings"
    made.add_heading("Drawings", 1)
    for number in range(1, len(drawings) + 1):
        made.add_paragraph(f"drawing {number} goes here")
    data = io.BytesIO()
    made.save(data)
    parts = read_parts(data.getvalue())
    kinds = ""
    for number, drawing in enumerate(drawings, 1):
        identity = f"rIdDrawing{number}"
        added = drawing.parts(number)
        target = added[0].name.removeprefix("word/")
        _before_end(
            parts,
            _RELS,
            f'<Relationship Id="{identity}" Type="{drawing.relationship_type}" Target="{target}"/>',
        )
        place = f"<w:r><w:t>drawing {number} goes here</w:t></w:r>"
        body = parts["word/document.xml"].decode()
        assert body.count(place) == 1
        run = f"<w:r>{drawing.element(identity, number)}</w:r>"
        parts["word/document.xml"] = body.replace(place, run).encode()
        for part in added:
            if part.name not in parts:
                kinds += f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>'
            parts[part.name] = part.data
    _before_end(parts, CONTENT_TYPES, kinds)
    return write_parts(parts)


def _before_end(parts: dict[str, bytes], name: str, element: str) -> None:
    start, end, rest = parts[name].rpartition(b"</")
    parts[name] = start + element.encode() + end + rest


def element_of(drawing: Drawing, number: int = 1) -> etree._Element:
    """The drawing's element, parsed alone: it must declare all that it uses."""
    return etree.fromstring(drawing.element("rId7", number))


def picture(
    width: int = 40, height: int = 30, kind: str = "PNG", dots: float | None = None
) -> bytes:
    """A real picture, `dots` to the inch where it says so."""
    data = io.BytesIO()
    options = {} if dots is None else {"dpi": (dots, dots)}
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(data, kind, **options)
    return data.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A whole PNG of a few bytes whose header claims that size."""
    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
