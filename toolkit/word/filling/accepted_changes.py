"""Tracked changes in paragraphs with tags, accepted: a deleted tag is none, an inserted one is.

Text in, text out, over the XML of one part. Other tracked changes stay as they are.
"""

import re

_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_ROW = re.compile(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
_ROW_DELETED = re.compile(r"<w:trPr>(?:(?!</w:trPr>).)*?<w:del\b", re.DOTALL)
_GONE = re.compile(r"<w:(del|moveFrom)\b[^<>]*(?<!/)>.*?</w:\1>", re.DOTALL)
_WRAPPED = re.compile(r"</?w:(?:ins|moveTo)\b[^<>]*>")
_TRACKED = ("<w:del ", "<w:ins ", "<w:moveFrom ", "<w:moveTo ")


def with_changes_accepted(source: str) -> str:
    """The XML as it is once the tracked changes around its tags are accepted."""
    if not any(mark in source for mark in _TRACKED):
        return source
    return _PARAGRAPH.sub(_accepted, without_deleted_rows(source))


def without_deleted_rows(source: str) -> str:
    """The XML without the rows with tags that somebody has deleted while changes were tracked."""
    if "<w:del " not in source:
        return source
    return _ROW.sub(lambda row: "" if _is_deleted_with_tags(row[0]) else row[0], source)


def _is_deleted_with_tags(row: str) -> bool:
    return "{" in row and _ROW_DELETED.search(row) is not None


def _accepted(match: re.Match[str]) -> str:
    paragraph = match[0]
    if "{" not in paragraph or not any(mark in paragraph for mark in _TRACKED):
        return paragraph
    return _WRAPPED.sub("", _GONE.sub("", paragraph))
