"""The colour of a cell: its shading, or that of a mark in a cell without words."""

import re

from toolkit.word.reading.word_xml import Element, W, child_of, value_of

COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080",
    "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""Word's names of the colours that mark text."""


def shade(properties: Element | None) -> str | None:
    """The fill that properties set: a colour, "" for none, None where they set nothing."""
    element = child_of(properties, "shd")
    if element is None:
        return None
    is_solid = element.get(f"{W}val") == "solid"
    colour = element.get(f"{W}color" if is_solid else f"{W}fill", "")
    return colour.upper() if COLOUR.fullmatch(colour) else ""


def colour_inside(cell: Element) -> str:
    """The colour of a mark, a highlight or a paragraph in a cell that has no words."""
    for properties in cell.iter(f"{W}pPr", f"{W}rPr"):
        ink = value_of(child_of(properties, "color")).upper()
        found = shade(properties) or HIGHLIGHTS.get(value_of(child_of(properties, "highlight")), "")
        if not found and COLOUR.fullmatch(ink):
            found = ink
        if found:
            return found
    return ""
