"""Headings, and the contents list that names them."""

import re

from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import WHOLE_DOCUMENT, Found
from toolkit.word.document_lint.words import holds_something
from toolkit.word.reading.opened import Opened
from toolkit.word.reading.places import quoted
from toolkit.word.reading.runs import spoken
from toolkit.word.reading.word_xml import W

MOST_HEADINGS_WITHOUT_CONTENTS = 12


def headings(opened: Opened) -> Found:
    """Whether there are any, in their order, each with words."""
    main, styles = opened.main, opened.styles
    levels = [(paragraph, styles.level(paragraph)) for paragraph in main.paragraphs]
    headed = [(paragraph, level, main.text(paragraph)) for paragraph, level in levels if level]
    has_title = any(
        styles.name(paragraph) == "title" and main.text(paragraph) for paragraph in main.paragraphs
    )
    if not has_title and not any(level == 1 and text for _, level, text in headed):
        yield rules.NO_HEADING.at(opened.place(WHOLE_DOCUMENT))
        last = 9
    else:
        last = 0
    for paragraph, level, text in headed:
        if not text:
            if not holds_something(paragraph):
                yield rules.EMPTY_HEADING.at(main.place(paragraph))
            continue
        if level > last + 1:
            yield rules.SKIPPED_LEVEL.at(main.place(paragraph), level=level, due=last + 1)
        last = level


def contents(opened: Opened) -> Found:
    """Whether there is a contents list where one is needed, and each entry names a heading."""
    main, styles = opened.main, opened.styles
    headed = {
        main.text(paragraph)
        for paragraph in main.paragraphs
        if styles.level(paragraph)
        or any(
            mark.get(f"{W}name", "").startswith("_Toc")
            for mark in paragraph.iter(f"{W}bookmarkStart")
        )
    }
    fields = [field.text or "" for field in main.root.iter(f"{W}instrText")]
    fields += [field.get(f"{W}instr", "") for field in main.root.iter(f"{W}fldSimple")]
    count = sum(1 for p in main.paragraphs if styles.level(p) and main.text(p))
    if count > MOST_HEADINGS_WITHOUT_CONTENTS and not any("TOC" in field for field in fields):
        yield rules.NO_CONTENTS.at(opened.place(WHOLE_DOCUMENT), count=count)
    for paragraph in main.paragraphs:
        style_id = styles.id_of(paragraph)
        if not re.fullmatch(r"toc \d", styles.kind(style_id).name) or not main.text(paragraph):
            continue
        if not _names_in(spoken(main.runs(paragraph, style_id))) & headed:
            entry = f'contents entry "{quoted(main.text(paragraph))}"'
            yield rules.STALE_CONTENTS.at(opened.place(entry))


def _names_in(entry: str) -> set[str]:
    """What a contents entry may name: all its words, or those before or between tabs."""
    pieces = entry.split("\t")
    names = [*pieces, entry, " ".join(pieces[:-1])]
    return {" ".join(name.split()) for name in names if name.strip()}
