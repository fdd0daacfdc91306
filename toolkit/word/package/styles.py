"""The named styles of the Word templates: how each looks. Used when templates are built.

Staff change how papers look by changing these styles in Word; nothing in a template
is formatted by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.values.palette import (
    BLUE,
    BODY_SIZE,
    GREY,
    INK,
    NAVY,
    NOTICE,
    RAG,
    SMALL_SIZE,
    TABLE_SIZE,
    TINT,
    WHITE,
)

# Twentieths of a point, Word's unit, in a centimetre.
TWIPS = 567
PORTRAIT_WIDTH = 17 * TWIPS
LANDSCAPE_WIDTH = round(26.6 * TWIPS)

BOARD_TABLE = "Board table"
PLAIN_TABLE = "Board table plain"

BULLETS = 1
TABLE_BULLETS = 2


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a paragraph style differs from its base. Sizes and spaces are in points."""

    base: str = "Normal"
    follows: str = ""
    size: float | None = None
    is_bold: bool = False
    ink: str = ""
    before: float | None = None
    after: float | None = None
    lines: float | None = None
    keeps_with_next: bool = False
    breaks_page: bool = False
    bullets: int = 0
    borders: str = ""
    fill: str = ""
    tabs: str = ""
    left: int = 0
    right: int = 0
    hanging: int = 0
    is_centred: bool = False
    is_tight: bool = False
    outline: int | None = None


def border(side: str, colour: str, width: int, space: int) -> str:
    """One border; its width in eighths of a point, its distance in points."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


def _padding(colour: str, above: int, beside: int) -> str:
    """Borders in a fill's own colour: they make room around the words on it."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return "".join(border(side, colour, 16, space) for side, space in sides)


def _tab(position: int, kind: str = "left", leader: str = "none") -> str:
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'


