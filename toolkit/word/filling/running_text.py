"""Running text as XML: paragraphs and spans in the named styles of the template."""

import re
from collections.abc import Callable

from markupsafe import Markup

from toolkit.files.xml_text import quoted
from toolkit.word.filling.named_styles import NamedStyles
from toolkit.word.sandbox.printing import printed, words_of
from toolkit.word.values.blocks import STRONG, Blocks, Kind, Paragraph, Rich, Span, plain_blocks

# The filters that render.py puts on {{p }} and {{r }}.
AS_PARAGRAPHS = "as_paragraphs"
AS_RUNS = "as_runs"

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_ANY_TAG = re.compile(r"\{(?:<[^>]*>)*\{(?:<[^>]*>)*p(?:<[^>]*>)*\s")
_TAG = re.compile(r"\s*\{\{p\s+((?:(?!\}\}).)+?)\s*\}\}\s*")
_CELL = re.compile(r"<w:tc[ >]")
_MARKUP = re.compile(r"<[^>]*>")
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_HEADING = re.compile(r"heading ([1-8])")


def with_styles_of_paragraphs(xml: str, styles: NamedStyles) -> str:
    """The XML with each {{p }} told the styles that its paragraphs shall have.

    Paragraphs take the style of the one that holds the tag, bullets that of bullets in
    text or in tables, and sub-headings that of one level below the heading above.
    """
    if not _ANY_TAG.search(xml):
        return xml
    level, cells, end = 0, 0, 0

    def told(match: re.Match[str]) -> str:
        nonlocal level, cells, end
        cells += len(_CELL.findall(xml, end, match.start()))
        cells -= xml.count("</w:tc>", end, match.start())
        end = match.start()
        style = _STYLE.search(match[0])
        identity = style[1] if style else ""
        heading = _HEADING.fullmatch(styles.names.get(identity, ""))
        if heading:
            level = int(heading[1])
        tag = _TAG.fullmatch(_MARKUP.sub("", match[0])) if "{" in match[0] else None
        if tag is None:
            return match[0]
        in_table = cells > 0
        bullet = styles.identities.get("table bullet" if in_table else "list bullet", "")
        sub_heading = "" if in_table else styles.identities.get(f"heading {level + 1}", "")
        names = f'"{identity}", "{bullet}", "{sub_heading}"'
        return f"<w:p><w:r><w:t>{{{{p ({tag[1]})|{AS_PARAGRAPHS}({names}) }}}}</w:t></w:r></w:p>"

    return _PARAGRAPH.sub(told, xml)


def filters(styles: NamedStyles) -> dict[str, Callable[..., Markup]]:
    """The filters that print {{p }} and {{r }} in a template with these styles."""

    def run(span: Span) -> str:
        properties = ""
        if span.style:
            identity = styles.identities.get(span.style.casefold())
            if identity:
                properties = f'<w:rPr><w:rStyle w:val="{identity}"/></w:rPr>'
            elif span.style == STRONG:
                properties = "<w:rPr><w:b/><w:bCs/></w:rPr>"
        text = printed(span.text)
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def as_runs(value: object) -> Markup:
        words = value if isinstance(value, Rich) else Rich((Span(words_of(value)),))
        return Markup("".join(map(run, words.spans)))  # noqa: S704 (each text is escaped)

    def as_paragraphs(value: object, style: str, bullet: str, heading: str) -> Markup:
        blocks = value if isinstance(value, Blocks) else plain_blocks(words_of(value))
        looks = {Kind.PARAGRAPH: style, Kind.BULLET: bullet, Kind.HEADING: heading or style}
        return Markup(  # noqa: S704 (the same)
            "".join(_paragraph(item, looks[item.kind], run) for item in blocks.paragraphs)
        )

    return {AS_PARAGRAPHS: as_paragraphs, AS_RUNS: as_runs}


def _paragraph(paragraph: Paragraph, style: str, run: Callable[[Span], str]) -> str:
    spans = paragraph.words.spans
    if paragraph.kind is Kind.BULLET and not style:
        spans = (Span("• "), *spans)
    # A template can call the filter itself, with anything for a style.
    properties = f"<w:pPr><w:pStyle w:val={quoted(str(style))}/></w:pPr>" if style else ""
    return f"<w:p>{properties}{''.join(map(run, spans))}</w:p>"
