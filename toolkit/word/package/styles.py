"""The named styles of the Word templates, as XML. Used when templates are built.

Staff change how papers look by changing these styles in Word; nothing in a template
is formatted by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from toolkit.values.palette import (
    BLUE,
    BODY_SIZE,
    FONT,
    GREY,
    INK,
    LINE,
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

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
_BULLETS = 1
_TABLE_BULLETS = 2


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


def _line(side: str, colour: str, width: int, space: int) -> str:
    """One border; its width in eighths of a point, its distance in points."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


def _padding(colour: str, above: int, beside: int) -> str:
    """Borders in a fill's own colour: they make room around the words on it."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return "".join(_line(side, colour, 16, space) for side, space in sides)


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
        keeps_with_next=True, borders=_line("bottom", BLUE, 16, 5), outline=0,
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
    "List Bullet": Look(after=4, bullets=_BULLETS),
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
    "Table bullet": Look(base="Table text", bullets=_TABLE_BULLETS),
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
    "heading 2": replace(PARAGRAPHS["heading 2"], size=15, borders=_line("bottom", BLUE, 8, 3)),
    **_SMALLER_TABLES,
}
"""A light band for each part of a plan, a line under the name of what stands in it; smaller
letters in tables."""

BARRED: Mapping[str, Look] = {
    "heading 2": replace(
        _PRIORITY_BAND, borders=_line("left", NAVY, 48, 5), left=220, right=0, size=15,
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


def style_id(name: str) -> str:
    """The identity of the style of that name, as Word forms it."""
    return name.replace("heading ", "Heading").replace("toc ", "TOC").replace(" ", "")


def styles_xml(looks: Mapping[str, Look] | None = None) -> str:
    """The whole styles part; `looks` are paragraph styles that look otherwise than usual."""
    return (
        f'<w:styles xmlns:w="{_NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}'
        f"{_size(BODY_SIZE)}{_LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_cell_margins(0, 108)}</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(
            _paragraph_style(name, look) for name, look in {**PARAGRAPHS, **(looks or {})}.items()
        )
        + "".join(_character_style(name, *look) for name, look in CHARACTERS.items())
        + _table_style(BOARD_TABLE, WHITE, NAVY)
        + _table_style(PLAIN_TABLE, NAVY, "")
        + "</w:styles>"
    )


def numbering_xml() -> str:
    """The whole numbering part: bullets in running text and bullets in tables."""
    lists = ((_BULLETS, 454, 284, "List Bullet"), (_TABLE_BULLETS, 227, 227, "Table bullet"))
    return (
        f'<w:numbering xmlns:w="{_NAMESPACE}">'
        + "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
            f'<w:pStyle w:val="{style_id(style)}"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
            f"<w:rPr>{_fonts()}</w:rPr></w:lvl></w:abstractNum>"
            for number, left, hanging, style in lists
        )
        + "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number, *_ in lists
        )
        + "</w:numbering>"
    )


def settings_xml() -> str:
    """The whole settings part: today's Word, in British English."""
    compatible = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings xmlns:w="{_NAMESPACE}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat>"
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="{compatible}" w:val="{value}"/>'
            for name, value in (
                ("compatibilityMode", 15),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 1),
                ("doNotFlipMirrorIndents", 1),
                ("differentiateMultirowTableHeaders", 1),
            )
        )
        + '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def _paragraph_style(name: str, look: Look) -> str:
    default = "" if look.base else ' w:default="1"'
    custom = "" if name in _KNOWN_TO_WORD else ' w:customStyle="1"'
    following = f'<w:next w:val="{style_id(look.follows)}"/>' if look.follows else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style_id(name)}">'
        f"<w:name w:val={quoteattr(name)}/>{_based_on(look.base)}{following}"
        f'<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(look)}</w:pPr>"
        f"<w:rPr>{_run_properties(look.ink, look.is_bold, '', look.size)}</w:rPr></w:style>"
    )


_KNOWN_TO_WORD = frozenset({
    "Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "TOC Heading", "toc 1",
    "toc 2", "List Bullet", "header", "footer",
})  # fmt: skip


def _character_style(name: str, ink: str, is_bold: bool, fill: str, size: float | None) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>{_based_on("Default Paragraph Font")}'
        f'<w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:rPr>{_run_properties(ink, is_bold, fill, size)}</w:rPr></w:style>"
    )


def _based_on(base: str) -> str:
    return f'<w:basedOn w:val="{style_id(base)}"/>' if base else ""


def _paragraph_properties(look: Look) -> str:
    """A style's paragraph properties, in the order that Word's schema asks for."""
    spacing = "".join(
        f' w:{name}="{round(value * unit)}"'
        for name, value, unit in (
            ("before", look.before, 20),
            ("after", look.after, 20),
            ("line", look.lines, 240),
        )
        if value is not None
    )
    rule = "" if look.lines is None else ' w:lineRule="auto"'
    indents = "".join(
        f' w:{name}="{value}"'
        for name, value in (
            ("left", look.left),
            ("right", look.right),
            ("hanging", look.hanging),
        )
        if value
    )
    return "".join(
        xml
        for is_wanted, xml in (
            (look.keeps_with_next, "<w:keepNext/><w:keepLines/>"),
            (look.breaks_page, "<w:pageBreakBefore/>"),
            (look.bullets, f'<w:numPr><w:numId w:val="{look.bullets}"/></w:numPr>'),
            (look.borders, f"<w:pBdr>{look.borders}</w:pBdr>"),
            (look.fill, _shade(look.fill)),
            (look.tabs, f"<w:tabs>{look.tabs}</w:tabs>"),
            (spacing, f"<w:spacing{spacing}{rule}/>"),
            (indents, f"<w:ind{indents}/>"),
            (look.is_tight, "<w:contextualSpacing/>"),
            (look.is_centred, '<w:jc w:val="center"/>'),
            (look.outline is not None, f'<w:outlineLvl w:val="{look.outline}"/>'),
        )
        if is_wanted
    )


def _run_properties(ink: str, is_bold: bool, fill: str, size: float | None) -> str:
    return "".join(
        (
            "<w:b/><w:bCs/>" if is_bold else "",
            f'<w:color w:val="{ink}"/>' if ink else "",
            _size(size) if size else "",
            _shade(fill) if fill else "",
        )
    )


def _table_style(name: str, heading_ink: str, heading_fill: str) -> str:
    """A table with a heading row, thin lines between rows and a total row if it has one."""
    lines = _line("top", NAVY, 8, 0) + _line("bottom", NAVY, 8, 0) + _line("insideH", LINE, 4, 0)
    heading = _shade(heading_fill) if heading_fill else _under_heading()
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>{_based_on("Table Normal")}<w:uiPriority w:val="3"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(50, 100)}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow">'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{heading_ink}"/></w:rPr>'
        f"<w:tcPr>{heading}</w:tcPr></w:tblStylePr>"
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"{_line('top', NAVY, 8, 0)}</w:tcBorders>{_shade(TINT)}</w:tcPr></w:tblStylePr>"
        "</w:style>"
    )


def _under_heading() -> str:
    return f"<w:tcBorders>{_line('bottom', NAVY, 8, 0)}</w:tcBorders>"


def _cell_margins(above: int, beside: int) -> str:
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _fonts() -> str:
    names = ("ascii", "hAnsi", "eastAsia", "cs")
    return "<w:rFonts" + "".join(f' w:{name}="{FONT}"' for name in names) + "/>"


def _size(points: float) -> str:
    halves = round(points * 2)
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