def _cover(after: float = 0, **more: object) -> Look:
    return Look(
        ink=WHITE, after=after, borders=_padding(NAVY, 26, 20), fill=NAVY, left=440, right=440,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


_RIGHT = _tab(PORTRAIT_WIDTH, "right")
_RIGHT_WIDE = _tab(PORTRAIT_WIDTH, "clear") + _tab(LANDSCAPE_WIDTH, "right")
_DOTS = _tab(PORTRAIT_WIDTH, "right", "dot")

PARAGRAPHS = {
    "Normal": Look(base="", size=BODY_SIZE, ink=INK, before=0, after=8, lines=1.15),
    "Title": _cover(size=38, is_bold=True, lines=1.05, follows="Subtitle"),
    "Subtitle": _cover(size=20, lines=1.5, after=34),
    "Cover board": _cover(size=17, is_bold=True, before=130, lines=1.9, follows="Title"),
    "Cover logo": Look(after=0),
    "Cover board below logo": Look(base="Cover board", follows="Title", before=48),
    "Cover detail": Look(after=6, tabs=_tab(2835), left=2835, hanging=2835),
    "heading 1": Look(
        follows="Normal", size=22, is_bold=True, ink=NAVY, before=26, after=10, lines=1.0,
        keeps_with_next=True, borders=border("bottom", BLUE, 16, 5), outline=0,
    ),
    "heading 2": Look(
        follows="Normal", size=17, is_bold=True, ink=NAVY, before=18, after=6, lines=1.05,
        keeps_with_next=True, outline=1,
    ),
    "heading 3": Look(
        follows="Normal", size=13, is_bold=True, ink=BLUE, before=12, after=4, lines=1.05,
        keeps_with_next=True, outline=2,
    ),
    # Looks like a heading and is none: the contents page does not list itself.
    "TOC Heading": Look(base="heading 1", follows="Normal", breaks_page=True, outline=9),
    "toc 1": Look(is_bold=True, before=8, after=3, lines=1.0, tabs=_DOTS),
    "toc 2": Look(after=3, lines=1.0, tabs=_DOTS, left=340),
    "List Bullet": Look(after=4, bullets=BULLETS),
    "Compact bullet": Look(base="List Bullet", after=10, lines=1.1, is_tight=True),
    "Sub-point": Look(base="List Bullet", after=3, left=851, hanging=284),
    "Priority line": Look(
        size=13, is_bold=True, ink=NAVY, before=14, after=4, keeps_with_next=True
    ),
    "Notice": Look(
        is_bold=True, before=16, after=16, borders=_padding(NOTICE, 6, 8), fill=NOTICE,
        left=200, right=200,
    ),
    # Low, since it ends a section: behind a table that fills its page it has a page to itself.
    "Small print": Look(size=SMALL_SIZE, ink=GREY, before=3, after=0, lines=1.0),
    "Table text": Look(size=TABLE_SIZE, before=2, after=2, lines=1.05),
    "Table heading": Look(base="Table text", is_bold=True, ink=WHITE),
    "Table heading plain": Look(base="Table heading", ink=NAVY),
    "Table heading centred": Look(base="Table heading plain", is_centred=True),
    "Table bullet": Look(base="Table text", bullets=TABLE_BULLETS),
    "Table sub-bullet": Look(base="Table bullet", size=SMALL_SIZE, left=454, hanging=227),
    "Table text kept": Look(base="Table text", keeps_with_next=True),
    "Table heading kept": Look(base="Table heading", keeps_with_next=True),
    "Table number": Look(base="Table text", is_centred=True),
    "Table reference": Look(base="Table text", is_bold=True, ink=NAVY),
    "Table small": Look(base="Table text", size=SMALL_SIZE),
    "Table note": Look(base="Table small", left=227),
    "header": Look(size=SMALL_SIZE, ink=GREY, after=0, lines=1.0, tabs=_RIGHT),
    "footer": Look(size=SMALL_SIZE, ink=GREY, after=0, lines=1.0, tabs=_RIGHT),
    "header wide": Look(base="header", tabs=_RIGHT_WIDE),
    "footer wide": Look(base="footer", tabs=_RIGHT_WIDE),
    "Header notice": Look(
        base="header", is_bold=True, ink=INK, before=6, after=12, borders=_padding(NOTICE, 2, 4),
        fill=NOTICE, left=120, right=120,
    ),
    "Tag": Look(size=9, ink=BLUE, after=0, lines=1.0),
}  # fmt: skip


def _band(look: Look, fill: str, ink: str, **more: object) -> Look:
    """A heading as a band across the page."""
    return replace(
        look, ink=ink, fill=fill, borders=_padding(fill, 3, 5), left=140, right=140,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


_THEME_BAND = _band(PARAGRAPHS["heading 1"], NAVY, WHITE, size=18, before=18, after=9)
_PRIORITY_BAND = _band(PARAGRAPHS["heading 2"], TINT, NAVY, size=14, after=7)
_SMALLER_TABLES = {
    "Table text": replace(PARAGRAPHS["Table text"], size=SMALL_SIZE),
    "Table small": replace(PARAGRAPHS["Table small"], size=9.5),
    "Table sub-bullet": replace(PARAGRAPHS["Table sub-bullet"], size=9.5),
}

BANDED: Mapping[str, Look] = {
    "heading 1": _THEME_BAND,
    "heading 2": _PRIORITY_BAND,
    **_SMALLER_TABLES,
}
"""Themes and priorities as bands, one darker than the other; smaller letters in tables."""

RULED: Mapping[str, Look] = {
    "heading 1": _band(PARAGRAPHS["heading 1"], TINT, NAVY, size=20, before=20),
    "heading 2": replace(PARAGRAPHS["heading 2"], size=15, borders=border("bottom", BLUE, 8, 3)),
    **_SMALLER_TABLES,
}
"""A light band for each part of a plan, a line under the name of what stands in it; smaller
letters in tables."""

BARRED: Mapping[str, Look] = {
    "heading 2": replace(
        _PRIORITY_BAND, borders=border("left", NAVY, 48, 5), left=220, right=0, size=15,
    ),
    **_SMALLER_TABLES,
}  # fmt: skip
"""A bar beside each priority; smaller letters in tables."""

# Character styles: ink, whether bold, fill, size.
CHARACTERS = {
    "Label": (INK, True, "", None),
    "Marking": (INK, True, "", None),
    "Source": (GREY, False, "", None),
    **{f"RAG {rating}": (shade.ink, True, shade.fill, SMALL_SIZE) for rating, shade in RAG.items()},
}


BRANDED = frozenset({*PARAGRAPHS, BOARD_TABLE, PLAIN_TABLE})
"""The styles that may hold the brand's colours: all but those of characters, ratings among them."""
