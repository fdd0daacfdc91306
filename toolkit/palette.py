"""Colours, font and sizes of every paper and workbook: the one place. Pure data.

Colours are hexadecimal RGB without "#". Every pair of ink and fill here has a
contrast of at least 4.5, which a test holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.layout import choices

NAVY = "0F385C"
BLUE = "1D70B8"
INK = "0B0C0C"
TINT = "EEF3F8"
LINE = "B8C4CF"
GREY = "505A5F"
WHITE = "FFFFFF"
NOTICE = "FFF2B3"

FONT = "Arial"

# In points.
BODY_SIZE = 12.0
TABLE_SIZE = 11.0
SMALL_SIZE = 10.0


@dataclass(frozen=True)
class Shade:
    """A fill and the colour of the text that stands on it."""

    fill: str
    ink: str


RAG: Mapping[str, Shade] = {
    choices.RED: Shade("CA3535", WHITE),
    choices.AMBER: Shade("FFDD00", INK),
    choices.GREEN: Shade("0F7A52", WHITE),
    choices.BLUE: Shade(BLUE, WHITE),
    choices.GREY: Shade("CECECE", INK),
}


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
