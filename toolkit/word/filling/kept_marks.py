"""What a paragraph of a tag holds beside the tag, kept when the paragraph disappears.

A paragraph with {%p … %} is taken away whole. It may be the one that ends a section, and then
the section's page, headers and footers would go with it; or a bookmark or comment may begin in
it and end elsewhere. Text in, text out, over the XML of one part.
"""

import re

_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>")
_TAG = re.compile(r"\{[{%]p\s+-?\s*(\w+)")
_SECTION = re.compile(r"<w:sectPr\b[^<>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_RANGE = re.compile(
    r'<w:(bookmark|commentRange)(Start|End)\b[^<>]*?\sw:id="([^"<>]*)"[^<>]*?(?:/>|></w:\1\2>)'
)
_MAY_HOLD = ("<w:sectPr", "<w:bookmark", "<w:commentRange")
# Tags that begin something: what is kept stands before it, and so outside.
_OPENING = frozenset({"for", "if", "elif", "else", "macro", "call", "filter", "with"})


def with_marks_kept(source: str) -> str:
    """The XML with section breaks and the ends of ranges beside the tags that take them away."""
    if not any(mark in source for mark in _MAY_HOLD):
        return source
    return _PARAGRAPH.sub(_kept, source)


def _kept(match: re.Match[str]) -> str:
    paragraph = match[0]
    if not any(mark in paragraph for mark in _MAY_HOLD):
        return paragraph
    tag = _TAG.search(_MARKUP.sub("", paragraph))
    if tag is None:
        return paragraph
    kept = "".join(_half_ranges(paragraph))
    section = _SECTION.search(paragraph)
    if section:
        kept += f"<w:p><w:pPr>{section[0]}</w:pPr></w:p>"
    return kept + paragraph if tag[1] in _OPENING else paragraph + kept


def _half_ranges(paragraph: str) -> list[str]:
    """The marks of bookmarks and comments whose other end is in another paragraph."""
    marks = list(_RANGE.finditer(paragraph))
    ends = [(mark[1], mark[3]) for mark in marks]
    return [mark[0] for mark in marks if ends.count((mark[1], mark[3])) == 1]
