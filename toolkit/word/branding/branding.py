"""How papers look: templates in a board's own colour, and its logo. Bytes in, bytes out.

The brand's colours of `toolkit.values.palette` are exchanged where the toolkit's own named styles
use them, and nowhere else. What a board has coloured by hand, by styles of its own or by
Word's theme stays as it is, and so do the colours of ratings.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from lxml import etree

from toolkit.values.alt_text import DrawingFault, checked_description
from toolkit.values.logo import Logo
from toolkit.values.palette import BLUE, LINE, LINE_SHARE, NAVY, TINT, TINT_SHARE, tint
from toolkit.word.drawing.drawing import units
from toolkit.word.drawing.picture import Picture
from toolkit.word.package import package
from toolkit.word.package.styles import BRANDED

LOGO_WIDTH, LOGO_HEIGHT = 6.0, 3.0
"""The most room that a logo takes on a cover, in centimetres."""

_STYLES = "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BRANDED = frozenset(name.casefold() for name in BRANDED)

_Element = etree._Element


@lru_cache(maxsize=8)
def in_colour(template: bytes, colour: str) -> bytes:
    """The template with a board's colour (six hexadecimal digits) in place of the toolkit's.

    The colour itself takes the place of both the dark and the bright brand colour, since
    white letters stand on it and it stands on white; its tints take that of theirs. As it
    is with no colour, and where it cannot be read as a Word file: the renderer says why.
    """
    if not colour:
        return template
    try:
        parts = package.read_parts(template)
        root = _parsed(parts[_STYLES])
    except (package.PackageError, KeyError, etree.XMLSyntaxError):
        return template
    brand = {
        NAVY: colour,
        BLUE: colour,
        TINT: tint(colour, TINT_SHARE),
        LINE: tint(colour, LINE_SHARE),
    }
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and name.get(f"{_W}val", "").casefold() in _BRANDED:
            _exchange(style, brand)
    parts[_STYLES] = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return package.write_parts(parts)


def _exchange(style: _Element, brand: Mapping[str, str]) -> None:
    """Exchange the brand's colours in one style; a colour of Word's theme goes over them."""
    for element in style.iter(etree.Element):
        ink = "val" if element.tag == f"{_W}color" else "color"
        for attribute, theme in ((ink, "themeColor"), ("fill", "themeFill")):
            new = brand.get(element.get(f"{_W}{attribute}", "").upper())
            if new and f"{_W}{theme}" not in element.attrib:
                element.set(f"{_W}{attribute}", new)


def _parsed(xml: bytes) -> _Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def with_logo(
    context: Mapping[str, object], logo: Logo, descriptions: Iterable[str]
) -> dict[str, object]:
    """A document's context with the board's logo in it; "" where it has none to print.

    The first of the descriptions that can be read out is the logo's.
    """
    board = cast("Mapping[str, object]", context["board"])
    return {**context, "board": {**board, "logo": _picture(logo, descriptions)}}


def _picture(logo: Logo, descriptions: Iterable[str]) -> Picture | str:
    data = logo.data
    if not data:
        return ""
    for description in descriptions:
        try:
            checked_description(description, "The logo")
        except DrawingFault:
            continue
        return fitted(data, description)
    return fitted(data, "Logo")


def fitted(data: bytes, description: str) -> Picture:
    """A picture in its natural size, or as large as a cover has room for. Raises DrawingFault."""
    natural = Picture(data, description).drawing()
    scale = min(1.0, units(LOGO_WIDTH) / natural.width, units(LOGO_HEIGHT) / natural.height)
    return Picture(data, description, natural.width / units(1) * scale)
