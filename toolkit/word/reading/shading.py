"""The colour of a cell: its shading, or that of a mark in a cell without words."""

import re

from toolkit.word.reading.word_xml import Element, W, child_of, value_of

_HIGHLIGHTS = {
    "red": "FF0000", "darkRed": "8B0000", "yellow": "FFFF00", "darkYellow": "C08000",
    "green": "00FF00", "darkGreen": "008000", "blue": "0000FF", "darkBlue": "00008B",
    "cyan": "00AFFF", "lightGray": "D3D3D3", "darkGray": "A9A9A9",
}  # fmt: skip


def shade_of(properties: Element | None) -> str:
    """The shading as six hexadecimal digits; "" without any."""
    shading = child_of(properties, "shd")
    fill = "" if shading is None else shading.get(f"{W}fill", "")
    return fill.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", fill) else ""


def colour_inside(cell: Element) -> str:
    """The colour of a mark, a highlight or a paragraph in a cell that has no words."""
    for properties in cell.iter(f"{W}pPr", f"{W}rPr"):
        highlight = value_of(child_of(properties, "highlight"))
        colour = value_of(child_of(properties, "color")).upper()
        found = shade_of(properties) or _HIGHLIGHTS.get(highlight, "")
        if not found and re.fullmatch(r"[0-9A-F]{6}", colour):
            found = colour
        if found:
            return found
    return ""
