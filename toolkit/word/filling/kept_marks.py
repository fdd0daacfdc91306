"""What a paragraph, row or cell of a tag holds beside the tag, kept when it disappears.

A paragraph with {%p … %} is taken away whole, and so are a row and a cell. The paragraph may be
the one that ends a section, and then the section's page, headers and footers would go with it; or
a bookmark or comment may begin in it and end elsewhere. The same may begin or end within a tag, of
which only the words count. Text in, text out, over the XML of a part.
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
_WITHIN = re.compile(r"\{(?:<[^<>]*>)*[{%#](?:(?!<w:p[ >]).)*?[}%#](?:<[^<>]*>)*\}", re.DOTALL)
_RUN_END = "</w:r>"
_STARTS = ("<w:bookmarkStart", "<w:commentRangeStart")
_MAY_HOLD = ("<w:sectPr", "<w:bookmark", "<w:commentRange")
# Tags that begin something: what is kept stands before it, and so outside.
_OPENING = frozenset({"for", "if", "elif", "else", "macro", "call", "filter", "with"})


def with_marks_kept(source: str) -> str:
    """The XML with section breaks and the ends of ranges beside the tags that take them away."""
    if not any(mark in source for mark in _MAY_HOLD):
        return source
    for kind, whole in _WHOLES.items():
        source = whole.sub(partial(_kept, kind), source)
    return _WHOLES["p"].sub(_moved_out_of_tags, source)


def _moved_out_of_tags(match: re.Match[str]) -> str:
    """A paragraph in which ends of ranges are beside the runs of a tag, not within the tag."""
    paragraph = match[0]
    if not any(mark in paragraph for mark in _MAY_HOLD):
        return paragraph
    for tag in reversed(list(_WITHIN.finditer(paragraph))):
        marks = _half_ranges(tag[0])
        begin = max(paragraph.rfind(run, 0, tag.start()) for run in ("<w:r>", "<w:r "))
        end = paragraph.find(_RUN_END, tag.end()) + len(_RUN_END)
        if not marks or begin < 0 or end < len(_RUN_END):
            continue
        runs = paragraph[begin:end]
        for mark in marks:
            runs = runs.replace(mark, "", 1)
        starts = "".join(mark for mark in marks if mark.startswith(_STARTS))
        ends = "".join(mark for mark in marks if not mark.startswith(_STARTS))
        paragraph = paragraph[:begin] + starts + runs + ends + paragraph[end:]
    return paragraph


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
