"""What a paragraph, row or cell of a tag holds beside the tag, kept when it disappears.

A paragraph with {%p … %} is taken away whole, and so are a row and a cell. The paragraph may be
the one that ends a section, and then the section's page, headers and footers would go with it; or
a bookmark or comment may begin in it and end elsewhere. Text in, text out, over the XML of a part.
"""

import re
from functools import partial

# Innermost ones: no tag takes away a row with a table in it.
_WHOLES = {
    kind: re.compile(rf"<w:{kind}[ >](?:(?!<w:{kind}[ >]).)*?</w:{kind}>", re.DOTALL)
    for kind in ("tr", "tc", "p")
}
_MARKUP = re.compile(r"<[^<>]*>")
_TAG = re.compile(r"\{[{%](p|tr|tc)\s+-?\s*(\w+)")
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
    for kind, whole in _WHOLES.items():
        source = whole.sub(partial(_kept, kind), source)
    return source


def _kept(kind: str, match: re.Match[str]) -> str:
    whole = match[0]
    if not any(mark in whole for mark in _MAY_HOLD):
        return whole
    tag = _TAG.search(_MARKUP.sub("", whole))
    if tag is None or tag[1] != kind:
        return whole
    kept = "".join(_half_ranges(whole))
    section = _SECTION.search(whole)
    if section and kind == "p":
        kept += f"<w:p><w:pPr>{section[0]}</w:pPr></w:p>"
    return kept + whole if tag[2] in _OPENING else whole + kept


def _half_ranges(whole: str) -> list[str]:
    """The marks of bookmarks and comments whose other end is elsewhere."""
    marks = list(_RANGE.finditer(whole))
    ends = [(mark[1], mark[3]) for mark in marks]
    return [mark[0] for mark in marks if ends.count((mark[1], mark[3])) == 1]
