"""What pictures and charts have in common: a place in a run, parts of the package, alt text.

`Picture` and `Chart` give a `Drawing`; whoever writes the document asks nothing else of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import NamedTuple, TypeAlias

from toolkit.files.xml_text import quoted
from toolkit.values.alt_text import DrawingFault

Centimetres: TypeAlias = Decimal | float

# Word shows nothing wider or higher than 22 inches.
MOST_CENTIMETRES = 55.0
LEAST_CENTIMETRES = 0.1

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_UNITS_IN_A_CENTIMETRE = 360_000


class Part(NamedTuple):
    """A part of the package: its name without a leading "/", its bytes, its content type."""

    name: str
    data: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something drawn in a run of text.

    `kind` is "picture" or "chart"; width and height are in English Metric Units, 360,000
    to the centimetre. `graphic` gives the <a:graphic> element for the identity of the
    relationship to the first part and the drawing's number. `parts` gives the parts to add
    for a number that no other chart of the package has; a part's name is its identity, so
    that two drawings which give the same name share one part.
    """

    kind: str
    description: str
    width: int
    height: int
    relationship_type: str
    graphic: Callable[[str, int], str]
    parts: Callable[[int], tuple[Part, ...]]

    def element(self, relationship_id: str, number: int) -> str:
        """The <w:drawing> element, to stand in a run; it declares every prefix that it uses.

        The number, from 1, must be the drawing's own within the document.
        """
        name = quoted(f"{self.kind.capitalize()} {number}")
        return (
            f'<w:drawing xmlns:w="{_WORD}">'
            f'<wp:inline xmlns:wp="{_PLACE}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{self.width}" cy="{self.height}"/>'
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name={name} descr={quoted(self.description)}/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{MAIN}" noChangeAspect="1"/>'
            "</wp:cNvGraphicFramePr>"
            f"{self.graphic(relationship_id, number)}</wp:inline></w:drawing>"
        )


class Drawable:
    """What can be drawn in a run: a picture or a chart. It has no words of its own."""

    __slots__ = ()

    def drawing(self) -> Drawing:
        """What whoever writes the document puts there."""
        raise NotImplementedError

    def __str__(self) -> str:
        raise TypeError("a picture or chart has no words")


def units(centimetres: Centimetres) -> int:
    """A length in English Metric Units, at least one."""
    return max(1, round(float(centimetres) * _UNITS_IN_A_CENTIMETRE))


def is_number(value: object) -> bool:
    """Whether the value is a number that Office can hold: not NaN, not endless, not True."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    try:
        return isfinite(value)
    except (OverflowError, ValueError):  # more than a cell holds; a signalling NaN
        return False


def checked_length(value: Centimetres, what: str) -> None:
    """DrawingFault unless the length, in centimetres, is one that Word can show."""
    if not (is_number(value) and LEAST_CENTIMETRES <= value <= MOST_CENTIMETRES):
        raise DrawingFault(
            f"{what} must be a number of centimetres from {LEAST_CENTIMETRES:g} "
            f"to {MOST_CENTIMETRES:g}."
        )
