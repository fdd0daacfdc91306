"""Colours, font and sizes of every paper and workbook, and sums with colours: the one place.

Colours are hexadecimal RGB without "#". Every pair of ink and fill here has a
contrast of at least 4.5, which a test holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.values import choices

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
    """A fill and the colour of the text on it."""

    fill: str
    ink: str


RAG: Mapping[str, Shade] = {
    choices.RED: Shade("CA3535", WHITE),
    choices.AMBER: Shade("FFDD00", INK),
    choices.GREEN: Shade("0F7A52", WHITE),
    choices.BLUE: Shade(BLUE, WHITE),
    choices.GREY: Shade("CECECE", INK),
}


LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text below 18 points with its ground."""

TINT_SHARE = 0.06
"""How much of a colour its tint holds, the rest being white: about as much as `TINT` of `NAVY`."""
LINE_SHARE = 0.295
"""How much of a colour thin lines hold: as much as `LINE` of `NAVY`."""

_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def colour_named(text: str) -> str | None:
    """The colour that a text such as #1D70B8 or 1d70b8 names; None where it names none."""
    match = _COLOUR.fullmatch(text.strip())
    return match[1].upper() if match else None


def dark_enough(colour: str) -> str:
    """The lightest shade of a colour's own hue that carries white letters.

    The colour itself where it does; otherwise all of its three parts are lowered in
    proportion until white on it has `LEAST_CONTRAST`.
    """
    channels = _channels(colour)
    brightest = max(channels)
    for value in range(brightest, 0, -1):
        shade = "".join(f"{round(channel * value / brightest):02X}" for channel in channels)
        if contrast(WHITE, shade) >= LEAST_CONTRAST:
            return shade
    return colour


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: `share` of it, from 0 to 1, and the rest white."""
    return "".join(f"{round(255 - (255 - channel) * share):02X}" for channel in _channels(colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1, as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each from 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return red, green, blue
