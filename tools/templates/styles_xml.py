"""The styles, numbering and settings of a Word template, as XML."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from toolkit.values.palette import BODY_SIZE, FONT, LINE, NAVY, TINT, WHITE
from toolkit.word.package.styles import (
    BOARD_TABLE,
    BULLETS,
    CHARACTERS,
    PARAGRAPHS,
    PLAIN_TABLE,
    TABLE_BULLETS,
    Look,
    border,
)

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'


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
    lists = ((BULLETS, 454, 284, "List Bullet"), (TABLE_BULLETS, 227, 227, "Table bullet"))
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
    lines = border("top", NAVY, 8, 0) + border("bottom", NAVY, 8, 0) + border("insideH", LINE, 4, 0)
    heading = _shade(heading_fill) if heading_fill else _under_heading()
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>{_based_on("Table Normal")}<w:uiPriority w:val="3"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(50, 100)}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow">'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{heading_ink}"/></w:rPr>'
        f"<w:tcPr>{heading}</w:tcPr></w:tblStylePr>"
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"{border('top', NAVY, 8, 0)}</w:tcBorders>{_shade(TINT)}</w:tcPr></w:tblStylePr>"
        "</w:style>"
    )


def _under_heading() -> str:
    return f"<w:tcBorders>{border('bottom', NAVY, 8, 0)}</w:tcBorders>"


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
