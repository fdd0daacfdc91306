"""How text looks in the end: its colour, fill and size through all the styles over it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from toolkit.values.text import whole_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_Element = etree._Element

WORD_SIZE = 10.0
"""The size in points that Word gives to text for which nothing is set."""

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_OFF = ("0", "false", "off", "none")
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080",
    "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
# The bit of each part of a table's look, where Word has written the number alone.
_LOOKS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
    "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a run looks. `ink` is empty where Word chooses black or white by itself."""

    ink: str
    fill: str
    size: float
    is_bold: bool

    @property
    def is_large(self) -> bool:
        """Whether it is large text as WCAG has it: 18 points, or 14 in bold."""
        return self.size >= (14 if self.is_bold else 18)


def value(parent: _Element | None, name: str) -> str:
    """The w:val of a child; empty where there is none."""
    child = None if parent is None else parent.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")


def is_on(parent: _Element | None, name: str) -> bool:
    """Whether a switch such as w:b is there and not turned off."""
    child = None if parent is None else parent.find(f"{_W}{name}")
    return child is not None and child.get(f"{_W}val", "1") not in _OFF


def has_look(table: _Element, name: str) -> bool:
    """Whether a table's look has that part, such as firstRow."""
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    if look is None:
        return False
    said = look.get(f"{_W}{name}")
    if said is not None:
        return said not in _OFF
    bits = look.get(f"{_W}val", "")
    return bool(re.fullmatch(r"[0-9A-Fa-f]{4}", bits) and int(bits, 16) & _LOOKS[name])


