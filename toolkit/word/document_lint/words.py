"""Words that were left behind or are in no right place, and empty paragraphs."""

import re
from functools import partial
from itertools import groupby

from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import Found
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.reading.tables import merged
from toolkit.word.reading.word_xml import PARAGRAPH, TEXT_BOX, Element, M, W

TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
"""A sign of a template's tag."""

# "None of them" is English and "her nan" is a grandmother: only what no person would write
# so is a computer's.
_COMPUTER_WORDS = (
    ('The computer\'s word "None"', re.compile(r"\bNone\b(?! [a-z])|(?<=[a-z,;] )None\b")),
    ('The computer\'s word "nan"', re.compile(r"^nan%?$|\bNa[NT]\b|£nan\b|\bnan%")),
    ("A date with a time of day", re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")),
    ("Excel's code for a special character", re.compile(r"_x[0-9A-Fa-f]{4}_")),
)
_CONTENT = [
    f"{W}{name}"
    for name in ("drawing", "pict", "object", "br", "fldChar", "fldSimple", "sdt", "sectPr", "sym",
                 "footnoteReference", "endnoteReference", "ptab", "pageBreakBefore")
]  # fmt: skip
_ELEMENTS_ONLY = [
    f"{W}{name}"
    for name in ("document", "body", "p", "r", "tbl", "tr", "tc", "tblPr", "tcPr", "trPr", "pPr",
                 "rPr", "sectPr", "hyperlink", "sdt", "sdtContent", "hdr", "ftr")
]  # fmt: skip


def stray_text(opened: Opened) -> Found:
    """Words between paragraphs or cells."""
    for story in opened.printed:
        for element in story.root.iter(*_ELEMENTS_ONLY):
            tails = (child.tail or "" for child in element)
            if (element.text or "").strip() or any(tail.strip() for tail in tails):
                yield rules.STRAY_TEXT.at(story.place(element))


def leftover_words(opened: Opened) -> Found:
    """Tags that were not filled, and words of a computer."""
    for story in opened.printed:
        for paragraph in story.paragraphs:
            text = story.text(paragraph)
            if TAG.search(text):
                yield rules.UNFILLED_TAG.at(story.place(paragraph))
            for what, pattern in _COMPUTER_WORDS:
                if pattern.search(text):
                    yield rules.COMPUTER_WORD.at(story.place(paragraph), what=what)


def empty_paragraphs(opened: Opened) -> Found:
    """Empty paragraphs that make a space."""
    for story in opened.printed:
        for parent in {paragraph.getparent(): None for paragraph in story.paragraphs}:
            blocks = parent if parent is not None else ()
            for is_empty, group in groupby(blocks, partial(_is_empty, story)):
                spaces = list(group)
                if is_empty and len(spaces) > 1:
                    yield rules.EMPTY_PARAGRAPHS.at(story.place(spaces[0]), count=len(spaces))


def text_boxes(opened: Opened) -> Found:
    """Text boxes with words."""
    for story in opened.printed:
        for box in story.root.iter(TEXT_BOX):
            paragraphs = list(box.iter(PARAGRAPH))
            if any(story.text(paragraph) for paragraph in paragraphs):
                yield rules.TEXT_BOX.at(story.place(paragraphs[0]))


def holds_something(paragraph: Element) -> bool:
    """Whether a paragraph without words holds a picture, a break, a field or the like."""
    return next(paragraph.iter(*_CONTENT, f"{M}*"), None) is not None


def is_filled(story: Story, cell: Element) -> bool:
    """Whether a cell holds words or a picture, or goes on from the cell above."""
    if merged(cell.find(f"{W}tcPr")).goes_on_from_above:
        return True
    return any(
        story.text(paragraph) or holds_something(paragraph) for paragraph in cell.iter(PARAGRAPH)
    )


def _is_empty(story: Story, element: Element) -> bool:
    return element.tag == PARAGRAPH and not story.text(element) and not holds_something(element)
