"""A picture for a paper: a PNG or JPEG with words for those who cannot see it."""

import hashlib
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from docx.image.image import Image

from toolkit.values.alt_text import DrawingFault, checked_description, one_line
from toolkit.word.drawing.drawing import (
    MAIN,
    MOST_CENTIMETRES,
    RELATIONSHIPS,
    Centimetres,
    Drawable,
    Drawing,
    Part,
    checked_length,
    units,
)

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 10_000
# What fits the text of an A4 page, in centimetres.
PAGE_WIDTH, PAGE_HEIGHT = 16.0, 22.0

_CENTIMETRES_IN_AN_INCH = 2.54
_USUAL_DOTS_IN_AN_INCH = 72
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_PNG_STARTS = b"\x89PNG\r\n\x1a\n"
_PNG_ENDS = b"IEND\xaeB`\x82"
_JPEG_STARTS = b"\xff\xd8\xff"
_JPEG_SCAN, _JPEG_ENDS = b"\xff\xda", b"\xff\xd9"

_SAVE_AGAIN = "Open it in a picture program and save it again as PNG or JPEG."


class _Header(NamedTuple):
    """What a picture says of itself; its natural size is in centimetres."""

    content_type: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture(Drawable):
    """A PNG or JPEG, known by its content.

    The description is read out to those who cannot see the picture: a sentence of at most
    500 characters, not the name of a file. The width is in centimetres; without one the
    picture has its natural size, or what of it fits 16 by 22 cm. The sides keep their
    proportion. DrawingFault for anything that Word could not show.
    """

    data: bytes = field(repr=False)
    description: str
    width: Centimetres | None = None

    def __post_init__(self) -> None:
        checked_description(self.description, "The picture")
        if self.width is not None:
            checked_length(self.width, "The picture's width")
        _, height = _size(_header(self.data), self.width)
        if height > MOST_CENTIMETRES:
            raise DrawingFault(
                f"At that width the picture would be {height:.0f} cm high, and Word shows "
                f"{MOST_CENTIMETRES:g} at most. Give it a smaller width, or none."
            )

    def drawing(self) -> Drawing:
        """The picture as a document takes it in; the same data give the same one part."""
        header = _header(self.data)
        width, height = map(units, _size(header, self.width))
        name = f"{hashlib.sha256(self.data).hexdigest()}.{_ENDINGS[header.content_type]}"
        part = Part(f"word/media/{name}", self.data, header.content_type)
        return Drawing(
            kind="picture",
            description=one_line(self.description),
            width=width,
            height=height,
            relationship_type=f"{RELATIONSHIPS}/image",
            graphic=partial(_graphic, width, height),
            parts=lambda _number: (part,),
        )


def _header(data: bytes) -> _Header:
    if len(data) > MOST_BYTES:
        raise DrawingFault(
            f"The picture has {len(data) / 1024**2:.1f} MB; a paper takes "
            f"{MOST_BYTES // 1024**2} MB at most. Save it smaller: 2,000 pixels across is plenty."
        )
    if not data.startswith((_PNG_STARTS, _JPEG_STARTS)):
        raise DrawingFault(f"The picture is neither PNG nor JPEG, whatever its name. {_SAVE_AGAIN}")
    if not _is_whole(data):
        raise DrawingFault(
            "The picture is cut off: its file is not whole. Copy it again from where it came."
        )
    try:
        image = Image.from_blob(data)
        wide, high = image.px_width, image.px_height
        dots_across, dots_down = image.horz_dpi, image.vert_dpi
    except Exception:  # python-docx raises all kinds, the bare one among them
        raise DrawingFault(f"The picture cannot be read. {_SAVE_AGAIN}") from None
    if wide < 1 or high < 1:
        raise DrawingFault(f"The picture has no width or no height. {_SAVE_AGAIN}")
    if max(wide, high) > MOST_PIXELS:
        raise DrawingFault(
            f"The picture has {wide:,} by {high:,} pixels; a paper takes {MOST_PIXELS:,} a side "
            "at most. Save it smaller: 2,000 pixels across is plenty."
        )
    return _Header(
        image.content_type,
        wide / (dots_across or _USUAL_DOTS_IN_AN_INCH) * _CENTIMETRES_IN_AN_INCH,
        high / (dots_down or _USUAL_DOTS_IN_AN_INCH) * _CENTIMETRES_IN_AN_INCH,
    )


def _is_whole(data: bytes) -> bool:
    if data.startswith(_PNG_STARTS):
        return _PNG_ENDS in data
    # A small picture inside the header has an end of its own, before the last scan.
    return data.rfind(_JPEG_ENDS) > data.rfind(_JPEG_SCAN)


def _size(header: _Header, width: Centimetres | None) -> tuple[float, float]:
    """The width and height to show, in centimetres."""
    if width is None:
        scale = min(1.0, PAGE_WIDTH / header.width, PAGE_HEIGHT / header.height)
    else:
        scale = float(width) / header.width
    return header.width * scale, header.height * scale


def _graphic(width: int, height: int, relationship_id: str, number: int) -> str:
    return (
        f'<a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        "</pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{RELATIONSHIPS}" r:embed="{relationship_id}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