def shade(properties: _Element | None) -> str | None:
    """The fill that properties set: a colour, empty for none, None where they set nothing."""
    element = None if properties is None else properties.find(f"{_W}shd")
    if element is None:
        return None
    solid = element.get(f"{_W}val") == "solid"
    colour = element.get(f"{_W}color" if solid else f"{_W}fill", "")
    return colour.upper() if _COLOUR.fullmatch(colour) else ""


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, root: _Element | None) -> None:
        elements = [] if root is None else list(root.iter(f"{_W}style"))
        self._styles = {element.get(f"{_W}styleId", ""): element for element in elements}
        self._chains: dict[str, tuple[_Element, ...]] = {}
        self._levels: dict[str, int] = {}
        self._of_cells: dict[_Element, tuple[_Element, ...]] = {}
        self._defaults = {
            element.get(f"{_W}type", ""): element.get(f"{_W}styleId", "")
            for element in elements
            if element.get(f"{_W}default", "0") not in _OFF
        }
        self._runs = None if root is None else root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")

    @cached_property
    def language(self) -> str:
        """The language of text for which no other is set."""
        for style in self._chain(self._defaults.get("paragraph", "")):
            said = value(style.find(f"{_W}rPr"), "lang")
            if said:
                return said
        return value(self._runs, "lang")

    def name(self, paragraph: _Element) -> str:
        """The name of a paragraph's style in small letters."""
        style = self._styles.get(self._identity(paragraph))
        return "" if style is None else value(style, "name").casefold()

    def level(self, paragraph: _Element) -> int:
        """A paragraph's heading level; 0 where it is text."""
        own = whole_number(value(paragraph.find(f"{_W}pPr"), "outlineLvl"))
        if own is not None:
            return (own + 1) % 10
        identity = self._identity(paragraph)
        if identity not in self._levels:
            self._levels[identity] = self._level(identity)
        return self._levels[identity]

    def look(self, run: _Element, paragraph: _Element) -> Look:
        """How a run of a paragraph looks."""
        layers = list(self._layers(run, paragraph))
        ink = next((ink for ink in (value(layer, "color") for layer in layers) if ink), "")
        size = next((size for size in (value(layer, "sz") for layer in layers) if size), "")
        half_points = whole_number(size)
        bold = next((layer for layer in layers if layer.find(f"{_W}b") is not None), None)
        return Look(
            ink=ink.upper() if _COLOUR.fullmatch(ink) else "",
            fill=self._fill(layers, paragraph),
            size=WORD_SIZE if half_points is None else half_points / 2,
            is_bold=is_on(bold, "b"),
        )

    def _identity(self, paragraph: _Element) -> str:
        own = value(paragraph.find(f"{_W}pPr"), "pStyle")
        return own if own in self._styles else self._defaults.get("paragraph", "")

    def _chain(self, identity: str) -> tuple[_Element, ...]:
        """A style and those it is based on, nearest first; a circle ends."""
        if identity not in self._chains:
            found: dict[str, _Element] = {}
            base = identity
            while base in self._styles and base not in found:
                found[base] = self._styles[base]
                base = value(found[base], "basedOn")
            self._chains[identity] = tuple(found.values())
        return self._chains[identity]

    def _level(self, identity: str) -> int:
        for style in self._chain(identity):
            heading = re.fullmatch(r"heading (\d)", value(style, "name").casefold())
            if heading:
                return int(heading[1])
            outline = whole_number(value(style.find(f"{_W}pPr"), "outlineLvl"))
            if outline is not None:
                return (outline + 1) % 10
        return 0

    def _layers(self, run: _Element, paragraph: _Element) -> Iterator[_Element]:
        """The run properties that hold for a run, nearest first."""
        own = run.find(f"{_W}rPr")
        styles = [*self._chain(value(own, "rStyle")), *self._chain(self._identity(paragraph))]
        styles += self._table_styles(paragraph)
        found = (own, *(style.find(f"{_W}rPr") for style in styles), self._runs)
        yield from (layer for layer in found if layer is not None)

    def _fill(self, layers: list[_Element], paragraph: _Element) -> str:
        for layer in layers:
            mark = _HIGHLIGHTS.get(value(layer, "highlight")) or shade(layer)
            if mark:
                return mark
        own = paragraph.find(f"{_W}pPr")
        chain = (style.find(f"{_W}pPr") for style in self._chain(self._identity(paragraph)))
        for properties in (own, *chain):
            fill = shade(properties)
            if fill is not None:
                if fill:
                    return fill
                break
        return self._cell_fill(paragraph) or "FFFFFF"

    def _cell_fill(self, paragraph: _Element) -> str:
        cell = next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None:
            return ""
        fill = shade(cell.find(f"{_W}tcPr"))
        for style in self._table_styles(paragraph):
            if fill is None:
                fill = shade(style.find(f"{_W}tcPr"))
        return fill or ""

    def _table_styles(self, paragraph: _Element) -> tuple[_Element, ...]:
        """The table style over a paragraph: its conditional parts, then the whole."""
        cell = next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None:
            return ()
        if cell not in self._of_cells:
            self._of_cells[cell] = tuple(self._of_cell(cell))
        return self._of_cells[cell]

    def _of_cell(self, cell: _Element) -> Iterator[_Element]:
        table = next(cell.iterancestors(f"{_W}tbl"), None)
        if table is None:
            return
        own = value(table.find(f"{_W}tblPr"), "tblStyle")
        chain = self._chain(own or self._defaults.get("table", ""))
        for kind in _conditions(cell, table):
            for style in chain:
                yield from (
                    part
                    for part in style.iterchildren(f"{_W}tblStylePr")
                    if part.get(f"{_W}type") == kind
                )
        yield from chain


def _conditions(cell: _Element, table: _Element) -> Iterator[str]:
    """The parts of a table that a cell belongs to, the strongest first."""
    row = cell.getparent()
    if row is None:
        return
    place: Mapping[str, bool] = {
        "firstRow": next(row.itersiblings(f"{_W}tr", preceding=True), None) is None,
        "lastRow": next(row.itersiblings(f"{_W}tr"), None) is None,
        "firstColumn": next(cell.itersiblings(f"{_W}tc", preceding=True), None) is None,
        "lastColumn": next(cell.itersiblings(f"{_W}tc"), None) is None,
    }
    names = {"firstColumn": "firstCol", "lastColumn": "lastCol"}
    for look, is_there in place.items():
        if is_there and has_look(table, look):
            yield names.get(look, look)
    if not has_look(table, "noHBand"):
        before = sum(1 for _ in row.itersiblings(f"{_W}tr", preceding=True))
        yield "band1Horz" if (before - has_look(table, "firstRow")) % 2 == 0 else "band2Horz"
