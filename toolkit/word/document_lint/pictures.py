"""Pictures, charts and shapes: what is said of them to those who cannot see them."""

import re

from toolkit.values.findings import WordPlace
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import Found
from toolkit.word.reading.opened import Opened
from toolkit.word.reading.word_xml import TEXT_BOX, WP, V

_SHAPES = [f"{V}{name}" for name in ("shape", "rect", "oval", "roundrect", "line", "group")]
_FILE = re.compile(r"[^\n]*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|pdf)", re.IGNORECASE)


def pictures(opened: Opened) -> Found:
    """The alternative text of each."""
    for story in opened.printed:
        for drawing in story.root.iter(f"{WP}inline", f"{WP}anchor"):
            said = drawing.find(f"{WP}docPr")
            is_decorative = any(
                mark.get("val", "1") in ("1", "true") for mark in drawing.iter("{*}decorative")
            )
            if said is None or is_decorative or next(drawing.iter(TEXT_BOX), None) is not None:
                continue
            yield from _alt_text(story.place(drawing), said.get("descr", ""))
        for shape in story.root.iter(*_SHAPES):
            is_inside = any(parent.tag in _SHAPES for parent in shape.iterancestors())
            if not is_inside and next(shape.iter(TEXT_BOX), None) is None:
                yield from _alt_text(story.place(shape), shape.get("alt", ""))


def _alt_text(place: WordPlace, text: str) -> Found:
    if not text.strip():
        yield rules.NO_ALT_TEXT.at(place)
    elif _FILE.fullmatch(text.strip()):
        yield rules.ALT_IS_FILE.at(place)
